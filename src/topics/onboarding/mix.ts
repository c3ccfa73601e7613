import type * as z from "zod";
import { addDays } from "../../core/dates.ts";
import { type Answered, type Known, unknown } from "../../core/known.ts";
import { groupBy } from "../../core/order.ts";
import type { Mix, Written } from "./answer.ts";
import type { Onboarding } from "./question.ts";
import { middleStart } from "./speed.ts";

export type MixOf = Answered<z.infer<typeof Mix>>;
type Arrived = MixOf["earlier"];
export type WrittenDays = Answered<z.infer<typeof Written>>;

const meanOf = (values: readonly number[], why: string): Known<number> =>
  values.length === 0 ? unknown(why) : values.reduce((sum, one) => sum + one, 0) / values.length;

const arrivedOf = (rows: readonly Onboarding[]): Arrived => {
  const done = rows.flatMap(({ state, days }) => (state === "reached" ? [days] : []));
  return { customers: rows.length, reached: done.length, mean: meanOf(done, "Nobody has reached value yet.") };
};

/**
 * How the mean of those who arrived moves from the earlier half, or all before a day, to the later one, in all and by segment: a total may fall while
 * each segment takes longer, or as long, where the quick segments grow. Unknown where fewer than two segments are given. Source: Simpson, 1951.
 * @example mixOf(rows, 0.5).verdict // "hides_slower"
 */
export function mixOf(rows: readonly Onboarding[], explained: number, cut?: string): Known<MixOf> {
  const named = rows.filter(({ segment }) => segment !== null);
  const groups = groupBy(named, ({ segment }) => segment!);
  if (groups.size < 2) return unknown("Fewer than two segments are given.");
  const from = cut ?? middleStart(named);
  const halves = (own: readonly Onboarding[]) => ({
    earlier: arrivedOf(own.filter(({ start }) => start < from)),
    later: arrivedOf(own.filter(({ start }) => start >= from)),
  });
  const { earlier, later } = halves(named);
  const segments = [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([segment, own]) => ({ segment, ...halves(own) }));
  const both = segments.flatMap(({ earlier: before, later: since }) =>
    typeof before.mean === "number" && typeof since.mean === "number"
      ? [{ weight: before.reached, before: before.mean, since: since.mean }]
      : [],
  );
  const weights = both.reduce((sum, { weight }) => sum + weight, 0);
  // A segment that arrived in one half only has nothing to be compared with.
  const complete = both.length === segments.length && weights > 0;
  const moves = (sign: number): boolean =>
    complete &&
    typeof earlier.mean === "number" &&
    typeof later.mean === "number" &&
    (later.mean - earlier.mean) * sign < 0 &&
    both.every(({ before, since }) => (since - before) * sign > 0);
  // How much of the total's change is left where each segment that arrived in both has its weight of before.
  const change = typeof earlier.mean === "number" && typeof later.mean === "number" ? later.mean - earlier.mean : 0;
  const own = weights === 0 ? 0 : both.reduce((sum, { weight, before, since }) => sum + weight * (since - before), 0) / weights;
  const explains = weights > 0 && Math.abs(change) >= 1 && own / change <= 1 - explained;
  return {
    from,
    earlier,
    later,
    segments,
    later_at_earlier_mix: complete
      ? both.reduce((sum, { weight, since }) => sum + weight * since, 0) / weights
      : unknown("In one half nobody of some segment has arrived."),
    verdict: moves(1)
      ? "hides_slower"
      : moves(-1)
        ? "hides_faster"
        : explains
          ? "explains"
          : complete
            ? "no_turn"
            : "not_comparable",
  };
}

/** The base that written days are counted from; a date may be written on either of two days. */
function baseOf({ days, days_written, milestones }: Onboarding, stage: string | undefined): "start" | "stage" | "neither" {
  const off = (from: number) => Math.abs(days - from - days_written!) <= 1; // not a figure: both ends counted, or one
  if (off(0)) return "start";
  const begun = stage === undefined ? undefined : milestones.get(stage);
  return begun !== undefined && off(begun) ? "stage" : "neither";
}

/**
 * Written days to value against the dates: where some count from the start and later ones from the first stage, the written average falls though
 * nothing got faster. Unknown where no days are written.
 * @example writtenDays(rows, "Kickoff").since // "2026-07-01"
 */
export function writtenDays(rows: readonly Onboarding[], stage: string | undefined): Known<WrittenDays> {
  const checked = rows
    .filter(({ state, days_written }) => state === "reached" && days_written !== null)
    .map((row) => ({ row, base: baseOf(row, stage), began: row.start, arrived: addDays(row.start, row.days) }));
  if (checked.length === 0) return unknown("No days are written beside the dates.");
  const of = (base: "start" | "stage" | "neither") => checked.filter((one) => one.base === base);
  // The day from which they count from the stage: by the start or by the arrival, whichever parts the two bases better.
  const cuts = (["arrived", "began"] as const).map((by) => {
    const first = of("stage")
      .map((one) => one[by])
      .sort()[0];
    const after = first === undefined ? [] : checked.filter((one) => one[by] >= first);
    return { by, first, after, misfits: after.filter(({ base }) => base === "start").length };
  });
  const { by, first, after, misfits } = cuts[1]!.misfits < cuts[0]!.misfits ? cuts[1]! : cuts[0]!;
  const changed = of("start").length > misfits && misfits * 2 < after.length;
  const none = unknown("The days count from one base.");
  return {
    checked: checked.length,
    from_start: of("start").length,
    from_stage: of("stage").length,
    neither: of("neither").length,
    stage: stage ?? unknown("No stage is given."),
    since: changed ? first! : none,
    since_by: changed ? by : none,
    mean_written_since: changed
      ? meanOf(
          after.map(({ row }) => row.days_written!),
          "Nobody has arrived since.",
        )
      : none,
    mean_from_start_since: changed
      ? meanOf(
          after.map(({ row }) => row.days),
          "Nobody has arrived since.",
        )
      : none,
    others: of("neither").map(({ row }) => row.account),
  };
}
