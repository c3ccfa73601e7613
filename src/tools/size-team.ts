import * as z from "zod";
import type { Warning } from "../core/contract/envelope.ts";
import { Problem } from "../core/contract/problem.ts";
import type { Table, TableField } from "../core/contract/table.ts";
import { Touch } from "../core/contract/vocabulary.ts";
import { type GivenTier, teamFloors, tiersWithAccounts } from "../core/org/given-tiers.ts";
import { planTeam } from "../core/org/plan-team.ts";
import { teamAccounts } from "../core/org/team-accounts.ts";
import type { TeamPlan } from "../core/org/team-plan.ts";
import { TeamPlanFields } from "../core/org/team-plan-fields.ts";
import type { TeamQuestion } from "../core/org/team-question.ts";
import { teamReads } from "../core/org/team-reads.ts";
import { bookAt } from "../core/segmentation/book-at.ts";
import { type TierFigures, tiersFigure } from "../core/segmentation/figures.ts";
import { plural } from "../render/numbers.ts";
import { summariseTeam } from "../render/team-summary.ts";
import {
  AsOfParam,
  ByRoleParam,
  byRole,
  inWords,
  LimitParam,
  OffsetParam,
  readingOptions,
  StandardParam,
  tableParams,
} from "./params.ts";
import type { Ports } from "./ports.ts";
import { defineTool } from "./tool.ts";

/** Rows of each long list shown at once, fewer where the answer, which the basis of about 1,700 characters joins, would grow too long to send. */
const PAGE = 12;
const ANSWER_CHARACTERS = 8000;

const Tier = z.strictObject({
  tier: z.string(),
  touch: Touch,
  accounts: z.number().optional(),
  arr: z.number().optional(),
  hours_per_account: z.number().optional(),
  min_arr: z.number().optional(),
  covered_by: z.enum(["csm", "pool", "partner", "none"]).optional(),
});
const Input = z.strictObject({
  tiers: inWords(
    z.array(Tier),
    "tier, touch (high, low, tech), accounts, arr, hours_per_account, covered_by (csm, pool, partner, none); with a table also min_arr, no accounts",
  ).optional(),
  ...tableParams,
  as_of: AsOfParam.optional(),
  arr: z.number().describe("Total ARR, if tiers lack it").optional(),
  team: ByRoleParam.describe("Heads today by role, such as csm").optional(),
  costs: ByRoleParam.describe("Yearly cost of one").optional(),
  contract_hours: z.number().describe("A year").optional(),
  leave_hours: z.number().describe("A year, sickness too").optional(),
  customer_time: z.number().describe("Measured share, 0 to 1").optional(),
  expansion_mandate: z.boolean().describe("CSMs carry a quota").optional(),
  new_accounts_a_year: z.number().describe("0 or more").optional(),
  attrition: z.number().describe("CSMs leaving a year, a share").optional(),
  heads: z.number().describe("CSMs, fixed").optional(),
  budget: z.number().describe("Team's yearly budget, fixed").optional(),
  leaving: z.array(z.string()).describe("Owners who leave, not replaced").optional(),
  show: z.enum(["books", "served_less", "rebalanced", "org_chart"]).describe("Rows of this list only").optional(),
  standard: StandardParam.optional(),
  limit: LimitParam.optional(),
  offset: OffsetParam.optional(),
});
type Input = z.infer<typeof Input>;

const Totals = {
  books_total: z.number(),
  served_less_total: z.number(),
  rebalanced_total: z.number(),
  leaving_total: z.number(),
  org_chart_total: z.number(),
  span_checks_total: z.number(),
};

export const sizeTeam = defineTool({
  name: "size_team",
  title: "Size a customer-success team",
  description:
    "CSMs, roles, cost and org chart from hours of work, never from ratios. Give tiers with accounts, or a table (an owner column gives each CSM's book). With heads or budget fixed, says which accounts get less. What was not measured becomes a range. Refuses negatives, customer_time above 1 and a budget below the other roles' cost. Long lists by page.",
  reads: { ...teamReads, tiers: tiersFigure },
  input: Input,
  output: z.strictObject({ ...TeamPlanFields.shape, ...Totals }),
  async run(input, figures, ports) {
    const { question, warnings, currency } = await asked(input, figures.tiers.value, ports);
    const plan = planTeam(question, figures);
    const { warnings: found, assumptions, undefined: gaps, ...fields } = plan;
    const summary = summariseTeam(plan, {
      currency: currency ?? ports.defaults.currency ?? "USD",
      fixed: input.heads !== undefined || input.budget !== undefined || (input.leaving ?? []).length > 0,
    });
    const answer = (rows: number) => ({
      fields: { ...fields, ...paged(plan, input, rows) },
      summary,
      warnings: [...warnings, ...found],
      assumptions,
      undefined: gaps,
    });
    let rows = Math.min(PAGE, input.limit ?? PAGE);
    while (rows > 1 && JSON.stringify(answer(rows)).length > ANSWER_CHARACTERS) rows -= 1;
    return answer(rows);
  },
});

