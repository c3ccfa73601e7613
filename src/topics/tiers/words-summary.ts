import { brief, listed, plural, sentence } from "../../core/english.ts";
import { isKnown, type Known } from "../../core/known.ts";
import { sumMoney } from "../../core/money.ts";
import type { Touch } from "../../core/vocabulary.ts";
import { largestInWords } from "../../render/answer-pictures.ts";
import { aboutMoney, decimal, percent, shortMoney } from "../../render/numbers.ts";
import type { CoverageCrossover } from "./crossover.ts";
import type { FloorDifference } from "./floors.ts";
import type { BookConcentration } from "./tier-book.ts";
import type { TotalsAnswer } from "./totals.ts";

/** What the sentences about coverage need to know. */
export interface CoverageWords {
  crossovers: readonly CoverageCrossover[];
  differences: readonly FloorDifference[];
  /** True when the caller gave the cost of a CSM. */
  own_cost: boolean;
  /** True where nobody knows a CSM's cost in the currency of the book. */
  unpriced: boolean;
  /** The guesses that move the crossovers most. */
  drivers: readonly string[];
  currency: string;
  /** False when tiers begin at a score, so that there is no floor in ARR to compare. */
  compared: boolean;
}

const person = { high: "a CSM of its own", low: "a shared CSM" };

const some = (lines: readonly (string | false)[], most: number): string[] =>
  lines.filter((line): line is string => line !== false && line !== "").slice(0, most);

/** From which ARR a person of that touch pays at the larger share of its band. */
const payRow = ({ crossovers }: CoverageWords, touch: "high" | "low") => crossovers.find((one) => one.touch === touch);

/** One floor against what coverage costs. @example "The floor of $15K for Low touch is probably too low: an account pays for a shared CSM from about $30K." */
export function floorSentence(difference: FloorDifference, { currency }: CoverageWords): string {
  const { touch, tier, floor, side, pays_from, pays_at_lower_share, certain } = difference;
  const floorWords = `The floor of ${shortMoney(floor, currency)} for ${tier}`;
  const from = `an account pays for ${person[touch]} from about ${aboutMoney(pays_from, currency)}`;
  return side === "below"
    ? `${floorWords} is ${certain ? "" : "probably "}too low: ${from}.`
    : `${floorWords} ${certain ? "is" : "may be"} higher than cost demands: ${from}, or ${aboutMoney(pays_at_lower_share, currency)} if less may be spent.`;
}

/** From which ARR a person pays at the larger share of each band. */
function paysFrom(words: CoverageWords): string {
  if (words.unpriced)
    return `From which ARR an account pays for a person is not known before a CSM's cost in ${words.currency} is.`;
  const parts = (["high", "low"] as const).flatMap((touch) => {
    const row = payRow(words, touch);
    return row ? [`for ${person[touch]} from about ${aboutMoney(row.min_arr, words.currency)}`] : [];
  });
  return `An account pays ${parts.join(" and ")}${words.compared ? "; no floor asks for more than that" : ""}.`;
}

/** What the floors mean in money: the ones that promise too much first, else the ones held too high, else from where a person pays. */
function verdict(words: CoverageWords): string[] {
  const below = words.differences.filter(({ side }) => side === "below");
  const named = below.length ? below : words.differences;
  return named.length ? named.map((difference) => floorSentence(difference, words)) : [paysFrom(words)];
}

/** The touch whose floor decides: the one that promises too much, else the one held too high, else the lowest a person has. */
function deciding({ differences }: CoverageWords): "high" | "low" {
  return (differences.find(({ side }) => side === "below") ?? differences[0])?.touch ?? "low";
}

/** What is not measured, and how far it moves the deciding floor. */
function leastSure(words: CoverageWords): string {
  const row = payRow(words, deciding(words));
  if (!row || words.drivers.length === 0) return "";
  return `${listed(words.drivers)} ${words.drivers.length > 1 ? "are" : "is"} not measured: ${aboutMoney(row.min_arr_low, words.currency)} to ${aboutMoney(row.min_arr_high, words.currency)} is possible`;
}

