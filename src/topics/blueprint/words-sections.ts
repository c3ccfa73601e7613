import { plural } from "../../core/english.ts";
import type { Touch } from "../../core/vocabulary.ts";
import { escapeMarkdown, rightOf, table } from "../../render/markdown.ts";
import { decimal, label, money, percent, shortMoney } from "../../render/numbers.ts";
import { roleHeads } from "../team/roles.ts";
import type { PlanOption } from "./options.ts";
import type { Cause, Plan, SinceLastRun } from "./plan.ts";
import { type Appendix, assumptionSection, basisSection, servedBy, teamSection, warningSection } from "./words-appendix.ts";
import {
  addedRolesWords,
  breakEvenWords,
  condition,
  optionsNote,
  optionsTable,
  optionTitle,
  unknownWords,
} from "./words-options.ts";
import { proposedFinding, servedLess, tieStatus, verdict } from "./words-verdict.ts";

const MOST_ROWS = 15;

function ownersTable(plan: Plan): string {
  const rows = plan.team.books.map((one) => [
    escapeMarkdown(one.owner),
    String(one.accounts),
    money(one.arr, plan.currency),
    decimal(one.hours, 0),
    one.load === null ? "no owner" : percent(one.load, 0),
    one.renewals === null ? "not known" : String(one.renewals),
  ]);
  const headers = ["Owner", "Accounts", "ARR", "Hours a year", "Of one CSM's hours", "Renewals in two quarters"];
  return table(headers, rows, rightOf(headers.length, 0));
}

function lessWords(plan: Plan): string {
  const { served_less } = plan.team;
  const shown = served_less.slice(0, MOST_ROWS);
  const rows = shown.map((one) => [
    escapeMarkdown(one.account ?? `${one.accounts} of ${one.tier}`),
    one.arr === null ? "not known" : money(one.arr, plan.currency),
    servedBy(one.from),
    servedBy(one.to),
    escapeMarkdown(one.why.replace(/\.$/, "")),
  ]);
  const rest = shown.length < served_less.length ? ` The largest ${shown.length} are:` : "";
  const count = servedLess(plan);
  return `${plural(count, "account")} ${count === 1 ? "gets" : "get"} less service because the people are fixed.${rest}\n\n${table(["Account", "ARR", "Served by", "Then by", "Why"], rows, [false, true])}`;
}

/** Each owner's book, and who gets less where people are fixed; null when no owner is known. */
export function booksSection(plan: Plan): string | null {
  const { books, served_less } = plan.team;
  const owned = books.some((one) => one.load !== null);
  if (!owned && served_less.length === 0) return null;
  return ["## Books of business", owned ? ownersTable(plan) : "", served_less.length ? lessWords(plan) : ""]
    .filter(Boolean)
    .join("\n\n");
}

/** The day a plan is made for, or how its weeks are counted without one. */
export function dateLine(plan: Plan): string {
  const day =
    plan.as_of === null ? "No date was given, so weeks are counted from the start of the plan." : `As of ${plan.as_of}.`;
  return `${day} Amounts are in ${plan.currency}.`;
}

const asSentence = (text: string) => `${text[0]!.toUpperCase()}${text.slice(1)}.`;

function optionPart(plan: Plan, option: PlanOption): string {
  const roles = option.roles.filter((line) => line.heads > 0).map((line) => roleHeads(line.role, line.heads));
  const added = option.added_cost === null ? "" : ` ${asSentence(addedRolesWords(option))}`;
  return [
    `### ${optionTitle(option)}`,
    [
      `- **People:** ${roles.join(", ")}.${added}`,
      `- **Repayment:** ${escapeMarkdown(breakEvenWords(plan, option))}`,
      `- **Go or stop:** ${escapeMarkdown(condition(plan, option))}`,
    ].join("\n"),
  ].join("\n\n");
}

/** What each plan with an added cost must win back, as ARR and as accounts. */
function accountsPart(plan: Plan): string | null {
  const rows = plan.options
    .filter((option) => option.break_even && (option.added_cost ?? 0) > 0)
    .map((option) => [
      option.name,
      money(option.break_even!.retained_arr_needed, plan.currency),
      ...option.break_even!.accounts.map((one) => (one.count === null ? "none" : decimal(one.count, 1, 1))),
    ]);
  if (rows.length === 0) return null;
  const headers = ["Plan", "ARR", ...plan.tiers.map((tier) => escapeMarkdown(tier.tier))];
  return `The same as ARR, or as average accounts of one tier, kept or sold beyond today:\n\n${table(headers, rows, rightOf(headers.length, 0))}`;
}

