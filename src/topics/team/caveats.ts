import type { Assumption, Warning } from "../../core/answer.ts";
import { inShort } from "../../core/english.ts";
import { roundUp, withoutNoise } from "../../core/money.ts";
import { Role, roleName, Touch } from "../../core/vocabulary.ts";
import type { TeamPlan } from "./answer.ts";
import type { TeamFigures } from "./figures.ts";
import { servedByCsms, type TeamQuestion } from "./question.ts";
import type { Staffing } from "./roles.ts";
import type { TierLine } from "./work.ts";

/**
 * What a plan takes for granted about accounts that take more than usual ones and about leaders who carry a book; nothing where neither
 * was said.
 * @example heavierAssumptions({ tiers, player_coaches: ["Lea"] }, staffing, figures)[0].what // "player_coaches"
 */
export function heavierAssumptions(question: TeamQuestion, staffing: Staffing, figures: TeamFigures): Assumption[] {
  const found: Assumption[] = [];
  const served = question.tiers.filter(servedByCsms);
  const factors = served.filter((tier) => tier.complexity !== undefined && tier.complexity !== 1);
  if (factors.length)
    found.push({
      what: "complexity",
      value: inShort(factors.map((tier) => `${tier.tier} ${tier.complexity}`)),
      why: "Yours; it multiplies every hour of the tier, given or assumed.",
      if_wrong: "Compare with logged hours.",
    });
  const newer = staffing.work_in_plan.lines.filter((line) => line.first_year > 0);
  if (newer.length) {
    const { low, central, high } = figures.firstYearHours.value;
    found.push({
      what: `First year of ${inShort(newer.map((line) => line.tier))}`,
      value: `${central} more hours (${low} to ${high}) than later`,
      why: "Not measured; onboarding is not in it.",
      if_wrong: "See drivers.",
    });
  }
  const averages = served.filter((tier) => tier.hours_per_account !== undefined && (tier.first_year ?? 0) > 0);
  if (averages.length)
    found.push({
      what: `First year of ${inShort(averages.map((tier) => tier.tier))}`,
      value: "nothing added",
      why: "Hours given are an average that holds new accounts.",
      if_wrong: "Raise hours_per_account if they do not.",
    });
  const coaches = question.player_coaches?.length ?? 0;
  if (coaches > 0)
    found.push({
      what: "player_coaches",
      value: `${coaches}, each with ${figures.playerCoach.value} of a CSM's book`,
      why: "A working assumption.",
      if_wrong: "The need moves by the same part of a CSM.",
    });
  return found;
}

const names = (lines: readonly TierLine[]) => inShort(lines.map((line) => line.tier));
const ends = ({ low, high }: { low: number; high: number }) => `${low} to ${high}`;

/** What the plan takes for granted about hours: customer time, the working year, hours per account, new accounts. */
function aboutHours(question: TeamQuestion, staffing: Staffing, figures: TeamFigures): Assumption[] {
  const { lines, year } = staffing.work_in_plan;
  const found: Assumption[] = [];
  if (question.customer_time === undefined)
    found.push({
      what: "customer_time",
      value: `${year.customer_time} of working hours (${ends(figures.customerTime.value)})`,
      why: "Not measured; the center is a target.",
      if_wrong: "See drivers; log four weeks.",
    });
  if (question.contract_hours === undefined || question.leave_hours === undefined)
    found.push({
      what: "working year",
      value: `${year.contract_hours} contract hours less ${year.leave_hours} of ${question.sick_hours === undefined ? "leave" : "leave and sickness"}`,
      why: question.sick_hours === undefined ? "Not given; sickness is not in it." : "Contract or leave hours not given.",
      if_wrong: "Fewer hours raise the need in proportion.",
    });
  const guessed = lines.filter((line) => !line.measured && line.hours_per_account > 0 && line.accounts > 0);
  if (guessed.length)
    found.push({
      what: "hours_per_account",
      value: inShort(guessed.map((line) => `${line.tier} ${Number(line.hours_per_account.toPrecision(4))}`)), // not a figure: digits that tell
      why: `Assumed durations, off by up to ${withoutNoise(figures.hoursSpread.value * 100)}% either way.`,
      if_wrong: "See drivers; give your own.",
    });
  const small = lines.filter((line) => line.note === "too_small_for_hours");
  if (small.length)
    found.push({
      what: `Human hours in ${names(small)}`,
      value: "0",
      why: `At their average ARR hours would cost more than ${figures.costToServe.value.tech[1]} of it.`,
      if_wrong: "Give hours_per_account if they do take CSM time.",
    });
  const lowered = lines.filter((line) => line.note === "above_ceiling");
  if (lowered.length)
    found.push({
      what: `Service of ${names(lowered)}`,
      value: inShort(
        lowered.map((line) => `${line.tier} ${line.served_as} touch, ${Number(line.hours_per_account.toPrecision(4))} hours`),
      ),
      why: "The usual hours would cost more than the touch's share of an average account.",
      if_wrong: "Give costs.csm, or hours_per_account if they do take more.",
    });
  const unknown = lines.filter((line) => line.note === "arr_unknown");
  if (unknown.length)
    found.push({
      what: `ARR of ${names(unknown)}`,
      value: "unknown; its hours are kept",
      why: "Only ARR tells whether these accounts can pay for human hours.",
      if_wrong: "If they cannot, the default is no human hours; drivers shows what that takes off.",
    });
  if (staffing.work_in_plan.new_accounts === null)
    found.push({
      what: "new_accounts_a_year",
      value: "not counted",
      why: "Not given; only low touch's share of onboarding is in.",
      if_wrong: "See questions.",
    });
  const given = lines.filter((line) => line.measured && line.hours_per_account > 0);
  const moved = [
    staffing.work_in_plan.new_accounts !== null && "onboarding",
    staffing.work_in_plan.renewal_hours > 0 && "renewals",
  ];
  const apart = moved.filter((name) => name !== false);
  if (given.length && apart.length)
    found.push({
      what: `Hours given for ${names(given)}`,
      value: `taken as CSM hours without ${apart.join(" or ")}`,
      why: `The plan counts ${apart.join(" and ")} beside them.`,
      if_wrong: "If your hours hold that work too, it is counted twice: take it out of hours_per_account.",
    });
  return found;
}

