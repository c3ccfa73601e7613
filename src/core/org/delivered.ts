/**
 * What a new CSM delivers in one month of the job, as a share of a full one: the ramp's share while it lasts, then all of it.
 * Month 0 is the first; before it nothing. A ramp that ends within a month counts by its part of it. Over the first twelve months it adds
 * up to months of ramp times the share, plus the months that are left.
 * @example delivered(0, { ramp_months: 6, ramp_delivery: 0.45 }) // 0.45
 * @example delivered(6, { ramp_months: 6, ramp_delivery: 0.45 }) // 1
 */
export function delivered(month: number, ramp: { ramp_months: number; ramp_delivery: number }): number {
  if (month < 0) return 0;
  const learning = Math.min(1, Math.max(0, ramp.ramp_months - month));
  return 1 - learning * (1 - ramp.ramp_delivery);
}