function lostPart(plan: Plan): string | null {
  const cash = (amount: number) => shortMoney(amount, plan.currency);
  if (!plan.arr_lost) return null;
  const { low, high, from } = plan.arr_lost;
  if (from === "logo churn") return `ARR lost in a year: between ${cash(low)} and ${cash(high)}, depending on who left.`;
  return `ARR lost in a year: ${cash(high)}, ${from === "table" ? "as measured" : "by the GRR you gave"}.`;
}

/** The plans side by side: cost, break-even in points and accounts, conditions, cost by quarter. */
export function optionsSection(plan: Plan): string {
  const quarters = plan.options.map((option) => [
    option.name,
    ...option.cost_by_quarter.map((cost) => money(cost, plan.currency)),
  ]);
  const headers = ["Plan", ...plan.quarters.map((quarter) => quarter.replace(/^q/, "Q"))];
  return [
    "## Plans to choose from",
    optionsTable(plan),
    optionsNote(plan),
    accountsPart(plan),
    lostPart(plan),
    ...plan.options.map((option) => optionPart(plan, option)),
    "### Cost by quarter",
    `Fiscal quarters of the first year. People join after the decision and the time it takes to hire them.`,
    table(headers, quarters, rightOf(headers.length, 0)),
    `For comparison: customer success and support together cost a median ${percent(plan.spend_median, 0)} of ARR in a published survey. No lift in retention is promised here; a plan is judged by what must be true.`,
  ]
    .filter((part): part is string => part !== null)
    .join("\n\n");
}

const names: Record<string, string> = {
  onboarding: "Onboarding",
  renewal: "Renewal",
  at_risk: "Account at risk",
  qbr: "Quarterly business review",
  ebr: "Executive business review",
  handoff: "Handoff from sales",
  plateau: "Adoption at a standstill",
  single_threaded: "Only one contact",
  new_stakeholder: "New stakeholder",
  champion_change: "Champion leaves",
  sponsor_loss: "Sponsor leaves",
  success_plan: "Success plan",
};

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
    return [names[kind] ?? label(kind), ...cells, own[0]!.rule];
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

/** Why renewals stand outside the forecast, for people. */
const outside: Record<string, string> = {
  not_paying: "Pays nothing",
  renewed: "Renewed already",
  lost: "Lost already",
  no_decision: "No decision in the contract",
  undated: "No renewal date",
  outside_window: "Later than these twelve months",
  overdue: "Last day to opt out has passed, no outcome recorded",
  auto_renewed: "Renewed by itself",
  notice_served: "Notice given",
  unknown_probability: "No health score, so no chance is assumed",
};

/** What comes up for decision in the year to come; null where no renewal date is known. */
export function renewalsSection(plan: Plan): string | null {
  const { renewals } = plan;
  if (renewals === null) return null;
  const cash = (amount: number) => money(amount, plan.currency);
  const { due, expected, low, high, months, left_out, moves_most } = renewals;
  const head =
    due === 0
      ? "Nothing can be forecast: see below."
      : `${cash(due)} comes up for decision from ${renewals.from} to ${renewals.to}, by the last day to opt out. Expect ${cash(expected)} of it (${percent(expected / due)}) to renew; one time in ten less than ${cash(low)}, one time in ten more than ${cash(high)}. ${moves_most === null ? "" : `${escapeMarkdown(moves_most)} moves the total most. `}Chances come from health scores by the library's bands, not from your own record.`;
  const rows = months.map((line) => [line.month, String(line.renewals), cash(line.arr), cash(line.expected)]);
  const byMonth = rows.length ? `\n\n${table(["Last day to opt out", "Renewals", "ARR", "Expected"], rows, rightOf(4, 0))}` : "";
  const rest = left_out.map((line) => [outside[line.why] ?? line.why, plural(line.accounts, "account"), cash(line.arr)]);
  const others = rest.length ? `\n\nOutside the forecast:\n\n${table(["Why", "Accounts", "ARR"], rest, rightOf(3, 0))}` : "";
  return `## Renewals\n\n${head}${byMonth}${others}`;
}