/** Why a person pays from there, in one sentence. @example "22.5 hours a year cost $2,992, 10% of $30K: below that a shared CSM costs too much." */
function crossoverFact(words: CoverageWords): string {
  const touch = deciding(words);
  const row = payRow(words, touch);
  if (!row) return "";
  return `${sentence(person[touch])} takes ${decimal(row.hours_per_account, 1)} hours a year, ${shortMoney(row.cost_per_account, words.currency)}; that is ${percent(row.share, 0)} of ${aboutMoney(row.min_arr, words.currency)}, and more of anything smaller.`;
}

/** A tier as the words count it. */
interface Counted {
  tier: string;
  touch: Touch;
  accounts: number;
  arr: number;
  arr_share: number | null;
}

/** The same book counted the other way: each account alone, or subsidiaries under their parent. */
export interface OtherCount {
  /** How the answer counts. */
  by: "account" | "parent";
  tiers: readonly Counted[];
  /** Accounts that have a parent. */
  children: number;
}

export interface BookWords {
  tiers: readonly Counted[];
  near: number;
  near_margin: number;
  moves: number;
  held: number;
  had_tiers: boolean;
  concentration: Known<BookConcentration>;
  /** Accounts on the wrong side of the floor that decides, with their ARR; null without such a floor. */
  between: { accounts: number; arr: number } | null;
  other: OtherCount | null;
}

const ofTouch = (tiers: readonly Counted[], touch: Touch) => {
  const own = tiers.filter((tier) => tier.touch === touch);
  const arr = sumMoney(own.map((tier) => tier.arr));
  return { accounts: own.reduce((sum, tier) => sum + tier.accounts, 0), arr };
};

/** Which accounts get a person. @example "15 of 47 accounts get a CSM of their own (75% of $3.5M), 25 share one (23%); 7 get a program." */
function whoGetsAPerson(tiers: readonly Counted[], currency: string): string {
  const all = tiers.reduce((sum, tier) => sum + tier.accounts, 0);
  const arr = sumMoney(tiers.map((tier) => tier.arr));
  const [high, low, tech] = [ofTouch(tiers, "high"), ofTouch(tiers, "low"), ofTouch(tiers, "tech")];
  const part = (amount: number) => (arr === 0 ? "" : percent(amount / arr, 0));
  const many = plural(all, "account");
  const whom =
    all === 1
      ? "The one account"
      : high.accounts === all
        ? `All ${many}`
        : `${high.accounts === 0 ? "None" : decimal(high.accounts, 0)} of ${many}`;
  const own = `${whom} (${shortMoney(arr, currency)}) ${high.accounts < 2 ? "gets" : "get"} ${all === 1 && high.accounts === 0 ? "no CSM" : "a CSM"} of ${high.accounts < 2 ? "its" : "their"} own`;
  const share = (accounts: number) => (accounts === 1 ? "shares" : "share");
  const rest = [
    high.accounts > 0 && high.accounts < all && `${part(high.arr)} of ARR`,
    low.accounts > 0 && `${decimal(low.accounts, 0)} ${share(low.accounts)} one (${part(low.arr)})`,
    tech.accounts > 0 &&
      `${decimal(tech.accounts, 0)} ${tech.accounts === 1 ? "gets" : "get"} a program and no person (${part(tech.arr)})`,
  ].filter((one): one is string => one !== false);
  return `${[own, ...rest].join(", ")}.`;
}

/** The account that belongs in the first line, by its size. */
function firstLine({ concentration }: BookWords): string {
  const first = isKnown(concentration) ? concentration.large.filter(({ care }) => care === "first_line") : [];
  return first.length ? `${listed(first.map(({ account, share }) => `${account} holds ${percent(share, 0)}`))} of ARR.` : "";
}

/** Which accounts get a person, and whether the floor is right, in at most sixty words. */
export function summariseBook(book: BookWords, words: CoverageWords): string {
  const accounts = book.tiers.reduce((sum, tier) => sum + tier.accounts, 0);
  if (accounts === 0) return brief(["No account of this book pays, so there is nothing to put into tiers.", ...verdict(words)]);
  const changes = !book.had_tiers
    ? ""
    : book.moves + book.held === 0
      ? "No account changes tier."
      : `${plural(book.moves, "account")} ${book.moves === 1 ? "changes" : "change"} tier and ${book.held} ${book.held === 1 ? "waits" : "wait"}.`;
  const doubt = leastSure(words);
  return brief([
    whoGetsAPerson(book.tiers, words.currency),
    ...verdict(words),
    book.between?.accounts === 0 ? "No account stands between the two." : "",
    firstLine(book),
    changes,
    doubt && `${sentence(doubt)}.`,
  ]);
}

