import type { Plan } from "../../core/plan/plan.ts";
import { escapeMarkdown } from "../escape.ts";
import { decimal, money, percent, plural, shortMoney } from "../numbers.ts";
import { table } from "../table.ts";
import { addedRolesWords, breakEvenWords, condition, optionTitle } from "./option-words.ts";
import { proposedFinding } from "./proposed-words.ts";
import { roleName } from "./role-names.ts";
import { unknownWords } from "./unknown-words.ts";

const text = escapeMarkdown;
const right = (columns: number, ...left: number[]) => Array.from({ length: columns }, (_, index) => !left.includes(index));

export function tierSection(plan: Plan): string {
  const cash = (amount: number) => money(amount, plan.currency);
  const known = plan.facts.arr_by_tier_known;
  const rows = plan.tiers.map((tier) => [
    text(tier.tier),
    tier.touch,
    cash(tier.min_arr),
    String(tier.accounts),
    cash(tier.arr),
    percent(tier.arr_share, 0),
    ...(known ? [] : [`${shortMoney(tier.arr_low, plan.currency)} to ${shortMoney(tier.arr_high, plan.currency)}`]),
  ]);
  rows.push(["All", "", "", String(plan.facts.accounts), cash(plan.facts.arr), percent(1, 0), ...(known ? [] : [""])]);
  const headers = [
    "Tier",
    "Touch",
    "From ARR",
    "Accounts",
    known ? "ARR" : "ARR, central",
    "Share",
    ...(known ? [] : ["What the floors allow"]),
  ];
  const note = known
    ? ""
    : `\n\nARR by tier was not given. The central case places an average account inside each tier's floors; the last column is what accounts and floors allow at all.`;
  const scenarios = known
    ? ""
    : `\n\n${table(
        ["Case", ...plan.tiers.map((tier) => text(tier.tier))],
        plan.scenarios.map((one) => [one.scenario, ...one.tiers.map((tier) => percent(tier.arr / plan.facts.arr, 0))]),
        right(plan.tiers.length + 1, 0),
      )}`;
  return `## Tiers\n\n${table(headers, rows, right(headers.length, 0, 1))}${note}${scenarios}`;
}

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
    return `## Retention\n\n${retention.from ? `${retention.from} to ${retention.to}. ` : ""}NRR ${rate(retention.nrr)}, GRR ${rate(retention.grr)}, customers kept ${rate(retention.logo_retention)}. The cohort is every account that paid at the start; new and returned customers stay out of the rates. Each account's gain or loss is counted once, start against end.\n\n${table(["Movement", "ARR", "Accounts"], rows, [false, true, true])}`;
  }
  const given = `NRR: ${facts.nrr === null ? "never measured" : `${percent(facts.nrr)}, as given`}. GRR: ${facts.grr === null ? "never measured" : `${percent(facts.grr)}, as given`}.`;
  if (churn.length === 0) return `## Retention\n\n${given}`;
  const rows = churn.map((one) => [one.scenario, cash(one.arr_lost), percent(one.grr_before_contraction)]);
  return `## Retention\n\n${given} Logo churn alone allows these cases; downgrades come on top, and GRR is lower still if large accounts left.\n\n${table(["If the lost customers were", "ARR lost a year", "GRR before downgrades"], rows, right(3, 0))}`;
}