const cases: Record<string, string> = {
  "all in the smallest tier": "all from the smallest tier",
  "leaning to small accounts": "mostly small accounts",
  "in proportion": "spread over the tiers like the accounts",
};

/** The renewal rate on what came up for decision, and why it is another number than GRR. */
function renewalWords({ retention }: Plan, cash: (amount: number) => string): string {
  const renewals = retention?.renewals;
  if (!renewals || renewals.gross === null) return "";
  const { decisions, atr, gross, gross_low, loss, loss_at_renewal, loss_mid_term, loss_undated, renewed } = renewals;
  const open = loss_undated > 0;
  const rate = open ? `between ${percent(gross_low!)} and ${percent(gross)}` : percent(gross);
  const undated = open
    ? ` and ${cash(loss_undated)} of accounts without a renewal date; the lower rate is if those left at a renewal too`
    : "";
  return `\n\nRenewal rate: ${plural(decisions, "contract")} with ${cash(atr)} came up for decision in the year; ${decimal(renewed)} renewed, ${rate} of that ARR. It is not GRR, which is a share of the whole opening book. The year's losses of ${cash(loss)} are ${cash(loss_at_renewal)} at renewals, ${cash(loss_mid_term)} in mid-term${undated}.`;
}

/** Retention with its bridge, or what is known without one. */
export function retentionSection(plan: Plan): string {
  const { retention, facts, churn } = plan;
  const cash = (amount: number) => money(amount, plan.currency);
  if (retention) {
    const { bridge, accounts } = retention;
    const rows = [
      ["Opening ARR", cash(bridge.starting), String(accounts.starting)],
      ["New customers", cash(bridge.new), String(accounts.new)],
      ["Expansion", cash(bridge.expansion), String(accounts.expanded)],
      ["Came back", cash(bridge.reactivation), String(accounts.reactivated)],
      ["Downgrades", cash(-bridge.contraction), String(accounts.contracted)],
      ["Left", cash(-bridge.churn), String(accounts.churned)],
      ["Closing ARR", cash(bridge.ending), ""],
    ];
    const rate = (value: number | null) => (value === null ? "not defined" : percent(value));
    const window = retention.from ? `From ${retention.from} to ${retention.to}: ` : "";
    return `## Retention\n\n${window}NRR ${rate(retention.nrr)}, GRR ${rate(retention.grr)}, customers kept ${rate(retention.logo_retention)}. The rates count every account that paid at the start; new and returned customers stay out of them. Each account's gain or loss is counted once, start against end.\n\n${table(["Movement", "ARR", "Accounts"], rows, [false, true, true])}${renewalWords(plan, cash)}`;
  }
  const said = (name: string, rate: number | null) =>
    rate === null ? `${name} was never measured.` : `${name} is ${percent(rate)}, as given.`;
  const given =
    facts.nrr === null && facts.grr === null
      ? "NRR and GRR were never measured."
      : `${said("NRR", facts.nrr)} ${said("GRR", facts.grr)}`;
  if (churn.length === 0) return `## Retention\n\n${given}`;
  const rows = churn.map((one) => [cases[one.scenario] ?? one.scenario, cash(one.arr_lost), percent(one.grr_before_contraction)]);
  return `## Retention\n\n${given} The number of customers lost alone allows these cases. Downgrades come on top, and GRR is lower still if large accounts left.\n\n${table(["If the lost customers were", "ARR lost a year", "GRR before downgrades"], rows, rightOf(3, 0))}`;
}

/** The steps of the first year, quarter by quarter. */
export function roadmapSection(plan: Plan): string {
  const quarters = [...new Set(plan.roadmap.map((step) => step.quarter))];
  const parts = quarters.map((quarter) => {
    const steps = plan.roadmap.filter((step) => step.quarter === quarter);
    const lines = steps.map(
      (step) =>
        `- **${step.when.replace(/^w/, "W")}.** ${escapeMarkdown(step.action)} (${escapeMarkdown(step.owner)}). Result: ${escapeMarkdown(step.output.replace(/^[A-Z](?![A-Z])/, (letter) => letter.toLowerCase()))}.`,
    );
    return `### ${quarter.replace(/^q/, "Q")}\n\n${lines.join("\n")}`;
  });
  return `## Roadmap\n\n${parts.join("\n\n")}`;
}

