import * as z from "zod";
import type { Warning } from "../../core/answer.ts";
import { listed, plural } from "../../core/english.ts";
import type { Figures } from "../../core/figure.ts";
import { count, hours, money, people, rate, shown } from "../../core/kinds.ts";
import { inOtherCurrency, RULES_CURRENCY } from "../../core/money.ts";
import { Problem } from "../../core/problem.ts";
import type { Needs, Table, TableField } from "../../core/table.ts";
import { Touch } from "../../core/vocabulary.ts";
import { decimal } from "../../render/numbers.ts";
import {
  AsOfParam,
  ByRoleParam,
  byRole,
  CurrencyParam,
  HeadsByRoleParam,
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
import { arrReachedFigure, coverage, tiersFigure, touchBySegmentFigure } from "../tiers/crossover.ts";
import { type Floor, floorsOfBook } from "../tiers/floors.ts";
import { costsAt } from "../workload/hours.ts";
import { TeamAnswerFields } from "./answer.ts";
import { boundReads, costsInBook, moreReads, teamReads } from "./figures.ts";
import {
  type GivenTier,
  leavingDay,
  ownersNamed,
  segmentTiers,
  type TeamQuestion,
  teamAccounts,
  teamFloors,
  tiersWithAccounts,
  tiersWithoutFloor,
} from "./question.ts";
import { teamAnswer } from "./team-answer.ts";
import { aboutCosts, floorsSuggested, summariseTeam, teamFacts, teamSay, teamSteps, teamTraps, teamUnknowns } from "./words.ts";
import { ShownList, teamFields } from "./words-answer.ts";

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
/** What says whether a hire pays; rates as fractions. */
const Losses = z.strictObject({
  annual_logo_churn: rate().optional(),
  grr: rate().optional(),
  nrr: shown.rate().min(0).optional(),
  gross_margin: rate().gt(0, "must be above 0").optional(),
  contract_years: z.number().positive().optional(),
});

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
  team: HeadsByRoleParam.describe("Heads today: {csm: 5.8}").optional(),
  costs: ByRoleParam.describe("Of one a year, by role").optional(),
  contract_hours: hours().describe("A year").optional(),
  leave_hours: hours().describe("A year").optional(),
  sick_hours: hours().describe("Beside leave").optional(),
  customer_time: rate().describe("Measured share, 0 to 1").optional(),
  expansion_mandate: z.boolean().describe("CSMs carry a quota").optional(),
  player_coaches: z.array(z.string()).describe("With half a book").optional(),
  new_accounts_a_year: z.number().min(0).describe("A year").optional(),
  growth: inWords(Growth, "share a year, or a_month [{tier, accounts}]").optional(),
  attrition: rate().describe("Leaving a year, share").optional(),
  losses: inWords(Losses, "grr, nrr, annual_logo_churn, gross_margin, contract_years").optional(),
  heads: people().describe("CSMs, fixed").optional(),
  budget: money().describe("Team's, a year, fixed").optional(),
  leaving: z
    .union([z.array(z.string()), count()])
    .describe("Owners, or how many")
    .optional(),
  leaving_on: z.string().describe("Day or month").optional(),
  show: inWords(
    ShownList,
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
export async function readTeamQuestion(input: TeamInput, figures: Figures<TeamToolReads>, ports: Ports): Promise<AskedTeam> {
  refuseWhatDoesNotFit(input);
  const { tiers = [], as_of, arr, contract_hours, leave_hours, sick_hours, customer_time, table: path } = input;
  const [team, costs] = [byRole("team", input.team), byRole("costs", input.costs)];
  const { expansion_mandate, new_accounts_a_year, attrition, heads, budget, player_coaches } = input;
  const { leaving: who, leaving_on: on } = input;
  const hours = { contract_hours, leave_hours, sick_hours, customer_time, new_accounts_a_year, attrition };
  const people = { team, costs, expansion_mandate, heads, budget, player_coaches };
  const { contract_years, ...losses } = input.losses ?? {};
  if (losses.nrr !== undefined && losses.grr !== undefined && losses.nrr < losses.grr)
    throw new Problem({
      what: `losses.nrr ${losses.nrr} is below losses.grr ${losses.grr}; expansion only adds to what is kept.`,
      remedy: "Check which of the two is which.",
    });
  const given = { ...hours, ...people, as_of, arr, contract_years, losses };
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
  const book = bookAt(table, as_of ?? null);
  const currency = table.currency ?? statedCurrency(input, ports);
  const own = inOtherCurrency(currency)
    ? floorsOfBook(
        book.map(({ arr: paid }) => paid),
        figures.tiers.value,
        coverage({ ...input, csm_cost: costs?.csm || undefined }, figures, currency).crossovers,
        figures.arrReached.value,
      )
    : undefined;
  const floors = teamFloors(tiers, figures.tiers.value, own);
  const header = table.columns.find(({ field }) => field === "segment")?.header;
  const named = header === undefined || tiers.length > 0 ? [] : table.records;
  const segments = segmentTiers(
    named.map(({ account, cells }) => ({ account, segment: cells[header!]?.trim() || null })),
    figures.touchBySegment.value,
  );
  const served = teamAccounts(book, floors, tiers, segments ?? undefined);
  const suggested = own !== undefined && floors === own && served.warnings.some(({ code }) => code === "placed_by_arr");
  const leave = {
    leaving: Array.isArray(who) ? ownersNamed(who, served.accounts) : undefined,
    leaving_count: typeof who === "number" && who > 0 ? who : undefined,
    leaving_on: on === undefined || as_of === undefined ? undefined : leavingDay(on, as_of),
  };
  const question = { ...given, ...leave, tiers: tiers.map((tier) => ({ ...tier, accounts: 0 })), accounts: served.accounts };
  return {
    question,
    warnings: [
      ...(suggested ? [floorsSuggested(own)] : []),
      ...served.warnings,
      ...bySegment(segments),
      ...borrowedFloor(tiers, floors),
      ...tableWarnings(table, tiers),
    ],
    currency,
  };
}

/** The currency the caller names where the table names none. */
const statedCurrency = (input: Pick<TeamInput, "currency">, ports: Ports): string | null =>
  input.currency ?? ports.defaults.currency ?? null;

/** Says that segments stand as tiers, and how each is touched. */
function bySegment(segments: ReturnType<typeof segmentTiers>): Warning[] {
  if (segments === null) return [];
  const tiers = new Map([...segments.values()].map(({ tier, touch }) => [tier, touch]));
  const said = listed([...tiers].map(([tier, touch]) => `${tier} ${touch} touch`));
  return [{ code: "placed_by_segment", message: `Segments stand as tiers: ${said}. Give tiers if yours are touched otherwise.` }];
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
  const if_present: TableField[] = ["owner", "tier", "partner", "segment", ...dates];
  // The hours of an account follow from its touch.
  const needs = { always: ["account", "amount"], if_present, deciding: ["touch"] } satisfies Needs;
  return ports.readTable(input.table, readingOptions(input, needs));
}

const teamToolReads = {
  ...teamReads,
  ...moreReads,
  ...boundReads,
  tiers: tiersFigure,
  arrReached: arrReachedFigure,
  touchBySegment: touchBySegmentFigure,
};
type TeamToolReads = typeof teamToolReads;

export const sizeTeam = defineTool({
  name: "size_team",
  title: "Size a customer-success team",
  description:
    "CSMs, headcount, roles, cost, hiring and org chart from hours of work. Needs tiers {tier: A, touch: high, accounts: 40, arr: 7e6} or a table (owner column: books). Fixed heads, budget or leaving say which accounts get less.",
  reads: teamToolReads,
  input: TeamInput,
  output: TeamAnswerFields,
  asks: ["who", "counts", "how_much", "per_what", "whose"],
  book: "today",
  lists: [
    { list: "ratio_checks", least: 0 },
    { list: "assumptions", least: 2 },
    { list: "drivers", least: 0 },
    { list: "questions", least: 0 },
    { list: "months", least: 0 },
    { list: "span_checks", least: 0 },
    { list: "messages", least: 0 },
    { list: "rebalanced", least: 0 },
    { list: "org_chart", least: 1 },
    { list: "books_after", least: 0 },
    { list: "hiring_plan", least: 2 },
    { list: "pools", least: 3 }, // not a figure: rows of a cut list
    { list: "assumptions", least: 1 },
    { list: "served_less", least: 6 }, // not a figure: rows of a cut list
    { list: "deadlines", least: 8 }, // not a figure: rows of a cut list
    { list: "books", least: 2 },
    { list: "pairs", least: 6 }, // not a figure: rows of a cut list
    { list: "leaving", least: 2 },
    { list: "served_less", least: 2 },
    { list: "deadlines", least: 2 },
    { list: "pairs", least: 2 },
    { list: "best_coverage.lines", least: 2 },
    { list: "best_coverage.marginal.loses", least: 1 },
    { list: "best_coverage.marginal.gains", least: 1 },
    { list: "roles", least: 1 },
  ],
  async run(input, figures, ports) {
    const { question, warnings, currency } = await readTeamQuestion(input, figures, ports);
    const stated = currency ?? statedCurrency(input, ports);
    const priced = costsInBook(stated, question.costs ?? {}, figures.loadedCosts.value, figures.perDollar.value);
    if (priced.unpriced !== undefined && input.budget !== undefined)
      throw new Problem({
        what: `A budget in ${priced.unpriced} buys people whose cost is known in ${RULES_CURRENCY} only.`,
        remedy: `Give costs, like {csm: yearly cost of one in ${priced.unpriced}}; the other roles follow. Or leave budget out: heads and hours need no cost.`,
      });
    const { from: _, converted, ...inBook } = priced;
    const loadedCosts = { ...figures.loadedCosts, value: costsAt(figures.loadedCosts.value, converted) };
    const found = teamAnswer({ ...question, ...inBook }, input.growth, { ...figures, loadedCosts });
    const borrowed = aboutCosts(found, question, stated, priced, figures.perDollar.value);
    const words = { found, question, currency: stated ?? "" };
    return {
      fields: teamFields(found, { ...input, unpriced: priced.unpriced }),
      summary: summariseTeam(words),
      because: teamFacts(words),
      check_first: teamTraps(words, [
        ...(borrowed === null ? [] : [borrowed]),
        ...warnings.flatMap(({ code, message }) => (code === "floors_suggested" ? [message] : [])),
      ]),
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
