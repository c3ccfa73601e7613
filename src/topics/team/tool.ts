import * as z from "zod";
import type { Chart, Warning } from "../../core/answer.ts";
import { inShort, plural } from "../../core/english.ts";
import { count, hours, money, rate, shown } from "../../core/kinds.ts";
import { type Answered, isKnown, known, mapKnown, unknown } from "../../core/known.ts";
import { Problem } from "../../core/problem.ts";
import type { Needs, Table, TableField } from "../../core/table.ts";
import { Touch } from "../../core/vocabulary.ts";
import { decimal } from "../../render/numbers.ts";
import {
  AsOfParam,
  ByRoleParam,
  byRole,
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
import { bookAt } from "../tiers/book.ts";
import { type TierFigures, tiersFigure } from "../tiers/crossover.ts";
import type { Floor } from "../tiers/floors.ts";
import { type Book, TeamAnswerFields } from "./answer.ts";
import { moreReads, teamReads } from "./figures.ts";
import { leavingDay } from "./leaving.ts";
import {
  type GivenTier,
  ownersNamed,
  type TeamQuestion,
  teamAccounts,
  teamFloors,
  tiersWithAccounts,
  tiersWithoutFloor,
} from "./question.ts";
import { roleName } from "./roles.ts";
import { type TeamAnswer, teamAnswer } from "./team-answer.ts";
import { summariseTeam, teamFacts, teamSay, teamSteps, teamTraps, teamUnknowns } from "./words.ts";
import { contactMessage, filledMessage, orgChartMermaid, orgChartText, roleWhy } from "./words-people.ts";

const Tier = z.strictObject({
  tier: z.string(),
  touch: Touch,
  accounts: count().optional(),
  arr: money().optional(),
  hours_per_account: hours().optional(),
  min_arr: money().optional(),
  covered_by: z.enum(["csm", "pool", "partner", "none"]).optional(),
  complexity: z.number().positive().optional(),
  first_year: rate().optional(),
});
const Growth = z.strictObject({
  share: shown.rate().optional(),
  a_month: z.array(z.strictObject({ tier: z.string(), accounts: z.number().min(0) })).optional(),
});
const SizeTeamInputLists = z.enum([
  "books",
  "served_less",
  "rebalanced",
  "org_chart",
  "messages",
  "months",
  "pools",
  "pairs",
  "deadlines",
]);

/** What size_team takes: tiers, a table, or a table with what tiers says about it. */
export const TeamInput = z.strictObject({
  tiers: inWords(
    z.array(Tier),
    "tier, touch (high, low, tech), accounts, arr, hours_per_account, covered_by (csm, pool, partner, none), complexity (times hours), first_year (share), min_arr",
  ).optional(),
  ...tableParams,
  as_of: AsOfParam.optional(),
  arr: money().describe("Total").optional(),
  currency: CurrencyParam.optional(),
  team: ByRoleParam.describe("Heads today: {csm: 5.8}").optional(),
  costs: ByRoleParam.describe("Of one a year, by role").optional(),
  contract_hours: hours().describe("A year").optional(),
  leave_hours: hours().describe("A year").optional(),
  sick_hours: hours().describe("A year, if not in leave").optional(),
  customer_time: rate().describe("Measured share, 0 to 1").optional(),
  expansion_mandate: z.boolean().describe("CSMs carry a quota").optional(),
  player_coaches: z.array(z.string()).describe("Leaders with half a book").optional(),
  new_accounts_a_year: z.number().min(0).describe("A year").optional(),
  growth: inWords(Growth, "share a year, or a_month [{tier, accounts}]").optional(),
  attrition: rate().describe("CSMs leaving a year, share").optional(),
  heads: count().describe("CSMs, fixed").optional(),
  budget: money().describe("Team's, a year, fixed").optional(),
  leaving: z
    .union([z.array(z.string()), count()])
    .describe("Owners, or how many")
    .optional(),
  leaving_on: z.string().describe("Day or month").optional(),
  show: inWords(
    SizeTeamInputLists,
    "One list: books, served_less, rebalanced, org_chart, messages, months, pools, pairs, deadlines",
  ).optional(),
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

function refuseWhatDoesNotFit({ leaving, leaving_on, team, table, growth, new_accounts_a_year, show }: TeamInput): void {
  if (table === undefined && Array.isArray(leaving) && leaving.length)
    throw new Problem({
      what: "leaving names owners, and no table says what they own.",
      remedy: "Give a table with an owner column, or the number of those who leave.",
    });
  if (table === undefined && typeof leaving === "number" && team?.csm === undefined)
    throw new Problem({
      what: `leaving is ${leaving}, and nobody says of how many CSMs.`,
      remedy: "Give team, like {csm: 5}, or a table with an owner column.",
    });
  if (leaving_on !== undefined && leaving === undefined)
    throw new Problem({
      what: "leaving_on says when, and nothing says who leaves.",
      remedy: "Give leaving: names, or how many.",
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
  const { expansion_mandate, new_accounts_a_year, attrition, heads, budget, player_coaches } = input;
  const { leaving: who, leaving_on: on } = input;
  const hours = { contract_hours, leave_hours, sick_hours, customer_time, new_accounts_a_year, attrition };
  const people = { team, costs, expansion_mandate, heads, budget, player_coaches };
  const given = { ...hours, ...people, as_of, arr };
  if (path === undefined) {
    const left = typeof who === "number" && heads === undefined ? { heads: Math.max(0, Math.floor(team!.csm! - who)) } : {};
    return { question: { ...given, ...left, tiers: tiersWithAccounts(tiers) }, warnings: [], currency: null };
  }
  const fixed = heads !== undefined || budget !== undefined || who !== undefined;
  if (fixed && as_of === undefined)
    throw new Problem({
      what: "Who gets less depends on which renewals are near, and as_of is missing.",
      remedy: "Give as_of, a date like 2026-01-31.",
    });
  const table = await readBook({ ...input, table: path }, fixed, ports);
  const floors = teamFloors(tiers, standardFloors());
  const book = teamAccounts(bookAt(table, as_of ?? null), floors, tiers);
  const leave = {
    leaving: Array.isArray(who) ? ownersNamed(who, book.accounts) : undefined,
    leaving_count: typeof who === "number" && who > 0 ? who : undefined,
    leaving_on: on === undefined || as_of === undefined ? undefined : leavingDay(on, as_of),
  };
  const question = { ...given, ...leave, tiers: tiers.map((tier) => ({ ...tier, accounts: 0 })), accounts: book.accounts };
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
  const if_present: TableField[] = ["owner", "tier", "partner", ...dates];
  // The hours of an account follow from its touch.
  const needs = { always: ["account", "amount"], if_present, deciding: ["touch"] } satisfies Needs;
  return ports.readTable(input.table, readingOptions(input, needs));
}

/** Rows of each long list shown at once unless asked otherwise. */
const PAGE = 12;

export const sizeTeam = defineTool({
  name: "size_team",
  title: "Size a customer-success team",
  description:
    "CSMs, headcount, roles, cost, hiring and org chart from hours of work. Needs tiers {tier: A, touch: high, accounts: 40, arr: 7e6} or a table (owner column: books). Fixed heads, budget or leaving say which accounts get less.",
  reads: { ...teamReads, ...moreReads, tiers: tiersFigure },
  input: TeamInput,
  output: TeamAnswerFields,
  asks: ["who", "counts", "how_much", "per_what", "whose"],
  book: "today",
  lists: [
    { list: "ratio_checks", least: 0 },
    { list: "assumptions", least: 2 },
    { list: "drivers", least: 2 },
    { list: "months", least: 0 },
    { list: "span_checks", least: 1 },
    { list: "messages", least: 0 },
    { list: "leaving", least: 2 },
    { list: "rebalanced", least: 2 },
    { list: "pairs", least: 2 },
    { list: "deadlines", least: 2 },
    { list: "books_after", least: 2 },
    { list: "books", least: 2 },
    { list: "served_less", least: 2 },
    { list: "hiring_plan", least: 2 },
    { list: "pools", least: 2 },
    { list: "best_coverage.lines", least: 2 },
    { list: "best_coverage.marginal.loses", least: 1 },
    { list: "best_coverage.marginal.gains", least: 1 },
    { list: "roles", least: 1 },
    { list: "org_chart", least: 1 },
    { list: "assumptions", least: 1 },
    { list: "questions", least: 1 },
  ],
  async run(input, figures, ports) {
    const { question, warnings, currency } = await readTeamQuestion(input, () => figures.tiers.value, ports);
    const found = teamAnswer(question, input.growth, figures);
    const stated = currency ?? input.currency ?? ports.defaults.currency ?? null;
    const borrowed = borrowedCosts(found, question, stated);
    const words = { found, question, currency: stated ?? "" };
    return {
      fields: fieldsOf(found, input),
      summary: summariseTeam(words),
      because: teamFacts(words),
      check_first: teamTraps(words, borrowed),
      do_next: teamSteps(words),
      unknown: teamUnknowns(words),
      say: teamSay(words),
      next: found.plan.served_less.length
        ? [{ call: 'size_team with show: "served_less"', why: "The whole list of who gets less, and why." }]
        : [{ call: "build_blueprint", why: "Whether the plan pays, against what was lost." }],
      warnings: [...(borrowed === null ? [] : [{ code: "currency", message: borrowed }]), ...warnings, ...found.warnings],
      assumptions: found.assumptions,
    };
  },
});

/** Says which costs came from the rules, in dollars, beside a book in another currency or in none that was named. */
function borrowedCosts(found: TeamAnswer, { costs = {} }: TeamQuestion, currency: string | null): string | null {
  const guessed = found.plan.roles.filter(({ role, heads, today }) => heads + (today ?? 0) > 0 && costs[role] === undefined);
  if (guessed.length === 0 || currency === "USD") return null;
  const whose = inShort(guessed.map(({ role }) => roleName(role)));
  return currency === null
    ? `The cost of ${whose} is the rules' own, in US dollars; nobody said the currency of the ARR.`
    : `The cost of ${whose} is the rules' own, in US dollars, taken as ${currency}; give costs.`;
}

const noArr = "The ARR of this tier is unknown, or 0.";
const noOwner = "These accounts have no owner.";
const noDay = "Without as_of no renewal is near or far.";

const bookFields = (book: Book) => ({ ...book, renewals: known(book.renewals, noDay), load: known(book.load, noOwner) });

/** Everything the answer holds, with one page of every long list, or of the one to show, and how long each is. */
function fieldsOf(found: TeamAnswer, { show, offset = 0, limit = PAGE }: TeamInput): Answered<z.infer<typeof TeamAnswerFields>> {
  const { plan, growth, recruiting, coverage, parts, contacts } = found;
  const { warnings: _, assumptions: __, undefined: ___, ...fields } = plan;
  const page = <Row>(name: NonNullable<TeamInput["show"]>, list: readonly Row[]): Row[] =>
    show === undefined || show === name ? list.slice(offset, offset + limit) : [];
  const months = growth?.months ?? [];
  const shortWhy =
    growth?.months[0]?.csms_there === null
      ? "Who is there today is not known; give team.csm."
      : "No month of the twelve is short.";
  const pools = plan.pools.map((pool) => ({
    ...pool,
    arr: known(pool.arr, "Nobody gave the ARR of this tier."),
    accounts_per_csm: known(pool.accounts_per_csm, "The tier above serves it with time to spare, or it takes no hours."),
    arr_per_csm: known(pool.arr_per_csm, "No whole CSM of its own, or ARR unknown."),
    cost_to_serve: known(pool.cost_to_serve, noArr),
  }));
  return {
    ...fields,
    cost_share_of_arr: known(plan.cost_share_of_arr, "Total ARR is unknown, or 0."),
    budget_left: known(plan.budget_left, "No budget was given."),
    today: known(plan.today, "team was not given."),
    arr: known(plan.arr, "The ARR of a tier is unknown and no total was given."),
    arr_at_risk: known(plan.arr_at_risk, "The ARR of a tier that gets less is unknown."),
    arr_check: plan.arr_check
      ? { ...plan.arr_check, arr_per_csm: known(plan.arr_check.arr_per_csm, "The plan has no CSM.") }
      : unknown("The ARR that CSMs serve is unknown, or they serve none."),
    new_accounts: known(plan.new_accounts, "new_accounts_a_year was not given."),
    pools: show === "pools" ? page("pools", pools) : pools,
    pools_total: plan.pools.length,
    roles: plan.roles.map(({ because, ...role }) => ({
      ...role,
      today: known(role.today, "team was not given."),
      why: roleWhy({ ...role, because }),
    })),
    hiring_plan: found.hiring_plan.map((step) => ({
      ...step,
      weeks_before: known(step.weeks_before, "The rule names no lead time for this role."),
      full_in_months: known(step.full_in_months, "The rule's ramp is a CSM's."),
      opens_on: known(step.opens_on, "It is counted back from as_of."),
    })),
    hiring_plan_total: found.hiring_plan.length,
    recruiting,
    months: page("months", months).map((month) => ({
      ...month,
      csms_there: known(month.csms_there, "Who is there today is not known; give team.csm."),
    })),
    months_total: months.length,
    shortage: growth
      ? {
          first_month: known(growth.first_short_month, shortWhy),
          early_month: known(growth.short_month_early, shortWhy),
          late_month: known(growth.short_month_late, shortWhy),
          months_still_short: growth.months_still_short,
        }
      : unknown("growth was not given."),
    leaving_on: mapKnown(found.leaving, ({ leaving_on }) => leaving_on),
    pairs: isKnown(found.leaving) ? page("pairs", found.leaving.pairs) : [],
    pairs_total: isKnown(found.leaving) ? found.leaving.pairs.length : 0,
    deadlines: isKnown(found.leaving) ? page("deadlines", found.leaving.deadlines) : [],
    deadlines_total: isKnown(found.leaving) ? found.leaving.deadlines.length : 0,
    concentration: found.concentration,
    keeps_person: mapKnown(found.leaving, ({ keeps_person }) => keeps_person),
    best_coverage: mapKnown(coverage, (best) => ({ ...best, lines_total: best.lines.length })),
    parts,
    org_chart_text: orgChartText(plan.org_chart),
    org_chart_mermaid: show === "org_chart" ? orgChartMermaid(plan.org_chart) : unknown("Ask with show org_chart."),
    books: page("books", plan.books).map(bookFields),
    books_after: mapKnown(known(plan.books_after, "No owners, or nothing that changes their books."), (after) =>
      page("books", after).map(bookFields),
    ),
    books_total: Math.max(plan.books.length, plan.books_after?.length ?? 0),
    leaving: page("books", plan.leaving),
    leaving_total: plan.leaving.length,
    served_less: page("served_less", plan.served_less).map((row) => ({
      ...row,
      account: known(row.account, "Only the totals of its tier are known."),
      arr: known(row.arr, noArr),
    })),
    served_less_total: plan.served_less.length,
    rebalanced: page("rebalanced", plan.rebalanced),
    rebalanced_total: plan.rebalanced.length,
    org_chart: show === "org_chart" ? page("org_chart", plan.org_chart) : [],
    org_chart_total: plan.org_chart.length,
    span_checks: page("org_chart", plan.span_checks),
    span_checks_total: plan.span_checks.length,
    message:
      found.contacts_lost === 0
        ? unknown("No account loses the CSM it knows.")
        : show === "messages"
          ? contactMessage()
          : unknown("Ask with show messages."),
    messages: (show === "messages" ? page("messages", contacts) : []).map((one) => ({
      ...one,
      new_contact: known(one.new_contact, "A program or the whole team takes over."),
      text: filledMessage(one),
    })),
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
