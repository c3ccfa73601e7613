import type { Assumption, UndefinedField } from "../contract/envelope.ts";
import { sumMoney } from "../money/sum-money.ts";
import { assignTiers, type TierAssignment } from "./assign-tiers.ts";
import type { BookAccount } from "./book-account.ts";
import { chooseFloors, type GivenFloor, type TierMethod } from "./choose-floors.ts";
import type { Coverage } from "./coverage.ts";
import { matchPreviousTiers, type PreviousTiers } from "./match-previous-tiers.ts";
import { nearestFloor } from "./nearest-floor.ts";
import type { Floor } from "./order-floors.ts";
import { type SettledOverrides, settleOverrides, type TierOverride } from "./settle-overrides.ts";
import type { TierReads } from "./tier-reads.ts";
import type { TierLists } from "./tier-result.ts";
import { type Weights, weightedScores } from "./weighted-score.ts";

/** How a book is to be put into tiers. */
export interface BookQuestion {
  method?: TierMethod;
  floors?: readonly GivenFloor[];
  weights?: Weights;
  overrides?: readonly TierOverride[];
  as_of?: string;
  /** Header of the column that holds today's tiers, for messages. */
  tier_column?: string;
}

export interface TieredBook {
  floors: Floor[];
  assignment: TierAssignment;
  lists: TierLists;
  /** ARR of the paying accounts. */
  arr: number;
  previous: PreviousTiers;
  overrides: SettledOverrides;
  /** Hours a year that the moves add; null when accounts had no tiers. */
  hours_change: number | null;
  assumptions: Assumption[];
  undefined: UndefinedField[];
}

function scoresOf(book: readonly BookAccount[], question: BookQuestion, figures: TierReads): Map<string, number> {
  const paying = book.filter(({ arr }) => arr > 0);
  const scores = weightedScores(paying, question.weights ?? figures.criteriaWeights.value, figures.fullMarks.value);
  return new Map(paying.map(({ account }, index) => [account, scores[index]!]));
}

function hoursOfMoves(moves: TierAssignment["moves"], floors: readonly Floor[], hours: Coverage["hours"]): number {
  const each = new Map(floors.map(({ tier, touch }) => [tier, hours[touch]]));
  return moves.reduce((sum, { from, to }) => sum + each.get(to)! - each.get(from)!, 0);
}

function assumptionsOf(
  book: readonly BookAccount[],
  previous: PreviousTiers,
  weighted: boolean,
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
  if (weighted)
    found.push({
      what: "ARR that scores 100",
      value: String(figures.fullMarks.value),
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
  const scheme = method === "weighted" || question.floors ? [] : figures.tiers.value;
  const floors = chooseFloors(method, question.floors, scheme, cost.crossovers);
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
  const near_floor = assignment.accounts.flatMap(({ account, arr, tier }) => {
    const near = nearestFloor(scores?.get(account) ?? arr, floors, figures.nearFloor.value);
    return near ? [{ account, arr, tier, ...near }] : [];
  });
  return {
    floors,
    assignment,
    lists: {
      accounts: assignment.accounts.map(({ account, tier, rule, distance }) => ({ account, tier, rule, distance })),
      near_floor,
      moves: assignment.moves,
      held: assignment.held,
      not_paying: assignment.not_paying,
      overrides_applied: [...overrides.applied.values()].map(({ override }) => override),
      overrides_expired: overrides.expired,
    },
    arr: sumMoney(assignment.accounts.map(({ arr }) => arr)),
    previous,
    overrides,
    hours_change: moving ? hoursOfMoves(assignment.moves, floors, cost.hours) : null,
    assumptions: assumptionsOf(book, previous, method === "weighted", figures),
    undefined: moving ? [] : [{ field: "hours_change", reason: "No account has a tier of this scheme today, so nothing moves." }],
  };
}
