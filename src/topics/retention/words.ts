import { addMonths } from "../../core/dates.ts";
import { brief, grouped, listed, plural } from "../../core/english.ts";
import { sumMoney } from "../../core/money.ts";
import type { AmountUnit } from "../../core/table.ts";
import { decimal, percent } from "../../render/numbers.ts";
import type { Definition, RetentionFields } from "./answer.ts";
import { bandOf, type RetentionFigures } from "./figures.ts";
import type { RetentionPolicy } from "./retention.ts";
import { accountName, askedSentences, explainedSentences, roundly } from "./words-asked.ts";
import {
  alikeSaid,
  dateSaid,
  largestSaid,
  type MonthsContext,
  outsideSaid,
  stepsOf,
  windowSaid,
  worstNamed,
  worstSaid,
} from "./words-months.ts";

/** What the words need beside the numbers. */
export interface SummaryContext extends MonthsContext {
  policy: RetentionPolicy;
  figures: RetentionFigures;
  unit: AmountUnit;
  source: "accounts" | "totals";
  /** What the table was split by, where it was, and whether that was asked for. */
  segment_by: string | null;
  split_asked: boolean;
  /** What may turn the verdict round, the gravest first. */
  doubts: readonly string[];
  /** The day before which the data seems to be whole, where it seems to end before the last date. */
  whole_to: string | null;
}

/** A part of an answer in words. */
interface RetentionWords {
  summary: string;
  because: string[];
  check_first: string[];
  do_next: string[];
  unknown: string[];
  say: { cfo?: string; board?: string };
  next: { call?: string; question?: string; why: string }[];
}

const MOST_FACTS = 3;

/** The answer for a busy reader: the rates with their cohort, what decides them, what to check, who is to do what. */
export function retentionWords(fields: RetentionFields, context: SummaryContext): RetentionWords {
  const { figures, split_asked } = context;
  const headline = headlineOf(fields, context);
  const split = segmentsSaid(fields, context);
  const summary = brief([
    ...context.doubts.slice(0, 1),
    ...present([
      headline,
      ...askedSentences(fields, context.currency),
      split_asked ? split : null,
      worstSaid(fields, context),
      fields.months.length ? null : (withoutAccount(fields) ?? moved(fields, context)),
    ]),
  ]);
  const facts = present([
    ...(split_asked ? [split] : []),
    worstNamed(fields, context),
    outsideSaid(fields, context),
    split,
    withoutAccount(fields),
    moved(fields, context),
    worstSaid(fields, context),
  ]);
  const checks = present([
    ...context.doubts.slice(1),
    largestSaid(fields, figures.largeShares.value[0]!, figures.fewAccounts.value, context),
    ...checksOf(fields, context),
    otherDefinitions(fields, context),
  ]);
  if (context.whole_to !== null)
    return { ...nothingSaid, summary: context.doubts[0] ?? summary, next: untilWhole(context.whole_to) };
  return {
    summary,
    because: facts.filter((fact, place, all) => !summary.includes(fact) && all.indexOf(fact) === place).slice(0, MOST_FACTS),
    check_first: checks.slice(0, 2),
    do_next: stepsOf(fields, figures.worthACall.value, context),
    unknown: present([alikeSaid(fields, context), yearMissing(fields, context), chance(fields, context)]).slice(0, MOST_FACTS),
    say: headline === null || fields.nrr === null ? {} : { cfo: cfoSentence(headline, fields), ...boardSentence(fields) },
    next: leadsOf(fields, context),
  };
}

/** The words of an answer whose data seems to end before its last date: no rate of it may be repeated. */
const nothingSaid = { because: [], check_first: [], do_next: [], unknown: [], say: {} };
const untilWhole = (date: string): RetentionWords["next"] => [
  { call: `compute_nrr with to "${date}"`, why: "Ends where the data still looks whole." },
  { question: "Up to which day does the export hold every customer?", why: "After it everybody seems to have left." },
];

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
      ...words.next.filter(({ call }) => !call?.includes("explain")),
    ].slice(0, 2),
  };
}

const present = (sentences: readonly (string | null)[]): string[] => sentences.filter((sentence) => sentence !== null);

/** The rates with their base, and that they are no year's where they are not. */
function cfoSentence(headline: string, { annualised }: RetentionFields): string {
  if (annualised === null) return headline;
  return `${headline.slice(0, -1)}; ${plural(Math.round(annualised.months), "month")}, so not a yearly rate.`;
}

