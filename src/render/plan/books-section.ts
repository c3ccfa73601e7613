import type { Plan } from "../../core/plan/plan.ts";
import { escapeMarkdown } from "../escape.ts";
import { decimal, money, percent, plural } from "../numbers.ts";
import { rightOf, table } from "../table.ts";
import { servedLess } from "./served-less.ts";

/** Each owner's book, and who gets less where people are fixed; null when no owner is known. */
export function booksSection(plan: Plan): string | null {
  const { books, served_less } = plan.team;
  if (books.length === 0 && served_less.length === 0) return null;
  const rows = books.map((one) => [
    escapeMarkdown(one.owner),
    String(one.accounts),
    money(one.arr, plan.currency),
    decimal(one.hours, 0),
    one.load === null ? "" : percent(one.load, 0),
    String(one.renewals),
  ]);
  const parts = ["## Books of business"];
  if (rows.length)
    parts.push(table(["Owner", "Accounts", "ARR", "Hours a year", "Load", "Renewals in two quarters"], rows, rightOf(6, 0)));
  const less = served_less
    .slice(0, 15)
    .map((one) => [
      escapeMarkdown(one.account ?? `${one.accounts} of ${one.tier}`),
      one.arr === null ? "not known" : money(one.arr, plan.currency),
      one.from,
      one.to,
      escapeMarkdown(one.why),
    ]);
  if (less.length)
    parts.push(
      `${plural(servedLess(plan), "account")} get less service with the people fixed${less.length < served_less.length ? `; the first ${less.length}` : ""}:\n\n${table(["Account", "ARR", "From", "To", "Why"], less, [false, true, false, false, false])}`,
    );
  return parts.join("\n\n");
}
