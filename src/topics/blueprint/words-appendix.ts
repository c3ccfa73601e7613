import type { Assumption, Basis, Warning } from "../../core/answer.ts";
import { sentence } from "../../core/english.ts";
import { Role, roleName } from "../../core/vocabulary.ts";
import { escapeMarkdown, table } from "../../render/markdown.ts";
import { decimal } from "../../render/numbers.ts";

/** What a result's fields are called in a document, where nobody sees the fields. */
const fields: [RegExp, string][] = [
  [/\bdrivers shows\b/g, "the table of what moves the need shows"],
  [/\bquestions shows\b/g, "the open questions show"],
  [/\bcost_range shows\b/g, "the range of the cost shows"],
  [/\bcsm_fte_with_attrition moves\b/g, "the need with leavers counted moves"],
  [/: capacity\.hours_short stays undone\b/g, "; what is left stays undone"],
  [/, ratio_checks hold it\b/g, ", and the published ratios are adjusted for it"],
  [/; see span_checks\b/g, ""],
  [/\bhiring_plan lists\b/g, "the hiring plan lists"],
  [/\bthe account list has each with its reason\b/g, "account-list.csv has each with its reason"],
  [/ in books\b/g, " among the books"],
  [/\bthe 2 under leaving\b/g, "2 owners"],
  [/^(Notice of \d+ accounts)$/g, "$1, to hold their tier"],
  [/\bteam\.csm\b/g, "the CSMs of the team"],
  [/\bcosts\.csm\b/g, "the cost of a CSM"],
  [/\bNot in costs\b/g, "Costs were not given"],
];

/** A sentence of a result without the names of its fields. @example plainWords("drivers shows both ends") // "The table of what moves the need shows both ends" */
export function plainWords(text: string): string {
  let plain = text;
  for (const [field, words] of fields) plain = plain.replace(field, words);
  plain = plain.replace(/\b[a-z]+(?:_[a-z]+)+\b/g, (id) =>
    Role.safeParse(id).success ? roleName(id as Role) : id.replaceAll("_", " "),
  );
  return plain.replace(/^[a-z]/, (letter) => letter.toUpperCase());
}

/** Shares as percent and large numbers with their commas, in a sentence whose numbers are shares or amounts. @example plainNumbers("0.15 leave a year") // "15% leave a year" */
export function plainNumbers(text: string): string {
  return text
    .replace(/\b0\.\d+\b/g, (share) => `${decimal(Number(share) * 100, 1)}%`)
    .replace(/(?<![\d.,-])\d{4,}(?![\d-])/g, (amount) => decimal(Number(amount)));
}

const publishers: Record<string, string> = {
  strategist: "CS Strategist",
  compounding: "The Compounding Customer",
  cs_science: "CS Science",
  saas_capital: "SaaS Capital survey",
  published: "Published surveys",
  house: "working assumption",
};

const variants: Record<string, string> = {
  acv: "by contract value",
  chart: "organization chart",
  example: "worked example",
  names: "by segment name",
  org: "organization table",
};

/** A standard's id as its publisher and, for a variant, which of its pages. @example standardName("strategist_chart") // "CS Strategist, organization chart" */
export function standardName(id: string): string {
  const publisher = Object.keys(publishers).find((one) => id === one || id.startsWith(`${one}_`));
  if (publisher === undefined) return id === "your_own" ? "your own" : sentence(id.replaceAll("_", " "));
  const variant = id.slice(publisher.length + 1);
  return variant === "" ? publishers[publisher]! : `${publishers[publisher]}, ${variants[variant] ?? `${variant} page`}`;
}

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
    const name = figure.replaceAll("_", " ").replace(/\b(arr|csm|cs)\b/g, (word) => word.toUpperCase());
    if (!line.figures.includes(name)) line.figures.push(name);
    lines.set(key, line);
  }
  const rows = [...lines.values()].map((line) => [line.page, line.figures.join(", "), line.source, line.own].map(escapeMarkdown));
  return `## Appendix: the rules behind the numbers\n\n\`cs-strategist rules PAGE\` shows a page with its sources and their disagreements.\n\n${table(["Page", "Figures", "Source", "Set by you"], rows)}`;
}
