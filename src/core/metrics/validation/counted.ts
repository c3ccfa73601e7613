/** A whole number with its noun. @example counted(1, "loss", "losses") // "1 loss" */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString("en-US")} ${count === 1 ? one : many}`;
}
