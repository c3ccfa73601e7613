/**
 * A number without the noise that adding binary fractions leaves in its last digits, for comparing and for counting whole things.
 * @example withoutNoise(0.1 + 0.2) // 0.3
 */
export function withoutNoise(value: number): number {
  return Number(value.toFixed(9));
}