/** One page of every long list, or of the one to show, and how long each is. */
function paged(plan: TeamPlan, { show, offset = 0 }: Input, rows: number) {
  const page = <Row>(name: NonNullable<Input["show"]>, list: readonly Row[]): Row[] =>
    show === undefined || show === name ? list.slice(offset, offset + rows) : [];
  return {
    books: page("books", plan.books),
    books_after: plan.books_after && page("books", plan.books_after),
    books_total: Math.max(plan.books.length, plan.books_after?.length ?? 0),
    leaving: page("books", plan.leaving),
    leaving_total: plan.leaving.length,
    served_less: page("served_less", plan.served_less),
    served_less_total: plan.served_less.length,
    rebalanced: page("rebalanced", plan.rebalanced),
    rebalanced_total: plan.rebalanced.length,
    org_chart: page("org_chart", plan.org_chart),
    org_chart_total: plan.org_chart.length,
    span_checks: page("org_chart", plan.span_checks),
    span_checks_total: plan.span_checks.length,
  };
}

interface Asked {
  question: TeamQuestion;
  warnings: Warning[];
  currency: string | null;
}

/** The question in core's terms: from tiers, or from the accounts of a table with what tiers says about them. */
async function asked(input: Input, standardFloors: z.infer<typeof TierFigures>, ports: Ports): Promise<Asked> {
  const { tiers = [], as_of, arr, contract_hours, leave_hours, customer_time } = input;
  const [team, costs] = [byRole("team", input.team), byRole("costs", input.costs)];
  const { expansion_mandate, new_accounts_a_year, attrition, heads, budget, leaving, table: path } = input;
  const hours = { contract_hours, leave_hours, customer_time, new_accounts_a_year, attrition };
  const given = { ...hours, as_of, arr, team, costs, expansion_mandate, heads, budget, leaving };
  if (path === undefined) {
    if (leaving?.length)
      throw new Problem({
        what: "leaving names owners, and no table says what they own.",
        remedy: "Give a table with an owner column.",
      });
    return { question: { ...given, tiers: tiersWithAccounts(tiers) }, warnings: [], currency: null };
  }
  const fixed = heads !== undefined || budget !== undefined || leaving !== undefined;
  if (fixed && as_of === undefined)
    throw new Problem({
      what: "Who gets less depends on which renewals are near, and as_of is missing.",
      remedy: "Give as_of, a date like 2026-01-31.",
    });
  const table = await readBook({ ...input, table: path }, fixed, ports);
  const book = teamAccounts(bookAt(table, as_of ?? null), teamFloors(tiers, standardFloors), tiers);
  const question = { ...given, tiers: tiers.map((tier) => ({ ...tier, accounts: 0 })), accounts: book.accounts };
  return { question, warnings: [...book.warnings, ...tableWarnings(table, tiers)], currency: table.currency };
}

function tableWarnings(table: Table, tiers: readonly GivenTier[]): Warning[] {
  const counted = tiers.filter((tier) => tier.accounts !== undefined || tier.arr !== undefined).map(({ tier }) => tier);
  const first = table.issues.slice(0, 2).map((issue) => `Row ${issue.row}: ${issue.message}`);
  const own = `Accounts and ARR of ${counted.join(", ")} are counted from the table, not taken from tiers.`;
  const issues = `${plural(table.issues.length, "remark")} on the table; inspect_table lists all. ${first.join(" ")}`;
  return [
    ...(counted.length ? [{ code: "table_counts", message: own }] : []),
    ...(table.issues.length ? [{ code: "table_issues", message: issues }] : []),
  ];
}

/** Reads once more when something could not be read, with every column the answer uses made mandatory, so that no bad cell passes. */
async function readBook(input: Input & { table: string }, fixed: boolean, ports: Ports): Promise<Table> {
  const dates: TableField[] = fixed ? ["renewal_date", "notice_days", "health"] : [];
  const used: TableField[] = ["owner", "tier", "touch", "partner", ...dates];
  const first = await ports.readTable(input.table, readingOptions(input));
  if (first.issues.length === 0) return first;
  const present = used.filter((field) => first.columns.some((column) => column.field === field));
  return ports.readTable(input.table, readingOptions(input, ["amount", ...present]));
}
