/**
 * Hours of customer-success work one run of a playbook takes for one account: the sum over its steps, whatever their order.
 * Units: hours in and out. Throws nothing; no steps take 0 hours.
 * @example hoursPerRun([{ hours: 0.5 }, { hours: 2 }]) // 2.5
 */
export function hoursPerRun(steps: readonly { hours: number }[]): number {
  return steps
    .map((step) => step.hours)
    .sort((one, other) => one - other)
    .reduce((total, hours) => total + hours, 0);
}
