import { roundUp, shareMoney, shareRemainders } from "../../core/money.ts";
import { Problem } from "../../core/problem.ts";
import { Role, type Touch } from "../../core/vocabulary.ts";
import { type CoveredBy, type Heads, newAccountHours, type TeamQuestion, type TeamTier, type TeamWork } from "./work.ts";

const leaderRoles = ["cco", "vp", "director", "manager", "team_lead"] as const;
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

/** What makes a tier's accounts heavier than usual, out of its bounds. */
function tierProblems(place: string, { tier, complexity, first_year }: TeamTier): string[] {
  const factor = complexity !== undefined && !(Number.isFinite(complexity) && complexity > 0);
  const share = first_year !== undefined && !(first_year >= 0 && first_year <= 1);
  return [
    ...(factor ? [`${place}.complexity (${tier}) is ${complexity}: it multiplies hours, above 0, and 1 is as usual.`] : []),
    ...(share ? [`${place}.first_year (${tier}) is ${first_year}: it is a share of accounts from 0 to 1, like 0.25.`] : []),
  ];
}

/** ARR that no account pays; beside a table the accounts are counted from it and ARR is not taken from tiers. */
function emptyTiers({ tiers, accounts: counted }: TeamQuestion): string[] {
  if (counted !== undefined) return [];
  return tiers.flatMap(({ tier, accounts, arr }, index) =>
    accounts === 0 && arr !== undefined && arr > 0
      ? [`tiers[${index}] (${tier}) has an ARR of ${arr} and 0 accounts: give its accounts, or an arr of 0.`]
      : [],
  );
}

/** Player-coaches who are nobody: named twice, without an account in the table, or more than the team has leaders. */
function coachProblems({ player_coaches: coaches = [], team = {}, accounts }: TeamQuestion): string[] {
  if (coaches.length === 0) return [];
  const leaders = leaderRoles.reduce((sum, role) => sum + Math.ceil(team[role] ?? 0), 0);
  const owners = accounts && new Set(accounts.flatMap(({ owner }) => owner ?? []));
  const strangers = owners ? coaches.filter((name) => !owners.has(name)) : [];
  return [
    ...(new Set(coaches).size < coaches.length ? ["player_coaches names somebody twice."] : []),
    ...(coaches.length > leaders
      ? [`player_coaches names ${coaches.length}, and team has ${leaders} leaders: give them in team, like team_lead 1.`]
      : []),
    ...(strangers.length ? [`player_coaches names ${strangers.join(", ")}, who owns no account in the table.`] : []),
  ];
}

/**
 * Refuses a question no team could answer: negative amounts, more leave than contract, more than all of the time for customers, half people.
 * `year` holds the hours used where none are given. Throws Problem with every fault at once.
 * @example checkTeamQuestion({ tiers: [], customer_time: 1.2 }, { contract_hours: 2080, leave_hours: 200 }) // throws: customer_time is 1.2 ...
 */
