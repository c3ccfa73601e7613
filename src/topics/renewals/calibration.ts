import * as z from "zod";
import { type Figure, figure } from "../../core/figure.ts";
import { count, shown } from "../../core/kinds.ts";
import { type Answered, type Known, known, mapKnown, over, unknown } from "../../core/known.ts";
import { amountTrouble, isTooLarge, sumMoney } from "../../core/money.ts";
import { faultIf, Problem, shownPlaces } from "../../core/problem.ts";
import { binomialTail, confidenceShareFigure, standardErrorsOf, wilsonInterval } from "../../core/statistics.ts";

const Rate = z.number().nullable();

/**
 * One line of a renewal record: either a probability that was assumed and how it came out (assumed, renewed, of), or a forecast and what
 * came of it (forecast, actual, perhaps its interval and the day of the period on which it was frozen).
 */
export const HistoryRow = z.strictObject({
  label: z.string().min(1).optional(),
  assumed: shown.rate().min(0).max(1).optional(),
  renewed: count().optional(),
  of: count().optional(),
  forecast: shown.money().min(0).optional(),
  actual: shown.money().min(0).optional(),
  low: z.number().min(0).optional(),
  high: z.number().min(0).optional(),
  day: shown.days().multipleOf(1).min(0).optional(),
});
export type HistoryRow = z.infer<typeof HistoryRow>;

const CalibratedBand = z.strictObject({
  label: z.string(),
  assumed: shown.rate(),
  renewed: shown.count().multipleOf(1),
  of: shown.count().multipleOf(1),
  observed: shown.rate().nullable(),
  /** Which of the two chances below judges the band: "few" when fewer renewed than assumed, "many" otherwise. */
  tail: z.enum(["few", "many"]),
  probability_of_this_few_or_fewer: shown.rate(),
  probability_of_this_many_or_more: shown.rate(),
  /** Whether chance alone would hardly have given this record. */
  differs: z.boolean(),
  prior_weight: z.number(),
  posterior: shown.rate(),
  /** Ends of the interval of the observed rate; the corrected rate, which is shrunk to the assumption, may lie outside it. */
  observed_low: Rate,
  observed_high: Rate,
  /** The posterior of all rows with this assumption, made to fall with the assumption: the probability to use. */
  corrected: shown.rate(),
});

const ForecastVintage = z.strictObject({
  /** Day of the period on which these forecasts were frozen; null for those without. */
  day: shown.days().nullable(),
  forecasts: shown.count().multipleOf(1),
  forecast: shown.money(),
  actual: shown.money(),
  /** (forecast - actual) / actual: above 0 is too high. */
  bias: shown.rate().nullable(),
  /** Sum of the errors without their signs over the sum of the actual amounts. */
  wape: shown.rate().nullable(),
  /** 1 - wape; below 0 when the errors exceed the amounts. */
  accuracy: shown.rate().nullable(),
  with_interval: shown.count().multipleOf(1),
  inside_interval: shown.count().multipleOf(1),
  interval_coverage: shown.rate().nullable(),
});

export const CalibrationFields = z.strictObject({
  bands: z.array(CalibratedBand),
  /** Whether the corrected rates fell with the assumed ones of their own accord; null without bands. */
  monotone: z.boolean().nullable(),
  /** Mean squared distance of the assumed probability from the outcome, 0 at best. */
  brier: Rate,
  /** The same for one rate given to everybody. */
  brier_of_base_rate: shown.rate().nullable(),
  /** 1 - brier / brier_of_base_rate: above 0 the bands tell more than the base rate. */
  brier_skill: Rate,
  vintages: z.array(ForecastVintage),
});
type CalibratedBand = Answered<z.infer<typeof CalibratedBand>>;
type ForecastVintage = Answered<z.infer<typeof ForecastVintage>>;
export type CalibrationFields = z.infer<typeof CalibrationFields>;
/** What a calibration gives: each value that cannot be known carries its reason. */
export type Calibration = Answered<CalibrationFields>;

