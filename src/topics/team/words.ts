import type { Warning } from "../../core/answer.ts";
import { brief, inShort, listed, plural } from "../../core/english.ts";
import { isKnown } from "../../core/known.ts";
import { sumMoney, withoutNoise } from "../../core/money.ts";
import { roleName } from "../../core/vocabulary.ts";
import { largestInWords } from "../../render/answer-pictures.ts";
import { decimal, percent, shortMoney } from "../../render/numbers.ts";
import type { Floor } from "../tiers/floors.ts";
import { costsAtRate, type PerDollar } from "../workload/hours.ts";
import type { CoverageChange } from "./answer.ts";
import { UNASSIGNED } from "./books.ts";
import { type CostsInBook, whyUnpriced } from "./figures.ts";
import type { TeamQuestion } from "./question.ts";
import { roleHeads, roleHeadsInWords } from "./roles.ts";
import type { TeamAnswer } from "./team-answer.ts";
import {
  leavingFacts,
  leavingSentences,
  leavingSteps,
  leavingTrap,
  lessOf,
  need,
  type TeamWords,
  undone,
  workingLine,
} from "./words-less.ts";

const people = (value: number) => decimal(value, 1);
const span = (low: number, high: number) => (people(low) === people(high) ? people(low) : `${people(low)} to ${people(high)}`);
const ways = { high: "high touch", low: "low touch", tech: "tech touch", none: "no service by people" };
const some = (lines: readonly (string | false)[], most: number): string[] =>
  lines.filter((line): line is string => line !== false && line !== "").slice(0, most);

/** What the team of the plan costs, hires for growth included; null where no cost is known in the currency of the book. */
function cost({ found: { plan, growth }, currency }: TeamWords): string | null {
  if (plan.cost === null || plan.cost_range === null) return null;
  const amount = sumMoney([plan.cost, growth?.cost_beyond ?? 0]);
  const share = plan.arr === null || plan.arr === 0 ? "" : `, ${percent(amount / plan.arr)} of ARR`;
  const guess = plan.cost_range.low === plan.cost_range.high ? "" : "about ";
  return `${guess}${shortMoney(amount, currency)} a year${share}`;
}

/** What the team costs in a sentence; in a book of another currency than the rules', whether it pays is open. */
function costSentence(words: TeamWords): string {
  const amount = cost(words);
  return amount === null
    ? `What that costs in ${words.currency}, and whether it pays, is not known.`
    : `${(words.found.growth?.cost_beyond ?? 0) > 0 ? "With the hires for growth the" : "The"} team costs ${amount}.`;
}

function toPlan({ found, currency }: TeamWords): string {
  const { plan, advice } = found;
  if (advice?.choice.reason === "first_person") return "Hire the first CSM, a player-coach";
  const leaders = plan.roles
    .filter(({ role, heads, today: there }) => role !== "csm" && there !== null && heads < there)
    .map(({ role, heads, today: there }) => roleHeadsInWords(role, there! - heads));
  const csms = plan.capacity.csms;
  const today = plan.roles.find(({ role }) => role === "csm")?.today ?? null;
  if (today === null) return csms === 0 ? "Hire no CSM for this work" : `Plan with ${plural(csms, "CSM")}`;
  // What the work asks for; whether a hire pays is the blueprint's question, and it may say no.
  const missing = withoutNoise(csms - today);
  if (csms > today)
    return `${plural(missing, "CSM")} ${missing === 1 ? "is" : "are"} missing to serve every account as planned, ${people(csms)} instead of ${people(today)}`;
  const more = found.growth?.hires.reduce((sum, { heads }) => sum + heads, 0) ?? 0;
  if (csms === today && more > 0) return `Hire ${plural(more, "CSM")} for growth beside the ${people(today)} you have`;
  const pays = plan.today?.cost == null || plan.cost === null ? 0 : sumMoney([plan.today.cost, -plan.cost]);
  const freed = pays > 0 ? `, ${shortMoney(pays, currency)} a year` : "";
  if (csms === today && leaders.length > 0)
    return `Keep the ${csms === 1 ? "one CSM" : plural(csms, "CSM")} you have and do not backfill ${listed(leaders)}${freed}`;
  if (csms === today)
    return csms === 0 ? "Hire no CSM for this work" : `Keep the ${csms === 1 ? "one CSM" : plural(csms, "CSM")} you have`;
  const free = [`${people(today - csms)} of them`, ...leaders];
  const are = free.length === 1 && people(today - csms) === "1" ? "is" : "are";
  return `${plural(today, "CSM")} stand against the work of ${span(plan.need.low, plan.need.high)}; ${listed(free)} ${are} free to redeploy or not to backfill${freed}`;
}

