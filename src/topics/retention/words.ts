import type { Warning } from "../../core/answer.ts";
import { addMonths } from "../../core/dates.ts";
import { brief, listed, plural } from "../../core/english.ts";
import type { AmountUnit } from "../../core/table.ts";
import { decimal, money, percent } from "../../render/numbers.ts";
import type { Definition, RetentionFields, Tie, WorstMonth } from "./answer.ts";
import { bandOf, type RetentionFigures } from "./figures.ts";
import type { RetentionPolicy } from "./retention.ts";
import { explainedSentences } from "./words-systems.ts";

/** A stated figure that the data does not give, in words: by how much, and what equals the difference. */
export function tieWarnings({ tie, opening_tie }: RetentionFields, currency: string | null): Warning[] {
  const sides = [
    { name: "closing", found: tie },
    { name: "opening", found: opening_tie },
  ];
  return sides.flatMap(({ name, found }) =>
    found === undefined || found.difference === 0 ? [] : [{ code: "does_not_tie", message: untied(name, found, currency) }],
  );
}

function untied(side: string, { stated, computed, difference, located }: Tie, currency: string | null): string {
  const off = `${moneyIn(Math.abs(difference), currency)} ${difference > 0 ? "above" : "below"}`;
  const first = `The stated ${side} of ${moneyIn(stated, currency)} is ${off} the computed ${moneyIn(computed, currency)}.`;
  if (located.length === 0)
    return `${first} No one thing in the data equals that difference; it may be several together, or the figures are of other dates.`;
  const more =
    located.length > 1
      ? ` (and ${plural(located.length - 1, "other explanation")}, see ${side === "closing" ? "tie" : "opening_tie"})`
      : "";
  return `${first} This equals it to the cent: ${located[0]!.what}${more}.`;
}

/** What else was asked, a sentence each: figures that tie, the window before, price, exchange rates, and a rate compounded to a year. */
export function askedSentences(fields: RetentionFields, currency: string | null): string[] {
  return [
    ties(fields, currency),
    before(fields, currency),
    price(fields, currency),
    rates(fields, currency),
    yearly(fields),
  ].filter((sentence) => sentence !== null);
}

function ties({ tie, opening_tie }: RetentionFields, currency: string | null): string | null {
  const tied = [
    { name: "closing", found: tie },
    { name: "opening", found: opening_tie },
  ].flatMap(({ name, found }) => (found?.difference === 0 ? [`${name} of ${moneyIn(found.stated, currency)}`] : []));
  return tied.length ? `The stated ${tied.join(" and the stated ")} ${tied.length > 1 ? "tie" : "ties"} to the cent.` : null;
}

const tenths = (rate: number) => Math.round(rate * 1000);
const points = (tenth: number) => `${tenth < 0 ? "-" : "+"}${decimal(Math.abs(tenth) / 10, 1, 1)}`;

/** Printed parts add up to the printed change: what segments' own rates do not explain is the shift between them, with the interaction. */
function before({ comparison, bridge }: RetentionFields, currency: string | null): string | null {
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
  const worth = moneyIn(Math.round(Math.abs(change) * bridge.starting!), currency);
  const way = `${points(tenths(change)).slice(1)} points ${change < 0 ? "lower" : "higher"}`;
  return `Net is ${way} than ${then}, ${worth} of this opening: ${parts.join(", ")}.`;
}

function price(
  { nrr_without_price: net, price_expansion: part, bridge }: RetentionFields,
  currency: string | null,
): string | null {
  if (net === undefined || net === null || part === undefined) return null;
  return `Without the price increase net is ${percent(net)}: it makes ${moneyIn(part, currency)} of the ${moneyIn(bridge.expansion!, currency)} of expansion.`;
}

function rates({ bridge }: RetentionFields, currency: string | null): string | null {
  if (bridge.fx === undefined) return null;
  const way = bridge.fx < 0 ? "take" : "add";
  return `Retention is at the opening's exchange rates; those of the end ${way} ${moneyIn(Math.abs(bridge.fx), currency)}, for a closing of ${moneyIn(bridge.ending!, currency)}.`;
}