export function checkTeamQuestion(question: TeamQuestion, year: { contract_hours: number; leave_hours: number }): void {
  const { contract_hours, leave_hours, sick_hours, customer_time, attrition, new_accounts_a_year, heads, budget, arr } = question;
  const places = [
    ...problems("contract_hours", contract_hours),
    ...problems("leave_hours", leave_hours),
    ...problems("sick_hours", sick_hours),
    ...problems("attrition", attrition),
    ...problems("new_accounts_a_year", new_accounts_a_year),
    ...problems("heads", heads, true),
    ...problems("budget", budget),
    ...problems("arr", arr),
    ...headProblems("team", question.team, question.part_time !== true),
    ...headProblems("planned", question.planned, true),
    ...headProblems("costs", question.costs, false),
    ...question.tiers.flatMap((tier, index) => [
      ...problems(`tiers[${index}].accounts (${tier.tier})`, tier.accounts, true),
      ...problems(`tiers[${index}].arr (${tier.tier})`, tier.arr),
      ...problems(`tiers[${index}].hours_per_account (${tier.tier})`, tier.hours_per_account),
      ...problems(`tiers[${index}].min_arr (${tier.tier})`, tier.min_arr),
      ...tierProblems(`tiers[${index}]`, tier),
    ]),
    ...emptyTiers(question),
    ...coachProblems(question),
  ];
  const seen = new Set<string>();
  for (const { tier, touch, covered_by = "csm" } of question.tiers) {
    const line = `${tier}, ${touch} touch, covered by ${covered_by}`;
    if (seen.has(line)) places.push(`tiers: ${line} stands twice.`);
    seen.add(line);
  }
  const contract = contract_hours ?? year.contract_hours;
  const leave = leave_hours ?? year.leave_hours;
  const away = sick_hours === undefined ? "" : ` and sick_hours of ${sick_hours}`;
  if (leave + (sick_hours ?? 0) >= contract)
    places.push(`leave_hours of ${leave}${away} leave nothing of ${contract} contract_hours.`);
  if (customer_time !== undefined && !(customer_time > 0 && customer_time <= 1))
    places.push(`customer_time is ${customer_time}: it is a share above 0 and up to 1, like 0.6.`);
  if (attrition !== undefined && attrition > 1) places.push(`attrition is ${attrition}: it is a share of up to 1, like 0.15.`);
  if (places.length) throw new Problem({ what: "The team cannot be sized from this input:", places, remedy });
}

/** One tier's work, people and cost; null where a division has no sense. */
export interface Pool {
  tier: string;
  touch: Touch;
  covered_by: CoveredBy;
  accounts: number;
  arr: number | null;
  hours_per_account: number;
  fte: number;
  /** Whole CSMs with remainders shared: a pool's spare part serves the next one. */
  csms: number;
  /** Whole CSMs if the pool stood alone. */
  csms_alone: number;
  accounts_per_csm: number | null;
  arr_per_csm: number | null;
  /** The pool's share of what the planned CSMs cost, by hours. */
  cost: number;
  cost_to_serve: number | null;
}

/** New accounts' work, beside the pools. */
export interface NewAccountsLine {
  accounts: number;
  hours: number;
  fte: number;
  csms: number;
  cost: number;
}

function hoursOf(work: TeamWork): number[] {
  return [...work.lines.map((line) => line.accounts * line.hours_per_account), newAccountHours(work)];
}

/**
 * Hours turned into people and cost for each tier, highest touch first, and for new accounts last.
 * `csmCost` is the yearly cost of all planned CSMs, in major units, shared by the hours they do in the plan; the parts add up to it.
 * @example pools(work, { csmCost: 900000, planned: work }).pools[0].csms // 3
 */
export function pools(
  work: TeamWork,
  { csmCost, planned }: { csmCost: number; planned: TeamWork },
): { pools: Pool[]; new_accounts: NewAccountsLine | null } {
  const newHours = newAccountHours(work);
  const fte = hoursOf(work).map((hours) => hours / work.hours_per_csm);
  const csms = shareRemainders(fte);
  const cost = shareMoney(csmCost, hoursOf(planned));
  const last = work.lines.length;
  return {
    pools: work.lines.map((line, index) => {
      const { tier, touch, covered_by, accounts, arr, hours_per_account } = line;
      const people = csms[index]!;
      return {
        tier,
        touch,
        covered_by,
        accounts,
        arr,
        hours_per_account,
        fte: fte[index]!,
        csms: people,
        csms_alone: roundUp(fte[index]!),
        accounts_per_csm: people === 0 ? null : accounts / people,
        arr_per_csm: people === 0 || arr === null ? null : arr / people,
        cost: cost[index]!,
        cost_to_serve: arr === null || arr === 0 ? null : cost[index]! / arr,
      };
    }),
    new_accounts: work.new_accounts && {
      accounts: work.new_accounts.accounts,
      hours: newHours,
      fte: fte[last]!,
      csms: csms[last]!,
      cost: cost[last]!,
    },
  };
}
