import * as z from "zod";
import { quoted } from "../../core/english.ts";
import { type Figures, figure } from "../../core/figure.ts";
import { shown } from "../../core/kinds.ts";
import { annualAmount, refuseMixedCurrencies, withoutNoise } from "../../core/money.ts";
import { largest } from "../../core/order.ts";
import { payingRows } from "../../core/paying-rows.ts";
import { Problem } from "../../core/problem.ts";
import type { ColumnMatch, Table, TableRecord } from "../../core/table.ts";
import { Touch } from "../../core/vocabulary.ts";
import { validationReads } from "../validation/score-quality.ts";

/** One account as its score is computed: what is not known is null, and 0 is a value. */
export interface HealthAccount {
  account: string;
  /** Row of the table, null when written inline. */
  row: number | null;
  touch: Touch | null;
  /** Yearly, in major units. */
  arr: number | null;
  segment: string | null;
  /** 0 to 100 by component; null where scores come ready-made, also where this one is missing. */
  scores: Readonly<Record<string, number | null>> | null;
  /** A ready-made score, 0 to 100. */
  score: number | null;
  /** When the signals were taken: one day for all, or a day for each component. */
  signal_date: string | null;
  signal_dates: Readonly<Record<string, string>>;
  notice_served: boolean | null;
  /** False when automatic renewal was switched off. */
  auto_renew: boolean | null;
  sponsor_left: boolean | null;
  previous_score: number | null;
  /** The decision that followed the score, null while it is open. */
  outcome: "kept" | "lost" | null;
  /** The stated chance of renewing, 0 to 1. */
  probability: number | null;
  scored_on: string | null;
  decided_on: string | null;
}

/** An account as a caller writes it: null and left out both mean not known. */
export type AccountRow = { account: string } & {
  [Field in Exclude<keyof HealthAccount, "account" | "row" | "outcome">]?: HealthAccount[Field] | undefined;
};

/**
 * An account with everything that is not said set to not known; one with a ready-made score has no components.
 * @example healthAccount({ account: "Acme", arr: 0 }).arr // 0
 */
export function healthAccount(row: AccountRow, outcome: HealthAccount["outcome"] = null): HealthAccount {
  const score = row.score ?? null;
  // Written out field by field: accounts of one form are read several times faster than merged records.
  return {
    account: row.account,
    row: null,
    touch: row.touch ?? null,
    arr: row.arr ?? null,
    segment: row.segment ?? null,
    scores: row.scores ?? (score === null ? noScores : null),
    score,
    signal_date: row.signal_date ?? null,
    signal_dates: row.signal_dates ?? noDates,
    notice_served: row.notice_served ?? null,
    auto_renew: row.auto_renew ?? null,
    sponsor_left: row.sponsor_left ?? null,
    previous_score: row.previous_score ?? null,
    outcome,
    probability: row.probability ?? null,
    scored_on: row.scored_on ?? null,
    decided_on: row.decided_on ?? null,
  };
}

const noScores: Readonly<Record<string, number | null>> = {};
const noDates: Readonly<Record<string, string>> = {};

/** A decision as a caller writes it: what the account scored before it, and whether it renewed. */
type OutcomeRow = AccountRow & { renewed: boolean };

/** Who is scored for work, who was lost already, and the decided accounts to test the score on. */
export interface HealthBook {
  accounts: HealthAccount[];
  lost: HealthAccount[];
  decided: HealthAccount[];
}

const hasSignals = ({ score, scores }: AccountRow) =>
  (score !== undefined && score !== null) || (scores !== undefined && scores !== null);

/** An outcome without signals of its own is tested on those the book has for the account. */
function decidedAccount(row: OutcomeRow, inBook: HealthAccount | undefined): HealthAccount {
  const { renewed, ...own } = row;
  const outcome = renewed ? "kept" : "lost";
  if (hasSignals(own) || !inBook) return healthAccount(own, outcome);
  const { score, scores, signal_date, signal_dates, touch, segment, arr } = inBook;
  const said = Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined && value !== null));
  return healthAccount({ score, scores, signal_date, signal_dates, touch, segment, arr, ...said, account: row.account }, outcome);
}

