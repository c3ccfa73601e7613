import type { Warning } from "../../core/answer.ts";
import { plural } from "../../core/english.ts";
import type { AmountUnit } from "../../core/table.ts";
import { decimal, money, percent } from "../../render/numbers.ts";
import type { Definition, RetentionFields, Tie } from "./answer.ts";
import { bandOf, type RetentionFigures } from "./figures.ts";
import type { RetentionPolicy } from "./retention.ts";

/** A stated figure that the data does not give, in words: by how much, and what equals the difference. */
export function tieWarnings({ tie, opening_tie }: RetentionFields, currency: string): Warning[] {
  const sides = [
    { name: "closing", found: tie },
    { name: "opening", found: opening_tie },
  ];
  return sides.flatMap(({ name, found }) =>
    found === undefined || found.difference === 0 ? [] : [{ code: "does_not_tie", message: untied(name, found, currency) }],
  );
}

function untied(side: string, { stated, computed, difference, located }: Tie, currency: string): string {
  const off = `${money(Math.abs(difference), currency)} ${difference > 0 ? "above" : "below"}`;
  const first = `The stated ${side} of ${money(stated, currency)} is ${off} the computed ${money(computed, currency)}.`;
  if (located.length === 0)
    return `${first} No one thing in the data equals that difference; it may be several together, or the figures are of other dates.`;
  const more =
    located.length > 1
      ? ` (and ${plural(located.length - 1, "other explanation")}, see ${side === "closing" ? "tie" : "opening_tie"})`
      : "";
  return `${first} This equals it to the cent: ${located[0]!.what}${more}.`;
}

/** What else was asked, a sentence each: figures that tie, the window before, price, exchange rates, and a rate compounded to a year. */
export function askedSentences(fields: RetentionFields, currency: string): string[] {
  return [
    ties(fields, currency),
    before(fields, currency),
    price(fields, currency),
    rates(fields, currency),
    yearly(fields),
  ].filter((sentence) => sentence !== null);
}

function ties({ tie, opening_tie }: RetentionFields, currency: string): string | null {
  const tied = [
    { name: "closing", found: tie },
    { name: "opening", found: opening_tie },
  ].flatMap(({ name, found }) => (found?.difference === 0 ? [`${name} of ${money(found.stated, currency)}`] : []));
  return tied.length ? `The stated ${tied.join(" and the stated ")} ${tied.length > 1 ? "tie" : "ties"} to the cent.` : null;
}

const tenths = (rate: number) => Math.round(rate * 1000);
const points = (tenth: number) => `${tenth < 0 ? "-" : "+"}${decimal(Math.abs(tenth) / 10, 1, 1)}`;

/** Printed parts add up to the printed change: what segments' own rates do not explain is the shift between them, with the interaction. */
function before({ comparison, bridge }: RetentionFields, currency: string): string | null {
  if (!comparison || comparison.nrr_change === null) return null;
  const { from, to, nrr_change: change } = comparison;
  const own = tenths(comparison.nrr_performance!);
  const shift = tenths(change) - own;
  const parts = [
    ...(own === 0 ? [] : [`${points(own)} because segments did ${own < 0 ? "worse" : "better"}`]),
    ...(shift === 0 ? [] : [`${points(shift)} because the book shifted between them`]),
  ];
  const then = `in the window before (${from} to ${to})`;
  if (tenths(change) === 0) return `Net is where it was ${then}${parts.length ? `: ${parts.join(", ")}` : ""}.`;
  const worth = money(Math.round(Math.abs(change) * bridge.starting!), currency);
  const way = `${points(tenths(change)).slice(1)} points ${change < 0 ? "lower" : "higher"}`;
  return `Net is ${way} than ${then}, ${worth} of this opening: ${parts.join(", ")}.`;
}

function price({ nrr_without_price: net, price_expansion: part, bridge }: RetentionFields, currency: string): string | null {
  if (net === undefined || net === null || part === undefined) return null;
  return `Without the price increase net is ${percent(net)}: it makes ${money(part, currency)} of the ${money(bridge.expansion!, currency)} of expansion.`;
}