/** The roles' costs, those with the same bracket together. */
function costBrackets(roles: readonly Role[], figures: TeamFigures): string {
  const groups = new Map<string, Role[]>();
  for (const role of roles) {
    const bracket = figures.loadedCosts.value[role]!;
    const words = `${bracket.central} (${ends(bracket)})`;
    groups.set(words, [...(groups.get(words) ?? []), role]);
  }
  return [...groups].map(([words, same]) => `${same.join(", ")} ${words}`).join("; ");
}

/** What it takes for granted about people and money: quota, attrition, costs. */
function aboutPeople(question: TeamQuestion, staffing: Staffing, figures: TeamFigures): Assumption[] {
  const ramp = figures.ramp.value;
  const found: Assumption[] = [];
  if (staffing.work_in_plan.quota > 0)
    found.push({
      what: "Expansion quota",
      value: `lowers what one CSM carries by ${staffing.work_in_plan.quota}`,
      why: `The middle of ${figures.expansionMandate.value.join(" to ")}; hours given are taken as they are.`,
      if_wrong: "See drivers.",
    });
  if (question.expansion_mandate === undefined)
    found.push({
      what: "expansion_mandate",
      value: "no sales quota for CSMs",
      why: "Not given.",
      if_wrong: "See questions.",
    });
  found.push({
    what: "Attrition and ramp",
    value: `${question.attrition ?? ramp.yearly_attrition} leave a year, ${ramp.vacancy_months} months vacant, ${ramp.ramp_months} of ramp at ${ramp.ramp_delivery}`,
    why: question.attrition === undefined ? "Not given." : "Vacancy and ramp not given.",
    if_wrong: "csm_fte_with_attrition moves.",
  });
  const guessed = Role.options.filter((role) => (staffing.heads[role] ?? 0) > 0 && question.costs?.[role] === undefined);
  if (guessed.length && question.unpriced === undefined)
    found.push({
      what: "Yearly cost of one",
      value: costBrackets(guessed, figures),
      why: "Not in costs.",
      if_wrong: "See cost_range.",
    });
  if (question.team && question.team.csm === undefined && question.budget === undefined && question.heads === undefined)
    found.push({
      what: "CSMs today",
      value: "0",
      why: "team names roles but no csm.",
      if_wrong: "hiring_plan lists too many hires; give team.csm.",
    });
  return found;
}

/**
 * Everything a team plan takes for granted, each with its value, its reason and what happens if it is wrong.
 * @example teamAssumptions(question, staffing, figures)[0].what // "customer_time"
 */
export function teamAssumptions(question: TeamQuestion, staffing: Staffing, figures: TeamFigures): Assumption[] {
  return [
    ...aboutHours(question, staffing, figures),
    ...heavierAssumptions(question, staffing, figures),
    ...aboutPeople(question, staffing, figures),
  ];
}

