import * as z from "zod";
import type { Chart } from "../../core/answer.ts";
import { type Answered, isKnown, known, mapKnown, unknown } from "../../core/known.ts";
import type { Book, ServedLess, TeamAnswerFields } from "./answer.ts";
import { whyUnpriced } from "./figures.ts";
import { byTierOf } from "./full-team.ts";
import type { TeamAnswer } from "./team-answer.ts";
import { contactMessage, filledMessage, orgChartMermaid, orgChartText, roleWhy } from "./words-people.ts";

/** Rows of each long list shown at once unless asked otherwise. */
const PAGE = 12;
const LONG_PAGE = 24; // not a figure: rows of a page
/** What stands aside while pairs of leavers are compared. */
const aside: readonly string[] = ["pools", "served_less"];

const MOST_NAMES = 30; // not a figure: names of one tier that an answer lists

/** The lists of which one may be asked for by page. */
export const ShownList = z.enum([
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

interface Paged {
  /** The currency in which nobody knows a cost. */
  unpriced?: string;
  show?: z.infer<typeof ShownList>;
  offset?: number;
  limit?: number;
}

const noArr = "The ARR of this tier is unknown, or 0.";
const noOwner = "These accounts have no owner.";
const arrCheckWhy =
  "The ARR that CSMs serve is unknown, they serve none, or it is in another currency than the published ratios.";
const noDay = "Without as_of no renewal is near or far.";

const bookFields = (book: Book) => ({ ...book, renewals: known(book.renewals, noDay), load: known(book.load, noOwner) });

/** Everything the answer holds, with one page of every long list, or of the one to show, and how long each is. */
export function teamFields(
  found: TeamAnswer,
  { show, offset = 0, limit = PAGE, unpriced }: Paged,
): Answered<z.infer<typeof TeamAnswerFields>> {
  const { plan, growth, recruiting, coverage, parts, contacts } = found;
  const { warnings: _, assumptions: __, undefined: ___, ...fields } = plan;
  const noCost = unpriced === undefined ? "" : whyUnpriced(unpriced);
  const leaves = isKnown(found.leaving);
  // Where anybody may leave, whose going costs what, what decides when and who gets less are the answer, and the rest is for asking.
  const pairs = show === undefined && isKnown(found.leaving) && found.leaving.pairs.length > 1;
  const long = leaves ? ["pairs", "deadlines"] : [];
  const page = <Row>(name: NonNullable<Paged["show"]>, list: readonly Row[]): Row[] =>
    (show === undefined && !(pairs && aside.includes(name))) || show === name
      ? list.slice(offset, offset + (show === undefined && long.includes(name) ? LONG_PAGE : limit))
      : [];
  const months = growth?.months ?? [];
  const less = lessRows(found);
  const shortWhy =
    growth?.months[0]?.csms_there === null
      ? "Who is there today is not known; give team.csm."
      : "No month of the twelve is short.";
  const pools = plan.pools.map((pool) => ({
    ...pool,
    arr: known(pool.arr, "Nobody gave the ARR of this tier."),
    accounts_per_csm: known(pool.accounts_per_csm, "The tier above serves it with time to spare, or it takes no hours."),
    arr_per_csm: known(pool.arr_per_csm, "No whole CSM of its own, or ARR unknown."),
    cost: known(pool.cost, noCost),
    cost_to_serve: known(pool.cost_to_serve, pool.cost === null ? noCost : noArr),
  }));
  const { advice } = found;
  return {
    ...fields,
    advice:
      advice === null
        ? unknown("It takes the team today and the ARR, and nobody leaving, no growth and no player-coach named.")
        : {
            reason: advice.choice.reason,
            heads: advice.option.heads,
            cost: known(advice.option.cost, noCost),
            roles: advice.option.roles.flatMap(({ role, heads }) => (heads > 0 ? [{ role, heads }] : [])),
          },
    cost_share_of_arr: known(plan.cost_share_of_arr, plan.cost === null ? noCost : "Total ARR is unknown, or 0."),
    cost: known(plan.cost, noCost),
    cost_range: known(plan.cost_range, noCost),
    budget_left: known(plan.budget_left, "No budget was given."),
    today: mapKnown(known(plan.today, "team was not given."), (today) => ({ ...today, cost: known(today.cost, noCost) })),
    arr: known(plan.arr, "The ARR of a tier is unknown and no total was given."),
    arr_at_risk: known(plan.arr_at_risk, "The ARR of a tier that gets less is unknown."),
    arr_check: plan.arr_check
      ? { ...plan.arr_check, arr_per_csm: known(plan.arr_check.arr_per_csm, "The plan has no CSM.") }
      : unknown(arrCheckWhy),
    new_accounts: mapKnown(known(plan.new_accounts, "new_accounts_a_year was not given."), (fresh) => ({
      ...fresh,
      cost: known(fresh.cost, noCost),
    })),
    pools: show === "pools" || pairs ? page("pools", pools) : pools,
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
      recruiting_low: known(step.recruiting_low, noCost),
      recruiting_high: known(step.recruiting_high, noCost),
    })),
    hiring_plan_total: found.hiring_plan.length,
    recruiting: known(recruiting, noCost),
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
    without_hours: byTierOf(found.readings?.without_hours ?? [], MOST_NAMES),
    if_full:
      found.readings?.full == null
        ? unknown(found.readings === null ? "Nobody leaves, or the hours left decide." : "Nobody else would get less.")
        : fullFields(found.readings.full),
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
    served_less: page("served_less", less).map((row) => ({
      ...row,
      account: known(row.account, "Only the totals of its tier are known."),
      arr: known(row.arr, noArr),
    })),
    served_less_total: less.length,
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

const fullFields = ({ served_less, ...full }: NonNullable<NonNullable<TeamAnswer["readings"]>["full"]>) => ({
  ...full,
  tiers: byTierOf(served_less, MOST_NAMES),
});

/** Everybody who gets less: by the hours of the plan, else those without hours in it and those who follow if today's team is full. */
const lessRows = ({ plan, readings }: TeamAnswer): ServedLess[] => [
  ...plan.served_less,
  ...(readings?.without_hours ?? []),
  ...(readings?.full?.served_less ?? []),
];

/** Pictures of what the answer shows: CSMs by tier, the load of each book, the need by month. */
function chartsOf({ plan, growth }: TeamAnswer, show: Paged["show"]): Chart[] {
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
