import type { UndefinedField, Warning } from "../../core/answer.ts";
import { plural } from "../../core/english.ts";
import { sumMoney } from "../../core/money.ts";
import type { Table } from "../../core/table.ts";
import { percent, shortMoney } from "../../render/numbers.ts";
import type { BookAccount } from "./assign-tiers.ts";
import type { Coverage, TierReads } from "./crossover.ts";
import type { GivenFloor } from "./floors.ts";
import type { TieredBook, TierLists } from "./tier-book.ts";
import {
  bookWarnings,
  coverageOf,
  coverageWarnings,
  currencyWarnings,
  levelsOf,
  sizeWarnings,
  summariseBook,
  type TierWords,
  tieWarnings,
} from "./words.ts";

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
  const message = `${plural(table.rows_read - table.rows_used, "row")} and ${shortMoney(amount, currency)} left out; rows with trouble: ${rows.slice(0, 12).join(", ")}${rows.length > 12 ? " and more" : ""}. inspect_table lists each.`;
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
  const { assignment, floors, lists, previous, overrides } = tiered;
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
  const missing: UndefinedField[] = [
    ...tiered.undefined,
    ...(tiers.some(({ min_arr }) => min_arr === null)
      ? [{ field: "tiers[].min_arr", reason: "The tier begins at a score." }]
      : []),
    ...(tiers.some(({ arr_share }) => arr_share === null) ? [{ field: "tiers[].arr_share", reason: "No account pays." }] : []),
    ...(next_offset === null ? [{ field: "next_offset", reason: "This is the last page." }] : []),
  ];
  return {
    fields: {
      tiers,
      ...page,
      offset: context.offset,
      accounts_total: lists.accounts.length,
      near_floor_total: lists.near_floor.length,
      moves_total: lists.moves.length,
      held_total: lists.held.length,
      not_paying_total: lists.not_paying.length,
      next_offset,
      hours_change: tiered.hours_change,
      crossover: cost.crossovers,
      scenarios: [],
    },
    summary: [
      ...untied.map(({ message }) => message),
      summariseBook(
        {
          tiers: assignment.tiers,
          near: lists.near_floor.length,
          near_margin: figures.nearFloor.value,
          moves: lists.moves.length,
          held: lists.held.length,
          had_tiers: previous.scheme === "same",
        },
        words,
      ),
    ].join(" "),
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
      ...sizeWarnings(assignment.tiers, levels),
      ...currencyWarnings(context, context.given !== undefined),
    ],
    assumptions: [...cost.assumptions, ...tiered.assumptions],
    undefined: missing,
  };
}
