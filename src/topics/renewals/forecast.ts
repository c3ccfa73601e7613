import { type Assumption, because, type Findings, type UndefinedField, type Warning } from "../../core/answer.ts";
import { ratioOfMoney, sumMoney } from "../../core/money.ts";
import type {
  BandLine,
  CalledLine,
  ContradictionLine,
  ForecastFields,
  Reading,
  RenewalFigures,
  RenewalLine,
  RenewalRate,
  TargetLine,
} from "./answer.ts";
import { checkRenewals } from "./check-renewals.ts";
import { boundedChanceBelow, type Distribution, distributionOf, forecastQuantiles } from "./distribution.ts";
import {
  byMonth,
  chanceBy,
  dueOf,
  expectedOf,
  type ForecastRenewal,
  forecastSway,
  hundredths,
  type LeftOutReason,
  type LeftOutRenewal,
  leftOut,
  type PlacedRenewals,
  type Probabilities,
  placeRenewals,
  type Renewal,
  type RenewalRow,
  stakesOf,
  stressForecast,
  varianceOf,
  type Window,
} from "./place-renewals.ts";

/** Where the amount that a decided renewal kept comes from. */
export type KeptFrom = "retained" | "called" | "arr" | "lost";

/**
 * What a decided renewal kept, in major units: the retained amount, else the called one, else the ARR; a lost one kept nothing, whatever
 * was called.
 * @example keptBy({ ...renewal, outcome: "lost", retained: null, called: null }) // { amount: 0, from: "lost" }
 */
export function keptBy({ outcome, retained, called, arr }: Renewal): { amount: number; from: KeptFrom } {
  if (outcome === "lost") return { amount: 0, from: "lost" };
  if (retained !== null) return { amount: retained, from: "retained" };
  return called === null ? { amount: arr, from: "arr" } : { amount: called, from: "called" };
}

/** What was kept of the ARR that was up for decision: never more than it, so that an increase counts in net only. */
export function keptOfArr(renewal: Renewal): number {
  return Math.min(keptBy(renewal).amount, renewal.arr);
}

/** The increase at renewal: as stated, else what was kept above the ARR. */
function upliftOf(renewal: Renewal): number {
  return renewal.uplift ?? Math.max(0, sumMoney([keptBy(renewal).amount, -renewal.arr]));
}

/** The renewals in the window that are decided. */
export function decidedOf(leftOut: readonly LeftOutRenewal[]): Renewal[] {
  return leftOut.filter(({ why }) => why === "renewed" || why === "lost").map(({ renewal }) => renewal);
}

/**
 * Renewal rates on the ARR that was up for decision and is decided: gross counts at most the ARR of each renewal, net adds the increases,
 * logo counts decisions. Rates as fractions, money in major units; null where nothing was decided, or no ARR was.
 * Source: definitions of renewal rate on available-to-renew ARR.
 * @example renewalRate([renewedWhole, lost]) // { gross: 0.5, net: 0.5, logo: 0.5, ... } for two of the same size
 */
export function renewalRate(decided: readonly Renewal[]): RenewalRate {
  const arr = sumMoney(decided.map((renewal) => renewal.arr));
  const retained = sumMoney(decided.map(keptOfArr));
  const uplift = sumMoney(decided.map(upliftOf));
  const renewed = decided.filter(({ outcome }) => outcome === "renewed").length;
  return {
    gross: arr > 0 ? ratioOfMoney(retained, arr) : null,
    net: arr > 0 ? ratioOfMoney(sumMoney([retained, uplift]), arr) : null,
    logo: decided.length ? renewed / decided.length : null,
    arr,
    retained_arr: retained,
    uplift,
    renewed,
    lost: decided.length - renewed,
  };
}

/**
 * A target against what decided renewals of the window kept and what the open ones may bring: the chance of staying strictly below it,
 * with the ends between which rounding leaves it. Money in major units, chances as fractions.
 * @example againstTarget(100, [], distributionOf([{ value: 10000, rate: 0.9 }])).below_rate // 0.1
 */
export function againstTarget(amount: number, decided: readonly Renewal[], open: Distribution): TargetLine {
  const kept = sumMoney(decided.map(keptOfArr));
  const still_needed = Math.max(0, sumMoney([amount, -kept]));
  const { chance, low, high } = boundedChanceBelow(open, hundredths(still_needed));
  return { amount, already_kept: kept, still_needed, below_rate: chance, below_low_rate: low, below_high_rate: high };
}

/** The evidence nearest to a person's own judgement first. */
const order = ["probability", "category", "health"];

/**
 * The forecast by health band, category and stated chances, each renewal under the evidence it was forecast with; highest chance first.
 * `posterior` gives the rate a record suggests for an assumed one, null where it says nothing.
 * @example byBand(renewals, () => null)[0] // { band: "healthy", source: "health", prior_rate: 0.95, arr: 100000, expected: 95000, ... }
 */
