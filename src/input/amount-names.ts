import type { TableField } from "../core/contract/table.ts";
import type { FieldNames } from "./field-names.ts";

/** Names of money columns and of what goes with them. */
export const amountNames: Readonly<
  Record<
    Extract<TableField, "arr" | "mrr" | "acv" | "tcv" | "amount" | "arr_start" | "arr_end" | "currency" | "contract_months">,
    FieldNames
  >
> = {
  arr: {
    certain: [
      `arr, annual recurring revenue, annualized recurring revenue, annualised recurring revenue, current arr, arr now,
       active arr`,
      `total arr, account arr, customer arr, arr amount, arr value, annual run rate, company arr, net arr, subscription arr,
       live arr`,
      `contracted arr, carr, committed arr, arr converted, exit arr`,
    ],
    likely: [
      `annual value, annual amount, annual price, annual fee, annual subscription, yearly value, yearly amount, yearly,
       yearly fee, yearly price, annual, annualized amount, annualised amount, annualized value, annual spend`,
    ],
  },
  mrr: {
    certain: [
      `mrr, monthly recurring revenue, current mrr, mrr now, active mrr`,
      `total mrr, account mrr, customer mrr, mrr amount, mrr value, net mrr, subscription mrr, normalized mrr, mrr fee,
       cmrr, activity mrr, mrr converted`,
    ],
    likely: [
      `monthly amount, monthly revenue, monthly value, monthly charges, monthly charge, monthly fee, monthly fees,
       monthly price, monthly, monthly subscription, monthly spend, amount per month, price per month`,
    ],
  },
  acv: {
    certain: [`acv, annual contract value, average contract value, current acv, acv amount, total acv, contract acv`],
  },
  tcv: {
    certain: [`tcv, total contract value, total contracted value, contract tcv, tcv amount`],
  },
  amount: {
    certain: [
      `amount, recurring revenue, subscription amount, subscription value, plan amount`,
      `revenue, value, contract value, contract amount, deal amount, deal value`,
      `price`,
    ],
    likely: [
      `subscription price, unit amount, unit price, fee, fees, charges, charge, spend, billing amount, net amount,
       total amount, total price, sales, umsatz, betrag`,
      `total`,
    ],
  },
  arr_start: {
    certain: [],
  },
  arr_end: {
    certain: [],
  },
  currency: {
    certain: [
      `currency, currency code, currency iso code, account currency, billing currency`,
      `arr currency, mrr currency, amount currency, subscription currency, deal currency, arr converted currency`,
    ],
  },
  contract_months: {
    certain: [
      `contract months, contract term months, contract length months, contract duration months, term months, term in months,
       term length months, subscription term months, initial term months, months of contract`,
    ],
    likely: [
      `contract term, contract length, contract duration, term, term length, subscription term, initial term, current term`,
    ],
  },
};