/** What keeps the choice from a hire, or from fewer people. */
function choiceSentence({ found: { advice, growth }, currency }: TeamWords): string {
  if (advice === null || growth !== null) return "";
  const [other] = advice.choice.rejected;
  const undecided = other?.broken.find(({ bound }) => bound === "undecided");
  const share = other?.broken.find(({ bound }) => bound === "share_of_arr");
  const losses = other?.broken.find(({ bound }) => bound === "losses");
  const kept = other?.broken.find(({ bound }) => bound === "low_retention");
  const held = other?.broken.find(({ bound }) => bound === "arr_per_csm");
  const bring = advice.option.break_even?.retained_arr_needed ?? 0;
  switch (advice.choice.reason) {
    case "losses_unknown":
      return "Hire nobody before last year's losses show that it pays.";
    case "hire":
    case "hire_part":
      return `Hiring ${roleHeads("csm", advice.option.roles.find(({ role }) => role === "csm")?.added ?? 0)} must keep or sell ${shortMoney(bring, currency)} of ARR a year.`;
    case "not_repaid":
      return losses
        ? `Hire nobody on retention: it needs ${shortMoney(losses.value!, currency)} of ARR, and ${shortMoney(losses.limit!, currency)} was lost.`
        : "Hire nobody on retention alone.";
    case "too_dear":
      return share
        ? `Hire nobody: that team would cost ${percent(share.value!)} of ARR, above ${percent(share.limit!, 0)}.`
        : "Hire nobody: a book of this size does not pay for it.";
    case "spare_kept":
      if (held) return `Cut nobody: one CSM would hold ${shortMoney(held.value!, currency)} of ARR.`;
      if (undecided) return `Cut nobody while ${percent(undecided.value!, 0)} of ARR is undecided.`;
      return kept ? `Cut nobody while gross retention may be ${percent(kept.value!, 0)}.` : "";
    default:
      return advice.choice.coaches > 0 ? "The leader carries half a book." : "";
  }
}

/** The account that belongs in the first line, and whether its renewal is undecided. */
function firstLine({ found }: TeamWords): string {
  const large = isKnown(found.concentration) ? found.concentration.large.filter(({ care }) => care === "first_line") : [];
  const open = large.some(({ account }) => found.undecided.includes(account)) ? ", its renewal date has passed" : "";
  return large.map(({ account, share }) => `${account} holds ${percent(share, 0)} of ARR${open}.`).join(" ");
}

/** Today's CSMs where they already do the work for which more are fixed; null elsewhere. */
function coveredToday({ found: { plan }, question }: TeamWords): number | null {
  const today = question.team?.csm ?? 0;
  return question.heads !== undefined && today > 0 && plan.capacity.csms > today && plan.need.middle <= today ? today : null;
}

