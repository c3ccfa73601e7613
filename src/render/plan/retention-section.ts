import type { Plan } from "../../core/plan/plan.ts";
import { decimal, money, percent, plural } from "../numbers.ts";
import { rightOf, table } from "../table.ts";

const cases: Record<string, string> = {
  "all in the smallest tier": "all from the smallest tier",
  "leaning to small accounts": "mostly small accounts",
  "in proportion": "spread over the tiers like the accounts",
};

/** The renewal rate on what came up for decision, and why it is another number than GRR. */
function renewalWords({ retention }: Plan, cash: (amount: number) => string): string {
  const renewals = retention?.renewals;
  if (!renewals || renewals.gross === null) return "";
  const { decisions, atr, gross, gross_low, loss, loss_at_renewal, loss_mid_term, loss_undated, renewed } = renewals;
  const open = loss_undated > 0;
  const rate = open ? `between ${percent(gross_low!)} and ${percent(gross)}` : percent(gross);
  const undated = open
    ? ` and ${cash(loss_undated)} of accounts without a renewal date; the lower rate is if those left at a renewal too`
    : "";
  return `\n\nRenewal rate: ${plural(decisions, "contract")} with ${cash(atr)} came up for decision in the year; ${decimal(renewed)} renewed, ${rate} of that ARR. It is not GRR, which is a share of the whole opening book. The year's losses of ${cash(loss)} are ${cash(loss_at_renewal)} at renewals, ${cash(loss_mid_term)} in mid-term${undated}.`;
}

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
    const window = retention.from ? `From ${retention.from} to ${retention.to}: ` : "";
    return `## Retention\n\n${window}NRR ${rate(retention.nrr)}, GRR ${rate(retention.grr)}, customers kept ${rate(retention.logo_retention)}. The rates count every account that paid at the start; new and returned customers stay out of them. Each account's gain or loss is counted once, start against end.\n\n${table(["Movement", "ARR", "Accounts"], rows, [false, true, true])}${renewalWords(plan, cash)}`;
  }
  const said = (name: string, rate: number | null) =>
    rate === null ? `${name} was never measured.` : `${name} is ${percent(rate)}, as given.`;
  const given =
    facts.nrr === null && facts.grr === null
      ? "NRR and GRR were never measured."
      : `${said("NRR", facts.nrr)} ${said("GRR", facts.grr)}`;
  if (churn.length === 0) return `## Retention\n\n${given}`;
  const rows = churn.map((one) => [cases[one.scenario] ?? one.scenario, cash(one.arr_lost), percent(one.grr_before_contraction)]);
  return `## Retention\n\n${given} The number of customers lost alone allows these cases. Downgrades come on top, and GRR is lower still if large accounts left.\n\n${table(["If the lost customers were", "ARR lost a year", "GRR before downgrades"], rows, rightOf(3, 0))}`;
}
