/** An amount as messages show it. @example formatAmount(1234.5) // "1,234.5" */
export function formatAmount(amount: number): string {
  return amount.toLocaleString("en-US", { maximumFractionDigits: 4 });
}
