import type { Plan } from "../../core/plan/plan.ts";
import { escapeMarkdown } from "../escape.ts";
import { decimal, money, percent, plural } from "../numbers.ts";
import { rightOf, table } from "../table.ts";
import { servedLess } from "./served-less.ts";
import { servedBy } from "./touch-words.ts";

const MOST_ROWS = 15;

function ownersTable(plan: Plan): string {
  const rows = plan.team.books.map((one) => [
    escapeMarkdown(one.owner),
    String(one.accounts),
    money(one.arr, plan.currency),
    decimal(one.hours, 0),
    one.load === null ? "no owner" : percent(one.load, 0),
    one.renewals === null ? "not known" : String(one.renewals),
  ]);
  const headers = ["Owner", "Accounts", "ARR", "Hours a year", "Of one CSM's hours", "Renewals in two quarters"];
  return table(headers, rows, rightOf(headers.length, 0));
}

function lessWords(plan: Plan): string {
  const { served_less } = plan.team;
  const shown = served_less.slice(0, MOST_ROWS);
  const rows = shown.map((one) => [
    escapeMarkdown(one.account ?? `${one.accounts} of ${one.tier}`),
    one.arr === null ? "not known" : money(one.arr, plan.currency),
    servedBy(one.from),
    servedBy(one.to),
    escapeMarkdown(one.why.replace(/\.$/, "")),
  ]);
  const rest = shown.length < served_less.length ? ` The largest ${shown.length} are:` : "";
  const count = servedLess(plan);
  return `${plural(count, "account")} ${count === 1 ? "gets" : "get"} less service because the people are fixed.${rest}\n\n${table(["Account", "ARR", "Served by", "Then by", "Why"], rows, [false, true])}`;
}

/** Each owner's book, and who gets less where people are fixed; null when no owner is known. */
export function booksSection(plan: Plan): string | null {
  const { books, served_less } = plan.team;
  const owned = books.some((one) => one.load !== null);
  if (!owned && served_less.length === 0) return null;
  return ["## Books of business", owned ? ownersTable(plan) : "", served_less.length ? lessWords(plan) : ""]
    .filter(Boolean)
    .join("\n\n");
}
