import type { SettledComponent } from "./pay-question.ts";

/**
 * What a component pays at an attainment, as a share of its pay at target: nothing below the threshold, in proportion up to target, above it
 * faster or slower by the accelerator, nothing more past the cap. All are fractions of the target.
 * @example componentShare({ threshold: 0.8, accelerator: 2, cap: 1.2 }, 1.1) // 1.2
 */
export function componentShare(
  { threshold, accelerator, cap }: Pick<SettledComponent, "threshold" | "accelerator" | "cap">,
  attainment: number,
): number {
  if (attainment < threshold) return 0;
  const counted = cap === null ? attainment : Math.min(attainment, cap);
  return counted <= 1 ? counted : 1 + accelerator * (counted - 1);
}
