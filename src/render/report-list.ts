import { largest } from "../core/order/largest.ts";
import { fitsLine, inline, isNamed, label, type Named, scalar } from "./report-words.ts";

/** Text of several lines, kept as it is between fences that it cannot close. */
export function fenced(text: string, indent: string): string {
  const longest = largest([2, ...[...text.matchAll(/`+/g)].map((run) => run[0].length)]);
  const fence = "`".repeat(longest + 1);
  return [`${fence}text`, ...text.replace(/\s+$/, "").split(/\r?\n/), fence]
    .map((line) => `${indent}${line}`.trimEnd())
    .join("\n");
}

/** A row inside a list in one line: its values with their names. */
function rowLine(row: Named): string {
  return Object.entries(row)
    .map(([key, value]) => `${label(key).replace(/^[A-Z](?![A-Z])/, (letter) => letter.toLowerCase())} ${inline(key, value)}`)
    .join(", ");
}

/** A named value as a line of a list, with lists below it for what it holds. */
export function listItem(name: string, value: unknown, indent = ""): string {
  const head = `${indent}- ${label(name)}:`;
  const inner = `${indent}  `;
  if (fitsLine(value)) return `${head} ${inline(name, value)}`;
  if (typeof value === "string") return `${head}\n\n${fenced(value, inner)}\n`;
  if (isNamed(value)) return [head, ...Object.entries(value).map(([key, one]) => listItem(key, one, inner))].join("\n");
  const lines = (value as unknown[]).map((one, index) => {
    if (!isNamed(one)) return Array.isArray(one) ? `${inner}- ${inline(name, one)}` : `${inner}- ${scalar(name, one)}`;
    if (Object.values(one).every(fitsLine)) return `${inner}- ${rowLine(one)}`;
    return [`${inner}- ${index + 1}`, ...Object.entries(one).map(([key, held]) => listItem(key, held, `${inner}  `))].join("\n");
  });
  return [head, ...lines].join("\n");
}
