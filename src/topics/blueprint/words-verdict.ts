import { addDays, businessDay } from "../../core/dates.ts";
import { listed, plural, sentence } from "../../core/english.ts";
import { groupBy } from "../../core/order.ts";
import { rateText } from "../../render/answer-pictures.ts";
import { decimal, percent, points } from "../../render/numbers.ts";
import { leaderRoles } from "../team/org-chart.ts";
import { servedByCsms } from "../team/question.ts";
import { checkpointDates, noHolidays } from "./calendar.ts";
import type { Plan } from "./plan.ts";
import type { Disagreement } from "./question.ts";
import { levelsLine, namedWithArr, nextHireLine, passedLine, redLine, triggerLine, unservedLine } from "./words-capacity.ts";
import { askLine, cash, csms, proposedFinding, reasonLine, repayment, shareOfLosses, weekOfPlan, whole } from "./words-choice.ts";
import { sampleLine, sampleTierLine } from "./words-sample.ts";

function concentrationLine(plan: Plan): string | null {
  const { largest: top, grr_without } = plan.losses.concentration;
  if (top.share < plan.marks.named || !top.single) return null;
  const name = top.account ?? (plan.facts.accounts === 1 ? "One signature" : `The one account of ${top.tier}`);
  const due = plan.accounts.find(({ account }) => account === top.account);
  const date = due?.renewal_date == null ? "" : `, renewing ${due.renewal_date}`;
  const without = top.share >= 1 ? "" : ` Losing it alone makes GRR ${whole(grr_without)}.`;
  return `${name} is ${whole(top.share)} of ARR (${cash(plan, top.arr)})${date}.${without}`;
}

function topTierLine(plan: Plan): string | null {
  const [top] = plan.tiers.toSorted((a, b) => b.arr / (b.accounts || 1) - a.arr / (a.accounts || 1));
  if (top === undefined || top.accounts < 2 || !plan.facts.arr_by_tier_known) return null;
  const each = percent(top.arr_share / top.accounts);
  if (plan.tiers.length === 1 && top.arr_share / top.accounts >= plan.marks.own_owner)
    return `Each of the ${plan.facts.accounts} accounts is ${each} of ARR on average; losing one makes GRR ${whole(1 - 1 / top.accounts)}.`;
  if (plan.tiers.length === 1) return plan.facts.accounts <= 100 ? `Each account is ${each} of ARR on average.` : null;
  if (top.arr_share < plan.marks.own_owner || top.accounts === plan.facts.accounts) return null;
  // Beside one account that holds much an average says nothing, and neither does a tier that is all there is.
  if (plan.losses.concentration.largest.single && plan.losses.concentration.largest.share >= plan.marks.own_owner) return null;
  const hold = `${plural(top.accounts, `${top.tier} account`)} hold ${whole(top.arr_share)} of ARR`;
  const selfServe = plan.company.motion === "product_led" || plan.company.motion === "self_serve";
  return selfServe && top.touch === "high"
    ? `${hold}, ${cash(plan, top.arr / top.accounts)} each, and the company is called product-led: ask which of the two is true.`
    : `${hold}, ${each} each on average.`;
}

function bookLine(plan: Plan): string {
  const book = `${plan.name} has ${cash(plan, plan.facts.arr)} of ARR from ${plural(plan.facts.accounts, "account")}`;
  if (plan.heads_today === null) return `${book}; today's team was not given.`;
  if (plan.heads_today === 0) return `${book}; nobody works in customer success.`;
  if (plan.cost_today === null)
    return `${book}; ${plural(plan.heads_today, "person works", "people work")} in customer success, at a cost nobody gave in ${plan.currency}.`;
  const own = plan.company.costs === undefined ? ", head costs assumed" : "";
  const share = plan.cost_today / plan.facts.arr;
  return `${book}; customer success costs ${cash(plan, plan.cost_today)} a year, ${share < 0.001 ? "under 0.1%" : percent(share)} of it${own}.`;
}

