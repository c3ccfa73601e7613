import type { AmountUnit } from "../core/contract/table.ts";
import { bandOf } from "../core/metrics/assess.ts";
import type { RetentionPolicy } from "../core/metrics/retention.ts";
import type { RetentionFigures } from "../core/metrics/retention-answer.ts";
import type { Definition, RetentionFields } from "../core/metrics/retention-result.ts";
import { decimal, money, percent, plural } from "./numbers.ts";

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
