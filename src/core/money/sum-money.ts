/**
 * Adds amounts of money exactly, in hundredths, so that 0.1 + 0.2 is 0.3 and order never matters.
 * Units: major units in and out, each exact to the hundredth. Throws RangeError past 90 trillion, where doubles stop being exact.
 * @example sumMoney([0.1, 0.2]) // 0.3
 */
export function sumMoney(amounts: readonly number[]): number {
  let hundredths = 0;
  for (const amount of amounts) hundredths += Math.round(amount * 100);
  if (!Number.isSafeInteger(hundredths)) throw new RangeError("the sum of money is too large to be exact");
  return hundredths / 100;
}
