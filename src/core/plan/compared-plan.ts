import { buildPlan } from "./build-plan.ts";
import type { Company } from "./company.ts";
import { companyAsFound, explainChanges, numbersOf } from "./explain-changes.ts";
import type { Plan } from "./plan.ts";
import type { PlanInput } from "./plan-input.ts";
import type { PlanFigures } from "./plan-reads.ts";

/** An earlier company's plan as a last run: its numbers, and what they came from. */
function asLastRun(earlier: Company, figures: PlanFigures): NonNullable<Company["last_run"]> {
  const company = earlier.last_run?.company ?? earlier;
  const plan = buildPlan({ company, book: null, retention: null, as_of: null }, figures);
  const { nrr, grr, ...numbers } = numbersOf(plan);
  return {
    arr: numbers.arr!,
    accounts: numbers.accounts!,
    csm_fte: numbers.csm_fte!,
    cost: numbers.cost!,
    ...(nrr !== null && { nrr }),
    ...(grr !== null && { grr }),
    ...(earlier.last_run?.as_of !== undefined && { as_of: earlier.last_run.as_of }),
    company: companyAsFound(plan),
  };
}

/**
 * A plan beside an earlier one: beside `earlier` when given, else beside the last run its company file keeps; what changed, and why.
 * @example comparedPlan({ company, book: null, retention: null, as_of: null }, lastQuarter, figures).since_last_run
 */
export function comparedPlan(input: PlanInput, earlier: Company | null, figures: PlanFigures): Plan {
  const last_run = earlier === null ? input.company.last_run : asLastRun(earlier, figures);
  const company = { ...input.company, last_run };
  const plan = buildPlan({ ...input, company }, figures);
  const planOf = (one: Company) => buildPlan({ company: one, book: null, retention: null, as_of: input.as_of }, figures);
  return { ...plan, since_last_run: explainChanges(plan, planOf) };
}
