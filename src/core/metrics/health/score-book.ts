import { dayNumber } from "../../calendar/dates.ts";
import { Problem } from "../../contract/problem.ts";
import { capPlaces, responsesInOrder } from "./bands.ts";
import { placeOf, refuseRepeated } from "./check-accounts.ts";
import type { BandResponses, HealthFigures } from "./figures.ts";
import { firstPlaces } from "./first-places.ts";
import type { HealthAccount } from "./health-account.ts";
import type { HealthBook } from "./join-outcomes.ts";
import { type JudgedAccount, judgeAccount, type LeveledAccount, levelAccount, type Measure } from "./judge-account.ts";
import { orderAccounts } from "./order-accounts.ts";
import { type HealthOverride, type SettledHealthOverrides, settleOverrides } from "./settle-overrides.ts";
import type { WeightSets } from "./weights.ts";

/** A whole book scored: accounts in the order to work on them, and what they were judged by. */
export interface ScoredBook {
  judged: JudgedAccount[];
  /** The decided accounts with their level, to test the score on. */
  decided: LeveledAccount[];
  measure: Measure;
  responses: BandResponses;
  overrides: SettledHealthOverrides;
}

function refuseSignalsAhead(accounts: readonly LeveledAccount[]): void {
  const places = [...new Map(accounts.filter(({ ahead }) => ahead.length > 0).map((one) => [one.source, one])).values()].map(
    ({ source, ahead }) => `${placeOf(source)}: ${ahead.join(", ")}`,
  );
  if (places.length)
    throw new Problem({
      what: "These signals are dated after the day they are to be read on:",
      places: firstPlaces(places),
      remedy: "Correct the dates or as_of; a score may use only what was known on its day.",
    });
}

function refuseDatesWithoutDay(accounts: readonly HealthAccount[], asOf: string | null): void {
  const dated = accounts.filter(
    ({ row, signal_date, signal_dates }) => row === null && (signal_date !== null || Object.keys(signal_dates).length > 0),
  );
  if (asOf === null && dated.some(({ outcome, scored_on }) => outcome === null || scored_on === null))
    throw new Problem({
      what: "Signals are dated, and no as_of says how old they are.",
      remedy: "Give as_of, a date like 2026-01-31, or leave the dates out.",
    });
}

/**
 * Scores a book: level, band, hard facts and overrides of every account, in the order to work on them.
 * Throws Problem for accounts that stand twice, signals from the future, dated signals without as_of, and overrides that cannot be applied.
 * @example scoreBook(book, { weights, as_of: null, overrides: [] }, figures).judged[0]?.band // 0, the worst band
 */
export function scoreBook(
  { accounts, lost, decided }: HealthBook,
  question: { weights: WeightSets; as_of: string | null; overrides: readonly HealthOverride[] },
  figures: HealthFigures,
): ScoredBook {
  const { as_of, weights } = question;
  if (as_of !== null) dayNumber(as_of);
  refuseRepeated([...accounts, ...lost]);
  refuseDatesWithoutDay([...accounts, ...decided], as_of);
  const bands = figures.bands.value;
  const measure: Measure = {
    weights,
    least_coverage: figures.leastCoverage.value,
    shelf_lives: figures.shelfLives.value,
    bands,
    caps: capPlaces(figures.bandCaps.value, bands),
    as_of,
  };
  const responses = responsesInOrder(figures.responses.value, bands);
  const overrides = settleOverrides(question.overrides, new Set(accounts.map(({ account }) => account)), bands, as_of);
  const judged = accounts.map((account) => judgeAccount(account, measure, overrides.applied.get(account.account) ?? null));
  // Most decided accounts stand in the book too, and have their level already.
  const known = new Map<HealthAccount, LeveledAccount>(judged.map((one) => [one.source, one]));
  const leveled = decided.map((account) => known.get(account) ?? levelAccount(account, measure));
  refuseSignalsAhead([...judged, ...leveled]);
  return { judged: orderAccounts(judged, responses), decided: leveled, measure, responses, overrides };
}