function needLine(plan: Plan): string {
  const { need } = plan.choice;
  const there =
    plan.csms_today === null
      ? ""
      : `; ${decimal(plan.csms_today, 1)} ${decimal(plan.csms_today, 1) === "1" ? "stands" : "stand"}`;
  if (need.joint_high === 0)
    return `No account pays for human work; a program serves them${plan.csms_today === null ? "" : `, and ${csms(plan.csms_today)} ${plan.csms_today === 1 ? "stands" : "stand"}`}.`;
  const [low, high] = [decimal(need.low, 1), decimal(need.high, 1)];
  const one = low === high ? "" : ` (${low} to ${high})`;
  return `The work takes ${csms(need.middle)} with leavers counted${one}${there}.`;
}

function spareLine(plan: Plan): string | null {
  const { csms_today, sizing } = plan;
  if (!csms_today || sizing.arr_check === null || plan.facts.accounts <= 1) return null;
  const each = plan.facts.arr / csms_today;
  const { low, high } = sizing.arr_check;
  // ARR is a second reading: it asks only where the hours ask the same.
  const { missing } = plan.choice;
  const many = low < high && csms_today > high && missing < 0 && !plan.fixed;
  const band = many ? "why so many" : csms_today < low && missing > 0 ? "why so few" : null;
  if (band === null) return null;
  const accounts = plan.facts.accounts / csms_today;
  return `Each CSM holds ${accounts < 1 ? "less than one account" : `${decimal(accounts, 0)} ${decimal(accounts, 0) === "1" ? "account" : "accounts"}`} and ${cash(plan, each)} of ARR: ask ${band} CSMs.`;
}

function leadersLine(plan: Plan): string | null {
  // Of a team inside a budget the one that is planned, else today's.
  const planned = plan.recommended?.kind === "within budget" ? plan.recommended : null;
  const leaders = (plan.company.team === undefined ? [] : leaderRoles).flatMap((role) => {
    const line = (planned ?? plan.options[0])?.roles.find((one) => one.role === role);
    const heads = line === undefined ? 0 : planned ? line.heads : line.heads - line.added;
    return heads > 0 ? [{ heads, cost: line!.yearly_cost }] : [];
  });
  const all = planned?.cost ?? plan.cost_today;
  const count = leaders.reduce((sum, { heads }) => sum + heads, 0);
  const cost = leaders.reduce((sum, one) => sum + one.heads * (one.cost ?? 0), 0);
  const people = (planned?.heads ?? plan.heads_today ?? 0) - count;
  if (count === 0 || all === null || (cost / all < 1 / 3 && count < 2)) return null; // not a figure: a third of the cost
  const costs = `${count === 1 ? "costs" : "cost"} ${cash(plan, cost)}`;
  const who = count === 1 ? "One leader" : sentence(plural(count, "leader"));
  if (people <= 0) return `${who} with nobody to lead ${costs}, ${percent(cost / plan.facts.arr)} of ARR.`;
  return `${who} over ${plural(people, "person", "people")} ${costs} of ${cash(plan, all)}, ${percent(cost / plan.facts.arr)} of ARR.`;
}

const MANY = 0.1; // not a figure: a part too small for its names to say where losses come from

function lossLine(plan: Plan): string | null {
  const { facts, losses, retention } = plan;
  const { cases, arr_lost, logos_lost, grr } = losses;
  if (retention && facts.grr !== null) {
    const lost = retention.bridge.churn + retention.bridge.contraction;
    const names = retention.top_losses.slice(0, 4); // not a figure: names of one sentence
    const theirs = names.reduce((sum, one) => sum + one.lost, 0);
    const of =
      names.length > 1 && lost > 0
        ? theirs / lost < MANY
          ? `; ${cash(plan, lost)} was lost in many accounts, of which the ${names.length} largest are ${whole(theirs / lost)}`
          : `; ${listed(names.map(({ account }) => account))} are ${whole(theirs / lost)} of the ${cash(plan, lost)} lost`
        : `; ${lost === 0 ? "nothing" : cash(plan, lost)} was lost`;
    return `GRR is ${percent(facts.grr)}${facts.nrr === null ? "" : ` and NRR ${percent(facts.nrr)}`}${of}.`;
  }
  if (facts.grr !== null)
    return `GRR is ${rateText(facts.grr)} as given, so some ${cash(plan, arr_lost!.central)} is lost a year.`;
  if (cases.length === 0 || grr === null) return "Retention was never measured, and nothing says who left.";
  if (losses.arr_lost!.high === 0) return "No customer left last year.";
  const who = { "all small": "all small", "one large": "one large", mixed: "mixed", "spread evenly": "spread evenly" };
  const shown = cases.filter((one, index) => index === 0 || Math.abs(one.grr - cases[index - 1]!.grr) >= 0.001); // not a figure: what one decimal shows
  if (shown.length === 1)
    return `${sentence(plural(Math.round(logos_lost!), "customer"))} left: some ${cash(plan, arr_lost!.central)} if of average size, GRR about ${percent(shown[0]!.grr)}.`;
  return `${plural(Math.round(logos_lost!), "customer")} left. GRR if ${listed(
    shown.map((one) => `${who[one.who]}: ${percent(one.grr)} (${cash(plan, one.arr_lost)})`),
    "or",
  )}.`;
}

