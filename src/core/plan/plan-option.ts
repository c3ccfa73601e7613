import type { Role } from "../contract/vocabulary.ts";
import { sumMoney } from "../money/sum-money.ts";
import type { Heads } from "../org/team-question.ts";
import { type BreakEven, breakEven } from "./break-even.ts";
import type { TierArr } from "./churn-bounds.ts";
import { quarterCosts } from "./quarter-costs.ts";

/** One plan to choose from. Money in major units a year. */
export interface PlanOption {
  name: string;
  kind: "no new heads" | "fixed heads" | "recommended" | "proposed" | "upper end";
  heads: number;
  roles: { role: Role; heads: number; added: number; yearly_cost: number; start_week: number | null }[];
  cost: number;
  cost_low: number;
  cost_high: number;
  cost_share_of_arr: number;
  /** Null when today's team is unknown. */
  added_cost: number | null;
  cost_by_quarter: number[];
  break_even: BreakEven | null;
}

export interface OptionFacts {
  arr: number;
  tiers: readonly TierArr[];
  today: Heads | null;
  costOf(role: Role): { low: number; central: number; high: number };
  leadWeeks(role: Role): number;
  decision_week: number;
  gross_margin: { low: number; central: number; high: number };
  value_multiple: number;
}

/**
 * Lays one plan out: heads, cost, cost by quarter of the first year, and what the added cost must win back.
 * People are added from the week of the decision plus the role's lead time; today's team costs all year. `planned` is the team once complete.
 */
export function planOption(name: string, kind: PlanOption["kind"], planned: Heads, facts: OptionFacts): PlanOption {
  const today = facts.today ?? {};
  const names = (Object.keys({ ...today, ...planned }) as Role[]).filter(
    (role) => (planned[role] ?? 0) > 0 || (today[role] ?? 0) > 0,
  );
  const roles = names.map((role) => {
    const heads = planned[role] ?? 0;
    const added = heads - (today[role] ?? 0);
    return {
      role,
      heads,
      added,
      yearly_cost: facts.costOf(role).central,
      start_week: added > 0 ? facts.decision_week + facts.leadWeeks(role) : null,
    };
  });
  const total = (end: "low" | "central" | "high") => sumMoney(roles.map((line) => line.heads * facts.costOf(line.role)[end]));
  const todayCost = sumMoney(roles.map((line) => (today[line.role] ?? 0) * line.yearly_cost));
  const cost = total("central");
  const added = facts.today === null ? null : sumMoney([cost, -todayCost]);
  const joiners = roles
    .filter((line) => line.added !== 0)
    .map((line) => ({
      role: line.role,
      heads: line.added,
      yearly_cost: line.yearly_cost,
      start_week: line.start_week ?? facts.decision_week,
    }));
  return {
    name,
    kind,
    heads: roles.reduce((sum, line) => sum + line.heads, 0),
    roles,
    cost,
    cost_low: total("low"),
    cost_high: total("high"),
    cost_share_of_arr: cost / facts.arr,
    added_cost: added,
    cost_by_quarter: quarterCosts(todayCost, joiners),
    break_even: added === null ? null : breakEven(added, facts.arr, facts.tiers, facts.gross_margin, facts.value_multiple),
  };
}
