import { type Warning, warned } from "../../core/answer.ts";
import { inShort, plural } from "../../core/english.ts";
import { isKnown } from "../../core/known.ts";
import type { NameTaken } from "./names.ts";
import { type RollUp, unpricedSaid } from "./words.ts";

const MAY_BE = 3; // not a figure: names that one may be
const SHOWN = 5; // not a figure: names of one message

const several = (texts: readonly string[]): string =>
  `${texts.slice(0, SHOWN).join("; ")}${texts.length > SHOWN ? `; and ${texts.length - SHOWN} more` : ""}`;

const howSaid: Record<NameTaken["how"], string> = {
  spelling: "spelling",
  short: "short for it",
  branch: "a branch of it",
  letter: "one letter off",
};

/** Names that were taken for one of the book: those that only a closer look tells are named, the others counted. */
function namesSaid({ names: { taken, doubts } }: RollUp): Warning[] {
  const plain = taken.filter(({ how }) => how === "spelling").length;
  const close = taken.filter(({ how }) => how !== "spelling");
  return [
    ...warned(
      taken.length > 0,
      "names_united",
      `${plural(taken.length, "name was", "names were")} read as the book's${plain > 0 ? ` (${plain} by case, signs or legal form)` : ""}${close.length > 0 ? `: ${several(close.map(({ name, as, how }) => `"${name}" = ${as}, ${howSaid[how]}`))}` : ""}.`,
    ),
    ...warned(
      doubts.length > 0,
      "names_in_doubt",
      `Not united, since it may be another: ${several(doubts.map(({ name, may_be }) => `"${name}" (${may_be.slice(0, MAY_BE).join(" or ")}?)`))}. Write the name as the book does where it is one.`,
    ),
  ];
}

/** What the labels hide: ways to write one, labels that may mean one thing, several labels in one row. */
function labelsSaid({ spellings, alike, items, read }: RollUp): Warning[] {
  const rows = read === null ? items : read.searched.length - read.asides.filter(({ why }) => why === "no_theme").length;
  return [
    ...warned(
      spellings.length > 0,
      "labels_united",
      `Written in several ways and counted as one: ${several(spellings.map((ways) => ways.join(" = ")))}.`,
    ),
    ...warned(
      alike.length > 0,
      "labels_alike",
      `Counted apart and maybe one: ${several(alike.map((pair) => pair.join(" / ")))}. If so, give words with a word of each.`,
    ),
    ...warned(
      items > rows,
      "split_labels",
      `${plural(rows, "row")} hold ${plural(items, "item")}, since a row may name two themes: their money overlaps and must not be added.`,
    ),
  ];
}

function rowsSaid({ read, odd, book }: RollUp): Warning[] {
  const asides = (read?.asides ?? []).filter(({ why }) => why !== "no_theme");
  const bare = (read?.asides ?? []).filter(({ why }) => why === "no_theme");
  const once = [...new Set(asides.map(({ account, why }) => `${account}: ${why.replace("_", " ")}`))];
  return [
    ...warned(
      asides.length > 0,
      "rows_passed_over",
      `${asides.length} of ${read?.rows ?? 0} rows are not counted: ${inShort(once)}.`,
    ),
    ...warned(
      bare.length > 0,
      "unlabeled_rows",
      `No theme in ${plural(bare.length, "row")}: ${inShort(bare.map(({ row, account }) => `${row} ${account}`))}. Label them, or give words, to count them.`,
    ),
    ...warned(
      odd.length > 0,
      "cells_unread",
      `Left blank, since they cannot be read: ${several(odd.map(({ row, header }) => `row ${row}, ${header}`))}.`,
    ),
    ...warned(
      book.twice.length > 0,
      "book_rows_twice",
      `In the book twice with the same amount and renewal, counted once: ${several(book.twice.map((names) => [...new Set(names)].join(" = ")))}.`,
    ),
    ...warned(book.thousands, "amounts_as_thousands", "Amounts of the book such as 20.000 were read as thousands."),
    ...warned(book.unread !== null, "book_days_unread", `Renewals and health of the book were left out: ${book.unread}`),
  ];
}

/** What to know before the counts are believed. */
export function feedbackWarnings(rollUp: RollUp, fewAccounts: number): Warning[] {
  const { voices, silent, themes, conditions } = rollUp;
  const { notices, holidays, place } = rollUp.days;
  const summed = themes.filter(({ row, test }) => test.arr_by_rows > row.arr);
  const without = voices.filter(({ arr }) => arr === null).length;
  const strangers = isKnown(silent) ? silent.strangers : [];
  return [
    ...warned(rollUp.book.unpriced !== null, "book_without_amounts", unpricedSaid(rollUp)),
    ...labelsSaid(rollUp),
    ...namesSaid(rollUp),
    ...rowsSaid(rollUp),
    ...warned(
      conditions.length > 0,
      "conditions",
      `${plural(conditions.length, "account sets", "accounts set")} a condition or ${conditions.length === 1 ? "names" : "name"} a promise, to be read first: ${several(conditions.map(({ account }) => account))}.`,
    ),
    ...warned(
      notices.length > 0,
      "notice_on_day_off",
      `Last days of notice on a weekend or holiday: ${several(notices.map(({ account, date, name, before }) => `${account} ${date}${name === null ? "" : ` (${name})`}, in practice ${before}`))}.`,
    ),
    ...warned(
      holidays.length > 0,
      "holidays_near",
      `Public holidays in ${place} (guessed from the currency): ${several(holidays.map(({ date, name }) => `${date} ${name}`))}. Check that meetings stand.`,
    ),
    ...warned(
      summed.length > 0,
      "rows_added_up",
      `Added up by row ${inShort(summed.map(({ row, test }) => `${row.theme} would be ${test.arr_by_rows.toLocaleString("en-US")} and is ${row.arr.toLocaleString("en-US")}`))}: an account that speaks twice counts once.`,
    ),
    ...warned(
      without > 0 && without < voices.length,
      "accounts_without_arr",
      `${plural(without, "account")} that spoke ${without === 1 ? "has" : "have"} no amount and ${without === 1 ? "adds" : "add"} nothing to the money.`,
    ),
    ...warned(
      voices.length < fewAccounts,
      "few_accounts",
      `Only ${plural(voices.length, "account")} spoke: read them one by one.`,
    ),
    ...warned(
      strangers.length > 0,
      "not_in_book",
      `${plural(strangers.length, "account")} with feedback ${strangers.length === 1 ? "is" : "are"} not in the book: ${inShort(strangers)}.`,
    ),
  ];
}