function yearly({ annualised }: RetentionFields): string | null {
  if (annualised === null || annualised.nrr === null) return null;
  return `That is ${decimal(annualised.months, 1)} ${annualised.months === 1 ? "month" : "months"}, not a year; twelve like ${annualised.months === 1 ? "it" : "them"} would keep ${percent(annualised.nrr)} net and ${percent(annualised.grr)} gross.`;
}

/** What the words need beside the numbers. */
export interface SummaryContext {
  policy: RetentionPolicy;
  figures: RetentionFigures;
  /** Null where nothing names one. */
  currency: string | null;
  unit: AmountUnit;
  /** The dates compared, where they are known. */
  from: string | null;
  to: string | null;
  source: "accounts" | "totals";
  /** What the table was split by, where it was. */
  segment_by: string | null;
  /** What may turn the verdict round, the gravest first. */
  doubts: readonly string[];
}

/** A part of an answer in words. */
export interface RetentionWords {
  summary: string;
  because: string[];
  check_first: string[];
  do_next: string[];
  unknown: string[];
  say: { cfo?: string; board?: string };
  next: { call?: string; question?: string; why: string }[];
}

const MOST_FACTS = 3;

/** An amount in the currency of the answer, or a plain number where none is known. */
const moneyIn = (amount: number, currency: string | null): string => money(amount, currency ?? "").trim();

/** The answer for a busy reader: the rates with their cohort, what decides them, what to check, who is to do what. */
export function retentionWords(fields: RetentionFields, context: SummaryContext): RetentionWords {
  const headline = headlineOf(fields, context);
  const parts = present([
    headline,
    ...askedSentences(fields, context.currency),
    segmentsSaid(fields, context),
    worstSaid(fields, context),
    withoutAccount(fields),
    moved(fields, context),
  ]);
  const summary = brief([...context.doubts.slice(0, 1), ...parts]);
  const facts = present([moved(fields, context), ...fields.worst.map((month) => worstMonthSaid(month, context))]);
  const checks = [...context.doubts.slice(1), ...checksOf(fields, context)];
  return {
    summary,
    because: [...parts.slice(1), ...facts]
      .filter((fact, place, all) => !summary.includes(fact) && all.indexOf(fact) === place)
      .slice(0, MOST_FACTS),
    check_first: checks.slice(0, 2),
    do_next: stepsOf(fields, context),
    unknown: present([otherDefinitions(fields, context), chance(fields, context)]),
    say: headline === null || fields.nrr === null ? {} : { cfo: headline, ...boardSentence(fields) },
    next: leadsOf(fields, context),
  };
}

/** The words of an answer that explains another system's figure, which come first. */
export function withExplained(words: RetentionWords, explained: Parameters<typeof explainedSentences>[0]): RetentionWords {
  const { lead, because, check_first, unknown } = explainedSentences(explained);
  return {
    ...words,
    summary: brief([lead, words.summary]),
    because: [...because, ...words.because].slice(0, MOST_FACTS),
    check_first: [...check_first, ...words.check_first].slice(0, 2),
    unknown: [...unknown, ...words.unknown].slice(0, MOST_FACTS),
    next: [
      {
        question: "Which screen, interval and settings does their figure have, and which billing source?",
        why: "They decide it.",
      },
      ...words.next,
    ].slice(0, 2),
  };
}

const present = (sentences: readonly (string | null)[]): string[] => sentences.filter((sentence) => sentence !== null);

function boardSentence({ nrr, grr }: RetentionFields): { board?: string } {
  if (nrr === null || grr === null) return {};
  return {
    board: `Of every 100 our customers paid at the start, ${decimal(grr * 100, 0)} are kept; with what they grew it is ${decimal(nrr * 100, 0)}.`,
  };
}

/** The best and the worst segment by net retention. */
function segmentsSaid({ segments }: RetentionFields, { segment_by, figures }: SummaryContext): string | null {
  const rated = segments.flatMap((one) => (one.nrr === null ? [] : [{ ...one, nrr: one.nrr }]));
  if (segment_by === null || rated.length < 2) return null;
  const ranked = [...rated].sort((a, b) => b.nrr - a.nrr || b.starting - a.starting);
  const [best, worst] = [ranked[0]!, ranked.at(-1)!];
  const few = [best, worst].some(({ accounts }) => accounts < figures.fewAccounts.value);
  const words = ({ segment, nrr, accounts }: typeof best) => `${segment} ${percent(nrr)} (${plural(accounts, "customer")})`;
  return `By ${segment_by}, best is ${words(best)} and worst ${words(worst)}${few ? "; on so few, chance may make the difference" : ""}.`;
}

