/**
 * Whether a counted number is the stated one, to the digits the stated one was given in: "18,000,000" agrees with 17,936,412.
 * @example agreesToDigits(18_000_000, 17_936_412) // true
 * @example agreesToDigits(17_900_000, 17_236_412) // false
 */
export function agreesToDigits(stated: number, counted: number): boolean {
  const digits = stated.toExponential().replace(/e.*$/, "").replace(/[^\d]/g, "").length;
  return Number(counted.toPrecision(digits)) === stated;
}