/** That even keeping everybody would not repay one person. */
function cannotPayLine(plan: Plan): string | null {
  const { arr_lost } = plan.losses;
  const person = plan.options[0]?.roles.find(({ role }) => role === "csm")?.yearly_cost ?? 0;
  const needed = person / plan.gross_margin.central;
  if (!arr_lost || arr_lost.central <= 0 || person === 0 || needed / arr_lost.central < 1 / 2 || plan.choice.reason === "hire")
    return null;
  return `One CSM must keep ${cash(plan, needed)} of ARR, ${shareOfLosses(needed / arr_lost.central)} all that was lost: retention alone cannot pay.`;
}

function riskLine(plan: Plan): string | null {
  const late = plan.at_risk.filter(({ state }) => state === "overdue");
  if (late.length) {
    const arr = late.reduce((sum, one) => sum + one.arr, 0);
    const named = namedWithArr(plan, late, 2);
    return `${plan.sample === null ? "Past" : "In the file, past"} ${late.length === 1 ? "its" : "their"} renewal date without an outcome: ${named}, ${whole(arr / plan.facts.arr)} of ARR. Call on ${weekOfPlan(plan, 0)}.`;
  }
  return null;
}

function decidesLine(plan: Plan): string | null {
  const open = plan.at_risk.filter(({ state }) => state !== "low health");
  const arr = open.reduce((sum, one) => sum + one.arr, 0);
  if (arr / plan.facts.arr < plan.marks.own_owner || plan.as_of === null) return null;
  const days = groupBy(open, ({ deadline, renewal_date }) => deadline ?? renewal_date);
  const most = [...days].map(([day, own]) => ({ day, arr: own.reduce((sum, one) => sum + one.arr, 0) }));
  const [top] = most.sort((a, b) => b.arr - a.arr);
  // Many renewals of one day are one decision to prepare.
  const one =
    top && top.day !== null && open.length > 1 && top.arr > arr / 2
      ? `, ${top.arr === arr ? "all" : cash(plan, top.arr)} of it by ${businessDay(top.day, -1, noHolidays)}`
      : "";
  return `${whole(arr / plan.facts.arr)} of ARR (${cash(plan, arr)}) is undecided within ${plan.marks.near_days} days${one}.`;
}

function unownedLine(plan: Plan): string | null {
  const mine = plan.accounts.filter(servedByCsms);
  const alone = mine.filter(({ owner }) => owner === null);
  if (alone.length === 0) return null;
  const arr = alone.reduce((sum, one) => sum + one.arr, 0);
  return `${plural(alone.length, "account")} of ${mine.length} ${alone.length === 1 ? "has" : "have"} no owner: ${cash(plan, arr)}, ${whole(arr / plan.facts.arr)} of ARR. Name one now.`;
}

function deadlineLine(plan: Plan): string | null {
  const { largest: top } = plan.losses.concentration;
  const one = plan.accounts.find(({ account }) => account === top.account);
  if (
    !one ||
    top.share < plan.marks.own_owner ||
    one.renewal_date === null ||
    plan.as_of === null ||
    one.renewal_date < plan.as_of
  )
    return null;
  // A day that has passed is said as passed.
  if (one.notice_days !== null && addDays(one.renewal_date, -one.notice_days) < plan.as_of) return null;
  const full = weekOfPlan(plan, plan.hire_weeks.full);
  const last =
    one.notice_days === null
      ? "its last day to object is not known"
      : `its last day to object is ${addDays(one.renewal_date, -one.notice_days)}`;
  return `${one.account}: ${last}; somebody hired now carries a full book from ${full}.`;
}

