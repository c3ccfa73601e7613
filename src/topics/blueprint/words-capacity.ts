import { listed, plural } from "../../core/english.ts";
import { decimal, tenths } from "../../render/numbers.ts";
import { workTerms } from "../team/work.ts";
import { checkpointDates } from "./calendar.ts";
import type { Plan } from "./plan.ts";
import { cash, csms } from "./words-choice.ts";

/** Accounts times hours over one CSM's hours, with the range and who stands. */
export function workLine(plan: Plan): string | null {
  const { terms, others, tiers, fresh, total, per_csm, fte, need } = workTerms(plan.sizing);
  if (terms.length === 0) return null;
  const parts = [
    ...terms.map(
      ({ tier, accounts, hours }) =>
        `${decimal(accounts, 0)} ${tier.replace(/^All accounts$/, accounts === 1 ? "account" : "accounts")} x ${decimal(hours, 1)} h`,
    ),
    ...(tiers > 0 ? [`${decimal(others, 0)} h of ${plural(tiers, "other tier")}`] : []),
    ...(fresh !== null ? [`${decimal(fresh.hours, 0)} h for ${plural(Math.round(fresh.accounts), "new account")}`] : []),
  ];
  const { low, high } = plan.choice.need;
  const range = decimal(low, 1) === decimal(high, 1) ? "" : ` (${decimal(low, 1)} to ${decimal(high, 1)})`;
  const there =
    plan.csms_today === null
      ? ""
      : `; ${decimal(plan.csms_today, 1)} ${decimal(plan.csms_today, 1) === "1" ? "stands" : "stand"}`;
  return `${parts.join(" + ")} = ${decimal(total, 0)} h; over ${decimal(per_csm, 0)} h a CSM ${tenths(fte)}, with leavers ${tenths(need)}${range}${there}.`;
}

/** Tiers whose accounts get no CSM hours in the plan, said plainly. */
export function unservedLine(plan: Plan): string | null {
  if (plan.choice.need.joint_high === 0) return null;
  const none = plan.sizing.pools.filter(
    (pool) => pool.accounts > 0 && pool.hours_per_account === 0 && (pool.covered_by === "csm" || pool.covered_by === "pool"),
  );
  if (none.length === 0) return null;
  const arr = none.reduce((sum, pool) => sum + (pool.arr ?? 0), 0);
  const accounts = none.reduce((sum, pool) => sum + pool.accounts, 0);
  const who = listed(none.map((pool) => `${decimal(pool.accounts, 0)} ${pool.tier}`));
  return `The ${who} ${accounts === 1 ? "account gets" : "accounts get"} no CSM hours, only a program: ${arr > 0 ? `at ${cash(plan, arr / accounts)} on average they cannot pay for them` : "what they pay is not known"}.`;
}

const levels: Record<Plan["service_levels"][number]["level"], string> = {
  planned: "as planned",
  lighter: "a step lighter",
  hours_for_all: "with hours for all",
  with_quota: "with a quota",
  heavier: "a step heavier",
};

/** What other levels of service would take. */
export function levelsLine(plan: Plan): string | null {
  const rows = plan.service_levels;
  const planned = rows.find(({ level }) => level === "planned")?.csms ?? 0;
  if (!rows.some(({ csms: people }) => Math.abs(people - planned) >= plan.marks.hire_from)) return null;
  const order = Object.keys(levels);
  const said = rows
    .toSorted((a, b) => order.indexOf(a.level) - order.indexOf(b.level))
    .map(({ level, csms: people }, index) => `${index === 0 ? csms(people) : decimal(people, 1)} ${levels[level]}`);
  return `What you promise decides: ${said.join(", ")}.`;
}

/** What one CSM more costs and must bring, in money and in accounts. */
export function nextHireLine(plan: Plan): string | null {
  const { next_hire } = plan;
  const idle = plan.recommended?.kind === "smaller" || plan.choice.reason === "spare_kept" || plan.facts.accounts <= 1;
  if (next_hire === null || idle || (plan.recommended?.added_cost ?? 0) > 0) return null;
  const { cost, break_even } = next_hire;
  // A part of an account that reads as none is left out.
  const rows = break_even.accounts.filter(({ count }) => count !== null && count >= 1 / 2);
  const parts = rows.slice(0, 3).map(({ tier, count }) => `${decimal(count!, count! < 10 ? 1 : 0)} ${tier}`); // not a figure: tiers of a line, decimals of a small number
  const of = parts.length
    ? `: ${listed(parts, "or")} ${parts.length === 1 && rows[0]!.count === 1 ? "account" : "accounts"}`
    : "";
  return `One CSM more costs ${cash(plan, cost)} and must keep ${cash(plan, break_even.retained_arr_needed)} of ARR a year${of.replace(/(All accounts accounts|accounts accounts)$/, "accounts")}.`;
}

/** When a hire would be due after all: in hours, in ARR lost, with the day to look. */
export function triggerLine(plan: Plan): string | null {
  const { next_hire, recommended, choice } = plan;
  const adds = recommended === null || (recommended.added_cost ?? 0) > 0 || recommended.kind === "smaller";
  // Work that is missing already is no sign to wait for; and nobody waits for one where people are to spare.
  if (next_hire === null || adds || choice.reason === "spare_kept" || choice.need.middle >= next_hire.from_work) return null;
  const by = checkpointDates(plan.as_of)[2] ?? "day 90";
  // Where losses are known and hours are to spare, more losses ask for better use of them first.
  const lost =
    (plan.retention && choice.missing < 0) || plan.facts.accounts <= 1
      ? ""
      : ` or losses for want of contact pass ${cash(plan, next_hire.break_even.retained_arr_needed)} a year`;
  return `Hire one when logged work passes ${csms(next_hire.from_work)}${lost}; look on ${by}.`;
}

/** How many of a list of names a line shows, and how many more there are. */
export function namedWithArr(plan: Plan, rows: readonly { account: string; arr: number }[], most: number): string {
  const names = rows.slice(0, most).map(({ account, arr }) => (arr > 0 ? `${account} (${cash(plan, arr)})` : account));
  const rest = rows.length - names.length;
  return rest > 0 ? `${names.join(", ")} and ${rest} more` : listed(names);
}

const large = (rows: readonly { account: string; arr: number }[]) => [...rows].sort((a, b) => b.arr - a.arr);

/** More than half of all ARR is at risk by its health. */
export const mostAreRed = (plan: Plan): boolean =>
  plan.at_risk.reduce((sum, { low, arr }) => sum + (low ? arr : 0), 0) > plan.facts.arr / 2;

/** Accounts of low health or on red, by name, with all their ARR. */
export function redLine(plan: Plan): string | null {
  const red = large(plan.at_risk.filter(({ low }) => low));
  if (red.length === 0) return null;
  const arr = red.reduce((sum, one) => sum + one.arr, 0);
  const where = plan.sample === null ? "" : " in the file";
  return `${plural(red.length, "account")}${where} ${red.length === 1 ? "is" : "are"} at risk by health, ${cash(plan, arr)}: ${namedWithArr(plan, red, mostAreRed(plan) ? 1 : 2)}.${mostAreRed(plan) ? " Look for one common cause." : ""}`;
}

/** Accounts whose last day to object has passed without an outcome, by name. */
export function passedLine(plan: Plan): string | null {
  const past = large(plan.at_risk.filter(({ state }) => state === "objection past"));
  if (past.length === 0) return null;
  const where = plan.sample === null ? "" : " in the file";
  return `The last day to object has passed for ${plural(past.length, "account")}${where}: ${namedWithArr(plan, past, 3)}. Ask this week.`; // not a figure: names of a line
}