export function byBand(renewals: readonly ForecastRenewal[], posterior: (assumed: number) => number | null): BandLine[] {
  const keys = [...new Set(renewals.map(({ source, band }) => `${source} ${band}`))];
  const lines = keys.map((key): BandLine => {
    const own = renewals.filter(({ source, band }) => `${source} ${band}` === key);
    const { source, band, prior_rate } = own[0]!;
    const prior = source === "probability" ? null : prior_rate;
    const [arr, expected] = [dueOf(own), expectedOf(own)];
    return {
      band,
      source,
      prior_rate: prior,
      posterior_rate: prior === null ? null : posterior(prior),
      renewals: own.length,
      arr,
      expected,
      share: ratioOfMoney(expected, arr),
    };
  });
  const rank = ({ source, prior_rate }: BandLine) => order.indexOf(source) - (prior_rate ?? 1);
  return lines.sort((a, b) => rank(a) - rank(b) || (a.band < b.band ? -1 : 1));
}

/** What owners call beside what the forecast expects of the same renewals; null where nobody called an amount. Major units. */
export function calledAmounts(renewals: readonly ForecastRenewal[]): CalledLine | null {
  const own = renewals.filter(({ called }) => called !== null);
  if (own.length === 0) return null;
  return {
    renewals: own.length,
    arr: dueOf(own),
    called: sumMoney(own.map(({ called }) => called!)),
    expected: expectedOf(own),
  };
}

/**
 * Renewals whose signs cannot all be right: health below the rule's value under its category, or under a stated chance as high as that
 * category's; notice served and a chance above the rule's. Largest first; each with what it adds to the forecast.
 * @example findContradictions([{ ...renewal, health: 25, category: "committed" }], figures)[0].why // ["low_health"]
 */
export function findContradictions(
  renewals: readonly ForecastRenewal[],
  { contradictions, categoryProbabilities, noticeServed }: RenewalFigures,
): ContradictionLine[] {
  const highest = (category: string) =>
    categoryProbabilities.value.find((one) => one.category === category)?.probability_rate ?? null;
  return renewals.flatMap(({ account, arr, value, health, category, source, prior_rate, rate, notice_served }) => {
    const low = contradictions.value.some((rule) => {
      if (health === null || health >= rule.below_health) return false;
      const high = highest(rule.category);
      return category === rule.category || (source === "probability" && high !== null && prior_rate >= high);
    });
    const why: ContradictionLine["why"] = [
      ...(low ? (["low_health"] as const) : []),
      ...(notice_served && prior_rate > noticeServed.value ? (["notice_served"] as const) : []),
    ];
    return why.length ? [{ account, arr, why, health, category, probability_rate: prior_rate, expected: value * rate }] : [];
  });
}

/**
 * Where renewals carry more than one kind of evidence: what each kind would give for those that have it, beside what was used for the same
 * renewals. Empty where no renewal has two kinds.
 * @example otherReadings(renewals, probabilities)[0] // { reading: "health", renewals: 2, arr: 175000, expected: 117500, expected_used: 120000 }
 */
export function otherReadings(renewals: readonly ForecastRenewal[], figures: Probabilities): Reading[] {
  return (["probability", "category", "health"] as const).flatMap((reading): Reading[] => {
    const read = renewals.flatMap((one) => {
      const chance = one.source === reading ? null : chanceBy(reading, one, figures);
      return chance === null ? [] : [{ one, value: one.value, rate: chance.rate }];
    });
    if (read.length === 0) return [];
    const same = read.map(({ one }) => ({ value: one.value, rate: one.prior_rate }));
    const arr = dueOf(read.map(({ one }) => one));
    return [{ reading, renewals: read.length, arr, expected: expectedOf(read), expected_used: expectedOf(same) }];
  });
}

/** Names shown in one message. */
const SHOWN = 2;