function boardSentence({ nrr, grr, annualised }: RetentionFields): { board?: string } {
  if (nrr === null || grr === null) return {};
  const within = annualised === null ? "" : ` within ${plural(Math.round(annualised.months), "month")}`;
  return {
    board: `Of every 100 our customers paid at the start, ${decimal(grr * 100, 0)} are kept${within}; with what they grew it is ${decimal(nrr * 100, 0)}.`,
  };
}

/** Where it is lost: the segment with the worst gross retention, its part of the opening and of the loss, and the others. */
function segmentsSaid({ segments }: RetentionFields, { segment_by, figures }: SummaryContext): string | null {
  const rated = segments.flatMap((one) =>
    one.nrr === null || one.grr === null ? [] : [{ ...one, nrr: one.nrr, grr: one.grr, lost: one.churn + one.contraction }],
  );
  if (segment_by === null || rated.length < 2) return null;
  const ranked = [...rated].sort((a, b) => b.grr - a.grr || b.nrr - a.nrr || b.starting - a.starting);
  const worst = ranked.at(-1)!;
  const lost = sumMoney(segments.map(({ churn, contraction }) => churn + contraction));
  if (lost === 0) return `By ${segment_by} nothing was lost anywhere.`;
  const opening = sumMoney(segments.map(({ starting }) => starting));
  const others = ranked.slice(0, -1);
  const rate = ({ segment, grr }: (typeof ranked)[number]) => `${segment} ${percent(grr)}`;
  const rest = others.length > 3 ? `${rate(others[0]!)} to ${rate(others.at(-1)!)}` : listed(others.map(rate));
  const few = [worst, ...others].some(({ accounts }) => accounts < figures.fewAccounts.value);
  return `By ${segment_by}, ${worst.segment} keeps least: ${percent(worst.grr)} gross and ${percent(worst.nrr)} net from ${plural(worst.accounts, "customer")}, with ${percent(worst.starting / opening, 0)} of the opening and ${percent(worst.lost / lost, 0)} of the loss (gross of ${rest})${few ? "; on so few, chance may make the difference" : ""}.`;
}

function withoutAccount({ without_account: one, nrr }: RetentionFields): string | null {
  if (one === null || nrr === null) return null;
  return `Without ${accountName(one.account)} net would be ${percent(one.nrr)} and gross ${percent(one.grr)}.`;
}

/** What makes a figure look better than it is, and what does not compare. */
function checksOf({ nrr, grr, bridge, accounts }: RetentionFields, { figures, source, split_asked }: SummaryContext): string[] {
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
    ...(split_asked && source === "accounts" ? ["An account that changed segment stays in the one it began in."] : []),
  ];
}

const QUARTER = 3;

function leadsOf({ months, nrr, grr, annualised }: RetentionFields, { source }: SummaryContext): RetentionWords["next"] {
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
    ...(source === "accounts" && months.length
      ? [
          {
            call: 'compute_nrr with explain "chartmogul" (or stripe, chargebee, ...)',
            why: "Bridges this figure to the one another system shows.",
          },
        ]
      : []),
    ...(grr === null || annualised !== null
      ? []
      : [
          {
            call: `find_benchmarks with metric "grr", value ${decimal(grr, 3)} and acv`,
            why: "Says whether that is good for contracts of your size.",
          },
        ]),
  ].slice(0, 2);
}

const definitionWords: Partial<Record<Definition["definition"], string>> = {
  gap_as_churn: "if a gap in between counts as a loss",
  movements_of_cohort: "if every monthly fall counts",
  months_multiplied: "if monthly rates of all customers are multiplied",
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
  const { currency, unit, policy, from, source, figures } = context;
  const { accounts, logo_retention } = fields;
  if (fields.annualised !== null && fields.grr === null) return monthSaid(fields.annualised);
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
  const choices = [
    policy.gap === "churned" ? "one that fell to zero in between counts as lost" : null,
    policy.reactivation === "included" ? "net also counts customers who came back" : null,
    policy.grr === "churn_only" ? "gross leaves downgrades out" : null,
  ].filter((choice) => choice !== null);
  const also = choices.length ? `; ${choices.join("; ")}` : "";
  if (source === "totals")
    return `${net} and ${gross}${starting === null ? "" : ` of ${roundly(starting, currency)} ${what}`}, if the totals hold only movements of the opening customers${also}.`;
  const of = starting === null ? "" : `, on ${roundly(starting, currency)} of ${what}`;
  const stayed = (accounts.starting ?? 0) - (accounts.churned ?? 0);
  const kept = logo_retention === null ? "" : accounts.churned === 0 ? ", who all stayed" : `, of whom ${stayed} stayed`;
  return `${net} and ${gross}${windowSaid(context)}${of} from ${plural(accounts.starting ?? 0, "customer")}${kept}${also}.`;
}

