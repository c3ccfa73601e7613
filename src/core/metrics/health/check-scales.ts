import type { Warning } from "../../contract/envelope.ts";
import { Problem } from "../../contract/problem.ts";
import type { HealthAccount } from "./health-account.ts";

/**
 * Columns of a table that do not seem to run from 0 to 100: nobody scores above `doubtfulTop`. Throws Problem where nobody scores above 1
 * and somebody above 0, since those are shares or answers of yes and no. Components built by the caller are not looked at.
 * @example scaleWarnings(accounts of a table whose usage runs from 1 to 5, [], 10)[0]?.code // "scale_doubtful"
 */
export function scaleWarnings(accounts: readonly HealthAccount[], built: readonly string[], doubtfulTop: number): Warning[] {
  const known = new Map<string, { rows: number; top: number }>();
  const note = (name: string, value: number | null) => {
    if (value === null || built.includes(name)) return;
    const seen = known.get(name);
    if (seen === undefined) known.set(name, { rows: 1, top: Math.max(0, value) });
    else {
      seen.rows += 1;
      seen.top = Math.max(seen.top, value);
    }
  };
  for (const { scores, score } of accounts) {
    note("score", score);
    for (const name of Object.keys(scores ?? {})) note(name, scores?.[name] ?? null);
  }
  const low = [...known].filter(([, { rows, top }]) => rows > 1 && top > 0 && top <= doubtfulTop);
  const remedy = (name: string, top: number) =>
    `If it is not on 0 to 100, build it with components {"its header": {"low": 0, "high": ${top}}} and weights that name it; ${name} is read as points of 100.`;
  for (const [name, { top }] of low)
    if (top <= 1)
      throw new Problem({ what: `No account has a ${name} above 1, so it is no score of 0 to 100.`, remedy: remedy(name, 1) });
  return low.map(([name, { top }]) => ({
    code: "scale_doubtful",
    message: `No account has a ${name} above ${top}. ${remedy(name, top)}`,
  }));
}