function rates({ bridge }: RetentionFields, currency: string): string | null {
  if (bridge.fx === undefined) return null;
  const way = bridge.fx < 0 ? "take" : "add";
  return `Retention is at the opening's exchange rates; those of the end ${way} ${money(Math.abs(bridge.fx), currency)}, for a closing of ${money(bridge.ending!, currency)}.`;
}

function yearly({ annualised }: RetentionFields): string | null {
  if (annualised === null || annualised.nrr === null) return null;
  return `These rates are for ${decimal(annualised.months, 1)} ${annualised.months === 1 ? "month" : "months"}, not a year; if every month were like these, a year would keep ${percent(annualised.nrr)} net and ${percent(annualised.grr)} gross.`;
}

/** What the words need beside the numbers. */
export interface SummaryContext {
  policy: RetentionPolicy;
  figures: RetentionFigures;
  currency: string;
  unit: AmountUnit;
  /** The dates compared, where they are known. */
  from: string | null;
  to: string | null;
  source: "accounts" | "totals";
}

const definitionWords: Record<Definition["definition"], string> = {
  point_to_point: "comparing the two dates only",
  gap_as_churn: "counting a gap in between as a loss",
  movements_of_cohort: "adding up monthly movements",
  churn_only: "leaving downgrades out of gross",
  reactivation_included: "counting returned customers in",
};

/** The answer for a busy reader: rates with their label, cohort and denominator in words, what moved, and what would change the label. */
export function summariseRetention(fields: RetentionFields, context: SummaryContext): string {
  if (fields.annualised !== null && fields.grr === null)
    return `${percent(fields.annualised.monthly_grr)} a month compounds to ${percent(fields.annualised.grr)} gross retention over twelve months. That holds only if every month is like this one, and it is not to be compared with a yearly cohort.`;
  return [headline(fields, context), moved(fields, context), otherDefinitions(fields, context), chance(fields, context)]
    .filter((sentence) => sentence !== null)
    .join(" ");
}

/** The band by the standard in force; the standard is named at the second rate, or at each when they differ. */
function labels({ assessment }: RetentionFields): { net: string; gross: string } {
  const net = assessment.find(({ metric }) => metric === "nrr");
  const gross = assessment.find(({ metric }) => metric === "grr");
  const text = (verdict: typeof net, named: boolean) =>
    verdict === undefined ? "" : ` (${verdict.band}${named ? ` by the ${verdict.standard} standard` : ""})`;
  return { net: text(net, net?.standard !== gross?.standard), gross: text(gross, true) };
}

function headline(fields: RetentionFields, { currency, unit, policy, from, to, source }: SummaryContext): string | null {
  if (source === "totals" && fields.nrr === null && fields.grr === null) return withoutRates(fields);
  const { starting } = fields.bridge;
  if (source === "accounts" && fields.accounts.starting === 0)
    return `No customer pays ${from === null ? "at the start" : `on ${from}`}, so retention is not defined.`;
  const label = labels(fields);
  const net = fields.nrr === null ? "Net retention is not known" : `Net retention ${percent(fields.nrr)}${label.net}`;
  const gross = fields.grr === null ? "gross retention is not known" : `gross ${percent(fields.grr)}${label.gross}`;
  const what = unit === "arr" ? "opening ARR" : unit === "mrr" ? "opening MRR" : "opening revenue";
  const of = starting === null ? "" : ` of ${money(starting, currency)} ${what}`;
  const choices = [
    policy.gap === "churned" ? "one that fell to zero in between counts as lost" : null,
    policy.reactivation === "included" ? "net also counts customers who came back" : null,
    policy.grr === "churn_only" ? "gross leaves downgrades out" : null,
  ].filter((choice) => choice !== null);
  const also = choices.length ? `; ${choices.join("; ")}` : "";
  if (source === "totals")
    return `${net} and ${gross}${of}, taking the totals as movements of the opening customers only${also}.`;
  const start = from === null ? "at the start" : `on ${from}`;
  const end = to === null ? "at the end" : `on ${to}`;
  const who = `from the ${plural(fields.accounts.starting ?? 0, "customer")} paying ${start}`;
  return `${net} and ${gross}${of} ${who}, against what the same customers pay ${end}; customers won since are left out${also}.`;
}

