import { listed, plural, sentence } from "../../core/english.ts";
import { isKnown, type Known } from "../../core/known.ts";
import type { Touch } from "../../core/vocabulary.ts";
import { rateText, servedBy } from "../../render/answer-pictures.ts";
import { escapeMarkdown, rightOf, table } from "../../render/markdown.ts";
import { decimal, label, money, percent, shortMoney } from "../../render/numbers.ts";
import type { PlanOption } from "../team/choice.ts";
import { roleHeads } from "../team/roles.ts";
import type { PlanUnknown } from "./losses.ts";
import type { Cause, Plan, SinceLastRun } from "./plan.ts";
import { type Appendix, assumptionSection, basisSection, warningSection } from "./words-appendix.ts";
import { booksSection, renewalsSection, retentionSection, teamSection, tierSection } from "./words-book.ts";
import {
  brokenWords,
  cash,
  changeOfPeople,
  ownerOf,
  proposedFinding,
  reasonLine,
  repayment,
  weekOfPlan,
} from "./words-choice.ts";
import { diagramSection } from "./words-diagrams.ts";
import { onePage, optionTitle } from "./words-page.ts";
import { digitalSection, maturityLines, playbookName, stakeholderSection } from "./words-people.ts";
import { roadmapSection } from "./words-roadmap.ts";
import { tieStatus } from "./words-verdict.ts";

const inDays = "time_to_value";

/** The plans side by side: people, cost, what is added, what must be won back. */
export function optionsTable(plan: Plan): string {
  const rows = plan.options.map((option) => [
    optionTitle(option).replace("Plan ", ""),
    decimal(option.heads, 1),
    option.cost === null ? "not known" : cash(plan, option.cost),
    option.cost_share_of_arr === null ? "not known" : percent(option.cost_share_of_arr),
    option.added_cost === null ? "not known" : cash(plan, option.added_cost),
    option.break_even === null ? "not known" : cash(plan, option.break_even.retained_arr_needed),
    option.break_even === null ? "not known" : decimal(option.break_even.share_of_arr * 100, 1),
  ]);
  const headers = ["Plan", "People", "Cost a year", "Of ARR", "Added a year", "ARR to win back", "In points"];
  return table(headers, rows, rightOf(headers.length, 0));
}

function optionPart(plan: Plan, option: PlanOption): string {
  const broken = brokenWords(plan, option);
  const hires = option.roles.filter((line) => line.added > 0 && line.start_week !== null);
  return [
    `### ${optionTitle(option)}`,
    [
      `- **People:** ${
        option.roles
          .filter((line) => line.heads > 0)
          .map((line) => roleHeads(line.role, line.heads))
          .join(", ") || "nobody"
      }. ${sentence(changeOfPeople(option))}.`,
      `- **Repayment:** ${escapeMarkdown(repayment(plan, option) ?? "It costs what today's team costs, so there is nothing to repay.")}`,
      ...(hires.length
        ? [
            `- **Starts:** ${hires.map((line) => `${roleHeads(line.role, line.added)} about ${weekOfPlan(plan, line.start_week!)}`).join(", ")}.`,
          ]
        : []),
      ...(broken.length ? [`- **Against it:** ${escapeMarkdown(broken.join("; "))}.`] : []),
    ].join("\n"),
  ].join("\n\n");
}

/** The plans to choose from, what each asks for, and what was not recommended. */
export function optionsSection(plan: Plan): string {
  const quarters = plan.options.map((option) => [
    option.name,
    ...option.cost_by_quarter.map((amount) => cash(plan, amount)),
    cash(
      plan,
      option.cost_by_quarter.reduce((sum, one) => sum + one, 0),
    ),
  ]);
  const headers = ["Plan", ...plan.quarters, "First year"];
  const rejected = plan.choice.rejected.flatMap((option) => {
    const why = brokenWords(plan, option);
    return why.length ? [`- ${escapeMarkdown(sentence(changeOfPeople(option)))}: ${escapeMarkdown(why.join("; "))}.`] : [];
  });
  return [
    "## Plans to choose from",
    optionsTable(plan),
    escapeMarkdown(reasonLine(plan)),
    ...plan.options.map((option) => optionPart(plan, option)),
    ...(rejected.length ? [`### Not recommended\n\n${[...new Set(rejected)].join("\n")}`] : []),
    "### Cost by quarter",
    plan.as_of === null ? "Quarters of thirteen weeks." : "Fiscal quarters; the first and the last may be parts of one.",
    table(headers, quarters, rightOf(headers.length, 0)),
    `A published survey's median for customer success and support together is ${percent(plan.spend_median, 0)} of ARR. No lift in retention is promised; a plan is judged by what must be true.`,
  ].join("\n\n");
}