/**
 * Puts accounts and outcomes written inline together. An account of the book that an outcome says is lost leaves the book.
 * @example joinOutcomes(accounts, [{ account: "Acme", renewed: false }]).lost.length // 1 when Acme is among the accounts
 */
export function joinOutcomes(accounts: readonly HealthAccount[], outcomes: readonly OutcomeRow[]): HealthBook {
  const byName = new Map(accounts.map((one) => [one.account, one]));
  const gone = new Set(outcomes.filter(({ renewed }) => !renewed).map(({ account }) => account));
  return {
    accounts: accounts.filter(({ account }) => !gone.has(account)),
    lost: accounts.filter(({ account }) => gone.has(account)),
    decided: outcomes.map((row) => decidedAccount(row, byName.get(row.account))),
  };
}

const Share = z.number().min(0).max(1);
const Level = z.number().min(0).max(100);
const isWhole = (shares: readonly number[]) => withoutNoise(shares.reduce((sum, share) => sum + share, 0)) === 1;

/** Weight of each component as a share of the whole score. */
const HealthWeights = z
  .record(z.string(), Share)
  .refine((weights) => isWhole(Object.values(weights)), "weights must add up to 1");

/** The same for each touch. */
const WeightsByTouch = z
  .array(z.strictObject({ touch: Touch, component: z.string(), weight_share: shown.rate().min(0).max(1) }))
  .refine(
    (rows) => Touch.options.every((touch) => isWhole(rows.flatMap((row) => (row.touch === touch ? [row.weight_share] : [])))),
    "the weights of each touch must add up to 1",
  );

/** Half-open bands of the score, worst first: each holds from its value up to the next one. */
export const HealthBands = z
  .array(z.strictObject({ band: z.string(), from: Level, action: z.string(), owner: z.string() }))
  .min(1)
  .refine((bands) => bands[0]?.from === 0, "the first band must begin at 0")
  .refine(
    (bands) => bands.every(({ from }, index) => index === 0 || from > bands[index - 1]!.from),
    "each band must begin above the one before",
  );
export type HealthBands = z.infer<typeof HealthBands>;

/** Days after which a signal no longer counts, by component; "other" is for components of the caller's own. */
const ShelfLives = z
  .record(z.string(), z.number().positive())
  .refine((days) => days.other !== undefined, 'shelf lives must name the days for "other"');

/** The best band an account can be in while a hard fact stands. */
export const BandCaps = z.strictObject({ notice_served: z.string(), auto_renew_off: z.string(), sponsor_left: z.string() });
export type BandCaps = z.infer<typeof BandCaps>;

/** What follows from a band: who does what in how many working days, and when somebody decides what comes next. */
const Response = {
  first_action: z.string(),
  owner: z.string(),
  within_days: shown.days().min(0),
  decide_within_days: z.number().min(0),
};
export const BandResponses = z.array(
  z.strictObject({ band: z.string(), status: z.enum(["red", "yellow", "green"]), ...Response }),
);
export type BandResponses = z.infer<typeof BandResponses>;
const UndeterminedResponse = z.strictObject(Response);

/** Every figure a health score rests on, by the name its calculation uses. */
export const healthReads = {
  ...validationReads,
  weights: figure("metrics-health-score", "weights", HealthWeights),
  weightsByTouch: figure("metrics-health-score", "weights_by_touch", WeightsByTouch),
  bands: figure("metrics-health-score", "bands", HealthBands),
  leastCoverage: figure("metrics-health-score", "least_coverage_share", Share),
  shelfLives: figure("metrics-health-score", "shelf_life_days", ShelfLives),
  doubtfulScaleTop: figure("metrics-health-score", "doubtful_scale_top", z.number().positive()),
  bandCaps: figure("metrics-health-action", "band_caps", BandCaps),
  responses: figure("metrics-health-action", "responses", BandResponses),
  undeterminedResponse: figure("metrics-health-action", "undetermined_response", UndeterminedResponse),
};
export type HealthFigures = Figures<typeof healthReads>;

