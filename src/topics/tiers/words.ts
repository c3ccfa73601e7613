import type { UndefinedField, Warning } from "../../core/answer.ts";
import { plural } from "../../core/english.ts";
import { sumMoney } from "../../core/money.ts";
import { percent, shortMoney } from "../../render/numbers.ts";
import type { BookAccount, SettledOverrides, TierAssignment } from "./assign-tiers.ts";
import type { Coverage, CoverageCrossover, TierReads } from "./crossover.ts";
import { type Floor, type FloorDifference, floorsAgainstCrossover } from "./floors.ts";
import { noTierLists, type PreviousTiers } from "./tier-book.ts";
import type { TotalsAnswer } from "./totals.ts";

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

/** The figures the warnings compare with. */
export interface WarningLevels {
  few_accounts: number;
  most_segments: number;
  override_share: number;
  override_months: number;
  at_risk_health: number;
}

/** Accounts a warning names before it only counts. */
const NAMED = 3;

const warning = (code: string, message: string): Warning => ({ code, message });
const arrOf = (accounts: readonly { arr: number }[]) => sumMoney(accounts.map(({ arr }) => arr));

/** Floors that do not agree with what coverage costs, one warning each. */
export function coverageWarnings(words: CoverageWords): Warning[] {
  return words.differences.map((difference) => warning(`floor_${difference.side}_crossover`, floorSentence(difference, words)));
}

/** A stated total that the parts do not add up to. */
export function tieWarnings(stated: number | null, sum: number, currency: string): Warning[] {
  if (stated === null || stated === sum) return [];
  const gap = sumMoney([stated, -sum]);
  return [
    warning(
      "arr_does_not_tie",
      `The stated ARR is ${shortMoney(stated, currency)} and the parts add up to ${shortMoney(sum, currency)}: ${shortMoney(Math.abs(gap), currency)} ${gap > 0 ? "missing" : "too much"}.`,
    ),
  ];
}

/** Tiers too many to manage, or too small to measure. */
export function sizeWarnings(
  tiers: readonly { tier: string; accounts: number }[],
  levels: Pick<WarningLevels, "few_accounts" | "most_segments">,
): Warning[] {
  const few = tiers.filter(({ accounts }) => accounts < levels.few_accounts);
  return [
    ...(tiers.length >= levels.most_segments
      ? [warning("many_tiers", `${tiers.length} tiers are too many for anybody to manage; three to five do.`)]
      : []),
    ...(few.length
      ? [
          warning(
            "few_accounts",
            `Fewer than ${levels.few_accounts} accounts: ${few.map(({ tier, accounts }) => `${tier} ${accounts}`).join(", ")}. Merge such a tier or read its rates as chance.`,
          ),
        ]
      : []),
  ];
}

/** What a reader of the book should know: who is left out, who is cared for otherwise, and which overrides need a look. */
export function bookWarnings(
  book: readonly BookAccount[],
  assignment: TierAssignment,
  previous: PreviousTiers,
  overrides: SettledOverrides,
  levels: WarningLevels,
  currency: string,
): Warning[] {
  const paying = book.filter(({ arr }) => arr > 0);
  const risky = paying.filter(({ health }) => health !== null && health < levels.at_risk_health);
  const partners = paying.filter(({ partner }) => partner === true);
  const children = paying.filter(({ account, parent }) => parent !== null && parent !== account);
  const applied = overrides.applied.size;
  const names = (list: readonly { account: string }[]) => {
    const first = list.slice(0, NAMED).map(({ account }) => account);
    return list.length > NAMED ? `${first.join(", ")} and ${list.length - NAMED} more` : first.join(", ");
  };
  const found: (Warning | false)[] = [
    previous.scheme === "new" &&
      warning(
        "new_scheme",
        `None of the tiers accounts have today (${previous.names.slice(0, 12).join(", ")}) is one of those asked for, so this is a first tiering and lists no moves.`,
      ),
    assignment.not_paying.length > 0 &&
      warning("not_paying", `${plural(assignment.not_paying.length, "account")} with no ARR in no tier; see not_paying.`),
    overrides.expired.length > 0 &&
      warning("override_expired", `Expired and not applied: ${names(overrides.expired)}. The rule decides again.`),
    overrides.too_long.length > 0 &&
      warning(
        "override_too_long",
        `Overrides that last longer than ${levels.override_months} months: ${names(overrides.too_long)}.`,
      ),
    applied > levels.override_share * paying.length &&
      warning(
        "override_share",
        `${applied} of ${plural(paying.length, "account")} are overridden, more than ${percent(levels.override_share, 0)}: tiers stop meaning anything.`,
      ),
    risky.length > 0 &&
      warning(
        "at_risk",
        `${plural(risky.length, "account")} (${shortMoney(arrOf(risky), currency)}) with health under ${levels.at_risk_health}: more care for a while, in the same tier.`,
      ),
    partners.length > 0 &&
      warning(
        "partner_managed",
        `${plural(partners.length, "account")} (${shortMoney(arrOf(partners), currency)}) looked after by a partner: counted in the tiers, not in CSM hours.`,
      ),
    children.length > 0 &&
      warning(
        "subsidiaries",
        `Accounts with a parent, each in a tier of its own: ${children.length}. Add them up under the parent if it signs the renewal.`,
      ),
  ];
  return found.filter((one) => one !== false);
}

/** What the words of a tiering need beside its numbers. */
export interface TierWords {
  own_cost: boolean;
  stated_arr: number | null;
  currency: string;
}

