import type { Company } from "./company.ts";
import type { SinceLastRun } from "./plan.ts";

/** This run's numbers beside the last one's, where the company file keeps them. */
export function sinceLastRun(last: Company["last_run"], now: Record<SinceLastRun["what"], number | null>): SinceLastRun[] {
  if (!last) return [];
  const names: SinceLastRun["what"][] = ["arr", "accounts", "nrr", "grr", "csm_fte", "cost"];
  return names.flatMap((what) => {
    const before = last[what];
    return before === undefined ? [] : [{ what, before, now: now[what], because: null }];
  });
}
