import { addDays } from "../../core/dates.ts";
import { listed, plural } from "../../core/english.ts";
import { rightOf, table } from "../../render/markdown.ts";
import { decimal, percent, shortMoney } from "../../render/numbers.ts";
import { roleHeadsInWords } from "../team/roles.ts";
import type { PlanOption } from "./options.ts";
import type { Plan, PlanUnknown } from "./plan.ts";

const kinds: Record<PlanOption["kind"], string> = {
  "no new heads": "no new heads",
  "fixed heads": "people fixed",
  recommended: "recommended",
  proposed: "as proposed",
  "upper end": "for the upper end of the range",
};
const DAYS_A_WEEK = 7;

export function optionTitle(option: PlanOption): string {
  return `Plan ${option.name}, ${kinds[option.kind]}`;
}

/** A week of the plan as people date it. */
export function weekOfPlan(plan: Plan, week: number): string {
  return plan.as_of === null ? `week ${week}` : addDays(plan.as_of, week * DAYS_A_WEEK);
}

/** A number of accounts with one decimal below ten: 3.3, 9, 40. */
function accountCount(count: number): string {
  return decimal(count, count < 10 ? 1 : 0);
}

/** The accounts that repay a plan, one tier at a time. */
export function accountsNeeded(option: PlanOption): string | null {
  const lines = option.break_even?.accounts.filter((line) => line.count !== null) ?? [];
  if (lines.length === 0) return null;
  if (lines.length === 1) return `${accountCount(lines[0]!.count!)} accounts`;
  return `${listed(
    lines.map((line) => `${accountCount(line.count!)} ${line.tier}`),
    "or",
  )} accounts`;
}

/** What an added cost asks for, in points with the bracket of an unknown margin, and in accounts. */
export function breakEvenWords(plan: Plan, option: PlanOption): string {
  const even = option.break_even;
  if (!even || option.added_cost === null) return "What it adds to today's cost is unknown until today's team is known.";
  if (option.added_cost <= 0) return "It adds no cost, so there is nothing to repay.";
  const points = percent(even.share_of_arr).replace("%", "");
  const [low, high] = [even.share_low, even.share_high].map((share) => percent(share).replace("%", ""));
  const bracket = plan.gross_margin.known || low === high ? "" : ` (${low} to ${high} by gross margin)`;
  const accounts = accountsNeeded(option);
  return `It repays itself in cash once ${points} points of ARR more are kept or sold${bracket}${accounts ? `: ${accounts}` : ""}.`;
}

/** Heads and cost of a plan in one line. */
export function optionCost(plan: Plan, option: PlanOption): string {
  const money = (amount: number) => shortMoney(amount, plan.currency);
  const more =
    option.added_cost === null
      ? ""
      : option.added_cost > 0
        ? `, ${money(option.added_cost)} more than today`
        : option.added_cost < 0
          ? `, ${money(-option.added_cost)} less than today`
          : "";
  return `${plural(option.heads, "person", "people")}, ${money(option.cost)} a year (${percent(option.cost_share_of_arr)} of ARR)${more}`;
}

/** Whom a plan adds, and whom it takes from among today's people. */
export function addedRolesWords(option: PlanOption): string {
  const added = option.roles.filter((line) => line.added > 0).map((line) => roleHeadsInWords(line.role, line.added));
  const fewer = option.roles.filter((line) => line.added < 0).map((line) => `${roleHeadsInWords(line.role, -line.added)} fewer`);
  if (option.added_cost === null) return added.length ? `it has ${listed(added, "and")}` : "it has nobody";
  const words = added.length ? `it adds ${listed(added, "and")}` : "it adds nobody";
  return fewer.length ? `${words}, and has ${listed(fewer, "and")}` : words;
}

