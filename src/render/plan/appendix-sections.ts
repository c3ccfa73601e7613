import type { Assumption, Basis, Warning } from "../../core/contract/envelope.ts";
import { escapeMarkdown } from "../escape.ts";
import { table } from "../table.ts";
import { plainNumbers, plainWords } from "./plain-words.ts";
import { standardName } from "./standard-name.ts";

export interface Appendix {
  assumptions: readonly Assumption[];
  warnings: readonly Warning[];
  basis: readonly Pick<Basis, "rule" | "figure" | "standard" | "overridden">[];
}

/** What to know before trusting the plan; null when there is nothing. */
export function warningSection(warnings: Appendix["warnings"]): string | null {
  if (warnings.length === 0) return null;
  return `## Warnings\n\n${warnings.map((one) => `- ${escapeMarkdown(plainWords(plainNumbers(one.message)))}`).join("\n")}`;
}

/** Values nobody gave. Hours below one are no shares, so they stay as they are. */
export function assumptionSection(assumptions: Appendix["assumptions"]): string {
  const rows = assumptions.map((one) =>
    [
      plainWords(one.what),
      plainWords(/hours/i.test(one.what) ? one.value : plainNumbers(one.value)),
      plainWords(plainNumbers(one.why)),
      plainWords(plainNumbers(one.if_wrong)),
    ].map(escapeMarkdown),
  );
  return `## Appendix: assumptions\n\n${rows.length ? table(["What", "Taken as", "Why", "If it is wrong"], rows) : "None."}`;
}

/** The pages of the library that the numbers rest on, one line for each page and source. */
export function basisSection(basis: Appendix["basis"]): string {
  const lines = new Map<string, { page: string; source: string; own: string; figures: string[] }>();
  for (const { rule, figure, standard, overridden } of basis) {
    const key = `${rule} ${standard} ${overridden}`;
    const line = lines.get(key) ?? { page: rule, source: standardName(standard), own: overridden ? "yes" : "", figures: [] };
    line.figures.push(figure.replaceAll("_", " "));
    lines.set(key, line);
  }
  const rows = [...lines.values()].map((line) => [line.page, line.figures.join(", "), line.source, line.own].map(escapeMarkdown));
  return `## Appendix: the rules behind the numbers\n\n\`cs-strategist rules PAGE\` shows a page with its sources and their disagreements.\n\n${table(["Page", "Figures", "Source", "Set by you"], rows)}`;
}
