import type { Chart } from "../core/contract/chart.ts";
import { type TeamAnswer, teamAnswer } from "../core/org/team-answer.ts";
import { TeamAnswerFields } from "../core/org/team-answer-fields.ts";
import { moreReads, teamReads } from "../core/org/team-reads.ts";
import { tiersFigure } from "../core/segmentation/figures.ts";
import { contactMessage, filledMessage } from "../render/team-message.ts";
import { orgChartMermaid, orgChartText } from "../render/team-org-chart.ts";
import { summariseTeam } from "../render/team-summary.ts";
import { type Extent, fitTeamAnswer, without } from "./fit-team-answer.ts";
import { readTeamQuestion } from "./read-team-question.ts";
import { TeamInput } from "./size-team-input.ts";
import { defineTool } from "./tool.ts";

/** Rows of each long list shown at once, fewer where the answer, which the basis of about 1,700 characters joins, would grow too long to send. */
const PAGE = 12;
const ANSWER_CHARACTERS = 8000;
/** Rows that a page keeps while there is something else to leave out. */
const FULL_ENOUGH = PAGE / 2 + 2;

export const sizeTeam = defineTool({
  name: "size_team",
  title: "Size a customer-success team",
  description:
    "CSMs, roles, cost, hiring and org chart from hours of work, never ratios: a range. Give tiers with accounts, or a table (owner column: books). Growth gives each month's need; fixed heads or budget says which accounts get less and what the last money buys. Refuses negatives, customer_time above 1, a budget below the other roles' cost.",
  reads: { ...teamReads, ...moreReads, tiers: tiersFigure },
  input: TeamInput,
  output: TeamAnswerFields,
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