/** One component and its share of the score. */
export interface Weight {
  component: string;
  weight_share: number;
}

/** The weights in force: one set for all accounts, or one for each touch. */
export interface WeightSets {
  by_touch: boolean;
  sets: ReadonlyMap<Touch | "all", readonly Weight[]>;
}

/** What the caller says about weights. */
export interface WeightQuestion {
  weights?: Readonly<Record<string, number>>;
  by_touch?: boolean;
}

/** Every component the rule gives a weight somewhere. @example knownComponents(figures) // ["usage", "engagement", ..., "financial"] */
export function knownComponents(figures: Pick<HealthFigures, "weights" | "weightsByTouch">): string[] {
  const general = Object.values(figures.weights.standards).flatMap((weights) => Object.keys(weights));
  return [
    ...new Set([...Object.keys(figures.weights.value), ...general, ...figures.weightsByTouch.value.map((row) => row.component)]),
  ];
}

function ownWeights(weights: Readonly<Record<string, number>>): Weight[] {
  const rows = Object.entries(weights).map(([component, weight_share]) => ({ component, weight_share }));
  const outside = rows.filter(({ weight_share }) => !(weight_share >= 0 && weight_share <= 1));
  if (outside.length)
    throw new Problem({
      what: "These weights are not between 0 and 1:",
      places: outside.map(({ component, weight_share }) => `weights.${component}: ${weight_share}`),
      remedy: "Give shares that add up to 1, such as 0.3 for 30%.",
    });
  const sum = withoutNoise(rows.reduce((total, { weight_share }) => total + weight_share, 0));
  if (sum !== 1)
    throw new Problem({
      what: `weights add up to ${sum}, not to 1.`,
      remedy: "Give shares that add up to 1, such as 0.3 for 30%.",
    });
  return rows;
}

/**
 * The weights to use: the caller's own, those by touch, or the general ones of the standard in force. Shares of 1.
 * Throws Problem for weights outside 0 to 1, for a sum other than 1, and for own weights together with those by touch.
 * @example weightSets({}, figures).sets.get("all")[0] // { component: "usage", weight_share: 0.3 }
 */
export function weightSets(
  { weights, by_touch }: WeightQuestion,
  figures: Pick<HealthFigures, "weights" | "weightsByTouch">,
): WeightSets {
  if (weights !== undefined && by_touch === true)
    throw new Problem({
      what: "weights and by_touch both say how the components count.",
      remedy: "Give your own weights, or by_touch, and not both.",
    });
  if (by_touch === true) {
    const sets = new Map<Touch, Weight[]>();
    for (const { touch, component, weight_share } of figures.weightsByTouch.value)
      sets.set(touch, [...(sets.get(touch) ?? []), { component, weight_share }]);
    return { by_touch, sets };
  }
  return { by_touch: false, sets: new Map([["all", ownWeights(weights ?? figures.weights.value)]]) };
}

/** The set an account is scored with. Accounts without touch are refused before, where touch decides. */
export function weightsOf({ touch }: Pick<HealthAccount, "touch">, { by_touch, sets }: WeightSets): readonly Weight[] {
  return sets.get(by_touch && touch !== null ? touch : "all") ?? [];
}

/** The fields of a table that hold a component of the score, 0 to 100. */
export const componentFields = ["usage", "engagement", "relationship", "support", "growth", "financial"] as const;
type ComponentField = (typeof componentFields)[number];

/** Where a table's scores come from: columns of components, or one column of ready-made scores. */
interface ScoreSource {
  components: ComponentField[];
  ready: "score" | "health" | null;
  /** Columns that could also have given the score, and are not used. */
  unused: string[];
}

const isReady = ({ field, confidence, header }: ColumnMatch) =>
  field === "health" || (field === "score" && (confidence === "mapped" || /^score$/i.test(header.trim())));