/** The measures of design_scorecard for this company's stage and motion, with today, target and whether they can be read soon. */
export function scorecardSection(plan: Plan): string {
  const { scorecard, settled } = plan.others;
  const today = (measure: string) => scorecard.targets.find((one) => one.measure === measure);
  const shown = (measure: string, value: Known<number> | undefined) =>
    value === undefined || !isKnown(value)
      ? null
      : measure === inDays
        ? `${decimal(value)} days`
        : Math.abs(value) <= 2
          ? rateText(value)
          : decimal(value); // not a figure: above that no rate
  const rows = [...scorecard.lagging, ...scorecard.leading].map((line) => [
    line.name,
    scorecard.lagging.some((one) => one.measure === line.measure) ? "result" : "early sign",
    shown(line.measure, today(line.measure)?.current) ?? "not measured",
    shown(line.measure, today(line.measure)?.target) ?? "to be set",
    ownerOf(plan, line.owner),
  ]);
  const how = [settled.stage_given ? "" : "stage", settled.motion_given ? "" : "motion"].filter(Boolean);
  const guessed = how.length
    ? ` Nobody gave the ${listed(how)}; size and touch suggest ${stageName(settled.stage)} and ${label(settled.motion)}.`
    : "";
  return `## Scorecard\n\nFor stage ${stageName(settled.stage)} and motion ${label(settled.motion)}. To prove at this stage: ${scorecard.proves}.${guessed}\n\n${table(["Measure", "Kind", "Today", "Target", "Owner"], rows, [false, false, true, true])}`;
}

/** @example stageName("series_b") // "Series B" */
const stageName = (stage: string): string =>
  label(stage).replace(/\bseries ([a-z])\b/i, (_, letter: string) => `Series ${letter.toUpperCase()}`);

/** Variable pay as design_compensation would set it for the CSMs of the plan, with its cost. */
export function paySection(plan: Plan): string {
  const { fields } = plan.others.pay;
  const weightOf = (name: string) => fields.components.find(({ metric }) => metric === name)?.weight ?? 0;
  const health = weightOf("grr") > 0 ? weightOf("health") : 0;
  // A score that nobody tested is paid as retention until somebody has.
  const first = (metric: string, weight: number) => (metric === "health" ? 0 : metric === "grr" ? weight + health : weight);
  const rows = fields.components.map(({ metric, weight }) => [
    label(metric),
    percent(first(metric, weight), 0),
    ...(health > 0 ? [percent(weight, 0)] : []),
  ]);
  const heads = health > 0 ? ["Share of the variable part now", "Once the score is proven"] : ["Share of the variable part"];
  const unproven =
    health > 0
      ? "\n\nNothing here shows yet that the health score tells who leaves; its share goes to gross retention until a test against your own losses does."
      : "";
  const { cost } = fields;
  const people = plan.csms_planned ?? 0;
  const total =
    people >= 1
      ? ` For ${plural(Math.round(people), "CSM")} variable pay at target is ${cash(plan, fields.variable * Math.round(people))} a year, inside the loaded cost of each.`
      : "";
  return cost === undefined || plan.unpriced !== null
    ? ""
    : `## Pay\n\nTarget pay of ${cash(plan, fields.ote)}, ${percent(fields.base_share, 0)} fixed and ${cash(plan, fields.variable)} variable; a CSM costs ${cash(plan, plan.others.loaded_cost)} a year, and charges, tools and place of work are the rest.${total}\n\n${table(["Paid for", ...heads], rows, rightOf(3, 0))}${unproven}`;
}

