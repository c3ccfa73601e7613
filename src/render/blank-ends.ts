import type { Warning } from "../core/contract/envelope.ts";
import type { Table } from "../core/contract/table.ts";
import { sumMoney } from "../core/money/sum-money.ts";
import { plural, shortMoney } from "./numbers.ts";

/** Rows left out because only their end is blank: often customers who left, whose absence makes retention look better than it is. */
export function blankEnds(table: Table): Warning[] {
  const blank = table.issues.filter(({ code, amount_left_out }) => code === "missing_arr_end" && (amount_left_out ?? 0) > 0);
  if (blank.length === 0) return [];
  const amount = shortMoney(sumMoney(blank.map(({ amount_left_out }) => amount_left_out!)), table.currency ?? "").trim();
  const rows = `${plural(blank.length, "row")} with ${amount} at the start ${blank.length === 1 ? "has" : "have"}`;
  return [
    {
      code: "blank_ends_left_out",
      message: `${rows} no amount at the end and ${blank.length === 1 ? "is" : "are"} left out. Write 0 where the customer left: without these rows retention looks better than it is.`,
    },
  ];
}