/**
 * Where to take a table's scores from: the caller's components; else a score column that the caller names; else the component columns, if
 * they can reach the least coverage; else a column of scores. Throws Problem for a table with none of them, and for components beside a named score.
 * @example scoreSource(table, weights, [], 0.6).components // ["usage", "support"]
 */
export function scoreSource(
  table: Pick<Table, "path" | "columns">,
  { sets }: WeightSets,
  own: readonly string[],
  leastCoverage: number,
): ScoreSource {
  const weighted = new Set([...sets.values()].flatMap((weights) => weights.map(({ component }) => component)));
  const found = componentFields.filter((name) => !own.includes(name) && table.columns.some(({ field }) => field === name));
  const components = found.filter((name) => weighted.has(name) || own.length === 0);
  const scores = table.columns.filter(isReady);
  const named = scores.find(({ confidence }) => confidence === "mapped");
  const headers = (fields: readonly string[]) =>
    table.columns.flatMap(({ field, header }) => (field !== null && fields.includes(field) ? [header] : []));
  const ready = (column: ColumnMatch): ScoreSource => ({
    components: [],
    ready: column.field as "score" | "health",
    unused: headers(components),
  });
  const built: ScoreSource = { components, ready: null, unused: scores.map(({ header }) => header) };
  if (named && own.length)
    throw new Problem({
      what: `The score is said twice: columns names "${named.header}" as the score, and components builds one.`,
      remedy: "Leave one of them out.",
    });
  if (own.length) return built;
  if (named) return ready(named);
  const reach = [...sets.values()].map((weights) =>
    weights.reduce(
      (sum, { component, weight_share }) => sum + (components.some((one) => one === component) ? weight_share : 0),
      0,
    ),
  );
  const reaches = withoutNoise(largest(reach)) >= leastCoverage;
  if (scores[0] && !(components.length && reaches)) return ready(scores[0]);
  if (components.length === 0)
    throw new Problem({
      what: `${table.path} has no column of scores; it has ${quoted(table.columns.map(({ header }) => header))}.`,
      remedy: `Name one with columns: score, or the components ${componentFields.join(", ")} (0 to 100 each). Or build components from other columns with components and weights.`,
    });
  return built;
}

/** Component scores by name, one for each record, built from other columns. */
type BuiltComponents = ReadonlyMap<string, readonly (number | null)[]>;

/** Whether an account of a table with two amounts paid at the start and pays nothing at the end. */
const hasLeft = ({ gone, amount_start, amount_end }: TableRecord) =>
  gone !== null || ((amount_start ?? 0) > 0 && amount_end === 0);

/** Amounts that say nothing of ARR: a contract's whole value without its months, or a unit nobody named. */
export type ArrTrouble = "totals_of_contracts" | "unit_not_said";

/** Yearly amount of a row; a lost account's amount is what it paid before. */
function arrOf(record: TableRecord, unit: Table["amount_unit"]): number | null {
  const before = record.outcome === "lost" || hasLeft(record);
  const amount = before
    ? (record.amount_start ?? record.amount ?? record.amount_end)
    : (record.amount ?? record.amount_end ?? record.amount_start);
  return amount === null ? null : annualAmount(amount, unit, record.contract_months);
}

/** Why no amount of the table is a yearly one, though it has amounts; null where one is, or where it has none. */
function whyNoArr(table: Table, accounts: readonly HealthAccount[]): ArrTrouble | null {
  const amounts = table.records.some(({ amount, amount_start, amount_end }) => (amount ?? amount_end ?? amount_start) !== null);
  if (!amounts || accounts.some(({ arr }) => arr !== null)) return null;
  return table.amount_unit === "tcv" ? "totals_of_contracts" : "unit_not_said";
}

