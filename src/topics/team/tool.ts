import * as z from "zod";
import type { Chart, Warning } from "../../core/answer.ts";
import { plural } from "../../core/english.ts";
import { shown } from "../../core/kinds.ts";
import { Problem } from "../../core/problem.ts";
import type { Table, TableField } from "../../core/table.ts";
import { Touch } from "../../core/vocabulary.ts";
import { decimal } from "../../render/numbers.ts";
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
} from "../../tool/params.ts";
import type { Ports } from "../../tool/ports.ts";
import { defineTool } from "../../tool/tool.ts";
import { bookAt } from "../tiers/book.ts";
import { type TierFigures, tiersFigure } from "../tiers/crossover.ts";
import type { Floor } from "../tiers/floors.ts";
import { type GivenTier, teamAccounts, teamFloors, tiersWithAccounts, tiersWithoutFloor } from "./accounts.ts";
import { TeamAnswerFields } from "./answer.ts";
import { type TeamAnswer, teamAnswer } from "./growth.ts";
import { contactMessage, filledMessage, summariseTeam } from "./words.ts";
import { orgChartMermaid, orgChartText } from "./words-org-chart.ts";
import { moreReads, type TeamQuestion, teamReads } from "./work.ts";

/** What is left out of an answer that is too long to send, in this order; the summary says the questions, org_chart_text the chart. */
const leavable = ["questions", "ratio_checks", "org_chart", "message", "drivers", "charts", "months"] as const;
type Leavable = (typeof leavable)[number];

/** How much of an answer to send: rows of every page, what is left out whole, and whether the lists by tier are cut to the rows as well. */
export interface Extent {
  rows: number;
  left_out: readonly Leavable[];
  cut: boolean;
}

type Lists = { [Name in Exclude<Leavable, "message">]: unknown[] } & { message: string | null };

/** The fields without what is left out, and which of it there was something of. */
export function without<Fields extends Lists>(
  fields: Fields,
  { left_out }: Extent,
  show: string | undefined,
): { fields: Fields; names: Leavable[] } {
  const names = left_out.filter((name) => name !== show && fields[name] !== null && fields[name].length > 0);
  const empty = Object.fromEntries(names.map((name) => [name, name === "message" ? null : []]));
  return { fields: { ...fields, ...empty }, names };
}

/**
 * The first answer that is short enough to send: with all it holds and pages of no fewer than `enough` rows, then with one list after the
 * other left out, then with shorter pages, at last with the lists by tier cut too. Where one list is asked for, the others give way first.
 */
export function fitTeamAnswer<Sent>(
  answer: (extent: Extent) => Sent,
  { most, enough, characters, one_list }: { most: number; enough: number; characters: number; one_list: boolean },
): Sent {
  const extents: Extent[] = [];
  const from = (start: number, end: number, left: number, cut: boolean) => {
    for (let rows = start; rows >= end; rows -= 1) extents.push({ rows, left_out: leavable.slice(0, left), cut });
  };
  from(most, most, 0, false);
  if (!one_list) {
    for (let left = 0; left <= leavable.length; left += 1) from(most, Math.min(most, enough), left, false);
    from(most, Math.min(most, 2), leavable.length, false);
  }
  from(most, 1, leavable.length, true);
  for (const extent of extents.slice(0, -1)) {
    const one = answer(extent);
    if (JSON.stringify(one).length <= characters) return one;
  }
  return answer(extents.at(-1)!);
}

const Tier = z.strictObject({
  tier: z.string(),
  touch: Touch,
  accounts: shown.count().optional(),
  arr: shown.money().optional(),
  hours_per_account: shown.hours().optional(),
  min_arr: shown.money().optional(),
  covered_by: z.enum(["csm", "pool", "partner", "none"]).optional(),
  complexity: z.number().optional(),
  first_year: z.number().optional(),
});
const Growth = z.strictObject({
  share: shown.rate().optional(),
  a_month: z.array(z.strictObject({ tier: z.string(), accounts: shown.count() })).optional(),
});
const SizeTeamInputLists = z.enum(["books", "served_less", "rebalanced", "org_chart", "messages", "months", "pools"]);