/** What must be so before a platform is signed for. */
const readiness: Record<string, string> = {
  __proto__: null as never,
  account_table: "finance accepts one account table with notice dates",
  owner: "a named person has time every week to run it",
  playbooks: "three playbooks are run by hand",
  usage_key: "use data reaches an account by key",
  hours: "a list says which hours it gives back",
};

/** What plan_technology says to buy now, what waits, and the budget it comes from. */
export function technologySection(plan: Plan): string {
  const { platform, buy_now, wait, spending } = plan.others.technology;
  const open = isKnown(platform) ? [...platform.conditions_missing, ...platform.conditions_unknown] : [];
  const conditions = listed(open.map((one) => readiness[one] ?? one.replaceAll("_", " ")));
  const verdicts = {
    have: "it is there already",
    buy: "buy it now",
    buy_if_ready: `buy it once ${conditions}`,
    wait: "wait",
    not_known: "not known yet",
  };
  const budget = isKnown(spending) ? technologyBudget(plan) : "";
  const lines = [
    `- A customer-success platform: ${isKnown(platform) ? verdicts[platform.verdict] : "not known yet"}.`,
    ...buy_now.map((one) => `- Now: ${escapeMarkdown(label(one.tool))}.`),
    // The platform has its own line above.
    ...wait
      .filter(({ tool }) => tool !== "csp")
      .slice(0, 3)
      .map((one) => `- Later: ${escapeMarkdown(label(one.tool))}.`), // not a figure: lines of a list
  ];
  return `## Technology\n\n${budget}\n\n${lines.join("\n")}`;
}

/** The yearly line for tools, as a share of what customer success costs. */
function technologyBudget(plan: Plan): string {
  const { spending } = plan.others.technology;
  if (!isKnown(spending) || !isKnown(spending.usual_low) || !isKnown(spending.usual_high))
    return "No budget line: ARR is not known.";
  return `A usual yearly budget for tools is ${cash(plan, spending.usual_low)} to ${cash(plan, spending.usual_high)}, ${percent(spending.usual_low_share)} to ${percent(spending.usual_high_share)} of ARR (${escapeMarkdown(spending.population)}).`;
}

/** The stage of the organization by customers and by CSMs, as assess_organization reads it. */
export function stageSection(plan: Plan): string {
  const { signals, customers, csms } = plan.others.organization;
  const read = signals.map(
    ({ reading, signal }) =>
      `by number of ${signal === "csms" ? "CSMs" : signal}: ${reading.replace(/^./, (sign) => sign.toLowerCase())}`,
  );
  const next = customers?.next ? ` The next stage by customers begins at ${decimal(customers.next.at)}.` : "";
  const change = csms?.change ? ` At this size of team: ${escapeMarkdown(csms.change)}.` : "";
  return `## Stage of the organization\n\n${escapeMarkdown(sentence(read.join("; ")))}.${next}${change}\n\n${maturityLines(plan)}`;
}

/** The playbooks, one line each, with steps and hours for each way of serving in use. */
export function playbookSection(plan: Plan): string {
  const touches: Touch[] = [...new Set(plan.playbooks.map((line) => line.touch))];
  const kinds = [...new Set(plan.playbooks.map((line) => line.kind))];
  const rows = kinds.map((kind) => {
    const own = plan.playbooks.filter((line) => line.kind === kind);
    const cells = touches.map((touch) => {
      const line = own.find((one) => one.touch === touch);
      return line ? `${plural(line.steps, "step")}, ${decimal(line.hours_per_run, 1)} h` : "none";
    });
    return [playbookName(kind), ...cells, own[0]!.rule];
  });
  const heads = touches.map((touch) => servedBy(touch).replace(/^./, (letter) => letter.toUpperCase()));
  return `## Playbooks\n\nHours are CSM work for one account and one run. \`cs-strategist rules PAGE\` shows the steps; the tool \`draft_playbook\` dates them.\n\n${table(["Playbook", ...heads, "Page"], rows)}`;
}

