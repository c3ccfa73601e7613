import type { BandResponses, HealthBands, HealthFigures } from "./figures.ts";
import type { AccountLine } from "./health-result.ts";
import type { JudgedAccount } from "./judge-account.ts";

/**
 * A judged account as the result shows it, with the one action, owner and working days of its band.
 * @example accountLine(judged, bands, responses, undetermined).band // "at-risk"
 */
export function accountLine(
  { source, level, score, change, band, computed_band, floor_by, stale, override }: JudgedAccount,
  bands: HealthBands,
  responses: BandResponses,
  undetermined: HealthFigures["undeterminedResponse"]["value"],
): AccountLine {
  const { first_action, owner, within_days } = band === null ? undetermined : responses[band]!;
  const name = (place: number | null) => (place === null ? null : bands[place]!.band);
  return {
    account: source.account,
    arr: source.arr,
    score,
    change,
    coverage: level.coverage,
    possible_low: level.possible_low,
    possible_high: level.possible_high,
    band: name(band),
    floor_by: floor_by,
    missing: level.missing,
    stale,
    override: override && {
      computed_score: level.score,
      computed_band: name(computed_band),
      owner: override.owner,
      reason: override.reason,
      expires: override.expires,
    },
    action: first_action,
    owner,
    within_days,
  };
}