/** What size_team takes: tiers, a table, or a table with what tiers says about it. */
export const TeamInput = z.strictObject({
  tiers: inWords(
    z.array(Tier),
    "tier, touch (high, low, tech), accounts, arr, hours_per_account, covered_by (csm, pool, partner, none), complexity (times hours), first_year (share); with a table min_arr, no accounts",
  ).optional(),
  ...tableParams,
  as_of: AsOfParam.optional(),
  arr: shown.money().describe("Total, if tiers lack it").optional(),
  team: ByRoleParam.describe("Heads today by role: {csm: 5.8}").optional(),
  costs: ByRoleParam.describe("Yearly cost of one by role").optional(),
  contract_hours: shown.hours().describe("A year").optional(),
  leave_hours: shown.hours().describe("A year").optional(),
  sick_hours: shown.hours().describe("A year, if not in leave").optional(),
  customer_time: shown.rate().describe("Measured share, 0 to 1").optional(),
  expansion_mandate: z.boolean().describe("CSMs carry a quota").optional(),
  player_coaches: z.array(z.string()).describe("Names of leaders with half a book").optional(),
  new_accounts_a_year: z.number().describe("0 or more").optional(),
  growth: inWords(Growth, "share a year, or a_month [{tier, accounts}]").optional(),
  attrition: shown.rate().describe("CSMs leaving a year, share").optional(),
  heads: shown.count().describe("CSMs, fixed").optional(),
  budget: shown.money().describe("Team's, a year, fixed").optional(),
  leaving: z.array(z.string()).describe("Owners not replaced").optional(),
  show: inWords(SizeTeamInputLists, "One list: books, served_less, rebalanced, org_chart, messages, months, pools").optional(),
  standard: StandardParam.optional(),
  limit: LimitParam.optional(),
  offset: OffsetParam.optional(),
});
export type TeamInput = z.infer<typeof TeamInput>;

export interface AskedTeam {
  question: TeamQuestion;
  warnings: Warning[];
  currency: string | null;
}

function refuseWhatDoesNotFit({ leaving, table, growth, new_accounts_a_year, show }: TeamInput): void {
  if (table === undefined && leaving?.length)
    throw new Problem({
      what: "leaving names owners, and no table says what they own.",
      remedy: "Give a table with an owner column.",
    });
  if (growth !== undefined && new_accounts_a_year !== undefined)
    throw new Problem({
      what: "growth and new_accounts_a_year both say how many accounts come.",
      remedy: "Leave new_accounts_a_year out; growth counts them month by month.",
    });
  if (show === "messages" && table === undefined)
    throw new Problem({
      what: "show asks for a message to each account, and only totals are known.",
      remedy: "Give a table with an owner column; message holds the text for all.",
    });
}

/**
 * The question in core's terms: from tiers, or from the accounts of a table with what tiers says about them.
 * Throws Problem for parts of the input that do not fit together.
 */
export async function readTeamQuestion(
  input: TeamInput,
  standardFloors: () => z.infer<typeof TierFigures>,
  ports: Ports,
): Promise<AskedTeam> {
  refuseWhatDoesNotFit(input);
  const { tiers = [], as_of, arr, contract_hours, leave_hours, sick_hours, customer_time, table: path } = input;
  const [team, costs] = [byRole("team", input.team), byRole("costs", input.costs)];
  const { expansion_mandate, new_accounts_a_year, attrition, heads, budget, leaving, player_coaches } = input;
  const hours = { contract_hours, leave_hours, sick_hours, customer_time, new_accounts_a_year, attrition };
  const people = { team, costs, expansion_mandate, heads, budget, leaving, player_coaches, part_time: true };
  const given = { ...hours, ...people, as_of, arr };
  if (path === undefined) return { question: { ...given, tiers: tiersWithAccounts(tiers) }, warnings: [], currency: null };
  const fixed = heads !== undefined || budget !== undefined || leaving !== undefined;
  if (fixed && as_of === undefined)
    throw new Problem({
      what: "Who gets less depends on which renewals are near, and as_of is missing.",
      remedy: "Give as_of, a date like 2026-01-31.",
    });
  const table = await readBook({ ...input, table: path }, fixed, ports);
  const floors = teamFloors(tiers, standardFloors());
  const book = teamAccounts(bookAt(table, as_of ?? null), floors, tiers);
  const question = { ...given, tiers: tiers.map((tier) => ({ ...tier, accounts: 0 })), accounts: book.accounts };
  return {
    question,
    warnings: [...book.warnings, ...borrowedFloor(tiers, floors), ...tableWarnings(table, tiers)],
    currency: table.currency,
  };
}