function withoutAccount({ without_account: one, nrr }: RetentionFields): string | null {
  if (one === null || nrr === null) return null;
  const name = /^\d/.test(one.account) ? `customer ${one.account}` : one.account;
  return `Without ${name} net would be ${percent(one.nrr)} and gross ${percent(one.grr)}.`;
}

const monthNames = "January February March April May June July August September October November December".split(" ");

/** A month of amounts by name; a step between two days of a month by its dates. */
function monthName({ from, month }: { from: string; month: string }): string {
  if (!month.endsWith("-01")) return `${from} to ${month}`;
  return `${monthNames[Number(month.slice(5, 7)) - 1]} ${month.slice(0, 4)}`;
}

function worstSaid({ worst }: RetentionFields, { currency }: SummaryContext): string | null {
  if (worst.length === 0) return null;
  return `Most was lost in ${listed(worst.map((month) => `${monthName(month)} (${moneyIn(month.lost, currency)})`))}.`;
}

/** Names that a sentence holds. */
const NAMES = 3;

function worstMonthSaid(month: WorstMonth, { currency }: SummaryContext): string {
  const names = (accounts: WorstMonth["left"]) => {
    const shown = accounts.slice(0, NAMES).map(({ account, amount }) => `${account} (${moneyIn(amount, currency)})`);
    return accounts.length > NAMES ? `${shown.join(", ")} and ${accounts.length - NAMES} more` : listed(shown);
  };
  const parts = [
    ...(month.left.length ? [`${names(month.left)} left`] : []),
    ...(month.shrank.length ? [`${names(month.shrank)} ${month.shrank.length === 1 ? "pays" : "pay"} less`] : []),
  ];
  return `${monthName(month)}, ${moneyIn(month.lost, currency)} lost: ${parts.join("; ")}.`;
}

/** What makes a figure look better than it is, and what does not compare. */
function checksOf(
  { nrr, grr, bridge, accounts, annualised }: RetentionFields,
  { figures, source, segment_by, to }: SummaryContext,
): string[] {
  const { gross_rate, net_rate } = figures.tooGood.value;
  const many = source === "totals" || (accounts.starting ?? 0) >= figures.fewAccounts.value;
  const high = grr !== null && grr >= gross_rate;
  return [
    ...(source === "totals" && high && grr < 1
      ? [
          `Gross of ${percent(grr)} is rare for a year. Is it a month's figure (a year would keep ${percent(grr ** 12)}) or a quarter's (${percent(grr ** (12 / QUARTER))})?`,
        ]
      : []),
    ...(many && bridge.contraction === 0 && (accounts.starting ?? 2) > 1
      ? ["Nobody pays less than before, which is rare: do the amounts show downgrades, or only who left?"]
      : []),
    ...(many && nrr !== null && nrr >= net_rate
      ? [`Net of ${percent(nrr)} is rare: are new customers, or one-off amounts, among the growth?`]
      : []),
    ...(annualised !== null && nrr !== null
      ? [`Never put these rates beside yearly ones${to === null ? "" : `; a year to ${to} starts on ${addMonths(to, -12)}`}.`]
      : []),
    ...(segment_by !== null && source === "accounts" ? ["An account that changed segment stays in the one it began in."] : []),
  ];
}

const QUARTER = 3;

/** Who does what: the accounts that left and those that shrank, by name. */
function stepsOf({ left, shrank, grr }: RetentionFields, { currency }: SummaryContext): string[] {
  const named = (accounts: RetentionFields["left"]) =>
    listed(accounts.slice(0, NAMES).map(({ account, amount }) => `${account} (${moneyIn(amount, currency)})`));
  if (left.length + shrank.length === 0)
    return grr === 1 ? ["Nothing to win back: no customer left or pays less. Ask who grew, and why."] : [];
  return [
    ...(shrank.length ? [`Owners of ${named(shrank)}: call this week; they pay less and can still leave.`] : []),
    ...(left.length
      ? [`Head of CS: write down why ${named(left)} left, with the date it was first known, within two weeks.`]
      : []),
  ];
}

