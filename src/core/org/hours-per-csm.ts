/**
 * Hours a year one CSM has for customers: contract hours less leave, times the share of time that goes to customers.
 * @example hoursPerCsm({ contract_hours: 2080, leave_hours: 200, customer_time: 0.6 }) // 1128
 */
export function hoursPerCsm(year: { contract_hours: number; leave_hours: number; customer_time: number }): number {
  return (year.contract_hours - year.leave_hours) * year.customer_time;
}