/** A probability that was assumed, and how it came out. */
interface BandRecord {
  label: string;
  assumed: number;
  renewed: number;
  of: number;
}

/** A forecast and what came of it, in major units. */
interface PastForecast {
  forecast: number;
  actual: number;
  interval: { low: number; high: number } | null;
  day: number | null;
}

const ofBands = ["assumed", "renewed", "of"] as const;
const ofForecasts = ["forecast", "actual", "low", "high", "day"] as const;

/**
 * The rows of a record by their kind. Throws one Problem that names every row which is neither kind, is incomplete, or cannot be.
 * @example splitHistory([{ assumed: 0.95, renewed: 17, of: 20 }]).bands[0].label // "assumed 0.95"
 */
function splitHistory(history: readonly HistoryRow[]): { bands: BandRecord[]; forecasts: PastForecast[] } {
  const bands: BandRecord[] = [];
  const forecasts: PastForecast[] = [];
  const places: string[] = [];
  history.forEach((row, index) => {
    const trouble = rowTrouble(row);
    if (trouble !== null) places.push(`history[${index}]: ${trouble}`);
    else if (row.assumed !== undefined)
      bands.push({ label: row.label ?? `assumed ${row.assumed}`, assumed: row.assumed, renewed: row.renewed!, of: row.of! });
    else
      forecasts.push({
        forecast: row.forecast!,
        actual: row.actual!,
        interval: row.low === undefined ? null : { low: row.low, high: row.high! },
        day: row.day ?? null,
      });
  });
  if (places.length)
    throw new Problem({
      what: "The history has rows that cannot be used:",
      places: shownPlaces(places),
      remedy: "Give assumed, renewed and of (counts of renewals), or forecast and actual (amounts; low, high and day if known).",
    });
  return { bands, forecasts };
}

/** The first thing that is wrong with a row of the past. */
function rowTrouble(row: HistoryRow): string | null {
  const band = ofBands.filter((name) => row[name] !== undefined);
  const forecast = ofForecasts.filter((name) => row[name] !== undefined);
  const [fault] = [
    ...faultIf(
      band.length > 0 && forecast.length > 0,
      `it mixes ${band.join(", ")} with ${forecast.join(", ")}; make two rows of it`,
    ),
    ...faultIf(band.length === 0 && forecast.length === 0, "it says nothing"),
  ];
  return fault ?? (band.length ? bandTrouble(row) : forecastTrouble(row));
}

function bandTrouble(row: HistoryRow): string | null {
  const missing = ofBands.filter((name) => row[name] === undefined);
  const [fault] = [
    ...faultIf(missing.length > 0, `${missing.join(" and ")} missing`),
    ...faultIf(row.renewed! > row.of!, `${row.renewed} renewed of ${row.of}, more than there were`),
  ];
  return fault ?? null;
}

function forecastTrouble({ forecast, actual, low, high }: HistoryRow): string | null {
  if (forecast === undefined || actual === undefined) return `${forecast === undefined ? "forecast" : "actual"} missing`;
  const [fault] = [
    ...faultIf(
      (low === undefined) !== (high === undefined),
      `${low === undefined ? "low" : "high"} missing beside its other end`,
    ),
    ...faultIf(low !== undefined && low > high!, `low ${low} is above high ${high}`),
    ...faultIf(isTooLarge(forecast), `forecast is ${forecast}, too large to be an amount`),
  ];
  return fault ?? amountTrouble("actual", actual);
}

interface Block {
  assumed: number[];
  /** Renewals, own and assumed ones. */
  renewed: number;
  of: number;
}

const rate = (block: Block): number => block.renewed / block.of;

/**
 * The rate to use for each assumed one: its record shrunk to the assumption, and levelled where a lower assumption came out better than a
 * higher one (pool adjacent violators, weighted by renewals). Rates are fractions; `monotone` says that nothing had to be levelled.
 * @example correctedRates([{ label: "a", assumed: 0.95, renewed: 17, of: 20 }], 20).corrected.get(0.95) // 0.9
 */