/** The answer in at most sixty words: what to do, what it rests on, what could turn it. */
export function summariseTeam(words: TeamWords): string {
  const { found, question } = words;
  const { plan } = found;
  const [worst] = plan.drivers.filter(({ low, high }) => people(low) !== people(high));
  const doubt = worst ? `Least sure: ${worst.input}, ${span(worst.low, worst.high)} CSMs.` : "";
  if (isKnown(found.leaving))
    return brief([...leavingSentences(words, lessOf(words), need(words)), undone(words), firstLine(words)]);
  if (question.heads !== undefined || question.budget !== undefined) {
    const less = lessOf(words);
    const csms = plural(plan.capacity.csms, "CSM");
    const covers = coveredToday(words);
    const too =
      covers === null
        ? ""
        : `, and so ${covers === 1 ? "can the one" : `can the ${people(covers)}`} there ${covers === 1 ? "is" : "are"}`;
    const none = less.accounts === 0 && plan.capacity.hours_short >= plan.hours_per_csm / 2;
    const first = none
      ? `With ${csms} the hours do not reach, and no account may get less: all are at risk, undecided or too large.`
      : less.accounts > 0
        ? `With ${csms}, ${less.text}.`
        : `${csms} can serve every account as planned${too}.`;
    return brief([first, `The work takes ${need(words)}.`, undone(words), costSentence(words), firstLine(words), doubt]);
  }
  return brief([
    `${toPlan(words)}: the work takes ${need(words)}.`,
    choiceSentence(words),
    costSentence(words),
    growthSentence(words),
    firstLine(words),
    doubt,
  ]);
}

const opensIn = (months: number): string => (months < 1 ? "now" : `in ${plural(Math.floor(months), "month")}`);

/** When today's team is short, and which positions to open by when. */
function growthSentence({ found: { growth, hiring_plan } }: TeamWords): string {
  if (growth === null) return "";
  const last = growth.months.at(-1)!;
  if (last.csms_there === null) return `In month ${last.month} the work takes ${people(last.csms_needed)} CSMs.`;
  if (growth.first_short_month === null) return "With this growth the team is short in no month of the year.";
  const csms = hiring_plan.filter(({ role }) => role === "csm");
  const opens = csms.map(({ heads, opens_in_months: months }) => {
    return `${people(heads)} ${opensIn(months)}`;
  });
  return `Growth makes the team short from month ${growth.first_short_month}${opens.length ? `; open CSM positions: ${opens.join(", ")}` : ""}.`;
}

function changes(rows: readonly CoverageChange[], currency: string): string {
  return inShort(
    rows.map(({ tier, from, to, accounts, arr }) => {
      return `${plural(accounts, `${tier} account`)} (${shortMoney(arr, currency)}) from ${ways[from]} to ${ways[to]}`;
    }),
  );
}

/** What the last step of a budget keeps and one more would add. */
function moneyFacts({ found: { coverage }, currency }: TeamWords): string[] {
  if (!isKnown(coverage)) return [];
  const { marginal, arr_covered_share, arr_covered } = coverage;
  const step = shortMoney(marginal.budget_step, currency);
  const share = isKnown(arr_covered_share) ? `, ${percent(arr_covered_share, 0)} of it` : "";
  const best = `Hours at this budget cover ${shortMoney(arr_covered, currency)} of ARR at best${share}; an account with half its hours counts half.`;
  const less = !isKnown(marginal.arr_covered_lost)
    ? `${step} less would not pay the other roles.`
    : marginal.loses.length === 0
      ? `${step} less would take nothing from any account.`
      : `The last ${step} keep ${shortMoney(marginal.arr_covered_lost, currency)} of that: ${changes(marginal.loses, currency)}.`;
  return [best, less];
}

/** At most three facts that decide, each a number with its base. */
export function teamFacts(words: TeamWords): string[] {
  const { found, currency } = words;
  const { plan } = found;
  const large = found.concentration;
  const size = isKnown(large) ? largestInWords(large) : "";
  const named = isKnown(large) && large.large.length > 0;
  const today =
    plan.today?.cost != null &&
    `Today ${people(plan.today.heads)} full-time ${plan.today.heads === 1 ? "person costs" : "people cost"} ${shortMoney(plan.today.cost, currency)} a year.`;
  const rows = inShort(
    plan.served_less.map((row) => (row.account === null ? `${plural(row.accounts, "account")} of ${row.tier}` : row.account)),
  );
  const leaves = isKnown(found.leaving);
  return some(
    [
      ...(leaves ? leavingFacts(words) : []),
      named ? size : "",
      plan.served_less.length > 0 && !leaves ? `Less service: ${rows}.` : "",
      ...moneyFacts(words),
      workingLine(plan),
      today || "",
      named ? "" : size,
    ],
    3, // not a figure: facts a reader takes in
  );
}

