interface Ramp {
  yearly_attrition: number;
  ramp_months: number;
  ramp_delivery: number;
  vacancy_months: number;
}

/**
 * People's work lost in a year because some leave: each leaver costs the months of the vacancy and the part of the ramp a new one does not deliver.
 * Units: full-time people in and out. No state is carried from one year to the next.
 * @example attritionLoss(6, { yearly_attrition: 0.15, ramp_months: 6, ramp_delivery: 0.45, vacancy_months: 2 }) // 0.3975
 */
export function attritionLoss(people: number, ramp: Ramp): number {
  const yearsLost = ramp.vacancy_months / 12 + (ramp.ramp_months / 12) * (1 - ramp.ramp_delivery);
  return people * ramp.yearly_attrition * yearsLost;
}