function forecastLine(plan: Plan): string | null {
  const { renewals, facts } = plan;
  if (renewals === null || renewals.due === 0 || facts.grr === null) return null;
  const rate = renewals.expected / renewals.due;
  if (Math.abs(rate - facts.grr) < 0.02) return null; // not a figure: what a reader would call the same
  return `Health scores forecast ${whole(rate)} of renewals, history says ${percent(facts.grr)}: do not plan on either alone.`;
}

function noiseLine(plan: Plan): string | null {
  const change = plan.losses.noise.grr_change;
  return change === null ? null : `A year's GRR must move ${points(change)} to be more than chance; watch early signs.`;
}

function partnerLine(plan: Plan): string | null {
  const arr = plan.sizing.pools.filter((pool) => pool.covered_by === "partner").reduce((sum, pool) => sum + (pool.arr ?? 0), 0);
  return arr / plan.facts.arr < plan.marks.own_owner
    ? null
    : `Partners look after ${whole(arr / plan.facts.arr)} of ARR, and the share of the largest is not known.`;
}

/** That growth asks for people whom today's work does not, and when to begin looking. */
function growthLine(plan: Plan): string | null {
  const { in_a_year, csms_planned, choice, marks, hire_weeks } = plan;
  if (in_a_year === null || csms_planned === null || plan.recommended?.kind === "smaller") return null;
  const full = csms_planned + marks.hire_from;
  if (in_a_year.csms < full) return null;
  const grown = in_a_year.csms - choice.need.middle;
  const weeks = grown <= 0 ? 0 : ((full - choice.need.middle) / grown) * 52; // not a figure: weeks a year
  const open = Math.max(0, Math.round(weeks - hire_weeks.start));
  const when = open === 0 ? "open the next position now" : `open the next position by ${weekOfPlan(plan, open)}`;
  return `In a year, with ${plural(in_a_year.more, "account")} more, the work takes ${csms(in_a_year.csms)}: ${when}.`;
}

function replaceLine(plan: Plan): string | null {
  const fresh = plan.sizing.new_accounts?.accounts ?? 0;
  const lost = plan.losses.logos_lost ?? 0;
  if (fresh === 0 || lost / fresh < 1 / 2) return null;
  return `${decimal(Math.min(lost, fresh), 0)} of ${decimal(fresh, 0)} new accounts a year only replace customers who leave.`;
}

function lessLine(plan: Plan): string | null {
  const { served_less, arr_at_risk } = plan.team;
  const accounts = served_less.reduce((sum, one) => sum + one.accounts, 0);
  const covered = ["covered", "hire", "smaller", "spare_kept"].includes(plan.choice.reason);
  // Where nobody serves today and nobody will, nobody gets less than today.
  if (plan.csms_planned === 0 && !plan.csms_today) return null;
  if (accounts === 0 || (covered && (arr_at_risk ?? 0) / plan.facts.arr < plan.marks.named)) return null;
  const arr = arr_at_risk === null ? "" : `, ${whole(arr_at_risk / plan.facts.arr)} of ARR (${cash(plan, arr_at_risk)}),`;
  const names = served_less.flatMap((one) => one.account ?? []).slice(0, 2);
  return `${plural(accounts, "account")}${arr} ${accounts === 1 ? "gets" : "get"} less service${names.length ? `, ${listed(names)} the largest` : ""}.`;
}

function targetLine(plan: Plan): string | null {
  const { targets, facts, losses } = plan;
  const parts = targets.map((check) => {
    const name = `${check.target.toUpperCase()} target ${rateText(check.value)}`;
    const today = check.target === "nrr" ? facts.nrr : facts.grr;
    if (today !== null && today > check.value) return `${name} is below today's ${rateText(today)}`;
    if (today !== null && check.target === "nrr")
      return `${name} is ${cash(plan, (check.value - today) * facts.arr)} more expansion a year`;
    if (today !== null) return `${name} is ${cash(plan, (check.value - today) * facts.arr)} more kept a year`;
    if (check.target === "grr" && losses.cases.length) {
      const holds = losses.cases.filter((one) => one.grr >= check.value);
      return holds.length === 0
        ? `${name} does not hold in any case`
        : holds.length === losses.cases.length
          ? `${name} may be met already`
          : `${name} holds only if all who left were small`;
    }
    return `${name} cannot be judged yet`;
  });
  return parts.length ? `${listed(parts, "and")}.` : null;
}