export function correctedRates(
  records: readonly BandRecord[],
  priorWeight: number,
): { corrected: Map<number, number>; monotone: boolean } {
  const descending = [...new Set(records.map(({ assumed }) => assumed))].sort((a, b) => b - a);
  const blocks: Block[] = [];
  let monotone = true;
  for (const assumed of descending) {
    const own = records.filter((record) => record.assumed === assumed);
    let block: Block = {
      assumed: [assumed],
      renewed: own.reduce((sum, { renewed }) => sum + renewed, 0) + priorWeight * assumed,
      of: own.reduce((sum, { of }) => sum + of, 0) + priorWeight,
    };
    while (blocks.length && rate(blocks.at(-1)!) < rate(block)) {
      const better = blocks.pop()!;
      block = {
        assumed: [...better.assumed, ...block.assumed],
        renewed: better.renewed + block.renewed,
        of: better.of + block.of,
      };
      monotone = false;
    }
    blocks.push(block);
  }
  const corrected = new Map(blocks.flatMap((block) => block.assumed.map((assumed) => [assumed, rate(block)] as const)));
  return { corrected, monotone };
}

/** Highest assumption first; then by name and size, so that the order of the rows never matters. */
function byAssumption(a: BandRecord, b: BandRecord): number {
  const byName = a.label < b.label ? -1 : a.label > b.label ? 1 : 0;
  return b.assumed - a.assumed || byName || a.of - b.of || a.renewed - b.renewed;
}

/**
 * Each assumed probability against its record: the exact chance of a record so far off, the rate shrunk to the assumption
 * (renewed + weight x assumed) / (of + weight), and the rate to use. Rates are fractions, the weight counts renewals.
 * @example calibratedBands([{ label: "healthy", assumed: 0.95, renewed: 17, of: 20 }], 20, 0.95).bands[0].posterior // 0.9
 */
function calibratedBands(
  records: readonly BandRecord[],
  priorWeight: number,
  confidence: number,
): { bands: CalibratedBand[]; monotone: boolean } {
  const { corrected, monotone } = correctedRates(records, priorWeight);
  const standardErrors = standardErrorsOf(confidence);
  const bands = [...records].sort(byAssumption).map(({ label, assumed, renewed, of }): CalibratedBand => {
    const few = binomialTail("few", renewed, of, assumed);
    const many = binomialTail("many", renewed, of, assumed);
    const tail = of > 0 && renewed / of < assumed ? "few" : "many";
    const observed: Known<number> = over(renewed, of, "No renewal yet.");
    const interval = mapKnown(observed, (share) => wilsonInterval(share, of, standardErrors));
    return {
      label,
      assumed,
      renewed,
      of,
      observed,
      tail,
      probability_of_this_few_or_fewer: few,
      probability_of_this_many_or_more: many,
      differs: (tail === "few" ? few : many) < (1 - confidence) / 2,
      prior_weight: priorWeight,
      posterior: (renewed + priorWeight * assumed) / (of + priorWeight),
      observed_low: mapKnown(interval, ({ low }) => low),
      observed_high: mapKnown(interval, ({ high }) => high),
      corrected: corrected.get(assumed)!,
    };
  });
  return { bands, monotone };
}

/**
 * Brier score of the assumed probabilities over all renewals of a record, the score of one rate for everybody, and the skill between them.
 * Fractions; null without a renewal, and no skill where all renewals came out alike.
 * @example brierOf([{ label: "a", assumed: 0.95, renewed: 17, of: 20 }]).brier // (17 x 0.05^2 + 3 x 0.95^2) / 20
 */
