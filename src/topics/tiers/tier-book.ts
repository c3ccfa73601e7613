import * as z from "zod";
import type { Assumption, UndefinedField } from "../../core/answer.ts";
import { shown } from "../../core/kinds.ts";
import { type Known, unknown } from "../../core/known.ts";
import { inOtherCurrency, sumMoney } from "../../core/money.ts";
import { byText, largest } from "../../core/order.ts";
import { Problem } from "../../core/problem.ts";
import { IsoDate, Touch } from "../../core/vocabulary.ts";
import {
  assignTiers,
  type BookAccount,
  type SettledOverrides,
  settleOverrides,
  type TierAssignment,
  type TierOverride,
} from "./assign-tiers.ts";
import { type Coverage, CriteriaWeights, type TierReads } from "./crossover.ts";
import { chooseFloors, type Floor, floorsOfBook, type GivenFloor, type TierMethod } from "./floors.ts";

/** How much of all ARR the largest accounts hold; `large` names those that are to be named, with what follows from their size. */
export const BookConcentration = z.strictObject({
  largest: z.strictObject({ account: z.string(), arr: shown.money(), share: shown.rate() }),
  top_five: shown.rate(),
  top_twenty: shown.rate(),
  large: z.array(
    z.strictObject({
      ...{ account: z.string(), arr: shown.money(), share: shown.rate() },
      care: z.enum(["named", "own_owner", "first_line"]),
    }),
  ),
});
export type BookConcentration = z.infer<typeof BookConcentration>;

/**
 * The parts of all ARR that the largest account, the five and the twenty largest hold; unknown without accounts or ARR. `shares` are the
 * parts from which an account is named and from which it has an owner of its own, `first` the one that belongs in the first line.
 * @example bookConcentration(accounts, [0.1, 0.2], 0.3).largest.share // 0.41
 */
export function bookConcentration(
  accounts: readonly { account: string; arr: number }[] | undefined,
  shares: readonly number[],
  first: number,
): Known<BookConcentration> {
  const all = sumMoney((accounts ?? []).map(({ arr }) => arr));
  if (accounts === undefined || all === 0) return unknown(accounts === undefined ? "Only totals are known." : "No account pays.");
  const sorted = [...accounts].sort((a, b) => b.arr - a.arr || byText(a.account, b.account));
  const top = (count: number) => sumMoney(sorted.slice(0, count).map(({ arr }) => arr)) / all;
  const line = ({ account, arr }: { account: string; arr: number }) => ({ account, arr, share: arr / all });
  const [named, own] = shares as [number, number];
  const care = (share: number) => (share >= first ? "first_line" : share >= own ? "own_owner" : "named");
  return {
    largest: line(sorted[0]!),
    // Five and twenty are how people speak of it.
    top_five: top(5), // not a figure: how many
    top_twenty: top(20), // not a figure: how many
    large: sorted
      .map(line)
      .filter(({ share }) => share >= named)
      .map((one) => ({ ...one, care: care(one.share) })),
  };
}

/** How the tiers accounts have today stand to the tiers asked for. */
export interface PreviousTiers {
  /** none: no account has one. same: all are known. new: not one is known, so this is a first tiering under other names. */
  scheme: "none" | "same" | "new";
  known: ReadonlyMap<string, Floor>;
  /** The names in use, as the table writes them, sorted. */
  names: string[];
}

const key = (tier: string) => tier.trim().toLowerCase();

/**
 * Each account's present tier as one of the tiers asked for, by name; capital letters make no difference. `column` is where names stand.
 * Throws Problem, naming row, column and accepted values, when some names are known and others are not.
 * @example matchPreviousTiers([{ account: "A", row: 2, tier: "enterprise" }], floors).known.get("A")?.tier // "Enterprise"
 */
export function matchPreviousTiers(
  book: readonly Pick<BookAccount, "account" | "row" | "tier">[],
  floors: readonly Floor[],
  column = "tier",
): PreviousTiers {
  const byName = new Map(floors.map((floor) => [key(floor.tier), floor]));
  const placed = book.filter((account) => account.tier !== null && account.tier.trim() !== "");
  const unknown = placed.filter((account) => !byName.has(key(account.tier!)));
  const names = [...new Set(placed.map((account) => account.tier!))].sort();
  if (placed.length === 0) return { scheme: "none", known: new Map(), names };
  if (unknown.length === placed.length) return { scheme: "new", known: new Map(), names };
  if (unknown.length)
    throw new Problem({
      what: "These accounts have a tier that is none of those asked for:",
      places: unknown.map(
        ({ account, row, tier }) => `${row === null ? "" : `row ${row}, `}column ${column}: "${tier}" of ${account}`,
      ),
      remedy: `Accepted: ${floors.map(({ tier }) => tier).join(", ")}. Correct the names, leave them blank, or add a floor for them.`,
    });
  return { scheme: "same", known: new Map(placed.map((account) => [account.account, byName.get(key(account.tier!))!])), names };
}