/** Totals that give neither rate may still give the quick ratio, or customers kept. */
function withoutRates({ quick_ratio, logo_retention, bridge }: RetentionFields): string | null {
  if (quick_ratio !== null)
    return `Quick ratio ${decimal(quick_ratio, 1)}: for each 1 lost, ${decimal(quick_ratio, 1)} came in from new and growing customers, returned ones not counted.`;
  if (logo_retention !== null) return null;
  if (bridge.starting === 0) return "The opening revenue is 0, so retention is not defined.";
  const missing = (["starting", "expansion", "contraction", "churn"] as const).filter((name) => bridge[name] === null);
  return `These totals give no retention rate; not given: ${missing.join(", ")}.`;
}

function moved(fields: RetentionFields, { currency }: SummaryContext): string | null {
  const { bridge, accounts } = fields;
  if (accounts.starting === 0 || bridge.starting === null) return stayed(fields);
  const part = (count: number | null, amount: number | null, [one, many, passive]: [string, string, string]): string[] => {
    if (amount === null) return [];
    if (accounts.flat === null || count === null) return [`${money(amount, currency)} ${passive}`];
    return [count === 0 ? `none ${many}` : `${count} ${count === 1 ? one : many} (${money(amount, currency)})`];
  };
  const parts = [
    ...part(accounts.churned, bridge.churn, ["left", "left", "went with customers who left"]),
    ...part(accounts.contracted, bridge.contraction, ["pays less", "pay less", "went to downgrades"]),
    ...part(accounts.expanded, bridge.expansion, ["pays more", "pay more", "came from customers who grew"]),
  ].join(", ");
  const start = stayed(fields);
  if (parts === "") return start;
  return start === null ? `${parts}.` : `${start.slice(0, -1)}: ${parts}.`;
}

function stayed({ logo_retention, accounts }: RetentionFields): string | null {
  if (logo_retention === null || accounts.starting === null || accounts.churned === null) return null;
  return `${accounts.starting - accounts.churned} of ${plural(accounts.starting, "customer")} stayed (${percent(logo_retention)}).`;
}

function otherDefinitions(fields: RetentionFields, { figures }: SummaryContext): string | null {
  if (fields.assessment.length === 0) return null;
  const changed = fields.definitions.flatMap(({ definition, nrr, grr }) => {
    const net = relabelled(nrr, fields.nrr, figures.nrrBands.value);
    const gross = relabelled(grr, fields.grr, figures.grrBands.value);
    const rates = [net === null ? null : `net ${net}`, gross === null ? null : `gross ${gross}`].filter((rate) => rate !== null);
    return rates.length ? [`${definitionWords[definition]}, ${rates.join(" and ")}`] : [];
  });
  return changed.length ? `Counted another way the label changes: ${changed.join("; ")}.` : null;
}

function relabelled(other: number | null, headline: number | null, bands: RetentionFigures["nrrBands"]["value"]): string | null {
  if (other === null || headline === null) return null;
  const band = bandOf(other, bands).band;
  return band === bandOf(headline, bands).band ? null : `${percent(other)} (${band})`;
}

function chance({ grr, noise, assessment }: RetentionFields, { figures }: SummaryContext): string | null {
  const width = noise.grr_half_width;
  if (grr === null || width === null || assessment.length === 0) return null;
  const bands = figures.grrBands.value;
  const ends = [Math.max(0, grr - width), Math.min(1, grr + width)].map((rate) => bandOf(rate, bands).band);
  if (ends.every((band) => band === bandOf(grr, bands).band)) return null;
  return `Which customers happen to leave can put the gross of a year like this one about ${decimal(width * 100, 1)} points higher or lower, enough to change its label.`;
}