/** The answer about tier totals: what is known of the split, and what would settle it. */
export function summariseTotals({ tiers, total, split }: TotalsAnswer, words: CoverageWords): string {
  const { currency } = words;
  const open = tiers.filter(({ arr }) => arr === null);
  if (open.length === 0)
    return brief([
      whoGetsAPerson(
        tiers.map((tier) => ({ ...tier, arr: tier.arr! })),
        currency,
      ),
      ...verdict(words),
    ]);
  const accounts = plural(
    tiers.reduce((sum, tier) => sum + tier.accounts, 0),
    "account",
  );
  const whole = total === null ? "" : ` and ${shortMoney(total, currency)}`;
  const ends = open.map(({ tier, arr_low, arr_high }) =>
    total !== null && total > 0
      ? `${tier} holds ${percent(arr_low! / total, 0)} to ${percent(arr_high! / total, 0)}`
      : `${tier} holds ${shortMoney(arr_low!, currency)} ${arr_high === null ? "or more" : `to ${shortMoney(arr_high, currency)}`}`,
  );
  const first = split?.scenarios[0];
  const middle =
    first && total !== null && total > 0
      ? `Plan with ${first.tiers.map(({ tier, arr }) => `${tier} ${shortMoney(arr, currency)} (${percent(arr / total, 0)})`).join(", ")}.`
      : "";
  return brief([`${accounts}${whole}, ARR by tier unknown: ${ends.join(", ")}.`, middle, ...verdict(words)]);
}

/** How an answer's other count reads. @example "Counted by parent 24 instead of 47 decide: 14 with a CSM of their own, 10 sharing one." */
export function otherCount({ by, tiers, children }: OtherCount, now: number): string {
  const all = tiers.reduce((sum, tier) => sum + tier.accounts, 0);
  const parts = [
    `${decimal(ofTouch(tiers, "high").accounts, 0)} with a CSM of their own`,
    `${decimal(ofTouch(tiers, "low").accounts, 0)} sharing one`,
    `${decimal(ofTouch(tiers, "tech").accounts, 0)} in a program`,
  ].join(", ");
  return by === "account"
    ? `${plural(children, "account has", "accounts have")} a parent. Counted by parent there are ${decimal(all, 0)} customers, not ${decimal(now, 0)}: ${parts}. Ask with by: "parent" if the parent signs.`
    : `Counted by parent here. Counted one by one there are ${decimal(all, 0)} accounts, not ${decimal(now, 0)}: ${parts}. Ask with by: "account" if each signs for itself.`;
}

/** What an answer about tiers says beside its summary. */
export interface TierSpeech {
  because: string[];
  check_first: string[];
  do_next: string[];
  unknown: string[];
  say?: { cfo: string };
  next: { call: string; why: string }[];
}

/** The floor that decides, raised or lowered to where a person pays. */
function floorStep({ differences, currency }: CoverageWords, between: BookWords["between"]): string {
  const one = differences.find(({ side }) => side === "below") ?? differences[0];
  if (one === undefined) return "";
  const to = aboutMoney(one.side === "below" ? one.pays_from : one.pays_at_lower_share, currency);
  const whom =
    between && between.accounts > 0
      ? `; ${plural(between.accounts, "account")} (${shortMoney(between.arr, currency)}) would change`
      : "";
  if (between?.accounts === 0)
    return `Set the floor for ${one.tier} to about ${to} before the next account signs; today it moves nobody.`;
  return one.side === "below"
    ? `Raise the floor for ${one.tier} to about ${to}, or give those accounts fewer hours${whom}.`
    : `Let the VP choose: keep ${shortMoney(one.floor, currency)} for ${one.tier}, or lower it towards ${to} where CSMs have time${whom}.`;
}

