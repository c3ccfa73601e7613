import type { UndefinedField } from "../contract/envelope.ts";
import { because } from "../metrics/because.ts";
import type { ProfitAndLoss } from "./economics-fields.ts";

/** What the switch was given; revenue of an account and churn a year. */
export interface SwitchFacts {
  new_customers?: number;
  new_arr?: number;
  arpa?: number | null;
  churn?: number;
}

const placeNames = { cost_of_revenue: "cost of revenue", sales: "sales" } as const;

function whyNoCac({ sales_and_marketing }: ProfitAndLoss, { new_customers }: SwitchFacts): string {
  if (sales_and_marketing === null) return "details.sales_and_marketing was not given.";
  return new_customers === undefined ? "details.new_customers was not given." : "No customer was won.";
}

function whyNoPayback(row: ProfitAndLoss, { new_arr }: SwitchFacts): string {
  if (row.sales_and_marketing === null) return "details.sales_and_marketing was not given.";
  if (new_arr === undefined) return "New ARR was not given.";
  if (new_arr === 0) return "There is no new ARR.";
  return `With customer success in ${placeNames[row.place]} the new ARR earns no gross margin.`;
}

function whyNoLifetime(arpa: number | null | undefined, churn: number | undefined): string {
  const noRevenue = arpa === undefined || arpa === null;
  if (noRevenue && churn === undefined) return "Neither the revenue of an account nor its churn is known.";
  if (noRevenue) return "The revenue of an account is not known.";
  if (churn === undefined) return "Churn was not given.";
  return churn === 0 ? "Nobody leaves, so a lifetime has no end." : "The churn is too small for a value a number can hold.";
}

function whyNoRatio(row: ProfitAndLoss, facts: SwitchFacts): string {
  if (row.cac === null) return `There is no acquisition cost: ${whyNoCac(row, facts)}`;
  if (row.lifetime_value === null) return `There is no lifetime value: ${whyNoLifetime(facts.arpa, facts.churn)}`;
  return `With customer success in ${placeNames[row.place]} customers cost nothing to win.`;
}

const reasons: [keyof ProfitAndLoss, (row: ProfitAndLoss, facts: SwitchFacts) => string][] = [
  ["sales_and_marketing", () => "Not given."],
  ["cac", whyNoCac],
  ["payback_months", whyNoPayback],
  ["lifetime_value", (_, { arpa, churn }) => whyNoLifetime(arpa, churn)],
  ["ltv_to_cac", whyNoRatio],
];

/** Why parts of the P&L switch are null, of those that are: the cause that holds, once for each that does. */
export function switchReasons(rows: readonly ProfitAndLoss[] | undefined, facts: SwitchFacts): UndefinedField[] {
  return reasons.flatMap(([field, why]) => {
    const found = (rows ?? []).filter((row) => row[field] === null).map((row) => why(row, facts));
    return [...new Set(found)].flatMap((reason) => because(reason, `profit_and_loss[].${field}`));
  });
}