/** How an amount stands to the floor nearest to it; the distance is negative below the floor. */
export interface NearFloor {
  floor: number;
  distance: number;
}

/**
 * The nearest floor above 0 that an amount stands near to, within the margin, a share of that floor; null when it stands near none.
 * Of two floors equally near the higher one is named.
 * @example nearestFloor(95000, floors, 0.1) // { floor: 100000, distance: -5000 }
 */
export function nearestFloor(amount: number, floors: readonly Floor[], margin: number): NearFloor | null {
  const near = floors
    .filter(({ min }) => min > 0)
    .map(({ min }) => ({ floor: min, distance: Math.round((amount - min) * 100) / 100 }))
    .filter(({ floor, distance }) => Math.round(Math.abs(distance) * 100) <= Math.round(floor * margin * 100))
    .sort((a, b) => Math.abs(a.distance) - Math.abs(b.distance) || b.floor - a.floor);
  return near[0] ?? null;
}

const Override = z.strictObject({
  account: z.string(),
  tier: z.string(),
  owner: z.string(),
  reason: z.string(),
  expires: IsoDate,
});

/** The lists that hold a line an account and are paged together. */
export const tierLists = {
  accounts: z.array(
    z.strictObject({
      ...{ account: z.string(), tier: z.string(), rule: z.string(), distance: z.number(), score: z.number().optional() },
      /** What each part adds to the score. */
      parts: z.strictObject({ arr: z.number(), complexity: z.number(), growth: z.number(), strategic: z.number() }).optional(),
    }),
  ),
  near_floor: z.array(
    z.strictObject({ account: z.string(), arr: shown.money(), tier: z.string(), floor: shown.money(), distance: z.number() }),
  ),
  moves: z.array(z.strictObject({ account: z.string(), from: z.string(), to: z.string(), arr: shown.money(), why: z.string() })),
  held: z.array(z.strictObject({ account: z.string(), tier: z.string(), would_be: z.string(), why: z.string() })),
  not_paying: z.array(z.string()),
  overrides_applied: z.array(Override),
  overrides_expired: z.array(Override),
};
export type TierLists = { [Name in keyof typeof tierLists]: z.infer<(typeof tierLists)[Name]> };

/** The fields of a tiering. */
export const TierFields = z.strictObject({
  tiers: z.array(
    z.strictObject({
      tier: z.string(),
      touch: Touch,
      min_arr: shown.money().nullable(),
      min_score: z.number().optional(),
      accounts: shown.count(),
      arr: shown.money().nullable(),
      arr_share: shown.rate().nullable(),
      arr_low: shown.money().nullable(),
      arr_high: shown.money().nullable(),
    }),
  ),
  ...tierLists,
  offset: z.number(),
  accounts_total: z.number(),
  near_floor_total: z.number(),
  moves_total: z.number(),
  held_total: z.number(),
  not_paying_total: z.number(),
  next_offset: z.number().nullable(),
  /** Hours of CSM work a year that the moves add, all of them; negative when they free hours. */
  hours_change: z.number().nullable(),
  concentration: BookConcentration.nullable(),
  crossover: z.array(
    z.strictObject({
      touch: Touch,
      hours_per_account: shown.hours(),
      cost_per_account: shown.money(),
      share: shown.rate(),
      min_arr: shown.money(),
      min_arr_low: z.number(),
      min_arr_high: z.number(),
    }),
  ),
  scenarios: z.array(
    z.strictObject({
      scenario: z.string(),
      tiers: z.array(z.strictObject({ tier: z.string(), arr: shown.money(), average_arr: shown.money().nullable() })),
    }),
  ),
});

export const noTierLists: TierLists = {
  accounts: [],
  near_floor: [],
  moves: [],
  held: [],
  not_paying: [],
  overrides_applied: [],
  overrides_expired: [],
};

const names = Object.keys(noTierLists) as (keyof TierLists)[];

/**
 * One page of every list, the same rows of each. `next_offset` is where the next page begins, null on the last one.
 * @example pageTierLists(lists, 0, 12).next_offset // 12 of 340 accounts shown
 */
export function pageTierLists(lists: TierLists, offset: number, limit: number): { page: TierLists; next_offset: number | null } {
  const end = offset + limit;
  const page = Object.fromEntries(names.map((name) => [name, lists[name].slice(offset, end)])) as unknown as TierLists;
  return { page, next_offset: names.some((name) => lists[name].length > end) ? end : null };
}