function names(renewals: readonly { account: string }[]): string {
  const all = [...new Set(renewals.map(({ account }) => account))];
  const more = all.length - SHOWN;
  return `${all.slice(0, SHOWN).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

const outsideWords: Partial<Record<LeftOutReason, string>> = {
  unknown_probability: "No probability, category or health, so no chance is assumed and the ARR stands outside the forecast",
  undated: "No date, so in no window",
  notice_served: "Notice was given and nobody calls it renewable, so nothing of it is expected whatever the health score says",
  overdue: "The deadline has passed and no outcome is recorded",
  auto_renewed: "The deadline has passed and the contract renews by itself; record the outcome to count it",
};

/** What to know before trusting the forecast; each message names accounts. */
export function forecastWarnings(fields: ForecastFields, placed: PlacedRenewals, decided: readonly Renewal[]): Warning[] {
  const seen = new Set<string>();
  const repeated = placed.forecast.filter(({ account }) => seen.size === seen.add(account).size);
  const outside = (Object.keys(outsideWords) as LeftOutReason[]).flatMap((why): [string, string, { account: string }[]][] => {
    const own = placed.left_out.filter((one) => one.why === why).map(({ renewal }) => renewal);
    return own.length ? [[why, outsideWords[why]!, own]] : [];
  });
  const unknown = placed.forecast.filter(({ deadline, deadline_known }) => deadline !== null && !deadline_known);
  const cases: [string, string, readonly { account: string }[]][] = [
    ...outside,
    ["unknown_notice", "The notice period is not known, so the renewal date stands for a deadline that may be earlier", unknown],
    ["contradiction", "The signs contradict one another; ask for the reason in writing", fields.contradictions],
    [
      "uplift_outside",
      "The increase stated for open renewals is expansion and not in the forecast",
      placed.forecast.filter(({ uplift }) => uplift !== null && uplift > 0),
    ],
    ["several_renewals", "Several renewals of one account are taken as separate decisions", repeated],
    [
      "decided_without_arr",
      "Decided with an ARR of 0, so missing from the rates in money; give the ARR before the decision",
      decided.filter(({ arr }) => arr === 0),
    ],
  ];
  return cases.flatMap(([code, words, list]) => (list.length ? [{ code, message: `${words}: ${names(list)}.` }] : []));
}

/** What was used because nobody gave it. */
export function forecastAssumptions(
  fields: ForecastFields,
  placed: PlacedRenewals,
  decided: readonly Renewal[],
  { window, use_history }: ForecastQuestion,
  { commonShock }: RenewalFigures,
): Assumption[] {
  const assumptions: Assumption[] = [];
  const assume = (when: boolean, what: string, value: string, why: string, if_wrong: string) =>
    when && assumptions.push({ what, value, why, if_wrong });
  const banded = fields.by_band.filter(({ source }) => source !== "probability");
  const dated = placed.forecast.some(({ deadline }) => deadline !== null);
  const from = new Set(decided.map((one) => keptBy(one).from));
  assume(
    banded.length > 0 && !use_history,
    "Chance of renewal",
    banded.map(({ band, prior_rate }) => `${band} ${prior_rate}`).join(", "),
    "Other people's books; no record of your own is used.",
    "Expected and range move with it; give history and use_history.",
  );
  assume(
    placed.forecast.length > 1,
    "Renewals are decided one by one",
    "independent",
    "Nothing says which customers move together.",
    `After a price rise or an outage they fall together, and the range is too narrow; see stress, ${commonShock.value} off every log-odds.`,
  );
  assume(
    placed.forecast.length > 0 && !dated,
    "What is due",
    "every renewal given",
    "None has a date.",
    "Some may be decided later.",
  );
  assume(
    dated && window.to === null,
    "End of the window",
    "none, every decision from as_of on",
    "to is not given.",
    "Later decisions are counted as due; give from and to.",
  );
  assume(
    from.has("arr"),
    "Kept by renewals without an amount",
    "their whole ARR",
    "No retained amount is given.",
    "A smaller renewal among them lowers the rates.",
  );
  assume(
    from.has("called"),
    "Kept by renewals without an amount",
    "the called amount",
    "No retained amount is given.",
    "The rates follow the amounts really kept.",
  );
  assume(
    fields.target !== null && decided.length > 0,
    "What the target covers",
    "decided and open renewals of the window",
    "A target for the open ones alone was not stated.",
    "Lower the target by what is already kept.",
  );
  return assumptions;
}

/** Why fields are null. */
export function forecastReasons(fields: ForecastFields): UndefinedField[] {
  const nothing = fields.renewals.length === 0;
  const rate = fields.renewal_rate;
  const some = (found: boolean, reason: string, ...names: Parameters<typeof because>[1][]) =>
    found ? because(reason, names.flat()) : [];
  return [
    ...some(nothing, "Nothing stands in the forecast; see left_out.", "share", "stress", "concentration", "confidence"),
    ...some(fields.target === null, "No target was given.", "probability_below_target", "target"),
    ...some(fields.grid === null, "The totals are few enough to list them all.", "grid"),
    ...some(rate === null, "No renewal of the window is decided.", "renewal_rate"),
    ...some(rate !== null && rate.gross === null, "The decided renewals have no ARR.", "renewal_rate.gross", "renewal_rate.net"),
    ...some(fields.called === null, "Nobody called an amount.", "called"),
    ...some(
      fields.by_band.some(({ prior_rate }) => prior_rate === null),
      "Stated chances differ from renewal to renewal.",
      "by_band[].prior_rate",
    ),
    ...some(
      fields.by_band.some(({ posterior_rate }) => posterior_rate === null),
      "No record was given for this chance.",
      "by_band[].posterior_rate",
    ),
    ...some(
      fields.contradictions.some(({ health }) => health === null),
      "Not given.",
      "contradictions[].health",
    ),
    ...some(
      fields.contradictions.some(({ category }) => category === null),
      "Not given.",
      "contradictions[].category",
    ),
    ...some(
      fields.concentration?.moves_most === null,
      "Every renewal in the forecast is certain.",
      ["moves_most", "moves_most_arr", "standard_deviation_without"].map((name) => `concentration.${name}`),
    ),
    ...some(
      fields.renewals.some(({ deadline }) => deadline === null),
      "No date was given.",
      "renewals[].deadline",
    ),
  ];
}

/** What is asked of a list of renewals. */
export interface ForecastQuestion {
  renewals: readonly RenewalRow[];
  /** How a message names a row; as an element of renewals unless given. */
  place_of?: (index: number) => string;
  window: Window;
  target: number | null;
  /** The rate a record suggests for an assumed one; null where it says nothing. */
  posterior: (assumed: number) => number | null;
  /** Whether the forecast uses those rates instead of the assumed ones. */
  use_history: boolean;
}

/** A forecast of renewals, and what to know before trusting it. */
export interface Forecast extends Findings {
  fields: ForecastFields;
  placed: PlacedRenewals;
  decided: Renewal[];
  /** What the renewals come to when all that can renew do, in major units. */
  most: number;
}

/**
 * What the contracts up for decision will bring: their expected sum, the exact distribution of the total, how it falls on bands and months,
 * what could be wrong with it, and everything that stands outside. Money in major units, rates as fractions.
 * Throws Problem for impossible rows, and for dates without an as_of.
 * @example renewalForecast({ renewals: [{ arr: 100000, health: 85 }], ... }, figures).fields.expected // 95000
 */
export function renewalForecast(question: ForecastQuestion, figures: RenewalFigures): Forecast {
  const probabilities = { health: figures.healthProbabilities.value, category: figures.categoryProbabilities.value };
  const checked = checkRenewals(question.renewals, probabilities.category, question.place_of);
  const found = placeRenewals(checked, question.window, probabilities);
  const corrected = (one: ForecastRenewal) => ({ ...one, rate: question.posterior(one.prior_rate) ?? one.rate });
  const forecast = question.use_history ? found.forecast.map(corrected) : found.forecast;
  const placed = { ...found, forecast };
  const decided = decidedOf(placed.left_out);
  const distribution = distributionOf(stakesOf(forecast));
  const target = question.target === null ? null : againstTarget(question.target, decided, distribution);
  const [due, expected] = [dueOf(forecast), expectedOf(forecast)];
  const fields: ForecastFields = {
    due,
    expected,
    share: due > 0 ? ratioOfMoney(expected, due) : null,
    standard_deviation: Math.sqrt(varianceOf(forecast)),
    probability_below_target: target?.below_rate ?? null,
    target,
    ...forecastQuantiles(distribution),
    grid: distribution.unit === 0 ? null : distribution.unit / 100,
    book: { renewals: checked.length, arr: dueOf(checked) },
    by_band: byBand(forecast, question.posterior),
    by_month: byMonth(forecast),
    left_out: leftOut(placed.left_out),
    contradictions: findContradictions(forecast, figures),
    stress: stressForecast(forecast, figures.commonShock.value),
    concentration: forecastSway(forecast),
    confidence: confidenceOf(forecast),
    renewal_rate: decided.length ? renewalRate(decided) : null,
    other_readings: otherReadings(forecast, probabilities),
    called: calledAmounts(forecast),
    renewals: forecast.map(lineOf),
  };
  return {
    fields,
    placed,
    decided,
    most: distribution.most / 100,
    warnings: forecastWarnings(fields, placed, decided),
    assumptions: forecastAssumptions(fields, placed, decided, question, figures),
    undefined: forecastReasons(fields),
  };
}

function lineOf({ account, arr, deadline, deadline_known, source, rate, value }: ForecastRenewal): RenewalLine {
  return { account, arr, deadline, deadline_known, source, probability_rate: rate, expected: value * rate };
}

function confidenceOf(renewals: readonly ForecastRenewal[]): ForecastFields["confidence"] {
  if (renewals.length === 0) return null;
  const unknown = renewals.filter(({ deadline_known }) => !deadline_known);
  const names = [...new Set(unknown.map(({ account }) => account))];
  const arr = dueOf(unknown);
  const due = dueOf(renewals);
  return {
    level: unknown.length ? "capped" : "full",
    deadline_known_share: ratioOfMoney(due - arr, due),
    unknown_notice_accounts: names.length,
    unknown_notice_arr: arr,
    unknown_notice: names,
  };
}