/** At most two traps that could make the answer wrong here. */
export function teamTraps(words: TeamWords, about: readonly string[]): string[] {
  const { found, question } = words;
  const { plan } = found;
  const lowered = plan.pools.filter((pool) => pool.served_as !== pool.touch || found.lowered.includes(pool.tier));
  const undated = question.accounts?.filter(({ renewal_date }) => renewal_date === null).length ?? 0;
  const unowned = plan.books.find(({ load }) => load === null);
  const owners = plan.books.filter(({ load }) => load !== null).length;
  const idle = owners > Math.ceil(plan.need.high);
  return some(
    [
      ...about,
      idle &&
        `${owners} people for ${people(plan.need.middle)} CSMs of work (${span(plan.need.low, plan.need.high)}): is this the whole book, and do they also onboard, support or renew?`,
      leavingTrap(words),
      lowered.length > 0 &&
        `${inShort(lowered.map(({ tier }) => tier))} cannot pay for the usual service; the plan gives fewer hours.`,
      plan.served_less.length > 0 &&
        undated > 0 &&
        `${plural(undated, "account has", "accounts have")} no renewal date to protect them.`,
      unowned !== undefined && `${plural(unowned.accounts, "account has", "accounts have")} no owner.`,
      plan.capacity.hours_short > 0 &&
      plan.capacity.hours_short < plan.hours_per_csm / 2 &&
      plan.capacity.csms <= (question.team?.csm ?? plan.capacity.csms) &&
      plan.capacity.hours_available > 0 &&
      plan.served_less.length === 0
        ? `${people(plan.capacity.hours_short / plan.hours_per_csm)} of a person is missing once people leave: too little for a hire, a few accounts one step less close it.`
        : "",
      found.warnings.some(({ code }) => code === "span") && "A leader's span is outside the rule; see the chart.",
    ],
    2,
  );
}

/** At most three steps: who does what by when. */
export function teamSteps(words: TeamWords): string[] {
  const { found, currency } = words;
  const { plan } = found;
  const fewer = plan.roles.find(({ role, heads, today }) => role === "csm" && today !== null && heads < today);
  const { question } = words;
  const fixed = question.heads !== undefined || question.budget !== undefined || isKnown(found.leaving);
  const since = found.undecided;
  const unowned = plan.books.find(({ load }) => load === null);
  const relieved = plan.rebalanced.filter(({ from }) => from !== UNASSIGNED && !plan.leaving.includes(from));
  const hires = found.hiring_plan.map(({ role, heads, opens_on, opens_in_months, weeks_before }) => {
    const when = opens_on === null ? opensIn(opens_in_months) : `on ${opens_on}`;
    const pays = found.advice !== null && ["hire", "hire_part", "first_person"].includes(found.advice.choice.reason);
    return `${pays ? "Open" : "Once a blueprint shows that it pays, open"} ${roleHeads(role, heads)} ${when}${weeks_before === null ? "" : `; the first day is some ${weeks_before} weeks later`}.`;
  });
  return some(
    [
      since.length > 0 && `Find out today how the renewal of ${inShort(since)} ended.`,
      ...leavingSteps(words),
      fewer !== undefined && !fixed
        ? `Every CSM logs hours for four weeks; then freeze hiring and go to ${people(fewer.heads)} in steps, by moves and by not backfilling.`
        : "",
      ...(coveredToday(words) === null
        ? hires.slice(0, 2)
        : ["Open no position: today's CSMs do this work; log four weeks of hours first."]),
      found.contacts_lost > 0 && fixed && !isKnown(found.leaving)
        ? `Tell the ${plural(found.contacts_lost, "account")} that ${found.contacts_lost === 1 ? "loses its" : "lose their"} CSM before anything changes.`
        : "",
      unowned !== undefined &&
        (plan.rebalanced.length > 0
          ? `Give the ${plural(unowned.accounts, "account")} (${shortMoney(unowned.arr, currency)}) without an owner the names proposed.`
          : `Name a CSM for each of the ${plural(unowned.accounts, "account")} (${shortMoney(unowned.arr, currency)}) without an owner.`),
      relieved.length > 0 && `Move ${inShort(relieved.map(({ account, from, to }) => `${account} from ${from} to ${to}`))}.`,
      hires.length === 0 &&
        !fixed &&
        plan.served_less.length === 0 &&
        fewer === undefined &&
        "Hire nobody; log four weeks of hours before the next plan.",
    ],
    3, // not a figure: steps a reader takes in
  );
}