function leadsOf({ segments, months, nrr }: RetentionFields, { source, segment_by }: SummaryContext): RetentionWords["next"] {
  if (nrr === null) return [];
  return [
    ...(source === "totals"
      ? [
          {
            question: "Is there a list with what each customer paid then and pays now?",
            why: "It shows who left, and whether new customers are inside the totals.",
          },
        ]
      : []),
    ...(source === "accounts" && segment_by === null && months.length
      ? [{ call: 'compute_nrr with segment_by "Plan" (or any column)', why: "Says where it is lost." }]
      : []),
    ...(segments.length === 0 || segment_by !== null
      ? [
          {
            call: 'compute_nrr with explain "chartmogul" (or stripe, chargebee, ...)',
            why: "Bridges this figure to the one another system shows.",
          },
        ]
      : []),
  ].slice(0, 2);
}

const definitionWords: Record<Definition["definition"], string> = {
  point_to_point: "comparing the two dates only",
  gap_as_churn: "counting a gap in between as a loss",
  movements_of_cohort: "adding up monthly movements",
  churn_only: "leaving downgrades out of gross",
  reactivation_included: "counting returned customers in",
};

/** The band by the standard in force; the standard is named at the second rate, or at each when they differ. */
function labels({ assessment }: RetentionFields): { net: string; gross: string } {
  const net = assessment.find(({ metric }) => metric === "nrr");
  const gross = assessment.find(({ metric }) => metric === "grr");
  const text = (verdict: typeof net, named: boolean) =>
    verdict === undefined ? "" : ` (${verdict.band}${named ? ` by the ${verdict.standard} standard` : ""})`;
  return { net: text(net, net?.standard !== gross?.standard), gross: text(gross, true) };
}

function headlineOf(fields: RetentionFields, context: SummaryContext): string | null {
  const { currency, unit, policy, from, to, source, figures } = context;
  if (fields.annualised !== null && fields.grr === null)
    return `${percent(fields.annualised.monthly_grr)} a month compounds to ${percent(fields.annualised.grr)} gross retention over twelve months, if every month is like this one.`;
  if (source === "totals" && fields.nrr === null && fields.grr === null) return withoutRates(fields);
  const { starting } = fields.bridge;
  if (source === "accounts" && fields.accounts.starting === 0)
    return `No customer pays ${from === null ? "at the start" : `on ${from}`}, so retention is not defined.`;
  const starters = fields.accounts.starting;
  // A handful of customers has rates, and no label.
  const label = starters !== null && starters < figures.fewAccounts.value ? { net: "", gross: "" } : labels(fields);
  const net = fields.nrr === null ? "Net retention is not known" : `Net retention ${percent(fields.nrr)}${label.net}`;
  const gross = fields.grr === null ? "gross retention is not known" : `gross ${percent(fields.grr)}${label.gross}`;
  const what = unit === "arr" ? "opening ARR" : unit === "mrr" ? "opening MRR" : "opening revenue";
  const of = starting === null ? "" : ` of ${moneyIn(starting, currency)} ${what}`;
  const choices = [
    policy.gap === "churned" ? "one that fell to zero in between counts as lost" : null,
    policy.reactivation === "included" ? "net also counts customers who came back" : null,
    policy.grr === "churn_only" ? "gross leaves downgrades out" : null,
  ].filter((choice) => choice !== null);
  const also = choices.length ? `; ${choices.join("; ")}` : "";
  if (source === "totals") return `${net} and ${gross}${of}, if the totals hold only movements of the opening customers${also}.`;
  const start = from === null ? "at the start" : `on ${from}`;
  const end = to === null ? "the end" : to;
  const who = `from the ${plural(fields.accounts.starting ?? 0, "customer")} paying ${start}`;
  return `${net} and ${gross}${of} ${who}, to ${end}${also}.`;
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
    if (accounts.flat === null || count === null) return [`${moneyIn(amount, currency)} ${passive}`];
    return [count === 0 ? `none ${many}` : `${count} ${count === 1 ? one : many} (${moneyIn(amount, currency)})`];
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