/** A month's rate as a year's: kept and lost, and that twelve times the loss is not it. */
function monthSaid({ monthly_grr: month, grr: year }: NonNullable<RetentionFields["annualised"]>): string {
  return `Keeping ${percent(month)} a month is ${percent(year)} gross retention a year, if every month is like this one: ${percent(1 - month)} lost a month is ${percent(1 - year)} a year, not ${percent(12 * (1 - month))}.`;
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
  const sizes = [bridge.churn, bridge.contraction, bridge.expansion];
  if (accounts.starting === 0 || bridge.starting === null) return stayed(fields);
  const part = (count: number | null, amount: number | null, [one, many, passive]: [string, string, string]): string[] => {
    if (amount === null) return [];
    if (accounts.flat === null || count === null) return [`${roundly(amount, currency, sizes)} ${passive}`];
    return [count === 0 ? `none ${many}` : `${counted(count)} ${count === 1 ? one : many} (${roundly(amount, currency, sizes)})`];
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

/** @example counted(1_000_000) // "1,000,000" */
const counted = (number: number): string => grouped(number);

function stayed({ logo_retention, accounts }: RetentionFields): string | null {
  if (logo_retention === null || accounts.starting === null || accounts.churned === null) return null;
  return `${counted(accounts.starting - accounts.churned)} of ${plural(accounts.starting, "customer")} stayed (${percent(logo_retention)}).`;
}

/** Other ways to count, where they give another rate worth knowing: half a point apart, or another label. */
function otherDefinitions(fields: RetentionFields, { figures }: SummaryContext): string | null {
  const apart = (other: number | null, headline: number | null, bands: RetentionFigures["nrrBands"]["value"]) =>
    other !== null &&
    headline !== null &&
    (Math.abs(other - headline) >= figures.worthACall.value || bandOf(other, bands).band !== bandOf(headline, bands).band);
  const ways = fields.definitions.flatMap(({ definition, nrr, grr }) => {
    const words = definitionWords[definition];
    const rates = [
      ...(apart(grr, fields.grr, figures.grrBands.value) ? [`gross ${percent(grr!)}`] : []),
      ...(apart(nrr, fields.nrr, figures.nrrBands.value) ? [`net ${percent(nrr!)}`] : []),
    ];
    return words === undefined || rates.length === 0 ? [] : [`${rates.join(" and ")} ${words}`];
  });
  if (ways.length === 0) return null;
  const nets = fields.definitions.flatMap(({ definition, nrr }) => (definition in definitionWords && nrr !== null ? [nrr] : []));
  const below = fields.nrr !== null && fields.nrr >= 1 && nets.some((net) => net < 1);
  return `Counted another way: ${ways.join("; ")}. Keep one way${below ? ", and do not call net safely above 100%" : ""}.`;
}

/** What a window shorter or longer than a year lacks. */
function yearMissing({ annualised, nrr }: RetentionFields, context: SummaryContext): string | null {
  if (annualised === null || nrr === null || context.to === null) return null;
  const start = dateSaid(addMonths(context.to, -12), context, true);
  return `What customers paid ${context.by_month ? "in" : "on"} ${start}, without which this is no yearly rate. Billing has it.`;
}

/** How far chance moves gross, where that could change its label, or where no label holds. */
function chance({ grr, noise, assessment, accounts }: RetentionFields, { figures }: SummaryContext): string | null {
  const width = noise.grr_half_width;
  if (grr === null || width === null) return null;
  const bands = figures.grrBands.value;
  const ends = [Math.max(0, grr - width), Math.min(1, grr + width)].map((rate) => bandOf(rate, bands).band);
  if (assessment.length > 0 && ends.every((band) => band === bandOf(grr, bands).band)) return null;
  const label = assessment.length > 0 ? ", enough to change its label" : "";
  return `With ${plural(accounts.starting ?? 0, "customer")}, which of them happen to leave can put gross about ${decimal(width * 100, 0)} points higher or lower${label}.`;
}