export type Weights = z.infer<typeof CriteriaWeights>;

/** What a score is made of: ARR in major units, the other parts from 0 to 100; null is unknown. */
export interface ScoreParts {
  account: string;
  row: number | null;
  arr: number;
  complexity: number | null;
  growth: number | null;
  strategic: number | null;
}

const judged = ["complexity", "growth", "strategic"] as const;

/**
 * Each account's weighted score from 0 to 100, in the order given. The ARR part grows in proportion up to the amount for full marks and
 * stays at 100 above it. A part with weight 0 need not be known. Throws Problem for weights that do not add up to 1, for a part outside
 * 0 to 100 and, listing accounts and rows, for a missing part: an unknown is never scored as 0.
 * @example weightedScores([{ account: "A", row: null, arr: 50000, complexity: 80, growth: 60, strategic: 40 }],
 *   { arr: 0.4, complexity: 0.25, growth: 0.2, strategic: 0.15 }, 100000)[0] // 0.4*50 + 0.25*80 + 0.2*60 + 0.15*40 = 58
 */
export function weightedScores(accounts: readonly ScoreParts[], weights: Weights, arrForFullMarks: number): number[] {
  if (!CriteriaWeights.safeParse(weights).success)
    throw new Problem({
      what: `The weights must be shares that add up to 1; these are ${Object.entries(weights)
        .map(([name, weight]) => `${name} ${weight}`)
        .join(", ")}.`,
      remedy: "Write 40% as 0.4 and make the four add up to 1.",
    });
  const needed = judged.filter((name) => weights[name] > 0);
  const places: string[] = [];
  for (const parts of accounts) {
    const missing = needed.filter((name) => parts[name] === null);
    const outside = needed.filter((name) => parts[name] !== null && !(parts[name] >= 0 && parts[name] <= 100));
    const place = parts.row === null ? parts.account : `row ${parts.row}, ${parts.account}`;
    if (missing.length) places.push(`${place}: ${missing.join(", ")} missing`);
    if (outside.length) places.push(`${place}: ${outside.map((name) => `${name} ${parts[name]}`).join(", ")} outside 0 to 100`);
  }
  if (places.length)
    throw new Problem({
      what: "These accounts cannot be scored:",
      places,
      remedy: "Give each part a score from 0 to 100, or set the part's weight to 0.",
    });
  return accounts.map((parts) => {
    const marks = Math.min(parts.arr / arrForFullMarks, 1) * 100;
    const score = needed.reduce((sum, name) => sum + weights[name] * parts[name]!, weights.arr * marks);
    // Twelve digits, so that a score of exactly 60 does not fall short of a cut-off by the noise of binary fractions.
    return Number(score.toPrecision(12));
  });
}

/** What each part adds to an account's score. @example partsOfScore(acme, weights, 100000).arr // 0.4 x 50 = 20 */
export function partsOfScore(account: Omit<ScoreParts, "row">, weights: Weights, arrForFullMarks: number) {
  const add = (points: number | null, weight: number) => Number(((points ?? 0) * weight).toPrecision(12));
  return {
    arr: add(Math.min(account.arr / arrForFullMarks, 1) * 100, weights.arr),
    complexity: add(account.complexity, weights.complexity),
    growth: add(account.growth, weights.growth),
    strategic: add(account.strategic, weights.strategic),
  };
}

/** How a book is to be put into tiers. */
export interface BookQuestion {
  method?: TierMethod;
  floors?: readonly GivenFloor[];
  weights?: Weights;
  overrides?: readonly TierOverride[];
  as_of?: string;
  /** Header of the column that holds today's tiers, for messages. */
  tier_column?: string;
  /** Of the ARR, where it is known. */
  currency?: string | null;
}

export interface TieredBook {
  floors: Floor[];
  assignment: TierAssignment;
  /** What a person reads, a line an account: made when asked for. */
  lists: () => TierLists;
  near_floor: TierLists["near_floor"];
  /** ARR of the paying accounts. */
  arr: number;
  previous: PreviousTiers;
  overrides: SettledOverrides;
  /** Hours a year that the moves add; null when accounts had no tiers. */
  hours_change: number | null;
  assumptions: Assumption[];
  undefined: UndefinedField[];
}

/** The ARR that scores 100: the rule's, or in a book of another currency the largest account's. */
function fullMarksOf(book: readonly BookAccount[], { currency }: BookQuestion, figures: TierReads): number {
  return inOtherCurrency(currency) ? Math.max(1, largest(book.map(({ arr }) => arr))) : figures.fullMarks.value;
}