export function teamSection(plan: Plan): string {
  const { team } = plan;
  const rows = team.pools.map((pool) => [
    text(pool.tier),
    String(pool.accounts),
    decimal(pool.hours_per_account, 1),
    decimal(pool.fte),
    String(pool.csms),
    String(pool.csms_alone),
    pool.cost_to_serve === null ? "not known" : percent(pool.cost_to_serve),
  ]);
  if (team.new_accounts)
    rows.push([
      "New accounts",
      decimal(team.new_accounts.accounts, 0),
      "",
      decimal(team.new_accounts.fte),
      String(team.new_accounts.csms),
      "",
      "",
    ]);
  const drivers = team.drivers.map((one) => [one.input, decimal(one.low, 1), decimal(one.high, 1)]);
  const ratios = team.ratio_checks.map((one) => [one.standard, decimal(one.low, 1), decimal(one.high, 1)]);
  const spans = team.span_checks.map(
    (one) =>
      `${one.leader} has ${plural(one.reports, "direct report")}, ${one.low} to ${one.high} expected${one.ok ? "" : ": outside"}`,
  );
  return [
    "## Team",
    `One CSM has ${decimal(team.hours_per_csm, 0)} hours a year for customers. The work takes ${decimal(team.csm_fte)} full-time CSMs, ${decimal(team.csm_fte_with_attrition)} once leavers and their successors' ramp are counted; between ${decimal(team.range.low, 1)} and ${decimal(team.range.high, 1)} when one unmeasured input is off. Rounded up pool by pool it would be ${team.rounding.pools_separately}; with spare hours shared, ${team.rounding.remainders_shared}.`,
    table(["Pool", "Accounts", "Hours each", "FTE", "CSMs", "Alone", "Cost to serve"], rows, right(7, 0)),
    drivers.length
      ? `What moves the need, one at a time:\n\n${table(["Not measured", "CSMs from", "to"], drivers, right(3, 0))}`
      : "",
    `What published ratios of accounts per CSM would ask for, as a cross-check:\n\n${table(["Source", "CSMs from", "to"], ratios, right(3, 0))}`,
    spans.length ? `Spans: ${spans.join("; ")}.` : "",
  ]
    .filter(Boolean)
    .join("\n\n");
}

export function booksSection(plan: Plan): string | null {
  const { books, served_less } = plan.team;
  if (books.length === 0 && served_less.length === 0) return null;
  const rows = books.map((one) => [
    text(one.owner),
    String(one.accounts),
    money(one.arr, plan.currency),
    decimal(one.hours, 0),
    one.load === null ? "" : percent(one.load, 0),
    String(one.renewals),
  ]);
  const parts = ["## Books of business"];
  if (rows.length)
    parts.push(table(["Owner", "Accounts", "ARR", "Hours a year", "Load", "Renewals in two quarters"], rows, right(6, 0)));
  const less = served_less
    .slice(0, 15)
    .map((one) => [
      text(one.account ?? "several"),
      one.arr === null ? "not known" : money(one.arr, plan.currency),
      one.from,
      one.to,
      text(one.why),
    ]);
  if (less.length)
    parts.push(
      `${plural(served_less.length, "account")} get less service with the people fixed; the first ${less.length}:\n\n${table(["Account", "ARR", "From", "To", "Why"], less, [false, true, false, false, false])}`,
    );
  return parts.join("\n\n");
}

export function optionsSection(plan: Plan): string {
  const cash = (amount: number) => shortMoney(amount, plan.currency);
  const rows = plan.options.map((option) => [
    option.name,
    String(option.heads),
    cash(option.cost),
    percent(option.cost_share_of_arr),
    option.added_cost === null ? "not known" : cash(option.added_cost),
    option.break_even ? percent(option.break_even.share_of_arr).replace("%", "") : "not known",
    option.break_even ? percent(option.break_even.share_by_value, 2).replace("%", "") : "not known",
  ]);
  const quarters = plan.options.map((option) => [
    option.name,
    ...option.cost_by_quarter.map((cost) => money(cost, plan.currency)),
  ]);
  const accounts = plan.options
    .filter((option) => option.break_even && (option.added_cost ?? 0) > 0)
    .map((option) => [
      option.name,
      money(option.break_even!.retained_arr_needed, plan.currency),
      ...option.break_even!.accounts.map((one) => (one.count === null ? "none" : decimal(one.count, 1))),
    ]);
  const words = plan.options.map((option) => {
    const roles = option.roles.filter((line) => line.heads > 0).map((line) => `${line.heads} ${roleName(line.role)}`);
    return `**${optionTitle(option)}.** ${roles.join(", ")}; ${addedRolesWords(option)}. ${breakEvenWords(plan, option)} ${condition(plan, option)}`;
  });
  const lost = plan.arr_lost
    ? `\n\nARR really lost in a year: ${plan.arr_lost.measured ? cash(plan.arr_lost.high) : `between ${cash(plan.arr_lost.low)} and ${cash(plan.arr_lost.high)}, depending on who left`}.`
    : "";
  return [
    "## Plans to choose from",
    table(["Plan", "Heads", "Cost a year", "Of ARR", "Added", "Break-even, points", "By value, points"], rows, right(7, 0)),
    `Break-even in points of ARR: added cost over ARR times gross margin (${plan.gross_margin.known ? "yours" : "assumed"}, ${percent(plan.gross_margin.central, 0)}). By value: added cost over ARR times ${decimal(plan.value_multiple, 1)}, what recurring revenue is worth; it repays over years, not from this year's cash.`,
    accounts.length
      ? `The same as ARR and as accounts, one tier at a time, kept or sold beyond today:\n\n${table(["Plan", "ARR", ...plan.tiers.map((tier) => text(tier.tier))], accounts, right(plan.tiers.length + 2, 0))}${lost}`
      : "",
    words.join("\n\n"),
    `Cost by fiscal quarter of the first year, people joining after the decision and their lead time:\n\n${table(["Plan", ...plan.quarters], quarters, right(plan.quarters.length + 1, 0))}`,
    `For comparison: customer success and support together cost a median ${percent(plan.spend_median, 0)} of ARR in a published survey. No lift in retention is promised here; a plan is judged by what must be true.`,
  ]
    .filter(Boolean)
    .join("\n\n");
}

