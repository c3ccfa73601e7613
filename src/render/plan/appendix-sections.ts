import type { Assumption, Basis, Warning } from "../../core/contract/envelope.ts";
import { Role } from "../../core/contract/vocabulary.ts";
import { escapeMarkdown } from "../escape.ts";
import { table } from "../table.ts";
import { plainNumbers, plainWords } from "./plain-words.ts";
import { roleName } from "./role-names.ts";
import { standardName } from "./standard-name.ts";

export interface Appendix {
  assumptions: readonly Assumption[];
  warnings: readonly Warning[];
  basis: readonly Pick<Basis, "rule" | "figure" | "standard" | "overridden">[];
}

const roleId = new RegExp(`\\b(${Role.options.join("|")})\\b`, "g");

/** What to know before trusting the plan; null when there is nothing. Numbers stay as they are, for names hold numbers too. */
export function warningSection(warnings: Appendix["warnings"]): string | null {
  if (warnings.length === 0) return null;
  const words = (message: string) => plainWords(message.replace(/\b0\.\d+(?= of its ARR)/g, plainNumbers));
  return `## Warnings\n\n${warnings.map((one) => `- ${escapeMarkdown(words(one.message))}`).join("\n")}`;
}

/** A value as people write it. Hours below one are no shares, so they stay as they are. */
function valueWords({ what, value }: Assumption): string {
  if (/hours/i.test(what)) return value;
  const plain = plainNumbers(value);
  return what === "Yearly cost of one" ? plain.replace(roleId, (id) => roleName(id as Role)) : plain;
}

/** Values nobody gave, and what happens if they are wrong. */
export function assumptionSection(assumptions: Appendix["assumptions"]): string {
  const rows = assumptions.map((one) =>
    [
      plainWords(one.what),
      plainWords(valueWords(one)),
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
    line.figures.push(figure.replaceAll("_", " ").replace(/\b(arr|csm|cs)\b/g, (word) => word.toUpperCase()));
    lines.set(key, line);
  }
  const rows = [...lines.values()].map((line) => [line.page, line.figures.join(", "), line.source, line.own].map(escapeMarkdown));
  return `## Appendix: the rules behind the numbers\n\n\`cs-strategist rules PAGE\` shows a page with its sources and their disagreements.\n\n${table(["Page", "Figures", "Source", "Set by you"], rows)}`;
}