/** When to go on with a plan, and when to stop. */
export function condition(plan: Plan, option: PlanOption): string {
  const decision = weekOfPlan(plan, plan.decision_week);
  if (option.kind === "no new heads" || option.kind === "fixed heads") {
    if (plan.time_needed === null)
      return `These CSMs cannot do this work at any customer time: decide by ${decision} who gets less.`;
    return `Go on while measured customer time is at least ${percent(plan.time_needed, 0)}. Stop, and decide who gets less, if it is lower by ${decision}.`;
  }
  const needed = option.break_even?.retained_arr_needed ?? 0;
  if (needed <= 0) return `Go on from ${decision} if hours and retention by tier are measured by then.`;
  const arr = shortMoney(needed, plan.currency);
  if (option.kind !== "recommended") return `As plan B, with ${arr} of ARR to keep or sell and a tagged pipeline behind it.`;
  return `Go on from ${decision} if the measured baseline shows ${arr} of ARR to keep or sell above today's. Stop if hours and retention by tier are not measured by then, or that ARR is not in hand by ${weekOfPlan(plan, 52)}.`;
}

/** The plans side by side: people, cost, what is added, what must be won back in points of ARR. */
export function optionsTable(plan: Plan): string {
  const cash = (amount: number) => shortMoney(amount, plan.currency);
  const points = (share: number | undefined, digits: number) =>
    share === undefined ? "not known" : percent(share, digits).replace("%", "");
  const rows = plan.options.map((option) => [
    optionTitle(option).replace("Plan ", ""),
    decimal(option.heads),
    cash(option.cost),
    percent(option.cost_share_of_arr),
    option.added_cost === null ? "not known" : cash(option.added_cost),
    points(option.break_even?.share_of_arr, 1),
    points(option.break_even?.share_by_value, 2),
  ]);
  const headers = ["Plan", "People", "Cost a year", "Of ARR", "Added a year", "Repaid at, points", "By value, points"];
  return table(headers, rows, rightOf(headers.length, 0));
}

/** What the last two columns of that table mean. */
export function optionsNote(plan: Plan): string {
  const cheaper = plan.options.some((option) => (option.added_cost ?? 0) < 0);
  return [
    `A point is 1% of ARR, kept or sold beyond today. Repaid at: added cost over ARR times the gross margin (${percent(plan.gross_margin.central, 0)}, ${plan.gross_margin.known ? "yours" : "assumed"}), so that the year's cash pays for it. By value: added cost over ARR times ${decimal(plan.value_multiple, 1)}, what recurring revenue is worth; that repays over years.`,
    cheaper ? " Below zero: what a plan that costs less may lose before it is dearer than today." : "",
  ].join("");
}

export interface UnknownWords {
  what: string;
  moves: string;
  how_to_find: string;
}

/** An unknown in a few words, for a list. */
export function unknownName(plan: Plan, unknown: PlanUnknown): string {
  switch (unknown.kind) {
    case "team":
      return "today's team by role";
    case "account_table":
      return "ARR of each account, a year ago and now";
    case "hours":
      return plan.customer_time.known ? "hours per account" : "customer time and hours per account, logged for four weeks";
    case "gross_margin":
      return "gross margin, and whether customer success is inside it";
    case "new_accounts":
      return "new accounts a year";
  }
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
        moves: `The ARR plan B must win back: ${money(low!)} to ${money(high!)} (${percent(plan.gross_margin.low, 0)} to ${percent(plan.gross_margin.high, 0)} assumed).`,
        how_to_find: "Ask finance for last year's figure.",
      };
    case "new_accounts": {
      const question = plan.team.questions.find((one) => one.question.includes("new accounts"));
      return {
        what: "How many new accounts start in a year?",
        moves: question
          ? `Every twelve a year take ${decimal(question.low, 1)} to ${decimal(question.high, 1)} CSMs.`
          : "The hours of onboarding.",
        how_to_find: "Count last year's first invoices, or take the sales plan.",
      };
    }
  }
}

const MOST_QUESTIONS = 3;

function withoutHires(plan: Plan): string {
  const { time_needed, customer_time } = plan;
  if (time_needed === null) return "It cannot do all of the work, however much of their time CSMs spend with customers.";
  const needed = percent(time_needed, 0);
  if (!customer_time.known) return `It does the work if at least ${needed} of CSM time goes to customers.`;
  const measured = percent(customer_time.central, 0);
  return customer_time.central >= time_needed
    ? `It does the work: ${needed} customer time would do, ${measured} was measured.`
    : `It does not do all of the work: that takes ${needed} customer time, ${measured} was measured.`;
}