/** Says which floors nobody gave and what is suggested in their place. */
export function suggestedFloors(
  tiers: readonly { tier: string; min_arr: number }[],
  suggested: readonly string[],
  currency: string,
): Warning {
  const floors = tiers.filter(({ tier }) => suggested.includes(tier));
  const words = floors.map(({ tier, min_arr }) => `${tier} from ${shortMoney(min_arr, currency)}`);
  return warning("floors_suggested", `Floors nobody gave are suggestions: ${words.join(", ")}. Give min_arr where yours differ.`);
}

/** The figures that the size of a tier is compared with. */
export const sizesOf = (figures: TierReads): Pick<WarningLevels, "few_accounts" | "most_segments"> => ({
  few_accounts: figures.fewAccounts.value,
  most_segments: figures.mostSegments.value,
});

/** All figures that warnings about a book compare with. */
export const levelsOf = (figures: TierReads): WarningLevels => ({
  ...sizesOf(figures),
  override_share: figures.overrideShare.value,
  override_months: figures.transitions.value.override_months,
  at_risk_health: figures.atRiskHealth.value,
});

/** The words about coverage; a scheme by score has no floors in ARR to compare. */
export function coverageOf(floors: readonly Floor[], cost: Coverage, { own_cost, currency }: TierWords): CoverageWords {
  const { crossovers, drivers } = cost;
  return {
    crossovers,
    differences: floorsAgainstCrossover(floors, crossovers),
    own_cost,
    drivers,
    currency,
    compared: floors.length > 0,
  };
}

/** Figures in USD that stand beside a book in another currency. */
export function currencyWarnings({ currency, own_cost }: TierWords, ownFloors: boolean): Warning[] {
  const borrowed = [...(ownFloors ? [] : ["the floors"]), ...(own_cost ? [] : ["the cost of a CSM"])];
  if (currency === "USD" || borrowed.length === 0) return [];
  const message = `The book is in ${currency}; ${borrowed.join(" and ")} come from the rules in USD and are taken as ${currency}. Give your own.`;
  return [{ code: "currency", message }];
}

/** The whole answer about totals of tiers. */
export function totalsAnswer(answer: TotalsAnswer, cost: Coverage, figures: TierReads, context: TierWords) {
  const { tiers, split, total } = answer;
  const floors = tiers.map(({ tier, touch, min_arr }) => ({ tier, touch, min: min_arr }));
  const words = coverageOf(floors, cost, context);
  const open = tiers.some(({ arr }) => arr === null);
  const fitted = split?.scenarios.filter((one) => one.fitted).map(({ scenario }) => scenario) ?? [];
  const sum = split === null ? null : sumMoney(split.scenarios[0]!.tiers.map(({ arr }) => arr));
  const untied = sum === null ? [] : tieWarnings(total, sum, context.currency);
  const missing: UndefinedField[] = [
    { field: "next_offset", reason: "Totals have no account list." },
    { field: "hours_change", reason: "Totals have no account that could move." },
    ...(open
      ? ["tiers[].arr", "tiers[].arr_share"].map((field) => ({
          field,
          reason: "Not given, and accounts and floors do not determine it; arr_low and arr_high bracket it.",
        }))
      : tiers.some(({ arr_share }) => arr_share === null)
        ? [{ field: "tiers[].arr_share", reason: "The tiers hold no ARR." }]
        : []),
    ...(tiers.some(({ arr_high }) => arr_high === null)
      ? [{ field: "tiers[].arr_high", reason: "The top tier has no ceiling and no total ARR is given." }]
      : []),
    ...(split?.scenarios.some((one) => one.tiers.some(({ average_arr }) => average_arr === null))
      ? [{ field: "scenarios[].tiers[].average_arr", reason: "The tier has no accounts." }]
      : []),
  ];
  return {
    fields: {
      tiers,
      ...noTierLists,
      offset: 0,
      accounts_total: 0,
      near_floor_total: 0,
      moves_total: 0,
      held_total: 0,
      not_paying_total: 0,
      next_offset: null,
      hours_change: null,
      crossover: cost.crossovers,
      scenarios: open && split ? split.scenarios.map(({ scenario, tiers: parts }) => ({ scenario, tiers: parts })) : [],
    },
    summary: [...untied.map(({ message }) => message), summariseTotals(answer, words)].join(" "),
    warnings: [
      ...untied,
      ...(split?.notes.length ? [{ code: "outside_floors", message: `${split.notes.join(". ")}.` }] : []),
      ...(fitted.length
        ? [
            {
              code: "scenario_fitted",
              message: `The averages of ${fitted.join(", ")} did not fit the total and were moved until they did.`,
            },
          ]
        : []),
      ...coverageWarnings(words),
      ...sizeWarnings(tiers, sizesOf(figures)),
      ...currencyWarnings(context, true),
    ],
    assumptions: [
      ...cost.assumptions,
      ...(open && split
        ? [
            {
              what: "ARR by tier",
              value: split.scenarios
                .map(
                  ({ scenario, tiers: parts }) =>
                    `${scenario}: ${parts.map(({ tier, arr }) => `${tier} ${shortMoney(arr, context.currency)}`).join(", ")}`,
                )
                .join("; "),
              why: "Only numbers of accounts are given.",
              if_wrong: "Cost to serve, churn in money and the value of every plan move with it; an account list settles it.",
            },
          ]
        : []),
    ],
    undefined: missing,
  };
}
