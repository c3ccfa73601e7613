import { withoutNoise } from "../../org/without-noise.ts";
import { bandPlace, type Caps, capBand, type Fact } from "./bands.ts";
import type { HealthBands } from "./figures.ts";
import type { HealthAccount } from "./health-account.ts";
import type { HealthOverride } from "./settle-overrides.ts";
import { staleSignals } from "./stale-signals.ts";
import { type Level, weightedLevel } from "./weighted-level.ts";
import { type WeightSets, weightsOf } from "./weights.ts";

/** What every account is judged by. */
export interface Measure {
  weights: WeightSets;
  least_coverage: number;
  shelf_lives: Readonly<Record<string, number>>;
  bands: HealthBands;
  caps: Caps;
  as_of: string | null;
}

/** An account's level with the signals that counted. */
export interface LeveledAccount {
  source: HealthAccount;
  level: Level;
  /** The components that counted; null when the score came ready-made. */
  scores: Readonly<Record<string, number | null>> | null;
  stale: string[];
  /** Signals dated after the day they are read on. */
  ahead: string[];
}

/** An account with its band: a place among the bands, worst 0; null when too little is known. */
export interface JudgedAccount extends LeveledAccount {
  score: number | null;
  band: number | null;
  computed_band: number | null;
  floor_by: Fact[];
  override: HealthOverride | null;
  /** Points since the previous score. */
  change: number | null;
}

const readyMade = (score: number): Level => ({ score, coverage: null, possible_low: null, possible_high: null, missing: [] });
const notGiven: Level = { score: null, coverage: 0, possible_low: 0, possible_high: 100, missing: ["score"] };
const tooOld: Level = { ...notGiven, missing: ["current score"] };

/**
 * The level of one account: a ready-made score as it is, else the weighted mean of the signals that are not stale. Scores 0 to 100. A ready-made
 * score of an open account ages as a signal does, when signal_date dates it.
 * @example levelAccount(account, measure).level.score // 72.14
 */
export function levelAccount(source: HealthAccount, measure: Measure): LeveledAccount {
  if (source.score !== null) {
    const dated = { ...source, scores: source.outcome === null ? { score: source.score } : null, signal_dates: {} };
    const ages = staleSignals(dated, measure.shelf_lives, measure.as_of);
    return { source, level: ages.stale.length ? tooOld : readyMade(source.score), scores: null, ...ages };
  }
  if (source.scores === null) return { source, level: notGiven, scores: null, stale: [], ahead: [] };
  const { stale, ahead } = staleSignals(source, measure.shelf_lives, measure.as_of);
  const given = source.scores;
  const scores = stale.length ? { ...given, ...Object.fromEntries(stale.map((component) => [component, null])) } : given;
  return {
    source,
    level: weightedLevel(scores, weightsOf(source, measure.weights), measure.least_coverage),
    scores,
    stale,
    ahead,
  };
}

/**
 * The band of one account: by its score, no better than hard facts allow, and as an override in force says. The override may lift it
 * above a fact, since a named person answers for it; the change since the previous score is of the computed score and never part of it.
 * @example judgeAccount(account, measure, null).band // 3
 */
export function judgeAccount(
  source: HealthAccount,
  measure: Measure,
  override: { override: HealthOverride; band: number } | null,
): JudgedAccount {
  const { level, scores, stale, ahead } = levelAccount(source, measure);
  const { score } = level;
  const byScore = score === null ? null : bandPlace(score, measure.bands);
  const capped = capBand(byScore, source, measure.caps);
  return {
    source,
    level,
    scores,
    stale,
    ahead,
    score: override?.override.score ?? score,
    band: override?.band ?? capped.band,
    computed_band: capped.band,
    floor_by: capped.floor_by,
    override: override?.override ?? null,
    change: score === null || source.previous_score === null ? null : withoutNoise(score - source.previous_score),
  };
}