type Planned = Omit<TeamPlan, "warnings" | "assumptions" | "undefined">;

/** A leader as people say it: the role, and which one where there are several. */
function leaderOfChart({ org_chart }: Pick<Planned, "org_chart">, id: string): string {
  const role = org_chart.find((node) => node.id === id)?.role ?? "manager";
  const several = org_chart.filter((node) => node.role === role).length > 1;
  return several ? `${roleName(role)} ${id.split("-").at(-1)}` : `The ${roleName(role)}`;
}

/** The first names of a list, and how many more there are. */
function some(books: readonly { owner: string }[]): string {
  const first = books.slice(0, 2).map((book) => book.owner);
  const rest = books.length - first.length;
  return `${first.join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
}

/**
 * What a reader should know before trusting a team plan: hours nobody covers, leaders with too many reports, tiers above their ceiling of cost, accounts without an owner or a renewal date, ARR that does not add up.
 * @example teamWarnings(plan, question, figures)[0].code // "hours_short"
 */
export function teamWarnings(plan: Planned, question: TeamQuestion, figures: TeamFigures): Warning[] {
  const found: Warning[] = [];
  const warn = (code: string, message: string) => found.push({ code, message });
  if (plan.capacity.hours_short > 0) {
    const lowest = plan.pools.filter((pool) => pool.hours_per_account > 0 && pool.accounts > 0).at(-1)?.tier;
    const cause =
      plan.capacity.hours_available >= withoutNoise(plan.capacity.hours_needed - plan.capacity.hours_freed)
        ? "once people leave and new ones learn"
        : "even before anybody leaves";
    warn(
      "hours_short",
      `The CSMs cannot do all the work ${cause}: what is left stays undone, by default in ${lowest ?? "the lowest tier"}.`,
    );
  }
  const [span, ...spans] = plan.span_checks.filter((check) => !check.ok);
  const others = spans.length ? ` So it is for ${spans.length} more; see span_checks.` : "";
  if (span)
    warn(
      "span",
      `${leaderOfChart(plan, span.leader)} would lead ${span.reports || "nobody"}; the rule says ${span.low} to ${span.high}.${others}`,
    );
  for (const touch of Touch.options) {
    const ceiling = figures.costToServe.value[touch][1]!;
    const dear = plan.pools.filter((pool) => pool.touch === touch && pool.cost_to_serve !== null && pool.cost_to_serve > ceiling);
    if (dear.length)
      warn(
        "cost_to_serve",
        `${inShort(dear.map(({ tier }) => tier))}: CSMs alone cost more than ${withoutNoise(ceiling * 100)}% of ARR, the ceiling for ${touch} touch.`,
      );
  }
  const known = plan.pools.every((pool) => pool.arr !== null);
  if (known && question.arr !== undefined && question.arr !== plan.arr)
    warn(
      "arr_does_not_add_up",
      `The tiers' ARR adds up to ${plan.arr}, the total given is ${question.arr}. The tiers' sum is used.`,
    );
  const unowned = plan.books.find((book) => book.load === null);
  if (unowned)
    warn(
      "unassigned",
      `${unowned.accounts === 1 ? "1 account has no owner; it stands" : `${unowned.accounts} accounts have no owner; they stand`} as "${unowned.owner}" in books.`,
    );
  const over = plan.books.filter((book) => book.load !== null && withoutNoise(book.load) > 1);
  if (over.length) warn("overloaded", `Owners with more hours than a year holds: ${some(over)}.`);
  const after = plan.books_after?.filter((book) => book.load !== null && withoutNoise(book.load) > 1) ?? [];
  if (after.length) warn("overloaded_after", `Still too much after the moves: ${some(after)}; no account fits elsewhere.`);
  const coaches = question.player_coaches ?? [];
  const owners = plan.books.filter((book) => book.load !== null && !coaches.includes(book.owner)).length;
  if (owners > 0 && question.team?.csm !== undefined && roundUp(question.team.csm) !== owners)
    warn(
      "owners_and_team",
      `team says ${question.team.csm} CSMs, the accounts have ${owners} owners. Books follow the accounts.`,
    );
  const undated = question.accounts?.filter((account) => account.renewal_date === null).length ?? 0;
  if (plan.served_less.length && question.accounts && question.as_of === undefined)
    warn("no_as_of", "Without as_of no account is protected by a renewal or notice date that is near.");
  if (plan.served_less.length && undated > 0)
    warn("no_renewal_date", `${undated} accounts have no renewal date, so a renewal near them could not protect them.`);
  return found;
}
