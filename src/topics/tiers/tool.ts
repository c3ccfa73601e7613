import * as z from "zod";
import { dayNumber } from "../../core/dates.ts";
import { rate, shown } from "../../core/kinds.ts";
import { inOtherCurrency } from "../../core/money.ts";
import { Problem } from "../../core/problem.ts";
import type { Needs, Table, TableField } from "../../core/table.ts";
import { Touch } from "../../core/vocabulary.ts";
import {
  AsOfParam,
  CurrencyParam,
  inWords,
  LimitParam,
  OffsetParam,
  readingOptions,
  StandardParam,
  tableParams,
} from "../../tool/params.ts";
import type { Ports } from "../../tool/ports.ts";
import { defineTool } from "../../tool/tool.ts";
import { assignTiers, bookOfRows } from "./assign-tiers.ts";
import { bookAt, byParent } from "./book.ts";
import { coverage, tierReads } from "./crossover.ts";
import { pageTierLists, TierFields, tierBook } from "./tier-book.ts";
import { completeTotals, tiersOfTotals } from "./totals.ts";
import { bookAnswer, suggestedFloors, totalsAnswer } from "./words.ts";

/** Accounts shown at once unless asked otherwise. */
const PAGE = 12;

// Ranges and dates are checked where they are used, so that clients do not carry them in every request.
const number = z.number();
const text = z.string();

const Input = z.strictObject({
  ...tableParams,
  accounts: inWords(
    z
      .array(
        z.strictObject({
          account: text,
          arr: shown.money(),
          tier: text.optional(),
          owner: text.optional(),
          complexity: number.optional(),
          growth: number.optional(),
          strategic: number.optional(),
          change: z.enum(["contract", "usage"]).optional(),
          periods_below: number.optional(),
          last_move: text.optional(),
          renewal_date: text.optional(),
          notice_days: shown.days().optional(),
          open_escalation: z.boolean().optional(),
          partner: z.boolean().optional(),
        }),
      )
      .min(1),
    "account, arr, tier (today's), owner, complexity, growth, strategic (0 to 100), change, periods_below, last_move, renewal_date, notice_days, open_escalation, partner",
  ).optional(),
  tiers: inWords(
    z.array(
      z.strictObject({
        tier: text,
        touch: Touch.optional(),
        min_arr: shown.money().optional(),
        accounts: shown.count(),
        arr: shown.money().optional(),
        arr_share: rate().optional(),
      }),
    ),
    "Totals: tier, touch (high, low, tech), min_arr, accounts, arr or arr_share",
  ).optional(),
  arr: shown.money().describe("Stated total ARR").optional(),
  currency: CurrencyParam.optional(),
  method: z.enum(["arr", "weighted", "derived"]).describe("Default arr").optional(),
  by: z.enum(["account", "parent"]).describe("What counts as one").optional(),
  floors: inWords(
    z.array(z.strictObject({ tier: text, touch: Touch, min_arr: shown.money().optional(), min_score: number.optional() })),
    "tier, touch, min_arr or min_score; default the standard's",
  ).optional(),
  weights: inWords(
    z.strictObject({ arr: shown.money(), complexity: number, growth: number, strategic: number }),
    "arr, complexity, growth, strategic; sum 1",
  ).optional(),
  overrides: inWords(
    z.array(z.strictObject({ account: text, tier: text, owner: text, reason: text, expires: text })),
    "account, tier, owner, reason, expires; need as_of",
  ).optional(),
  as_of: AsOfParam.optional(),
  costs: inWords(z.strictObject({ csm: number }), "csm, a year").optional(),
  customer_time: shown.rate().describe("Share of hours").optional(),
  contract_hours: shown.hours().describe("A year").optional(),
  leave_hours: shown.hours().describe("A year").optional(),
  standard: StandardParam.optional(),
  limit: LimitParam.optional(),
  offset: OffsetParam.optional(),
});
type Input = z.infer<typeof Input>;