/** Says which floor was not given and came from the standard in force. */
function borrowedFloor(tiers: readonly GivenTier[], floors: readonly Floor[]): Warning[] {
  return tiersWithoutFloor(tiers).flatMap(({ tier }) => {
    const floor = floors.find((one) => one.tier === tier);
    if (floor === undefined) return [];
    const message = `${tier} has no min_arr; the standard in force has a tier of that name, from ${decimal(floor.min, 2)}. Give min_arr if yours differs.`;
    return [{ code: "floor_of_standard", message }];
  });
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

function readBook(input: TeamInput & { table: string }, fixed: boolean, ports: Ports): Promise<Table> {
  const dates: TableField[] = fixed ? ["renewal_date", "notice_days", "health"] : [];
  const if_present: TableField[] = ["owner", "tier", "touch", "partner", ...dates];
  return ports.readTable(input.table, readingOptions(input, { always: ["account", "amount"], if_present }));
}

/** Rows of each long list shown at once, fewer where the answer, which the basis of about 1,700 characters joins, would grow too long to send. */
const PAGE = 12;
const ANSWER_CHARACTERS = 8000; // not a figure: characters of one answer
/** Rows that a page keeps while there is something else to leave out. */
const FULL_ENOUGH = 8; // not a figure: half a page of rows and two

export const sizeTeam = defineTool({
  name: "size_team",
  title: "Size a customer-success team",
  description:
    "CSMs, roles, cost, hiring and org chart from hours of work, never ratios: a range. Give tiers with accounts, or a table (owner column: books). Growth gives each month's need; fixed heads or budget says which accounts get less and what the last money buys. Refuses negatives, customer_time above 1, a budget below the other roles' cost.",
  reads: { ...teamReads, ...moreReads, tiers: tiersFigure },
  input: TeamInput,
  output: TeamAnswerFields,
  asks: ["who", "counts", "how_much", "per_what", "whose"],
  book: "today",
  async run(input, figures, ports) {
    const { question, warnings, currency } = await readTeamQuestion(input, () => figures.tiers.value, ports);
    const found = teamAnswer(question, input.growth, figures);
    const summary = summariseTeam(found, {
      currency: currency ?? ports.defaults.currency ?? "USD",
      fixed: input.heads !== undefined || input.budget !== undefined || (input.leaving ?? []).length > 0,
    });
    const answer = (extent: Extent) => {
      const { fields, names } = without(fieldsOf(found, input, extent), extent, input.show);
      const short = [...names, ...(extent.cut ? ["parts of pools, best_coverage, hiring_plan, roles"] : [])];
      const message = `Left out for length: ${short.join(", ")}. With show, one long list is sent.`;
      const noMessage = found.contacts_lost === 0 ? "No account loses the CSM it knows." : "Left out for length.";
      return {
        fields,
        summary,
        warnings: [...warnings, ...found.warnings, ...(names.length > 0 || extent.cut ? [{ code: "left_out", message }] : [])],
        assumptions: found.assumptions,
        undefined: [
          ...found.undefined,
          ...(fields.message === null ? [{ field: "message", reason: noMessage }] : []),
          ...(input.show === "org_chart" ? [] : [{ field: "org_chart_mermaid", reason: "Ask with show org_chart." }]),
        ],
      };
    };
    return fitTeamAnswer(answer, {
      most: Math.min(PAGE, input.limit ?? PAGE),
      enough: FULL_ENOUGH,
      characters: ANSWER_CHARACTERS,
      one_list: input.show !== undefined,
    });
  },
});

/** Everything the answer holds, with one page of every long list, or of the one to show, and how long each is. */
function fieldsOf(found: TeamAnswer, { show, offset = 0 }: TeamInput, { rows, cut }: Extent) {
  const { plan, growth, recruiting, coverage, parts, contacts } = found;
  const { warnings: _, assumptions: __, undefined: ___, ...fields } = plan;
  const page = <Row>(name: NonNullable<TeamInput["show"]>, list: readonly Row[]): Row[] =>
    show === undefined || show === name ? list.slice(offset, offset + rows) : [];
  const months = growth?.months ?? [];
  const others = show === undefined ? rows : 0;
  const short = <Row>(list: readonly Row[]): Row[] => list.slice(0, cut ? others : list.length);
  return {
    ...fields,
    pools: show === "pools" ? page("pools", plan.pools) : short(plan.pools),
    pools_total: plan.pools.length,
    roles: cut ? plan.roles.filter(({ heads, today }) => show === undefined && (heads > 0 || (today ?? 0) > 0)) : plan.roles,
    hiring_plan: short(found.hiring_plan),
    hiring_plan_total: found.hiring_plan.length,
    recruiting,
    months: show === undefined ? months : page("months", months),
    months_total: months.length,
    shortage: growth && {
      first_month: growth.first_short_month,
      early_month: growth.short_month_early,
      late_month: growth.short_month_late,
      months_still_short: growth.months_still_short,
    },
    best_coverage: coverage && {
      ...coverage,
      lines: short(coverage.lines),
      lines_total: coverage.lines.length,
      marginal: { ...coverage.marginal, loses: short(coverage.marginal.loses), gains: short(coverage.marginal.gains) },
    },
    parts,
    org_chart_text: orgChartText(plan.org_chart),
    org_chart_mermaid: show === "org_chart" ? orgChartMermaid(plan.org_chart) : null,
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
    message: found.contacts_lost === 0 ? null : contactMessage(),
    messages: show === "messages" ? page("messages", contacts).map((one) => ({ ...one, text: filledMessage(one) })) : [],
    messages_total: contacts.length,
    charts: chartsOf(found, show),
  };
}

/** Pictures of what the answer shows: CSMs by tier, the load of each book, the need by month. */
function chartsOf({ plan, growth }: TeamAnswer, show: TeamInput["show"]): Chart[] {
  const bars = (title: string, list: string, label: string, value: string): Chart => ({
    kind: "bars",
    title,
    list,
    label,
    values: [value],
  });
  const books = plan.books.length > 0 && (show === undefined || show === "books");
  return [
    bars("CSMs by tier", "pools", "tier", "fte"),
    ...(books ? [bars("Load of each book", "books", "owner", "load")] : []),
    ...(growth && (show === undefined || show === "months")
      ? [bars("CSMs needed by month", "months", "month", "csms_needed")]
      : []),
  ];
}