function scoresOf(book: readonly BookAccount[], question: BookQuestion, figures: TierReads): Map<string, number> {
  const paying = book.filter(({ arr }) => arr > 0);
  const scores = weightedScores(paying, question.weights ?? figures.criteriaWeights.value, fullMarksOf(book, question, figures));
  return new Map(paying.map(({ account }, index) => [account, scores[index]!]));
}

function hoursOfMoves(moves: TierAssignment["moves"], floors: readonly Floor[], hours: Coverage["hours"]): number {
  const each = new Map(floors.map(({ tier, touch }) => [tier, hours[touch]]));
  return moves.reduce((sum, { from, to }) => sum + each.get(to)! - each.get(from)!, 0);
}

function assumptionsOf(
  book: readonly BookAccount[],
  previous: PreviousTiers,
  full_marks: number | null,
  figures: TierReads,
): Assumption[] {
  const silent = book.filter(({ account, renewal_date, notice_days }) => {
    return previous.known.has(account) && renewal_date !== null && notice_days === null;
  });
  const found: Assumption[] = [];
  if (silent.length)
    found.push({
      what: `Notice of ${silent.length} accounts`,
      value: `${figures.renewalFreeze.value.notice_days} days`,
      why: "Their rows state none.",
      if_wrong: "A longer notice freezes moves down earlier.",
    });
  if (full_marks !== null)
    found.push({
      what: "ARR that scores 100",
      value: String(full_marks),
      why: "No source says where the ARR part of the score ends.",
      if_wrong: "A higher amount lowers every score below it.",
    });
  return found;
}

/**
 * Puts a book into tiers by the method asked for, with today's tiers and overrides respected, and lists what a person should read: who
 * stands near a floor, who moves, who is held. ARR in major units. Throws Problem as its parts do.
 * @example tierBook(book, { method: "arr" }, coverage, figures).assignment.tiers.length // 3
 */
export function tierBook(book: readonly BookAccount[], question: BookQuestion, cost: Coverage, figures: TierReads): TieredBook {
  const method = question.method ?? "arr";
  const abroad = inOtherCurrency(question.currency);
  const suggested = () =>
    floorsOfBook(
      book.map(({ arr }) => arr),
      figures.tiers.value,
      cost.crossovers,
      figures.arrReached.value,
    );
  const scheme =
    method === "weighted" || question.floors
      ? []
      : abroad && method === "arr"
        ? suggested().map(({ tier, touch, min }) => ({ tier, touch, min_arr: min }))
        : figures.tiers.value;
  const floors = chooseFloors(method, question.floors, scheme, cost.crossovers);
  const full_marks = method === "weighted" ? fullMarksOf(book, question, figures) : null;
  const scores = method === "weighted" ? scoresOf(book, question, figures) : undefined;
  const previous = matchPreviousTiers(book, floors, question.tier_column);
  const as_of = question.as_of ?? null;
  const given = question.overrides ?? [];
  const overrides = settleOverrides(given, book, floors, figures.transitions.value.override_months, as_of);
  const moving = previous.scheme === "same";
  const rules = { transitions: figures.transitions.value, freeze: figures.renewalFreeze.value, as_of };
  const assignment = assignTiers(book, floors, {
    scores,
    previous: moving ? { known: previous.known, rules } : undefined,
    overrides,
  });
  const weights = question.weights ?? (method === "weighted" ? figures.criteriaWeights.value : undefined);
  const rows = new Map(scores ? book.map((one) => [one.account, one]) : []);
  const partsOf = (account: string) => partsOfScore(rows.get(account)!, weights!, full_marks!);
  const near_floor = assignment.accounts.flatMap(({ account, arr, tier }) => {
    const near = nearestFloor(scores?.get(account) ?? arr, floors, figures.nearFloor.value);
    return near ? [{ account, arr, tier, ...near }] : [];
  });
  return {
    floors,
    assignment,
    near_floor,
    lists: () => ({
      accounts: assignment.accounts.map(({ account, tier, rule, distance }) => ({
        ...{ account, tier, rule, distance },
        ...(scores ? { score: scores.get(account)!, parts: partsOf(account) } : {}),
      })),
      near_floor,
      moves: assignment.moves,
      held: assignment.held,
      not_paying: assignment.not_paying,
      overrides_applied: [...overrides.applied.values()].map(({ override }) => override),
      overrides_expired: overrides.expired,
    }),
    arr: sumMoney(assignment.accounts.map(({ arr }) => arr)),
    previous,
    overrides,
    hours_change: moving ? hoursOfMoves(assignment.moves, floors, cost.hours) : null,
    assumptions: assumptionsOf(book, previous, full_marks, figures),
    undefined: moving ? [] : [{ field: "hours_change", reason: "No account has a tier of this scheme today, so nothing moves." }],
  };
}
