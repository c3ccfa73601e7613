import type { Assumption, UndefinedField, Warning } from "../../core/answer.ts";
import { brief, listed, plural } from "../../core/english.ts";
import { isKnown } from "../../core/known.ts";
import { inOtherCurrency, sumMoney } from "../../core/money.ts";
import type { Table } from "../../core/table.ts";
import { percent, shortMoney } from "../../render/numbers.ts";
import type { BookAccount, SettledOverrides, TierAssignment } from "./assign-tiers.ts";
import { type Coverage, type TierReads, whyNoCrossover } from "./crossover.ts";
import { type Floor, floorsAgainstCrossover, type GivenFloor } from "./floors.ts";
import { bookConcentration, noTierLists, type PreviousTiers, type TieredBook, type TierLists } from "./tier-book.ts";
import type { TotalsAnswer } from "./totals.ts";
import {
  type BookWords,
  type CoverageWords,
  floorSentence,
  type OtherCount,
  otherCount,
  speakOfBook,
  speakOfTotals,
  summariseBook,
  summariseTotals,
  type TierSpeech,
} from "./words-summary.ts";

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
    unpriced: crossovers.length === 0 && inOtherCurrency(currency),
    drivers,
    currency,
    compared: floors.length > 0,
  };
}

/**
 * What to know of money that the rules state in US dollars: floors of a book in another currency are suggestions from the book itself, a cost is
 * not known there or stands at a published rate; beside ARR of no named currency both stand as dollars.
 */
export function currencyDoubts(
  { currency, own_cost }: TierWords,
  floors: readonly Floor[] | null,
  { crossovers, at_rate }: Coverage,
): string[] {
  if (inOtherCurrency(currency)) {
    const said = (floors ?? []).filter(({ min }) => min > 0).map(({ tier, min }) => `${tier} from ${shortMoney(min, currency)}`);
    const from = crossovers.length > 0 ? "from what coverage costs" : "from this book, by share of ARR";
    return [
      ...(own_cost ? [] : [at_rate ?? whyNoCrossover(currency)]),
      ...(said.length
        ? [`The rules' floors are in US dollars; these are suggested ${from}: ${listed(said)}. Give floors if yours differ.`]
        : []),
    ];
  }
  const borrowed = [...(floors === null ? [] : ["the floors"]), ...(own_cost ? [] : ["the cost of a CSM"])];
  return currency !== "" || borrowed.length === 0
    ? []
    : [`Nobody said the currency of the ARR; ${borrowed.join(" and ")} are the rules' own, in US dollars.`];
}

const currencyWarnings = (doubts: readonly string[]): Warning[] => doubts.map((message) => warning("currency", message));

/** The same where nobody said the currency: taken to be dollars. */
export function currencyAssumptions({ currency, own_cost }: TierWords, ownFloors: boolean): Assumption[] {
  const borrowed = [...(ownFloors ? [] : ["the floors"]), ...(own_cost ? [] : ["the cost of a CSM"])];
  if (currency !== "" || borrowed.length === 0) return [];
  const value = `US dollars, as ${borrowed.join(" and ")} of the rules`;
  return [{ what: "Currency of the ARR", value, why: "Nobody said it.", if_wrong: "Give costs.csm and floors in your own." }];
}

/** An answer with doubts about money before its own. */
const withFirst = (doubts: readonly string[], speech: TierSpeech): TierSpeech => ({
  ...speech,
  check_first: [...doubts, ...speech.check_first].slice(0, 2),
});