/** The latest state of a table that holds several months, and for each account how it stood the month before. */
function latestOf(table: Pick<Table, "shape" | "records">) {
  type Read = (value: (record: TableRecord) => number | null) => number | null;
  const before = new Map<string, Read>();
  if (table.shape !== "snapshots") return { records: table.records, before };
  const { records, at } = payingRows(table, null);
  const earlier = table.records.filter(({ month }) => at !== null && month !== null && month < at);
  const last = largestText(earlier.map(({ month }) => month!));
  for (const record of earlier) if (record.month === last) before.set(record.account, (value) => value(record));
  return { records, before };
}

const largestText = (texts: readonly string[]): string => texts.reduce((last, text) => (text > last ? text : last), "");

/** The score a traffic light stands for: the middle of the bands of its color. */
function lightScores({ bands, responses }: Pick<HealthFigures, "bands" | "responses">) {
  const ranges = bands.value.map(({ band, from }, place) => ({
    status: responses.value.find((one) => one.band === band)?.status,
    from,
    to: bands.value[place + 1]?.from ?? 100,
  }));
  return (light: NonNullable<TableRecord["light"]>): number | null => {
    const own = ranges.filter(({ status }) => status === light);
    return own.length === 0 ? null : (own[0]!.from + own.at(-1)!.to) / 2;
  };
}

/**
 * The accounts of a table as a book: those an outcome or the later of two amounts says are lost stand apart. Scores come from its component
 * columns and from those built, or ready-made; ARR yearly, in major units.
 * Throws Problem for amounts in several currencies.
 * @example accountsOfTable(table, { components: ["usage"], ready: null, unused: [] }, new Map()).book.accounts[0]?.scores // { usage: 80 }
 */
export function accountsOfTable(
  table: Table,
  source: ScoreSource,
  built: BuiltComponents,
  figures: Pick<HealthFigures, "bands" | "responses">,
): { book: HealthBook; lights: boolean; no_arr: ArrTrouble | null } {
  refuseMixedCurrencies(table.records);
  const { records, before } = latestOf(table);
  const lights = source.ready !== null && records.some(({ light }) => light !== null);
  const ofLight = lightScores(figures);
  const ready = (record: TableRecord): number | null =>
    source.ready === null ? null : (record[source.ready] ?? (record.light === null ? null : ofLight(record.light)));
  // A status that says who has left is an outcome for everybody, where no column says it outright.
  const byStatus = records.some(({ gone }) => gone !== null) && records.every(({ outcome }) => outcome === null);
  const outcomeOf = ({ outcome, gone }: TableRecord) => (byStatus ? (gone === null ? "kept" : "lost") : outcome);
  const segment = table.columns.find(({ field }) => field === "segment")?.header;
  const places = new Map(table.records.map((record, index) => [record, index]));
  const accounts = records.map((record): HealthAccount => {
    let scores: Record<string, number | null> | null = null;
    if (source.ready === null) {
      scores = {};
      for (const name of source.components) scores[name] = record[name];
      for (const [name, column] of built) scores[name] = column[places.get(record)!] ?? null;
    }
    return {
      account: record.account,
      row: record.row,
      touch: record.touch,
      arr: arrOf(record, table.amount_unit),
      segment: (segment === undefined ? "" : (record.cells[segment] ?? "").trim()) || null,
      scores,
      score: ready(record),
      signal_date: record.signal_date,
      signal_dates: accountsOfTableNoDates,
      notice_served: record.notice_served,
      auto_renew: record.auto_renew,
      sponsor_left: record.sponsor_left,
      previous_score: record.previous_score ?? before.get(record.account)?.(ready) ?? null,
      outcome: outcomeOf(record),
      probability: record.probability,
      scored_on: record.score_date,
      decided_on: record.decision_date,
    };
  });
  const gone = (one: HealthAccount, index: number) => one.outcome === "lost" || hasLeft(records[index]!);
  return {
    lights,
    book: {
      accounts: accounts.filter((one, index) => !gone(one, index)),
      lost: accounts.filter(gone),
      decided: accounts.filter(({ outcome }) => outcome !== null),
    },
    no_arr: whyNoArr(table, accounts),
  };
}

const accountsOfTableNoDates: Readonly<Record<string, string>> = {};
