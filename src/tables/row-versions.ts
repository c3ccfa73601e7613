import { addDays } from "../core/dates.ts";
import { sumMoney } from "../core/money.ts";
import { mayStandTwice } from "./bad-cells.ts";
import type { Draft } from "./draft.ts";
import { settleHistory } from "./history.ts";
import { CodedValues } from "./values.ts";

const STAND_TWICE = "stand twice and count once";

/** Rows that are not out, by a key; only keys with several rows. */
function repeatedBy(draft: Draft, keyOf: (row: number) => string | null): number[][] {
  const groups = new Map<string, number[]>();
  draft.rows.forEach((row) => {
    if (draft.out.has(row)) return;
    const key = keyOf(row);
    if (key === null) return;
    const known = groups.get(key);
    if (known) known.push(row);
    else groups.set(key, [row]);
  });
  return [...groups.values()].filter((rows) => rows.length > 1);
}

const wholeRow = (draft: Draft, row: number): string =>
  draft.table.headers.map((_, index) => draft.rows.text(row, index)).join("\n");

/** Whether the subscription column names one contract and not a plan that many share. */
const hasIdentifiers = (draft: Draft): boolean => {
  const matched = draft.matching.fields.get("subscription");
  return (
    matched !== undefined && (matched.confidence !== "likely" || /^(id|uuid)$/.test(draft.table.headers[matched.index]!.key))
  );
};

/** Keeps the later of two versions of one thing, where a column says which is later. */
function laterVersions(draft: Draft, keyOf: (row: number) => string | null): void {
  const matched = draft.matching.fields.get("version");
  if (!matched) return;
  const stamps = draft.rows.map((row) => {
    const text = draft.rows.text(row, matched.index);
    return /^\d+(\.\d+)?$/.test(text) ? text.padStart(20, "0") : text; // not a figure: digits to compare numbers as text
  });
  for (const rows of repeatedBy(draft, keyOf)) {
    const distinct = new Set(rows.map((row) => stamps[row]));
    if (distinct.size < rows.length || rows.some((row) => stamps[row] === "")) continue;
    const last = rows.reduce((best, row) => (stamps[row]! > stamps[best]! ? row : best));
    for (const row of rows) if (row !== last) draft.leave(row, "superseded", "are older versions");
    draft.fields.read.add(matched.index);
  }
}

/** Drops all but one of the rows that say the same of the same thing. */
function equalRows(draft: Draft, keyOf: (row: number) => string | null): void {
  const dropped: number[] = [];
  const owners = draft.texts("owner");
  const torn: string[] = [];
  for (const rows of repeatedBy(draft, keyOf))
    for (const row of rows.slice(1)) {
      draft.leave(row, "superseded", STAND_TWICE);
      dropped.push(row);
      const [kept, other] = [owners?.get(rows[0]!) ?? null, owners?.get(row) ?? null];
      if (kept !== null && other !== null && kept !== other) torn.push(`${draft.accountOf(row)} (${kept}, not ${other})`);
    }
  if (torn.length > 0)
    draft.doubt(
      "two_owners",
      `Stands under two owners and counts for the first: ${torn.slice(0, 3).join("; ")}.`,
      draft.options.asks?.includes("whose") === true,
    );
  if (dropped.length > 0) draft.doubt("equal_rows", `Rows that repeat another count once: ${draft.named(dropped)}.`);
}

/** Columns whose cells tell lines of one subscription apart. */
const lineHeaders = /^(plan|product|item|sku|line|charge|addon|rateplan|priceid|pricename)/;

/** A later version of one subscription replaces the earlier from its start; two at the same start are asked about. */
function amendments(draft: Draft): void {
  const [ids, starts, accounts] = [draft.texts("subscription"), draft.texts("start"), draft.texts("account")];
  const ends = draft.texts("end") ?? CodedValues.filled<string>(draft.rows.length, null);
  if (!ids || !starts) return;
  const used = draft.matching.fields.get("subscription")!.index;
  const lines = draft.table.headers.flatMap(({ key }, index) => (index !== used && lineHeaders.test(key) ? [index] : []));
  const values = draft.amounts.amount?.column.values;
  const clashes: number[] = [];
  const amended: number[] = [];
  const key = (row: number) =>
    ids.get(row) === null
      ? null
      : [accounts?.get(row), ids.get(row), ...lines.map((index) => draft.rows.text(row, index))].join("\n");
  for (const rows of repeatedBy(draft, key)) {
    const inOrder = rows
      .filter((row) => starts.get(row) !== null && (values?.get(row) ?? 0) >= 0)
      .sort((a, b) => (starts.get(a)! < starts.get(b)! ? -1 : 1));
    inOrder.forEach((row, place) => {
      const next = inOrder[place + 1];
      if (next === undefined) return;
      const end = ends.get(row);
      if (end !== null && end <= starts.get(next)!) return;
      if (starts.get(row) === starts.get(next)) {
        if (end === ends.get(next) && values?.get(row) === values?.get(next)) draft.leave(next, "superseded", STAND_TWICE);
        else clashes.push(row, next);
        return;
      }
      ends.set(row, starts.get(next)!);
      amended.push(row);
    });
  }
  if (amended.length > 0) {
    if (!draft.texts("end")) draft.fields.texts.set("end", { values: ends, faults: new Map(), notes: [], refusal: null });
    draft.doubt(
      "amended",
      `A later row of the same "${draft.header("subscription")}" replaces the earlier from its start: ${draft.named(amended)}.`,
    );
  }
  if (clashes.length === 0) return;
  draft.questions.push({
    code: "same_subscription",
    asks: "version",
    question: `"${draft.header("subscription")}" has several rows from the same start: ${draft.named([...new Set(clashes)])}. Are they lines that add up, or versions of one?`,
    readings: [
      {
        means: "lines that add up",
        accounts: null,
        amount: draft.sumOf([...new Set(clashes)]),
        parameter: 'columns: {"subscription": null}',
      },
      {
        means: "versions: name the column that says which is later",
        accounts: null,
        amount: null,
        parameter: 'columns: {"version": "…"}',
      },
    ],
    why: null,
  });
}