function mixLine(plan: Plan): string | null {
  const wanted = plan.company.targets?.nrr;
  return wanted !== undefined && wanted > plan.mix_nrr.high
    ? `The NRR target of ${rateText(wanted)} is above what this mix of accounts usually reaches (${rateText(plan.mix_nrr.high)}).`
    : null;
}

function meteredLine(plan: Plan): string | null {
  const { nrr, grr } = plan.facts;
  if (plan.company.motion !== "usage" || nrr === null || grr === null) return null;
  return `Expansion of ${decimal((nrr - grr) * 100, 0)} points is metered use, which can fall without notice.`;
}

function quotaLine(plan: Plan): string | null {
  const { company, need_with_quota, choice } = plan;
  if (company.expansion_owner !== "shared" || need_with_quota === null) return null;
  return `If CSMs carried the whole expansion quota the work would take ${csms(need_with_quota)}, not ${decimal(choice.need.middle, 1)}.`;
}

/** What the work takes when it is done for whoever signs. */
export function parentLine(plan: Plan): string | null {
  if (plan.need_by_parent === null || plan.parents === null) return null;
  return `${plural(plan.facts.accounts, "account")} belong to ${plural(plan.parents, "parent")}; served by parent the work takes ${csms(plan.need_by_parent)}.`;
}

function averageLine(plan: Plan): string | null {
  const { accounts } = plan.facts;
  // Few accounts are large ones, whatever each of them pays.
  if (plan.tiers.length === 1 && accounts > 1 && 1 / accounts >= plan.marks.named && !plan.facts.arr_by_tier_known)
    return `Each of the ${accounts} accounts is ${percent(1 / accounts)} of ARR on average; losing one makes GRR ${whole(1 - 1 / accounts)}.`;
  if (plan.tiers.length !== 1 || plan.facts.arr_by_tier_known || plan.facts.accounts < 2) return null;
  return `${cash(plan, plan.facts.arr / plan.facts.accounts)} an account is an average that nobody need pay.`;
}

const holder: Record<Plan["unknowns"][number]["kind"], [string, string]> = {
  team: ["today's team", "the CEO"],
  account_table: ["who left and what they paid", "billing"],
  hours: ["hours per account", "a four-week log"],
  gross_margin: ["gross margin", "finance"],
  new_accounts: ["new accounts a year", "sales"],
};
/** What is unknown and who could tell. */
export const unknownOf = (unknown: Plan["unknowns"][number]): { what: string; who: string } => {
  const [what, who] = holder[unknown.kind];
  // Where nobody left, nobody can be asked for.
  return { what: unknown.kind === "account_table" && unknown.high === 0 ? "what each account paid a year ago" : what, who };
};

function unknownLine(plan: Plan): string | null {
  const top = plan.unknowns.slice(0, 2).map(unknownOf);
  return top.length ? `Not known, and decisive: ${listed(top.map(({ what, who }) => `${what} (${who})`))}.` : null;
}

/** One thing that the table counts otherwise than the company states. */
function disagreementWords(plan: Plan, { what, stated, counted }: Disagreement): string {
  const shown = (value: number) =>
    what === "ARR" ? cash(plan, value) : Number.isInteger(value) && value > 1 ? decimal(value, 0) : rateText(value);
  return `on ${what} the company and the table disagree: ${shown(counted)} in the table, ${shown(stated)} stated`;
}

function tieLine(plan: Plan): string | null {
  // What a line of its own says in plain words is not said again as a check.
  const said = {
    target: plan.targets.some(({ target, value }) => (plan.facts[target === "nrr" ? "nrr" : "grr"] ?? 0) > value),
    reach: mixLine(plan) !== null,
    forecast: forecastLine(plan) !== null,
    cost: (plan.recommended?.cost_share_of_arr ?? 0) > plan.marks.remark,
  };
  const failed = plan.ties.filter((tie) => !tie.ok && !(tie.finding !== undefined && said[tie.finding]));
  if (failed.length === 0) return null;
  const [differs] = plan.facts.disagreements;
  if (differs !== undefined)
    return `${plural(failed.length, "check")} of ${plan.ties.length} ${failed.length === 1 ? "does" : "do"} not hold: ${disagreementWords(plan, differs)}.`;
  return `${plural(failed.length, "check")} of ${plan.ties.length} ${failed.length === 1 ? "does" : "do"} not hold: ${failed[0]!.check.replace(/^[A-Z](?=[a-z ])/, (letter) => letter.toLowerCase())}.`;
}