/** What does not follow from a proposed plan; null when there is nothing to say. */
export function proposedSection(plan: Plan): string | null {
  if (plan.proposed.length === 0) return null;
  const lines = plan.proposed.map((check) => `- ${proposedFinding(plan, check).replace(/^./, (sign) => sign.toUpperCase())}.`);
  return `## The proposed plan, checked\n\n${lines.join("\n")}`;
}

const sinceSectionNames: Record<SinceLastRun["what"], string> = {
  arr: "ARR",
  accounts: "Accounts",
  nrr: "NRR",
  grr: "GRR",
  csm_fte: "CSMs the work takes",
  cost: "Cost of customer success a year",
};

/** This run beside the last one; null without one. */
export function sinceSection(plan: Plan): string | null {
  if (plan.since_last_run.length === 0) return null;
  const shown = (what: SinceLastRun["what"], value: number | null) => {
    if (value === null) return "not known";
    if (what === "nrr" || what === "grr") return percent(value);
    return what === "arr" || what === "cost" ? money(value, plan.currency) : decimal(value);
  };
  const rows = plan.since_last_run.map((line) => [
    sinceSectionNames[line.what],
    shown(line.what, line.before),
    shown(line.what, line.now),
  ]);
  const why = plan.since_last_run.flatMap(({ what, because }) =>
    because?.length ? [`- ${sinceSectionNames[what]}: ${because.map((cause) => causeWords(plan, what, cause)).join("; ")}.`] : [],
  );
  const list = why.length ? `\n\nWhy, one input after the other; the parts add up to the difference:\n\n${why.join("\n")}` : "";
  return `## What changed\n\n${table(["", "Then", "Now"], rows, rightOf(3, 0))}${list}`;
}

/** One cause in words: what is otherwise, from what to what, and by how much it moved the number. */
export function causeWords(plan: Plan, what: SinceLastRun["what"], { what: cause, from, to, moved }: Cause): string {
  const sign = moved > 0 ? "+" : "";
  const by =
    what === "nrr" || what === "grr"
      ? `${sign}${decimal(moved * 100, 1)} points`
      : what === "arr" || what === "cost"
        ? `${sign}${money(moved, plan.currency)}`
        : `${sign}${decimal(moved)}`;
  const ends = from === null || to === null ? "" : ` ${decimal(from)} to ${decimal(to)}`;
  return `${cause}${ends} (${by})`;
}

/** Every check, and whether it ties. */
export function tieSection(plan: Plan): string {
  // Rates read as percent, everything else as a number.
  const shown = (check: string, value: number) => (/\b(GRR|NRR)\b/.test(check) ? percent(value) : decimal(value));
  const rows = plan.ties.map(({ ok, check, left, right }) => [
    ok ? "yes" : "NO",
    escapeMarkdown(check),
    ...[left, right].map((value) => shown(check, value)),
  ]);
  return `## What ties\n\n${escapeMarkdown(tieStatus(plan))}\n\n${table(["Ties", "Check", "One way", "The other"], rows, [false, false, true, true])}`;
}

export interface UnknownWords {
  what: string;
  moves: string;
  how_to_find: string;
}

