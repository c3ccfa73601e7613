import type { Chart } from "../core/contract/chart.ts";
import { type TeamAnswer, teamAnswer } from "../core/org/team-answer.ts";
import { TeamAnswerFields } from "../core/org/team-answer-fields.ts";
import { moreReads, teamReads } from "../core/org/team-reads.ts";
import { tiersFigure } from "../core/segmentation/figures.ts";
import { contactMessage, filledMessage } from "../render/team-message.ts";
import { orgChartMermaid, orgChartText } from "../render/team-org-chart.ts";
import { summariseTeam } from "../render/team-summary.ts";
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
    const answer = (rows: number, left: number) => {
      const all = fieldsOf(found, input, rows);
      const out = leavable.slice(0, left).filter((name) => name !== input.show && all[name] !== null && all[name].length > 0);
      const message = `Left out for length: ${out.join(", ")}. With show, only one long list is sent.`;
      return {
        fields: { ...all, ...blank(out) },
        summary,
        warnings: [...warnings, ...found.warnings, ...(out.length ? [{ code: "left_out", message }] : [])],
        assumptions: found.assumptions,
        undefined: [...found.undefined, ...messageGap(found, out), ...chartGap(input)],
      };
    };
    return fitting(answer, Math.min(PAGE, input.limit ?? PAGE));
  },
});

/** The first answer that is short enough to send: whole pages first, then shorter ones, then one list after the other left out. */
function fitting<Sent>(answer: (rows: number, left: number) => Sent, most: number): Sent {
  for (let left = 0; left < leavable.length; left += 1)
    for (let rows = most; rows >= Math.min(most, FULL_ENOUGH); rows -= 1) {
      const one = answer(rows, left);
      if (JSON.stringify(one).length <= ANSWER_CHARACTERS) return one;
    }
  let rows = most;
  while (rows > 1 && JSON.stringify(answer(rows, leavable.length)).length > ANSWER_CHARACTERS) rows -= 1;
  return answer(rows, leavable.length);
}

/** What is left out of an answer that is too long to send, in this order; the summary says the questions, org_chart_text the chart. */
const leavable = ["questions", "ratio_checks", "org_chart", "message", "charts", "drivers", "months"] as const;
type Leavable = (typeof leavable)[number];

function blank(out: readonly Leavable[]) {
  return {
    ...(out.includes("org_chart") ? { org_chart: [] } : {}),
    ...(out.includes("ratio_checks") ? { ratio_checks: [] } : {}),
    ...(out.includes("questions") ? { questions: [] } : {}),
    ...(out.includes("message") ? { message: null } : {}),
    ...(out.includes("charts") ? { charts: [] } : {}),
    ...(out.includes("drivers") ? { drivers: [] } : {}),
    ...(out.includes("months") ? { months: [] } : {}),
  };
}

function messageGap({ contacts_lost }: TeamAnswer, out: readonly Leavable[]) {
  if (contacts_lost === 0) return [{ field: "message", reason: "No account loses the CSM it knows." }];
  return out.includes("message") ? [{ field: "message", reason: "Left out for length; ask with show messages." }] : [];
}

function chartGap({ show }: TeamInput) {
  return show === "org_chart" ? [] : [{ field: "org_chart_mermaid", reason: "Ask with show org_chart." }];
}

/** Everything the answer holds, with one page of every long list, or of the one to show, and how long each is. */
function fieldsOf(found: TeamAnswer, { show, offset = 0 }: TeamInput, rows: number) {
  const { plan, growth, hiring_plan, recruiting, coverage, parts, contacts } = found;
  const { warnings: _, assumptions: __, undefined: ___, ...fields } = plan;
  const page = <Row>(name: NonNullable<TeamInput["show"]>, list: readonly Row[]): Row[] =>
    show === undefined || show === name ? list.slice(offset, offset + rows) : [];
  return {
    ...fields,
    hiring_plan,
    recruiting,
    months: show === undefined || show === "months" ? (growth?.months ?? []) : [],
    shortage: growth && {
      first_month: growth.first_short_month,
      early_month: growth.short_month_early,
      late_month: growth.short_month_late,
      months_still_short: growth.months_still_short,
    },
    coverage,
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