/** That a proposed plan has fewer CSMs than the work takes, leavers apart; a saving is none while work is left undone. */
function shortOfWork(plan: Plan, option: PlanOption): string {
  if (option.kind !== "proposed") return "";
  const csms = option.roles.find((line) => line.role === "csm")?.heads ?? 0;
  if (csms >= plan.team.csm_fte) return "";
  return ` Its ${plural(csms, "CSM")} cannot do the work of ${decimal(plan.team.csm_fte, 1)}.`;
}

/** One line a plan: cost, what it adds, break-even. */
export function optionLines(plan: Plan): string[] {
  return plan.options.map((option) =>
    option.kind === "no new heads" || option.kind === "fixed heads"
      ? `${optionTitle(option)}: ${optionCost(plan, option)}. ${withoutHires(plan)}`
      : `${optionTitle(option)}: ${optionCost(plan, option)}; ${addedRolesWords(option)}. ${breakEvenWords(plan, option)}${shortOfWork(plan, option)}`,
  );
}

/** Whether keeping lost revenue could pay for the recommended plan. */
export function payLine(plan: Plan): string | null {
  const money = (amount: number) => shortMoney(amount, plan.currency);
  const option = plan.options.find((one) => one.kind === "recommended");
  const pay = plan.pay.find((one) => one.option === option?.name);
  if (!pay) return null;
  const title = `plan ${pay.option}'s ${money(pay.needed)}`;
  if (pay.lost_high === 0) return `Retention cannot pay: nothing was lost, so all of ${title} would have to be sold.`;
  if (pay.verdict === "cannot" && plan.arr_lost?.from === "logo churn")
    return `Retention alone is unlikely to pay: unless larger accounts left more often than small ones, at most ${money(pay.lost_high)} was lost, and saving every bit of it would not repay ${title} within the year.`;
  if (pay.verdict === "cannot")
    return `Retention alone cannot pay: only ${money(pay.lost_high)} was lost in all, and saving every bit of it would not repay ${title} within the year.`;
  if (pay.verdict === "can")
    return `Retention could pay: ${money(pay.lost_low)} was lost, and ${percent(pay.needed / pay.lost_low, 0)} of it would have to be kept to repay ${title}.`;
  const smallest = plan.tiers.at(-1)!.tier;
  return `Retention alone may not pay: if every lost customer was ${smallest}, ${money(pay.lost_low)} was lost, and saving all of them would not repay ${title} in cash within the year.`;
}

/** How large a change must be to be seen. */
export function noiseLine(plan: Plan): string | null {
  if (plan.noise.grr_change === null) return null;
  const points = percent(plan.noise.grr_change).replace("%", "");
  return `Proof takes time: a year's GRR has to move by about ${points} points to be told from chance; until then, watch the early signs.`;
}

/** The unknowns that move the plan most. */
export function unknownLine(plan: Plan): string | null {
  const top = plan.unknowns.slice(0, MOST_QUESTIONS).map((unknown) => unknownName(plan, unknown));
  if (top.length === 0) return null;
  const numbered = top.length === 1 ? top : top.map((name, index) => `(${index + 1}) ${name}`);
  return `What would change this most: ${numbered.join("; ")}. Not knowing keeps the range.`;
}

/** The one line for the board: approve, from when, stop if. */
export function boardLine(plan: Plan): string {
  const money = (amount: number) => shortMoney(amount, plan.currency);
  const option = plan.options.find((one) => one.kind === "recommended")!;
  const week = weekOfPlan(plan, plan.decision_week);
  if (option.added_cost === null)
    return `For the board: no amount to approve until today's team is known; measure hours and retention by tier by ${week}.`;
  if (option.added_cost <= 0) return `For the board: approve no new cost; measure hours and retention by tier by ${week}.`;
  if (plan.pay.find((one) => one.option === option.name)?.verdict === "cannot")
    return `For the board: do not approve plan ${option.name}'s ${money(option.added_cost)} a year on retention alone; have hours and retention by tier measured by ${week}, and decide with a pipeline of expansion beside them.`;
  return `For the board: approve up to ${money(option.added_cost)} a year from ${week} for plan ${option.name}; stop if customer hours and retention by tier have not been measured by then.`;
}
