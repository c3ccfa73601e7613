import { formatAmount } from "./format-amount.ts";
import type { Cell } from "./grid.ts";
import type { ColumnPlace, NumberColumn } from "./read-numbers.ts";
import { readNumbers } from "./read-numbers.ts";

const LARGEST_AMOUNT = 1e13;
const AS_GOOD_AS_EXACT = 1e-6;
/** Whole numbers of this many digits survive being written with fifteen. */
const DIGITS_HELD = 1e15;

/** To the hundredth, halves away from zero, past the dust that doubles leave. */
function toHundredths(amount: number): number {
  // Most amounts stand at the hundredth already, which is quick to see.
  const hundredths = Math.round(amount * 100);
  if (hundredths / 100 === amount && Math.abs(hundredths) < DIGITS_HELD) return amount;
  return (Math.sign(amount) * Math.round(Number((Math.abs(amount) * 100).toPrecision(15)))) / 100;
}

/**
 * Reads a column of recurring amounts: numbers times the header's scale, exact to the hundredth, never negative.
 * Amounts with more decimals are rounded, with one note that says the effect on the total.
 */
export function readAmounts(
  cells: readonly Cell[],
  place: ColumnPlace,
  decimal: "." | "," | undefined,
  scale: number,
): NumberColumn {
  const column = readNumbers(cells, place, decimal);
  let [rounded, effect, first] = [0, 0, -1];
  column.values = column.values.map((value, index) => {
    if (value === null) return null;
    if (column.percent[index]) {
      column.faults.set(index, { code: "not_an_amount", reason: `"${cells[index]}" is a percentage, not an amount` });
      return null;
    }
    const amount = toHundredths(value * scale);
    const exact = value * scale;
    if (amount < 0)
      column.faults.set(index, {
        code: "negative_amount",
        reason: `${formatAmount(amount)} is negative, and a recurring amount cannot be`,
      });
    if (amount > LARGEST_AMOUNT)
      column.faults.set(index, { code: "amount_too_large", reason: `${formatAmount(amount)} is too large to be an amount` });
    if (column.faults.has(index)) return null;
    if (Math.abs(amount - exact) > AS_GOOD_AS_EXACT) {
      rounded++;
      effect += amount - exact;
      if (first === -1) first = index;
    }
    return amount === 0 ? 0 : amount;
  });
  if (rounded > 0)
    column.notes.push({
      code: "rounded_to_hundredths",
      message: `${rounded} amounts have more than two decimals and were rounded to the hundredth; the total changes by ${formatAmount(Number(effect.toPrecision(6)))}.`,
      index: first,
    });
  if (scale < 1)
    column.notes.push({ code: "cents", message: "The header gives the amounts in cents; they were divided by 100.", index: 0 });
  if (scale > 1) {
    const factor = formatAmount(scale);
    const size = scale === 1000 ? "thousands" : "millions";
    column.notes.push({
      code: "scaled",
      message: `The header gives the amounts in ${size}; they were multiplied by ${factor}.`,
      index: 0,
    });
  }
  return column;
}