function brierOf(records: readonly BandRecord[]): Pick<Calibration, "brier" | "brier_of_base_rate" | "brier_skill"> {
  const of = records.reduce((sum, record) => sum + record.of, 0);
  const empty = unknown("No renewal to score.");
  if (of === 0) return { brier: empty, brier_of_base_rate: empty, brier_skill: empty };
  const squares = records
    .map(({ assumed, renewed, of: all }) => renewed * (1 - assumed) ** 2 + (all - renewed) * assumed ** 2)
    .sort((a, b) => a - b);
  const brier = squares.reduce((sum, square) => sum + square, 0) / of;
  const renewed = records.reduce((sum, record) => sum + record.renewed, 0);
  const base = (renewed / of) * (1 - renewed / of);
  return {
    brier,
    brier_of_base_rate: base,
    brier_skill: mapKnown(over(brier, base, "All renewals came out alike; nothing to tell apart."), (share) => 1 - share),
  };
}

/** Own renewals that weigh as much as the assumed probability. */
const priorWeightFigure = figure("renewal-forecast", "prior_weight", z.number().positive());

/** What a calibration reads; spread into a tool's `reads`. */
export const calibrationReads = { priorWeight: priorWeightFigure, confidence: confidenceShareFigure };

export interface CalibrationFigures {
  priorWeight: Figure<number>;
  confidence: Figure<number>;
}

/**
 * How forecasts came out, by the day of the period on which they were frozen, the earliest first and those without a day last. Money in major
 * units; bias (above 0 is too high), error and coverage as fractions, null where nothing came in or no interval was given. Accuracy is one
 * minus the error, so that a forecast set too low does not look good.
 * @example forecastVintages([{ forecast: 200, actual: 230, interval: null, day: 1 }])[0].bias // -30 / 230
 */
function forecastVintages(forecasts: readonly PastForecast[]): ForecastVintage[] {
  const days = [...new Set(forecasts.map(({ day }) => day))].sort(
    (a, b) => (a ?? Number.POSITIVE_INFINITY) - (b ?? Number.POSITIVE_INFINITY) || 0,
  );
  return days.map((day) =>
    vintage(
      day,
      forecasts.filter((one) => one.day === day),
    ),
  );
}

function vintage(day: number | null, rows: readonly PastForecast[]): ForecastVintage {
  const forecast = sumMoney(rows.map((row) => row.forecast));
  const actual = sumMoney(rows.map((row) => row.actual));
  const error = sumMoney(rows.map((row) => Math.abs(row.forecast - row.actual)));
  const none = unknown("Nothing came in, so there is no share of it.");
  const judged = rows.filter(({ interval }) => interval !== null);
  const inside = judged.filter((row) => row.actual >= row.interval!.low && row.actual <= row.interval!.high).length;
  return {
    day: known(day, "Not given."),
    forecasts: rows.length,
    forecast,
    actual,
    bias: over(sumMoney([forecast, -actual]), actual, none),
    wape: over(error, actual, none),
    accuracy: mapKnown(over(error, actual, none), (share) => 1 - share),
    with_interval: judged.length,
    inside_interval: inside,
    interval_coverage: over(inside, judged.length, "No interval was given."),
  };
}

/**
 * Assumed renewal probabilities and past forecasts against what came of them. Rates are fractions, money in major units.
 * Throws Problem that names the rows of the history which cannot be used.
 * @example calibrate([{ assumed: 0.95, renewed: 17, of: 20 }], figures).bands[0].differs // false: the chance of 17 or fewer is 7.5%
 */
export function calibrate(history: readonly HistoryRow[], figures: CalibrationFigures): Calibration {
  const { bands: records, forecasts } = splitHistory(history);
  const { bands, monotone } = calibratedBands(records, figures.priorWeight.value, figures.confidence.value);
  return {
    bands,
    monotone: bands.length ? monotone : unknown("No band has a record."),
    ...brierOf(records),
    vintages: forecastVintages(forecasts),
  };
}

/**
 * The rate to use for an assumed one, after a calibration; null where its record has none.
 * @example correctedProbability(calibration, 0.95) // 0.9
 */
export function correctedProbability({ bands }: Calibration, assumed: number): number | null {
  return bands.find((band) => band.assumed === assumed)?.corrected ?? null;
}
