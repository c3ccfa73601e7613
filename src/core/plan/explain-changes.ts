import { Problem } from "../contract/problem.ts";
import { type ChangedInput, changedInputs } from "./changed-inputs.ts";
import type { Company } from "./company.ts";
import type { Cause, Plan, SinceLastRun } from "./plan.ts";

type Numbers = Record<SinceLastRun["what"], number | null>;

/** The numbers of a plan that runs are compared by. */
export const numbersOf = ({ facts, team, cost_today }: Plan): Numbers => ({
  arr: facts.arr,
  accounts: facts.accounts,
  nrr: facts.nrr,
  grr: facts.grr,
  csm_fte: team.csm_fte,
  cost: cost_today ?? team.cost,
});

/** An earlier run's numbers are kept to six decimals. */
const NOISE = 1e-6;

/** The company as a plan found it: tiers as counted, so that it can be planned again from totals. */
export function companyAsFound({ company, facts }: Plan): Company {
  const { last_run: _, ...told } = company;
  return {
    ...told,
    arr: facts.arr,
    accounts: facts.accounts,
    tiers: facts.tiers.map(({ tier, touch, min_arr, accounts, arr, hours_per_account, covered_by }) => ({
      tier,
      touch,
      min_arr,
      accounts,
      ...(arr !== undefined && { arr }),
      ...(hours_per_account !== undefined && { hours_per_account }),
      ...(covered_by !== undefined && { covered_by }),
    })),
    nrr: facts.nrr ?? undefined,
    grr: facts.grr ?? undefined,
    annual_logo_churn: facts.logo_retention === null ? undefined : 1 - facts.logo_retention,
  };
}

/**
 * Says why this run's numbers differ from the last one's: what the last run was computed from is made this run's one input after the other,
 * and what each did to a number is written down. The causes of a number add up to its difference; the order is fixed, so an input that
 * works together with an earlier one has their common effect. What no input explains stands on a line of its own.
 */
export function explainChanges(plan: Plan, planOf: (company: Company) => Plan): SinceLastRun[] {
  const before = plan.company.last_run?.company;
  if (before === undefined) return plan.since_last_run;
  const now = companyAsFound(plan);
  // A book between the two may be one that cannot be, such as two tiers with one floor; then it changes as one, or the numbers stand alone.
  for (const tierByTier of [true, false])
    try {
      return explained(before, changedInputs(before, now, tierByTier), plan, planOf);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
    }
  return plan.since_last_run;
}

function explained(
  before: Company,
  inputs: readonly ChangedInput[],
  plan: Plan,
  planOf: (company: Company) => Plan,
): SinceLastRun[] {
  let current: Company = before;
  const start = numbersOf(planOf(current));
  let reached = start;
  const steps = inputs.map((input) => {
    current = input.change(current);
    const from = reached;
    reached = numbersOf(planOf(current));
    return { input, from, to: reached };
  });
  return plan.since_last_run.map((line): SinceLastRun => {
    if (line.now === null) return line;
    const moved = (from: number | null, to: number | null) => (to ?? line.before) - (from ?? line.before);
    const cause = (what: string, by: number, ends: Pick<Cause, "from" | "to"> = { from: null, to: null }): Cause[] =>
      Math.abs(by) < NOISE ? [] : [{ what, ...ends, moved: by }];
    return {
      ...line,
      because: [
        ...cause("rules or program are not the same", moved(line.before, start[line.what])),
        ...steps.flatMap(({ input, from, to }) =>
          cause(input.what, moved(from[line.what], to[line.what]), { from: input.from, to: input.to }),
        ),
        ...cause("accounts served otherwise than their tier", moved(reached[line.what], line.now)),
      ],
    };
  });
}
