/** Words in a row as people say them. @example inWords(["a", "b", "c"], "or") // "a, b or c" */
export function inWords(parts: readonly string[], joint: "and" | "or"): string {
  if (parts.length < 2) return parts.join("");
  return `${parts.slice(0, -1).join(", ")} ${joint} ${parts.at(-1)}`;
}
