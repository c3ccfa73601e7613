import type { Plan } from "../../core/plan/plan.ts";
import { money, percent } from "../numbers.ts";
import { rightOf, table } from "../table.ts";

/** Retention with its bridge, or what is known without one. */
export function retentionSection(plan: Plan): string {
  const { retention, facts, churn } = plan;
  const cash = (amount: number) => money(amount, plan.currency);
  if (retention) {
    const { bridge, accounts } = retention;
    const rows = [
      ["Opening ARR", cash(bridge.starting), String(accounts.starting)],
      ["New customers", cash(bridge.new), String(accounts.new)],
      ["Expansion", cash(bridge.expansion), String(accounts.expanded)],
      ["Came back", cash(bridge.reactivation), String(accounts.reactivated)],
      ["Downgrades", cash(-bridge.contraction), String(accounts.contracted)],
      ["Left", cash(-bridge.churn), String(accounts.churned)],
      ["Closing ARR", cash(bridge.ending), ""],
    ];
    const rate = (value: number | null) => (value === null ? "not defined" : percent(value));
    return `## Retention\n\n${retention.from ? `${retention.from} to ${retention.to}. ` : ""}NRR ${rate(retention.nrr)}, GRR ${rate(retention.grr)}, customers kept ${rate(retention.logo_retention)}. The cohort is every account that paid at the start; new and returned customers stay out of the rates. Each account's gain or loss is counted once, start against end.\n\n${table(["Movement", "ARR", "Accounts"], rows, [false, true, true])}`;
  }
  const given = `NRR: ${facts.nrr === null ? "never measured" : `${percent(facts.nrr)}, as given`}. GRR: ${facts.grr === null ? "never measured" : `${percent(facts.grr)}, as given`}.`;
  if (churn.length === 0) return `## Retention\n\n${given}`;
  const rows = churn.map((one) => [one.scenario, cash(one.arr_lost), percent(one.grr_before_contraction)]);
  return `## Retention\n\n${given} Logo churn alone allows these cases; downgrades come on top, and GRR is lower still if large accounts left.\n\n${table(["If the lost customers were", "ARR lost a year", "GRR before downgrades"], rows, rightOf(3, 0))}`;
}