export const designTiers = defineTool({
  name: "design_tiers",
  title: "Design segmentation tiers",
  description:
    "One tier for every account by ARR floors, weighted score (needs min_score) or floors derived from coverage cost. Give one of table, accounts, tiers.",
  reads: tierReads,
  input: Input,
  output: TierFields,
  lists: [
    { list: "accounts", least: 2, next: "next_offset" },
    { list: "not_paying", least: 1 },
    { list: "overrides_expired", least: 1 },
    { list: "overrides_applied", least: 1 },
    { list: "held", least: 1 },
    { list: "near_floor", least: 1 },
    { list: "moves", least: 2 },
    { list: "crossover", least: 1 },
    { list: "scenarios", least: 1 },
  ],
  asks: ["who", "counts", "how_much", "per_what", "whose"],
  book: "today",
  async run(input, figures, ports) {
    checkTierQuestion(input);
    const known = { ...input, csm_cost: input.costs?.csm };
    const words = { own_cost: input.costs !== undefined, stated_arr: input.arr ?? null };
    const currency = input.currency ?? ports.defaults.currency ?? "";
    if (input.tiers) {
      const abroad = inOtherCurrency(currency);
      const { tiers, suggested } = completeTotals(input.tiers, words.stated_arr, figures.tiers.value, abroad);
      const cost = coverage(known, figures, currency);
      const answer = tiersOfTotals(tiers, words.stated_arr, figures.arrScenarios.value);
      const made = totalsAnswer(answer, cost, figures, { ...words, currency });
      return suggested.length
        ? { ...made, warnings: [suggestedFloors(answer.tiers, suggested, currency), ...made.warnings] }
        : made;
    }
    const table = input.table === undefined ? null : await readBook({ ...input, table: input.table }, ports);
    const paid_in = table?.currency ?? currency;
    const cost = coverage(known, figures, paid_in);
    const listed = table ? bookAt(table, input.as_of ?? null) : bookOfRows(input.accounts ?? []);
    const children = listed.filter(({ account, parent, arr }) => arr > 0 && parent !== null && parent !== account).length;
    const joined = children === 0 ? listed : byParent(listed, input.as_of ?? null);
    const by = input.by ?? "account";
    const book = by === "parent" ? joined : listed;
    const tier_column = table?.columns.find(({ field }) => field === "tier")?.header;
    const tiered = tierBook(book, { ...input, currency: paid_in, tier_column }, cost, figures);
    const page = pageTierLists(tiered.lists(), input.offset ?? 0, input.limit ?? PAGE);
    return bookAnswer(book, tiered, page, cost, figures, {
      ...words,
      table,
      given: input.floors,
      method: input.method ?? "arr",
      as_of: input.as_of,
      offset: input.offset ?? 0,
      other:
        children === 0 || input.method === "weighted"
          ? null
          : { by, children, tiers: assignTiers(by === "parent" ? listed : joined, tiered.floors).tiers },
      currency: paid_in,
    });
  },
});

const steering: readonly TableField[] = [
  "tier",
  "change",
  "periods_below",
  "last_move",
  "renewal_date",
  "notice_days",
  "partner",
  "parent",
];

function readBook(input: Input & { table: string }, ports: Ports): Promise<Table> {
  const parts: TableField[] = input.method === "weighted" ? scoreParts(input) : [];
  const needs: Needs = { always: ["account", "amount", ...parts], if_present: steering };
  return ports.readTable(input.table, readingOptions(input, needs));
}

function scoreParts({ weights }: Input): TableField[] {
  return (["complexity", "growth", "strategic"] as const).filter((part) => weights === undefined || weights[part] > 0);
}

/** What a caller may ask of a tiering, as far as its parts bear on each other. */
interface TierQuestion {
  table?: string;
  accounts?: readonly unknown[];
  tiers?: readonly unknown[];
  method?: "arr" | "weighted" | "derived";
  floors?: readonly unknown[];
  weights?: unknown;
  overrides?: readonly unknown[];
  as_of?: string;
  arr?: number;
}

/**
 * Throws Problem for a question whose parts do not go together: none or several sources, weights without the weighted method, and
 * anything that needs accounts when only totals are given.
 * @example checkTierQuestion({ table: "accounts.csv", tiers: [] }) // throws
 */
export function checkTierQuestion(question: TierQuestion): void {
  const sources = (["table", "accounts", "tiers"] as const).filter((source) => question[source] !== undefined);
  if (sources.length !== 1)
    throw new Problem({
      what: sources.length ? `The book is given more than once: ${sources.join(", ")}.` : "There is no book to put into tiers.",
      remedy: "Give exactly one of table, accounts or tiers (totals).",
    });
  if (question.weights !== undefined && question.method !== "weighted")
    throw new Problem({
      what: "weights count only for the weighted method.",
      remedy: "Set method to weighted, or leave weights out.",
    });
  if (question.arr !== undefined && !(question.arr >= 0))
    throw new Problem({ what: `arr is ${question.arr}.`, remedy: "Give the total ARR of the book, 0 or more." });
  if (question.as_of !== undefined) dayNumber(question.as_of);
  const needless = (["floors", "weights", "overrides"] as const).filter((name) => question[name] !== undefined);
  if (question.tiers && (needless.length || (question.method !== undefined && question.method !== "arr")))
    throw new Problem({
      what: `Totals of tiers cannot be put into other tiers: ${[...needless, ...(question.method ? [`method ${question.method}`] : [])].join(", ")}.`,
      remedy: "Leave that out, or give accounts or a table.",
    });
}
