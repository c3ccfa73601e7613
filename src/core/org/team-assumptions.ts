import type { Assumption } from "../contract/envelope.ts";
import { Role } from "../contract/vocabulary.ts";
import type { Staffing } from "./plan-roles.ts";
import type { TeamQuestion } from "./team-question.ts";
import type { TeamFigures } from "./team-reads.ts";
import type { TierLine } from "./tier-lines.ts";

const names = (lines: readonly TierLine[]) => lines.map((line) => line.tier).join(", ");
const ends = ({ low, high }: { low: number; high: number }) => `${low} to ${high}`;

/** What the plan takes for granted about hours: customer time, the working year, hours per account, new accounts. */
function aboutHours(question: TeamQuestion, staffing: Staffing, figures: TeamFigures): Assumption[] {
  const { lines, year } = staffing.work_in_plan;
  const found: Assumption[] = [];
  if (question.customer_time === undefined)
    found.push({
      what: "customer_time",
      value: `${year.customer_time} of working hours, ${ends(figures.customerTime.value)} possible`,
      why: "Nobody has measured it; the center is a target.",
      if_wrong: "drivers shows the CSMs needed at both ends. Four weeks of logged hours settle it.",
    });
  if (question.contract_hours === undefined || question.leave_hours === undefined)
    found.push({
      what: "working year",
      value: `${year.contract_hours} contract hours less ${year.leave_hours} of leave`,
      why: "Not given. Sickness is not in it.",
      if_wrong: "Shorter contracts, more leave or sick days raise the need in proportion; give contract_hours and leave_hours.",
    });
  const guessed = lines.filter((line) => !line.measured && line.hours_per_account > 0 && line.accounts > 0);
  if (guessed.length)
    found.push({
      what: "hours_per_account",
      value: guessed.map((line) => `${line.tier} ${line.hours_per_account}`).join(", "),
      why: `Entitlements times assumed durations, off by up to ${figures.hoursSpread.value} either way until somebody logs them.`,
      if_wrong: "drivers shows both ends; give hours_per_account for each tier.",
    });
  const small = lines.filter((line) => line.note === "too_small_for_hours");
  if (small.length)
    found.push({
      what: `Human hours in ${names(small)}`,
      value: "0",
      why: `At the target customer time and their average ARR, hours would cost more than ${figures.costToServe.value.tech[1]} of it.`,
      if_wrong: "Give hours_per_account if these accounts really take CSM time.",
    });
  const unknown = lines.filter((line) => line.note === "arr_unknown");
  if (unknown.length)
    found.push({
      what: `ARR of ${names(unknown)}`,
      value: "unknown; its hours are kept",
      why: "Only ARR tells whether these accounts can pay for human hours.",
      if_wrong: "If they cannot, the default is no human hours; drivers shows what that takes off.",
    });
  if (question.new_accounts_a_year === undefined)
    found.push({
      what: "new_accounts_a_year",
      value: "not counted",
      why: "Not given. Only the small share of onboarding in the hours of low touch is in.",
      if_wrong: "questions shows what new accounts take.",
    });
  const given = lines.filter((line) => line.measured && line.hours_per_account > 0);
  const moved = [
    question.new_accounts_a_year !== undefined && "onboarding",
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

/** What it takes for granted about people and money: quota, attrition, costs. */
function aboutPeople(question: TeamQuestion, staffing: Staffing, figures: TeamFigures): Assumption[] {
  const ramp = figures.ramp.value;
  const found: Assumption[] = [];
  if (question.expansion_mandate === undefined)
    found.push({
      what: "expansion_mandate",
      value: "no sales quota for CSMs",
      why: "Not given.",
      if_wrong: "questions shows the CSMs needed with a quota.",
    });
  found.push({
    what: "Attrition and ramp",
    value: `${question.attrition ?? ramp.yearly_attrition} of CSMs leave in a year, ${ramp.vacancy_months} months vacant, ${ramp.ramp_months} months of ramp at ${ramp.ramp_delivery}`,
    why: question.attrition === undefined ? "Nothing of it was given." : "Vacancy and ramp were not given.",
    if_wrong: "csm_fte_with_attrition moves; csm_fte does not.",
  });
  const guessed = Role.options.filter((role) => (staffing.heads[role] ?? 0) > 0 && question.costs?.[role] === undefined);
  if (guessed.length)
    found.push({
      what: "Cost of one person a year",
      value: guessed
        .map((role) => `${role} ${figures.loadedCosts.value[role]!.central} (${ends(figures.loadedCosts.value[role]!)})`)
        .join(", "),
      why: "costs does not name these roles; the bracket holds salary, charges and tools.",
      if_wrong: "cost_range shows both ends; give your own under costs.",
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
  return [...aboutHours(question, staffing, figures), ...aboutPeople(question, staffing, figures)];
}