function unknownOf(words: CoverageWords): string {
  const doubt = leastSure(words);
  if (words.unpriced) return "What one CSM costs a year, all in; finance can tell.";
  return doubt && `${sentence(doubt)} as the ARR that pays for ${person[deciding(words)]}; finance and a four-week log can tell.`;
}

/** The facts, traps and steps of a tiered book. */
export function speakOfBook(book: BookWords, words: CoverageWords): TierSpeech {
  const { concentration, between, near, near_margin, other, moves, held } = book;
  const { currency, differences } = words;
  const accounts = book.tiers.reduce((sum, tier) => sum + tier.accounts, 0);
  const large = isKnown(concentration) ? concentration : null;
  const owned = large?.large.filter(({ care }) => care !== "named") ?? [];
  const decides = differences.find(({ side }) => side === "below") ?? differences[0];
  const low = between && decides && between.accounts > 0 && payRow(words, decides.touch);
  const gap =
    low && decides
      ? decides.side === "below"
        ? `${plural(between.accounts, "account")} of ${decides.tier} (${shortMoney(between.arr, currency)}) ${between.accounts === 1 ? "pays" : "pay"} less than the ${aboutMoney(decides.pays_from, currency)} that carries ${person[decides.touch]}.`
        : `${plural(between.accounts, "account")} (${shortMoney(between.arr, currency)}) below the floor for ${decides.tier} could pay for ${person[decides.touch]}.`
      : "";
  const size = large ? largestInWords(large) : "";
  const cfo =
    decides?.side === "below" && gap
      ? `${gap} Serving them by a person costs more than ${percent(low ? low.share : 0, 0)} of what they pay.`
      : paysFrom({ ...words, compared: false });
  return {
    because: some(owned.length ? [size, gap, crossoverFact(words)] : [gap, crossoverFact(words), size], 3), // not a figure: facts a reader takes in
    check_first: some(
      [
        other !== null && otherCount(other, accounts),
        near > 0 &&
          `${plural(near, "account")} ${near === 1 ? "stands" : "stand"} within ${percent(near_margin, 0)} of a floor: a small change of price moves ${near === 1 ? "it" : "them"}.`,
      ],
      2,
    ),
    do_next: some(
      [
        owned.length > 0 &&
          `Give ${listed(owned.map(({ account }) => account))} an owner of ${owned.length === 1 ? "its" : "their"} own and never less service.`,
        floorStep(words, between),
        book.had_tiers &&
          moves > 0 &&
          `Owners tell the ${plural(moves, "account")} that ${moves === 1 ? "changes" : "change"} tier; ${held} wait.`,
        words.unpriced && "Give what a CSM costs a year, then judge the floors by it.",
        differences.length === 0 &&
          !words.unpriced &&
          "Keep the floors; check them when the cost of a CSM or the hours are measured.",
      ],
      3, // not a figure: steps a reader takes in
    ),
    unknown: some(
      [unknownOf(words), other !== null && "Who signs the renewal, the parent or each account; the contracts say."],
      3,
    ), // not a figure: lines a reader takes in
    say: accounts === 0 ? undefined : { cfo },
    next: accounts === 0 ? [] : [{ call: "size_team", why: "How many people these tiers take, and what they cost." }],
  };
}

/** The facts, traps and steps of totals by tier. */
export function speakOfTotals({ tiers, total }: TotalsAnswer, words: CoverageWords): TierSpeech {
  const open = tiers.some(({ arr }) => arr === null);
  return {
    because: some([crossoverFact(words)], 3), // not a figure: facts a reader takes in
    check_first: some([open && "ARR by tier is bracketed from the floors and the total, not counted."], 2),
    do_next: some(
      [
        open && "Have billing give ARR by account; then ask again with the list.",
        floorStep(words, null),
        words.unpriced && "Give what a CSM costs a year, then judge the floors by it.",
        words.differences.length === 0 && !open && !words.unpriced && "Keep the floors.",
      ],
      3, // not a figure: steps a reader takes in
    ),
    unknown: some(
      [
        open &&
          `How ${total === null ? "the" : shortMoney(total, words.currency)} of ARR splits over the tiers; billing can tell.`,
        unknownOf(words),
      ],
      3,
    ), // not a figure: lines a reader takes in
    next: [{ call: "size_team", why: "How many people these tiers take, and what they cost." }],
  };
}