function proposedLine(plan: Plan): string | null {
  const [first] = plan.proposed.map((check) => proposedFinding(plan, check));
  return first === undefined ? null : `The proposed plan does not follow from its own numbers: ${first}.`;
}

function decisionLine(plan: Plan): string {
  const [first] = checkpointDates(plan.as_of);
  const list = plan.retention
    ? "the reasons of the largest losses"
    : plan.losses.arr_lost?.high === 0
      ? "what each account paid a year ago"
      : "the list of who left";
  return `Decide again ${first ? `on ${first}` : `in week ${plan.marks.log_weeks}`}, with the hours logged by then and ${list}.`;
}

/** Every line a verdict can have, by name, in the order in which they are read; null where there is nothing to say. */
export const verdictLines = {
  ask: askLine,
  sample: sampleLine,
  sample_tier: sampleTierLine,
  concentration: concentrationLine,
  risk: riskLine,
  passed: passedLine,
  red: redLine,
  book: bookLine,
  need: needLine,
  reason: reasonLine,
  price: (plan: Plan) => (plan.recommended ? repayment(plan, plan.recommended) : null),
  losses: lossLine,
  cannot_pay: cannotPayLine,
  next_hire: (plan: Plan) => (cannotPayLine(plan) === null ? nextHireLine(plan) : null),
  growth: growthLine,
  trigger: (plan: Plan) => (growthLine(plan) === null ? triggerLine(plan) : null),
  levels: levelsLine,
  unserved: unservedLine,
  less: lessLine,
  unowned: unownedLine,
  decides: decidesLine,
  deadline: deadlineLine,
  leaders: leadersLine,
  spare: spareLine,
  top: topTierLine,
  partner: partnerLine,
  replace: replaceLine,
  forecast: forecastLine,
  target: targetLine,
  mix: mixLine,
  metered: meteredLine,
  quota: quotaLine,
  parents: parentLine,
  average: averageLine,
  noise: noiseLine,
  proposed: proposedLine,
  ties: tieLine,
  unknown: unknownLine,
  decision: decisionLine,
} satisfies Record<string, (plan: Plan) => string | null>;
export type VerdictLine = keyof typeof verdictLines;

const MOST_LINES = 15;
/** What gives way first where there is more to say than a page of lines holds. */
const first: VerdictLine[] = [
  ...(["levels", "average", "parents", "quota", "noise", "next_hire", "spare", "leaders", "unserved"] as const),
  ...(["mix", "top", "trigger", "metered", "replace", "red"] as const),
];

type VerdictRecord = { readonly [Line in VerdictLine]?: string };

/** A plan's verdict stands in its answer, on its first page, in its questions and on its slides: it is worded once. */
const worded = new WeakMap<Plan, VerdictRecord>();

/** The verdict of a plan by the names of its lines: at most fifteen that read aloud, the ask first, the next decision last. */
export function verdictRecord(plan: Plan): VerdictRecord {
  const known = worded.get(plan);
  if (known !== undefined) return known;
  const record = verdictOf(plan);
  worded.set(plan, record);
  return record;
}

function verdictOf(plan: Plan): VerdictRecord {
  const said = Object.entries(verdictLines).flatMap(([name, say]) => {
    const line = say(plan);
    return line === null ? [] : [[name as VerdictLine, line] as const];
  });
  const over = first.filter((name) => said.some(([one]) => one === name)).slice(0, Math.max(0, said.length - MOST_LINES));
  return Object.fromEntries(said.filter(([name]) => !over.includes(name)).slice(0, MOST_LINES));
}

export const verdict = (plan: Plan): string[] => Object.values(verdictRecord(plan));

/** Whether the parts of a plan add up, in one sentence. */
export const tieStatus = (plan: Plan): string =>
  tieLine(plan) ??
  (plan.ties.every(({ ok }) => ok)
    ? `All ${plan.ties.length} checks hold: the parts of this plan add up.`
    : "The parts of this plan add up; what does not hold is said on the first page.");
