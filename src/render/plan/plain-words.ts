import { Role } from "../../core/contract/vocabulary.ts";
import { decimal } from "../numbers.ts";
import { roleName } from "./role-names.ts";

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
  [/\bteam\.csm\b/g, "the CSMs of the team"],
  [/\bcosts\.csm\b/g, "the cost of a CSM"],
  [/\bNot in costs\b/g, "Costs were not given"],
];

/** A sentence of a result without the names of its fields. @example plainWords("drivers shows both ends") // "The table of what moves the need shows both ends" */
export function plainWords(text: string): string {
  let plain = text.replace(/\b([a-z_]+)-(\d+)(?= would lead\b)/g, (id, role: string, place: string) =>
    Role.safeParse(role).success
      ? `${place === "1" ? "the " : ""}${roleName(role as Role)}${place === "1" ? "" : ` ${place}`}`
      : id,
  );
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