/** An unknown as a question, what its answer moves, and how to get it; "don't know" keeps the bracket. */
export function unknownWords(plan: Plan, unknown: PlanUnknown): UnknownWords {
  const money = (amount: number) => shortMoney(amount, plan.currency);
  const { low, high } = unknown;
  switch (unknown.kind) {
    case "team":
      return {
        what: "Who works in customer success today, by role?",
        moves: "What each plan adds, and so its break-even.",
        how_to_find: "Count heads by role from the org chart.",
      };
    case "account_table": {
      const missing = plan.facts.arr_by_tier_known
        ? "ARR a year ago and now, account by account"
        : plan.facts.nrr === null
          ? "ARR of each account, a year ago and now"
          : "ARR of each account";
      return {
        what: `${missing}?`,
        moves:
          low !== null && high !== null
            ? `ARR lost a year ${low === high && low > 0 ? `is ${money(low)} only if leavers are of average size` : `lies between ${money(low)} and ${money(high)}`}: whether keeping it can pay for a plan, and whether a target is already met.`
            : "NRR, GRR, the ARR of each tier, and with them every break-even in accounts.",
        how_to_find: "Export one row per account from billing; inspect_table says what is missing.",
      };
    }
    case "hours":
      return {
        what: plan.customer_time.known
          ? "How many hours does an account of each tier take?"
          : "What share of CSM time goes to customers, and how many hours does an account of each tier take?",
        moves: `The CSMs needed: ${decimal(low!, 1)} to ${decimal(high!, 1)}, worth ${money(unknown.effect!)} a year from end to end.`,
        how_to_find: "Have CSMs log customer hours by account for four weeks.",
      };
    case "gross_margin":
      return {
        what: "What is the gross margin on subscriptions, and is customer success inside it?",
        moves: `The ARR the plan must win back: ${money(low!)} to ${money(high!)} (${percent(plan.gross_margin.low, 0)} to ${percent(plan.gross_margin.high, 0)} assumed).`,
        how_to_find: "Ask finance for last year's figure.",
      };
    case "new_accounts": {
      const question = plan.sizing.questions.find((one) => one.question.includes("new accounts"));
      return {
        what: "How many new accounts start in a year?",
        moves: question
          ? `Every hundred a year take ${decimal(question.low, 1)} to ${decimal(question.high, 1)} CSMs.`
          : "The hours of onboarding.",
        how_to_find: "Count last year's first invoices, or take the sales plan.",
      };
    }
  }
}

/** What is unknown, what it moves, how to find out. */
export function unknownSection(plan: Plan): string {
  if (plan.unknowns.length === 0) return "## What is unknown\n\nNothing this plan needs.";
  const lines = plan.unknowns.map((unknown, index) => {
    const { what, moves, how_to_find } = unknownWords(plan, unknown);
    return [
      `${index + 1}. **${escapeMarkdown(what)}**`,
      `   - What it moves: ${escapeMarkdown(moves)}`,
      `   - How to find out: ${escapeMarkdown(how_to_find)}`,
    ].join("\n");
  });
  return `## What is unknown\n\nThe answer that moves most comes first. Whoever does not know keeps the range.\n\n${lines.join("\n")}`;
}

const chapters = {
  changes: sinceSection,
  tiers: tierSection,
  retention: retentionSection,
  renewals: renewalsSection,
  team: teamSection,
  books: booksSection,
  plans: optionsSection,
  proposal: proposedSection,
  scorecard: scorecardSection,
  pay: paySection,
  technology: technologySection,
  organization: stageSection,
  stakeholders: stakeholderSection,
  digital: digitalSection,
  playbooks: playbookSection,
  roadmap: roadmapSection,
  unknowns: unknownSection,
  ties: tieSection,
} satisfies Record<string, (plan: Plan) => string | null>;
export type Chapter = keyof typeof chapters | "appendix" | "diagrams" | "all";
export const chapterNames = ["all", ...(Object.keys(chapters) as (keyof typeof chapters)[]), "appendix", "diagrams"] as const;

/** The chapters that were asked for, each at most once and in its order. */
export function planChapters(plan: Plan, appendix: Appendix, asked: readonly Chapter[]): string[] {
  const wanted = (name: string) => asked.includes("all") || asked.includes(name as Chapter);
  const parts = Object.entries(chapters).map(([name, say]) => (wanted(name) ? say(plan) : null));
  const end = wanted("appendix")
    ? [warningSection(appendix.warnings), assumptionSection(appendix.assumptions), basisSection(appendix.basis)]
    : [];
  // Only where it is asked for by name: a host that does not draw it shows its source.
  const drawn = asked.includes("diagrams") ? [diagramSection(plan)] : [];
  return [...parts, ...end, ...drawn].filter((part): part is string => part !== null && part !== "");
}

/** A plan as one markdown document: the page, then the chapters that were asked for. */
export function planDocument(plan: Plan, appendix: Appendix, asked: readonly Chapter[]): string {
  const more = asked.length ? [] : ["The chapters behind this page: include all, or by name."];
  return [onePage(plan), ...planChapters(plan, appendix, asked), ...more].join("\n\n");
}