/** Which row takes over when one ends: the same account, begun by then, and ending later. */
function findSuccessors(draft: Draft): void {
  const [accounts, starts, ends] = [draft.texts("account"), draft.texts("start"), draft.texts("end")];
  if (!accounts || !starts || !ends) return;
  for (const rows of repeatedBy(draft, (row) => accounts.get(row))) {
    if (rows.length > 200) continue; // not a figure: rows of one account past which no contracts are meant
    for (const row of rows) {
      const end = ends.get(row);
      if (end === null) continue;
      const dayAfter = addDays(end, 1);
      const next = rows.find(
        (other) =>
          other !== row &&
          starts.get(other) !== null &&
          starts.get(other)! > (starts.get(row) ?? "") &&
          starts.get(other)! <= dayAfter &&
          (ends.get(other) === null || ends.get(other)! > end),
      );
      if (next !== undefined) draft.successors.set(row, draft.rows.number(next));
    }
  }
}

/** Adds up the rows of one customer and month, in an export that has a row for each subscription without naming it. */
function addUp(draft: Draft, keyOf: (row: number) => string | null): void {
  const values = draft.amounts.amount?.column.values;
  if (!values) return;
  for (const rows of repeatedBy(draft, (row) => (keyOf(row) === null ? null : `${keyOf(row)}\n${draft.cell(row, "currency")}`))) {
    const first = rows[0]!;
    values.set(first, sumMoney(rows.map((row) => values.get(row) ?? 0)));
    for (const row of rows.slice(1)) {
      values.set(row, null);
      draft.leave(row, "superseded", "are added to their customer's first row");
    }
  }
}

/** Which rows are versions or repetitions of another. */
export function settleVersions(draft: Draft): void {
  const accounts = draft.texts("account");
  if (!accounts || draft.shape === "survey" || draft.shape === "stakeholders") return;
  if (draft.options.rows_repeat === true) {
    equalRows(draft, (row) => wholeRow(draft, row));
    return;
  }
  const months = draft.shape === "snapshots" ? draft.texts("month") : null;
  const ids = hasIdentifiers(draft) ? draft.texts("subscription") : null;
  settleHistory(draft, (row) => (ids ? ids.get(row) : accounts.get(row)));
  if (draft.shape === "subscriptions") {
    const starts = draft.texts("start");
    laterVersions(draft, (row) => (ids?.get(row) ? `${ids.get(row)}\n${starts?.get(row)}` : null));
    equalRows(draft, (row) => wholeRow(draft, row));
    if (ids) amendments(draft);
    findSuccessors(draft);
    return;
  }
  if (!mayStandTwice(accounts, months)) return;
  // Contracts that are up on different days are different contracts.
  const renewals = months === null ? draft.texts("renewal_date") : null;
  const placed = (row: number) =>
    accounts.get(row) === null ? null : `${accounts.get(row)}\n${months?.get(row) ?? ""}\n${ids?.get(row) ?? ""}`;
  if (draft.known?.rows === "wide_months") addUp(draft, placed);
  laterVersions(draft, placed);
  const lines = draft.texts("subscription");
  if (lines) equalRows(draft, (row) => wholeRow(draft, row));
  else {
    const { amount, start, end } = draft.amounts;
    equalRows(draft, (row) => {
      const key = placed(row);
      const paid = [amount, start, end].map((column) => column?.column.values.get(row) ?? null);
      return key === null || paid.every((value) => value === null)
        ? null
        : `${key}\n${renewals?.get(row) ?? ""}\n${paid.join("\n")}`;
    });
  }
}
