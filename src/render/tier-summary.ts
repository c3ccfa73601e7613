import type { CoverageCrossover } from "../core/segmentation/coverage-crossovers.ts";
import type { FloorDifference } from "../core/segmentation/floors-against-crossover.ts";
import type { TotalsAnswer } from "../core/segmentation/tiers-of-totals.ts";
import { percent, plural, shortMoney } from "./numbers.ts";

/** What the sentences about coverage need to know. */
export interface CoverageWords {
  crossovers: readonly CoverageCrossover[];
  differences: readonly FloorDifference[];
  /** True when the caller gave the cost of a CSM. */
  own_cost: boolean;
  /** The guesses that move the crossovers most. */
  drivers: readonly string[];
  currency: string;
  /** False when tiers begin at a score, so that there is no floor in ARR to compare. */
  compared: boolean;
}

const person = { high: "a named CSM", low: "a shared CSM" };

function range({ crossovers, drivers, currency }: CoverageWords, touch: "high" | "low"): string {
  const row = crossovers.find((one) => one.touch === touch);
  if (!row || drivers.length === 0) return "";
  return ` (${shortMoney(row.min_arr_low, currency)} to ${shortMoney(row.min_arr_high, currency)} while ${drivers.join(" and ")} ${drivers.length > 1 ? "are" : "is"} not measured)`;
}

const sourceOf = ({ own_cost }: CoverageWords) => (own_cost ? "By your cost" : "By an assumed cost");

/** One floor against what coverage costs. @example "A shared CSM pays from $30K, so the floor of $15K for Low touch asks ..." */
export function floorSentence(difference: FloorDifference, words: CoverageWords): string {
  const { touch, tier, floor, side, pays_from, pays_at_lower_share, certain } = difference;
  const from = `${sourceOf(words)}, ${person[touch]} pays from ${shortMoney(pays_from, words.currency)}${range(words, touch)}`;
  const floorWords = `the floor of ${shortMoney(floor, words.currency)} for ${tier}`;
  return side === "below"
    ? `${from}, so ${floorWords} ${certain ? "asks" : "probably asks"} for more than such an account can carry.`
    : `${from}, or ${shortMoney(pays_at_lower_share, words.currency)} at the smaller share of ARR; ${floorWords} ${certain ? "is" : "may be"} higher than cost demands.`;
}

/** From which ARR a person pays at the larger share of each band. */
function paysFrom(words: CoverageWords): string {
  const parts = (["high", "low"] as const).flatMap((touch) => {
    const row = words.crossovers.find((one) => one.touch === touch);
    return row ? [`${person[touch]} pays from ${shortMoney(row.min_arr, words.currency)}${range(words, touch)}`] : [];
  });
  return `${sourceOf(words)}, ${parts.join(" and ")}${words.compared ? "; no floor asks for more than that" : ""}.`;
}

/** What the floors mean in money: the ones that promise too much first, else the ones held too high, else from where a person pays. */
function verdict(words: CoverageWords): string {
  const below = words.differences.filter(({ side }) => side === "below");
  const named = below.length ? below : words.differences;
  return named.length ? named.map((difference) => floorSentence(difference, words)).join(" ") : paysFrom(words);
}

export interface BookWords {
  tiers: readonly { tier: string; accounts: number; arr: number; arr_share: number | null }[];
  near: number;
  near_margin: number;
  moves: number;
  held: number;
  had_tiers: boolean;
}

/** The answer about a book of accounts, in a few sentences. @example "340 accounts and $18M fall into 3 tiers: Enterprise 40 ..." */
export function summariseBook(book: BookWords, words: CoverageWords): string {
  const accounts = book.tiers.reduce((sum, tier) => sum + tier.accounts, 0);
  const arr = book.tiers.reduce((sum, tier) => sum + tier.arr, 0);
  if (accounts === 0) return `No account of this book pays, so there is nothing to put into tiers. ${verdict(words)}`;
  const parts = book.tiers.map(
    (tier) =>
      `${tier.tier} ${tier.accounts} (${shortMoney(tier.arr, words.currency)}${tier.arr_share === null ? "" : `, ${percent(tier.arr_share, 0)}`})`,
  );
  const changes = book.had_tiers
    ? ` ${plural(book.moves, "account")} ${book.moves === 1 ? "changes" : "change"} tier and ${book.held} ${book.held === 1 ? "waits" : "wait"}.`
    : "";
  const near = book.near
    ? ` ${plural(book.near, "account")} ${book.near === 1 ? "stands" : "stand"} within ${percent(book.near_margin, 0)} of a floor.`
    : "";
  const head = `${plural(accounts, "account")} and ${shortMoney(arr, words.currency)} fall into ${plural(book.tiers.length, "tier")}: ${parts.join(", ")}.`;
  return `${head}${changes}${near} ${verdict(words)}`.trim();
}

/** The answer about tier totals: what is known of the split, and what would settle it. */
export function summariseTotals({ tiers, total, split }: TotalsAnswer, words: CoverageWords): string {
  const accounts = plural(
    tiers.reduce((sum, tier) => sum + tier.accounts, 0),
    "account",
  );
  const open = tiers.filter(({ arr }) => arr === null);
  const whole = total === null ? "" : ` and ${shortMoney(total, words.currency)}`;
  if (open.length === 0) {
    const parts = tiers.map(
      (tier) =>
        `${tier.tier} ${tier.accounts} (${shortMoney(tier.arr!, words.currency)}${tier.arr_share === null ? "" : `, ${percent(tier.arr_share, 0)}`})`,
    );
    return `${accounts}${whole} stand in ${plural(tiers.length, "tier")}: ${parts.join(", ")}. ${verdict(words)}`;
  }
  const ends = open.map(({ tier, arr_low, arr_high }) =>
    total !== null && total > 0
      ? `${tier} holds ${percent(arr_low! / total, 0)} to ${percent(arr_high! / total, 0)}`
      : `${tier} holds ${shortMoney(arr_low!, words.currency)} ${arr_high === null ? "or more" : `to ${shortMoney(arr_high, words.currency)}`}`,
  );
  const first = split?.scenarios[0];
  const middle =
    first && total !== null && total > 0
      ? ` The ${first.scenario} case to plan with is ${first.tiers.map(({ tier, arr }) => `${tier} ${shortMoney(arr, words.currency)} (${percent(arr / total, 0)})`).join(", ")}.`
      : "";
  return `${accounts}${whole} in ${plural(tiers.length, "tier")}, but the ARR of each tier does not follow from that: ${ends.join(", ")}.${middle} The real ARR by tier would settle it. ${verdict(words)}`;
}