/** At most three things that would change the answer, by how much, and who could tell. */
export function teamUnknowns({ found: { plan } }: TeamWords): string[] {
  const tell: Record<string, string> = {
    "customer time": "a four-week log, the CSMs",
    "hours per account": "a four-week log, the CSMs",
    "hours per new account": "the onboarding calendar",
    "expansion quota": "VP and sales",
    "ARR of the tech-touch accounts": "billing",
  };
  return some(
    [
      plan.cost === null && `What the team costs: give what one CSM costs a year, all in (finance).`,
      ...plan.drivers
        .filter(({ low, high }) => people(low) !== people(high))
        .slice(0, 2)
        .map(({ input, low, high }) => `${input}: ${span(low, high)} CSMs (${tell[input] ?? "the CSMs"}).`),
      ...plan.questions.map(({ question, effect, low, high }) => `${question} ${span(low, high)} ${effect}.`),
    ],
    3, // not a figure: lines a reader takes in
  );
}

/** The sentences for those who will be asked again. */
export function teamSay(words: TeamWords): { cfo: string; team?: string } {
  const { found, currency } = words;
  const { plan } = found;
  const change =
    plan.today?.cost == null || plan.cost === null
      ? null
      : sumMoney([plan.cost, found.growth?.cost_beyond ?? 0, -plan.today.cost]);
  const more =
    change === null || change === 0
      ? ""
      : change > 0
        ? `, ${shortMoney(change, currency)} more than today`
        : `, ${shortMoney(-change, currency)} less than today`;
  const amount = cost(words);
  const cfo =
    amount === null
      ? `The work takes ${need(words)}; what that costs in ${currency} is not known before somebody says what a CSM costs.`
      : `Customer success costs ${amount}${more}; the work takes ${need(words)}.`;
  const less = lessOf(words);
  return less.accounts > 0
    ? {
        cfo,
        team: `${less.text[0]!.toUpperCase()}${less.text.slice(1)}; the list says which and why, and you may swap an account for one of equal hours.`,
      }
    : { cfo };
}

/** Says where the floors come from in a book of another currency than the rules'. */
export function floorsSuggested(floors: readonly Floor[]): Warning {
  const said = floors.filter(({ min }) => min > 0).map(({ tier, min }) => `${tier} from ${decimal(min, 2)}`);
  const message = `The rules' floors are in US dollars; these are suggested from this book: ${listed(said)}. Give tiers with min_arr if yours differ.`;
  return { code: "floors_suggested", message };
}

/** Says what a cost rests on that nobody gave: the rules' dollars beside money of no named currency, one role's cost, or nothing yet. */
export function aboutCosts(
  found: TeamAnswer,
  { costs = {} }: TeamQuestion,
  currency: string | null,
  priced: CostsInBook,
  perDollar: PerDollar,
): string | null {
  const guessed = found.plan.roles.filter(({ role, heads, today }) => heads + (today ?? 0) > 0 && costs[role] === undefined);
  if (guessed.length === 0) return null;
  const whose = inShort(guessed.map(({ role }) => roleName(role)));
  if (currency === null) return `The cost of ${whose} is the rules' own, in US dollars; nobody said the currency of the ARR.`;
  if (priced.unpriced !== undefined) return whyUnpriced(currency);
  if (priced.converted !== undefined) return costsAtRate(currency, perDollar, "costs");
  if (priced.from === undefined) return null;
  return `The cost of ${whose} follows from that of a ${roleName(priced.from)}, as the rules' costs stand to each other; give costs.`;
}