/** The whole answer about totals of tiers. */
export function totalsAnswer(answer: TotalsAnswer, cost: Coverage, figures: TierReads, context: TierWords) {
  const { tiers, split, total } = answer;
  const floors = tiers.map(({ tier, touch, min_arr }) => ({ tier, touch, min: min_arr }));
  const words = coverageOf(floors, cost, context);
  const open = tiers.some(({ arr }) => arr === null);
  const fitted = split?.scenarios.filter((one) => one.fitted).map(({ scenario }) => scenario) ?? [];
  const sum = split === null ? null : sumMoney(split.scenarios[0]!.tiers.map(({ arr }) => arr));
  const untied = sum === null ? [] : tieWarnings(total, sum, context.currency);
  const doubts = currencyDoubts(context, null, cost);
  const missing: UndefinedField[] = [
    { field: "next_offset", reason: "Totals have no account list." },
    { field: "hours_change", reason: "Totals have no account that could move." },
    { field: "concentration", reason: "Only totals are known." },
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
      concentration: null,
      scenarios: open && split ? split.scenarios.map(({ scenario, tiers: parts }) => ({ scenario, tiers: parts })) : [],
    },
    summary: brief([...untied.map(({ message }) => message), summariseTotals(answer, words)], 80), // not a figure: words where a total does not tie
    ...withFirst(doubts, speakOfTotals(answer, words)),
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
      ...currencyWarnings(doubts),
    ],
    assumptions: [
      ...currencyAssumptions(context, true),
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

/** Tech-touch accounts too small for the few hours their coverage still holds. */
function techWarnings(tiered: TieredBook, cost: Coverage, currency: string): Warning[] {
  const row = cost.crossovers.find(({ touch }) => touch === "tech");
  const small = tiered.assignment.accounts.filter(({ touch, arr }) => touch === "tech" && row && arr < row.min_arr);
  if (!row || row.hours_per_account === 0 || small.length === 0) return [];
  return [
    {
      code: "tech_hours",
      message: `${plural(small.length, "tech-touch account")} below ${shortMoney(row.min_arr, currency)} cannot carry even ${row.hours_per_account} hours a year (${shortMoney(row.cost_per_account, currency)}, more than ${percent(row.share, 0)} of ARR): plan none there.`,
    },
  ];
}

function readingWarnings(table: Table | null, currency: string): Warning[] {
  if (table === null || table.rows_used === table.rows_read) return [];
  const rows = [...new Set(table.issues.map(({ row }) => row))].sort((a, b) => a - b);
  const amount = sumMoney(table.issues.flatMap(({ amount_left_out }) => amount_left_out ?? []));
  if (rows.length === 0) return [];
  const money = amount === 0 ? "" : ` and ${shortMoney(amount, currency)}`;
  const message = `${plural(table.rows_read - table.rows_used, "row")}${money} left out; rows with trouble: ${rows.slice(0, 12).join(", ")}${rows.length > 12 ? " and more" : ""}. inspect_table lists each.`;
  return [{ code: "rows_left_out", message }];
}

/** Snapshots whose last month is older than the day asked for. */
function monthWarnings(table: Table | null, as_of: string | undefined): Warning[] {
  if (table?.shape !== "snapshots" || as_of === undefined) return [];
  const asked = as_of.slice(0, "2026-01".length);
  const months = [...new Set(table.records.flatMap(({ month }) => month?.slice(0, asked.length) ?? []))].sort();
  const latest = months.filter((month) => month <= asked).at(-1);
  if (latest === undefined || latest === asked) return [];
  return [{ code: "old_month", message: `The table has no month ${asked}; this is the book of ${latest}.` }];
}

export interface BookContext extends TierWords {
  table: Table | null;
  given: readonly GivenFloor[] | undefined;
  method: "arr" | "weighted" | "derived";
  as_of: string | undefined;
  offset: number;
  other: OtherCount | null;
}

/** The accounts on the wrong side of the floor that decides: below where their person pays, or above it without one. */
function betweenFloors({ assignment }: TieredBook, { differences }: CoverageWords): BookWords["between"] {
  const decides = differences.find(({ side }) => side === "below") ?? differences[0];
  if (decides === undefined) return null;
  const { touch, side, floor, pays_from } = decides;
  const own = assignment.accounts.filter(({ arr, touch: is }) =>
    side === "below" ? is === touch && arr < pays_from : is !== touch && arr >= pays_from && arr < floor,
  );
  return { accounts: own.length, arr: sumMoney(own.map(({ arr }) => arr)) };
}

/** The whole answer about a book of accounts: fields, summary, warnings, assumptions and reasons for what is null. */
export function bookAnswer(
  book: readonly BookAccount[],
  tiered: TieredBook,
  { page, next_offset }: { page: TierLists; next_offset: number | null },
  cost: Coverage,
  figures: TierReads,
  context: BookContext,
) {
  const { assignment, floors, near_floor, previous, overrides } = tiered;
  const weighted = context.method === "weighted";
  const untied = tieWarnings(context.stated_arr, tiered.arr, context.currency);
  const words = coverageOf(weighted ? [] : floors, cost, context);
  const tiers = assignment.tiers.map(({ tier, touch, min, accounts, arr, arr_share }) => {
    const min_arr = weighted ? (context.given?.find((floor) => floor.tier === tier)?.min_arr ?? null) : min;
    return {
      tier,
      touch,
      min_arr,
      ...(weighted ? { min_score: min } : {}),
      accounts,
      arr,
      arr_share,
      arr_low: arr,
      arr_high: arr,
    };
  });
  const levels = levelsOf(figures);
  const replaced = context.method === "derived" && context.given?.some(({ min_arr }) => min_arr !== undefined);
  const concentration = bookConcentration(assignment.accounts, figures.largeShares.value, figures.firstLine.value);
  const doubts = currencyDoubts(context, context.given === undefined && !weighted ? floors : null, cost);
  const missing: UndefinedField[] = [
    ...tiered.undefined,
    ...(isKnown(concentration) ? [] : [{ field: "concentration", reason: concentration.why }]),
    ...(tiers.some(({ min_arr }) => min_arr === null)
      ? [{ field: "tiers[].min_arr", reason: "The tier begins at a score." }]
      : []),
    ...(tiers.some(({ arr_share }) => arr_share === null) ? [{ field: "tiers[].arr_share", reason: "No account pays." }] : []),
    ...(next_offset === null ? [{ field: "next_offset", reason: "This is the last page." }] : []),
  ];
  const counted: BookWords = {
    tiers: assignment.tiers,
    near: near_floor.length,
    near_margin: figures.nearFloor.value,
    moves: assignment.moves.length,
    held: assignment.held.length,
    had_tiers: previous.scheme === "same",
    concentration,
    between: betweenFloors(tiered, words),
    other: context.other,
  };
  const accounts = assignment.accounts.length;
  return {
    fields: {
      tiers,
      ...page,
      offset: context.offset,
      accounts_total: accounts,
      near_floor_total: near_floor.length,
      moves_total: assignment.moves.length,
      held_total: assignment.held.length,
      not_paying_total: assignment.not_paying.length,
      next_offset,
      hours_change: tiered.hours_change,
      crossover: cost.crossovers,
      concentration: isKnown(concentration) ? concentration : null,
      scenarios: [],
    },
    summary: [...untied.map(({ message }) => message), summariseBook(counted, words)].join(" "),
    ...withFirst(doubts, speakOfBook(counted, words)),
    warnings: [
      ...untied,
      ...readingWarnings(context.table, context.currency),
      ...monthWarnings(context.table, context.as_of),
      ...coverageWarnings(words),
      ...techWarnings(tiered, cost, context.currency),
      ...(replaced
        ? [{ code: "floors_replaced", message: "Method derived takes names and touch from floors and computes min_arr itself." }]
        : []),
      ...bookWarnings(book, assignment, previous, overrides, levels, context.currency),
      ...(context.other === null ? [] : [{ code: "subsidiaries", message: otherCount(context.other, accounts) }]),
      ...sizeWarnings(assignment.tiers, levels),
      ...currencyWarnings(doubts),
    ],
    assumptions: [...currencyAssumptions(context, context.given !== undefined), ...cost.assumptions, ...tiered.assumptions],
    undefined: missing,
  };
}