export function proposedSection(plan: Plan): string | null {
  if (plan.proposed.length === 0) return null;
  const lines = plan.proposed.map((check) => `- ${proposedFinding(plan, check).replace(/^./, (sign) => sign.toUpperCase())}.`);
  return `## The proposed plan, checked\n\n${lines.join("\n")}`;
}

export function scorecardSection(plan: Plan): string {
  const shown = (value: number | null) => (value === null ? "not measured" : percent(value));
  const rows = plan.scorecard.map((line) => [
    line.name,
    line.kind,
    shown(line.today),
    line.target === null ? "set one" : percent(line.target, 0),
    line.owner,
    line.cadence,
    line.action,
  ]);
  return `## Scorecard\n\n${table(["Measure", "Looks", "Today", "Target", "Owner", "Read", "What is done with it"], rows, [false, false, true, true, false, false, false])}`
    .replaceAll("lagging", "back")
    .replaceAll("leading", "ahead");
}

export function playbookSection(plan: Plan): string {
  const rows = plan.playbooks.map((line) => [
    line.kind.replaceAll("_", " "),
    line.touch,
    String(line.steps),
    decimal(line.hours_per_run, 1),
    line.rule,
  ]);
  return `## Playbooks\n\nHours are CSM work for one account and one run; \`draft_playbook\` dates the steps.\n\n${table(["Playbook", "Touch", "Steps", "Hours a run", "Page"], rows, [false, false, true, true, false])}`;
}

export function roadmapSection(plan: Plan): string {
  const rows = plan.roadmap.map((step) => [step.quarter, step.when, step.action, step.owner, step.output]);
  return `## Roadmap\n\n${table(["Quarter", "When", "What", "Who", "What exists afterwards"], rows)}`;
}

export function unknownSection(plan: Plan): string {
  if (plan.unknowns.length === 0) return "## What is unknown\n\nNothing this plan needs.";
  const rows = plan.unknowns.map((unknown) => Object.values(unknownWords(plan, unknown)));
  return `## What is unknown\n\n${table(["Question", "What it moves", "How to find out"], rows)}`;
}

export function tieSection(plan: Plan): string {
  const rows = plan.ties.map((tie) => [tie.ok ? "yes" : "NO", tie.check, decimal(tie.left), decimal(tie.right)]);
  return `## What ties\n\n${table(["Ties", "Check", "One way", "The other"], rows, [false, false, true, true])}`;
}

export function sinceSection(plan: Plan): string | null {
  if (plan.since_last_run.length === 0) return null;
  const shown = (what: string, value: number | null) =>
    value === null
      ? "not known"
      : what === "nrr" || what === "grr"
        ? percent(value)
        : what === "arr" || what === "cost"
          ? money(value, plan.currency)
          : decimal(value);
  const names: Record<string, string> = {
    arr: "ARR",
    accounts: "Accounts",
    nrr: "NRR",
    grr: "GRR",
    csm_fte: "CSMs the work takes",
    cost: "Cost of today's team",
  };
  const rows = plan.since_last_run.map((line) => [names[line.what]!, shown(line.what, line.before), shown(line.what, line.now)]);
  return `## Since the last run\n\n${table(["", "Then", "Now"], rows, right(3, 0))}`;
}