const kinds = { lagging: "result", leading: "early sign" };
/** The one measure that is no rate. */
const inDays = "time_to_value";

/** The measures with today and target. */
export function scorecardSection(plan: Plan): string {
  const shown = (measure: string, value: number) => (measure === inDays ? `${decimal(value)} days` : percent(value));
  const rows = plan.scorecard.map((line) => [
    line.name,
    kinds[line.kind],
    line.today === null ? "not measured" : shown(line.measure, line.today),
    line.target === null ? "to be set" : shown(line.measure, line.target),
    line.owner,
    line.cadence,
    line.action,
  ]);
  const headers = ["Measure", "Kind", "Today", "Target", "Owner", "Read", "What is done with it"];
  return `## Scorecard\n\nResults say whether the plan worked; early signs can still be changed this week.\n\n${table(headers, rows, [false, false, true, true])}`;
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
  const rows = plan.ties.map((tie) => [tie.ok ? "yes" : "NO", escapeMarkdown(tie.check), decimal(tie.left), decimal(tie.right)]);
  return `## What ties\n\n${escapeMarkdown(tieStatus(plan))}\n\n${table(["Ties", "Check", "One way", "The other"], rows, [false, false, true, true])}`;
}

const tierSectionCases: Record<string, string> = {
  central: "central case",
  "top-heavy": "more in the largest accounts",
  flat: "spread more evenly",
};

/** What else the ARR of the tiers could be, where nobody gave it. */
function scenarioWords(plan: Plan): string {
  const rows = plan.scenarios.map((one) => [
    tierSectionCases[one.scenario] ?? one.scenario,
    ...one.tiers.map((tier) => percent(tier.arr / plan.facts.arr, 0)),
  ]);
  const headers = ["Share of ARR", ...plan.tiers.map((tier) => escapeMarkdown(tier.tier))];
  return `ARR by tier was not given. The central case puts the average account of each tier inside its floors; the possible range is all that the accounts and floors allow.\n\n${table(headers, rows, rightOf(headers.length, 0))}`;
}

/** The tiers with accounts and ARR; what the floors allow where ARR by tier was not given. */
export function tierSection(plan: Plan): string {
  const cash = (amount: number) => money(amount, plan.currency);
  const known = plan.facts.arr_by_tier_known;
  const rows = plan.tiers.map((tier) => [
    escapeMarkdown(tier.tier),
    servedBy(tier.touch),
    cash(tier.min_arr),
    String(tier.accounts),
    cash(tier.arr),
    percent(tier.arr_share, 0),
    ...(known ? [] : [`${shortMoney(tier.arr_low, plan.currency)} to ${shortMoney(tier.arr_high, plan.currency)}`]),
  ]);
  rows.push(["All", "", "", String(plan.facts.accounts), cash(plan.facts.arr), percent(1, 0), ...(known ? [] : [""])]);
  const arr = known ? ["ARR", "Share of ARR"] : ["ARR, central case", "Share of ARR", "Possible range"];
  const headers = ["Tier", "Served by", "From ARR of", "Accounts", ...arr];
  const tiers = `## Tiers\n\n${table(headers, rows, rightOf(headers.length, 0, 1))}`;
  return known ? tiers : `${tiers}\n\n${scenarioWords(plan)}`;
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

/** The whole plan as one markdown document: the verdict, every part, then the assumptions and rules behind it. */
export function planDocument(plan: Plan, appendix: Appendix): string {
  const lines = verdict(plan).map((line, index) => `${index + 1}. ${escapeMarkdown(line)}`);
  return [
    `# Customer-success plan: ${escapeMarkdown(plan.name)}`,
    dateLine(plan),
    `## Verdict\n\n${lines.join("\n")}`,
    sinceSection(plan),
    tierSection(plan),
    retentionSection(plan),
    renewalsSection(plan),
    teamSection(plan),
    booksSection(plan),
    optionsSection(plan),
    proposedSection(plan),
    scorecardSection(plan),
    playbookSection(plan),
    roadmapSection(plan),
    unknownSection(plan),
    tieSection(plan),
    warningSection(appendix.warnings),
    assumptionSection(appendix.assumptions),
    basisSection(appendix.basis),
  ]
    .filter((part): part is string => part !== null)
    .join("\n\n");
}
