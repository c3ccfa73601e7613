import type { Cohort, Member } from "./cohort-table.ts";

/** One column of the triangle: the newest customers that have reached an age against all who started before them. */
export interface Drift {
  /** In intervals. */
  age: number;
  older_cohorts: string;
  newest_cohorts: string;
  older_customers: number;
  newest_customers: number;
  older_share: number;
  newest_share: number;
  /** Newest less older, a fraction. */
  change_in_share: number;
  /** How far chance alone would move it; null where nothing at all changed, from which chance cannot be gauged. */
  chance_share: number | null;
  /** Never claimed with fewer customers on a side than `fewest`. */
  beyond_chance: boolean;
}

/**
 * Compares down each column: the same age, newest customers against older ones. The newest are the last cohort that has reached the age,
 * with as many before it as it takes to reach `fewest` customers where there are twice as many. Chance is `standardErrors` standard errors of
 * the difference of two shares under one common share; for money each customer weighs by what it paid at its start.
 * @example cohortDrift(cohortTable(histories, "2025-01-01", "year", "logos", true), 20, 1.96)[0].change_in_share // -0.06
 */
export function cohortDrift(cohorts: readonly Cohort[], fewest: number, standardErrors: number): Drift[] {
  const ages = cohorts[0]?.values.length ?? 0;
  return Array.from({ length: ages }, (_, age) => age)
    .slice(1)
    .flatMap((age): Drift[] => {
      const mature = cohorts.filter(({ values }) => values[age] !== null);
      return mature.length < 2 ? [] : [driftAt(age, mature, fewest, standardErrors)];
    });
}

function driftAt(age: number, mature: readonly Cohort[], fewest: number, standardErrors: number): Drift {
  const cut = whereNewestBegin(mature, fewest);
  const [before, newest] = [mature.slice(0, cut), mature.slice(cut)];
  const [older, newer] = [columnOf(before, age), columnOf(newest, age)];
  const error = standardError(older, newer);
  const change_in_share = newer.share - older.share;
  // Where all changed alike, only rounding is left of the error.
  const gauged = error > Number.EPSILON * 100;
  // The error of a share is itself unsure on a handful of customers.
  const enough = Math.min(older.members.length, newer.members.length) >= fewest;
  return {
    age,
    older_cohorts: span(before),
    newest_cohorts: span(newest),
    older_customers: older.members.length,
    newest_customers: newer.members.length,
    older_share: older.share,
    newest_share: newer.share,
    change_in_share,
    chance_share: gauged ? standardErrors * error : null,
    beyond_chance: gauged && enough && Math.abs(change_in_share) > standardErrors * error,
  };
}

function whereNewestBegin(mature: readonly Cohort[], fewest: number): number {
  const sizes = mature.map(({ members }) => members.length);
  const all = sizes.reduce((sum, size) => sum + size, 0);
  let cut = mature.length - 1;
  if (all < 2 * fewest) return cut;
  for (let newest = sizes[cut]!; newest < fewest && cut > 1; newest += sizes[cut]!) cut -= 1;
  return cut;
}

const span = (cohorts: readonly Cohort[]): string => {
  const [first, last] = [cohorts[0]!.cohort, cohorts.at(-1)!.cohort];
  return first === last ? first : `${first} to ${last}`;
};

interface Column {
  members: { opening: number; kept: number }[];
  share: number;
  opening: number;
  /** Sum of squared openings: for customers, their number. */
  squares: number;
}

function columnOf(cohorts: readonly Cohort[], age: number): Column {
  const members = cohorts
    .flatMap((cohort) => cohort.members.map(({ opening, amounts }: Member) => ({ opening, kept: amounts[age]! })))
    .sort((a, b) => a.opening - b.opening || a.kept - b.kept);
  const opening = members.reduce((sum, one) => sum + one.opening, 0);
  return {
    members,
    opening,
    share: members.reduce((sum, one) => sum + one.kept, 0) / opening,
    squares: members.reduce((sum, one) => sum + one.opening * one.opening, 0),
  };
}

/** For customers this is sqrt(p (1 - p) (1 / n + 1 / m)) with p the share of both together. */
function standardError(older: Column, newer: Column): number {
  const share = (older.share * older.opening + newer.share * newer.opening) / (older.opening + newer.opening);
  const squared = (column: Column) => column.members.reduce((sum, { opening, kept }) => sum + (kept - share * opening) ** 2, 0);
  const residual = (squared(older) + squared(newer)) / (older.squares + newer.squares);
  return Math.sqrt(residual * (older.squares / older.opening ** 2 + newer.squares / newer.opening ** 2));
}
