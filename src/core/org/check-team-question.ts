import { Problem } from "../contract/problem.ts";
import { Role } from "../contract/vocabulary.ts";
import type { Heads, TeamQuestion } from "./team-question.ts";

const remedy = "Correct it and ask again.";

function problems(name: string, value: number | undefined, whole = false): string[] {
  if (value === undefined) return [];
  if (!Number.isFinite(value) || value < 0) return [`${name} is ${value}: it must be 0 or more.`];
  return whole && !Number.isInteger(value) ? [`${name} is ${value}: it must be a whole number.`] : [];
}

function headProblems(name: string, heads: Heads | undefined, whole: boolean): string[] {
  return Object.entries(heads ?? {}).flatMap(([role, value]) =>
    Role.options.some((known) => known === role)
      ? problems(`${name}.${role}`, value, whole)
      : [`${name}.${role}: there is no such role; the roles are ${Role.options.join(", ")}.`],
  );
}

/**
 * Refuses a question no team could answer: negative amounts, more leave than contract, more than all of the time for customers, half people.
 * `year` holds the hours used where none are given. Throws Problem with every fault at once.
 * @example checkTeamQuestion({ tiers: [], customer_time: 1.2 }, { contract_hours: 2080, leave_hours: 200 }) // throws: customer_time is 1.2 ...
 */
export function checkTeamQuestion(question: TeamQuestion, year: { contract_hours: number; leave_hours: number }): void {
  const { contract_hours, leave_hours, customer_time, attrition, new_accounts_a_year, heads, budget, arr } = question;
  const places = [
    ...problems("contract_hours", contract_hours),
    ...problems("leave_hours", leave_hours),
    ...problems("attrition", attrition),
    ...problems("new_accounts_a_year", new_accounts_a_year),
    ...problems("heads", heads, true),
    ...problems("budget", budget),
    ...problems("arr", arr),
    ...headProblems("team", question.team, true),
    ...headProblems("planned", question.planned, true),
    ...headProblems("costs", question.costs, false),
    ...question.tiers.flatMap((tier, index) => [
      ...problems(`tiers[${index}].accounts (${tier.tier})`, tier.accounts, true),
      ...problems(`tiers[${index}].arr (${tier.tier})`, tier.arr),
      ...problems(`tiers[${index}].hours_per_account (${tier.tier})`, tier.hours_per_account),
      ...problems(`tiers[${index}].min_arr (${tier.tier})`, tier.min_arr),
    ]),
  ];
  const seen = new Set<string>();
  for (const { tier, touch, covered_by = "csm" } of question.tiers) {
    const line = `${tier}, ${touch} touch, covered by ${covered_by}`;
    if (seen.has(line)) places.push(`tiers: ${line} stands twice.`);
    seen.add(line);
  }
  const contract = contract_hours ?? year.contract_hours;
  const leave = leave_hours ?? year.leave_hours;
  if (leave >= contract) places.push(`leave_hours of ${leave} leave nothing of ${contract} contract_hours.`);
  if (customer_time !== undefined && !(customer_time > 0 && customer_time <= 1))
    places.push(`customer_time is ${customer_time}: it is a share above 0 and up to 1, like 0.6.`);
  if (attrition !== undefined && attrition > 1) places.push(`attrition is ${attrition}: it is a share of up to 1, like 0.15.`);
  if (places.length) throw new Problem({ what: "The team cannot be sized from this input:", places, remedy });
}
