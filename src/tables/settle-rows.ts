import { largest } from "../core/order.ts";
import { Problem } from "../core/problem.ts";
import type { TableQuestion } from "../core/table.ts";
import { type Draft, rowsWith } from "./draft.ts";
import { settleLeaving } from "./leaving.ts";
import { settleNames } from "./look-alikes.ts";
import { cellText, formatAmount } from "./read-sheet.ts";
import { settleAmounts, settleDiscounts } from "./row-amounts.ts";
import { settleWhoCounts } from "./row-status.ts";
import { settleVersions } from "./row-versions.ts";
import { noticeDaysBefore, readNotice } from "./word-periods.ts";

/** A "Partner" with yes and no may be a spouse, so it takes no account out of anybody's hours unless the caller says so. */
function settlePartner(draft: Draft): void {
  const matched = draft.matching.fields.get("partner");
  const values = draft.fields.flags.get("partner")?.values;
  if (matched?.confidence !== "likely" || !values) return;
  const yes = values.flatMap((value, row) => (value === true ? [row] : []));
  const header = draft.header("partner");
  draft.fields.flags.delete("partner");
  draft.matching.fields.delete("partner");
  if (yes.length === 0) return;
  const message = `"${header}" is not used, since it may not say who serves an account (${rowsWith(yes.length, "says", "say")} yes); if it does, give columns: {"partner": "${header}"}.`;
  draft.doubt("partner_doubtful", message, draft.options.asks?.includes("whose") === true);
}

/** Notice in months is counted back from the day it is for. */
function settleNotice(draft: Draft): void {
  const matched = draft.matching.fields.get("notice_days");
  const values = draft.fields.numbers.get("notice_days")?.values;
  const dates = draft.texts("renewal_date") ?? draft.texts("end");
  if (!matched || !values || !dates) return;
  values.forEach((value, row) => {
    const date = dates[row] ?? null;
    if (value === null || date === null) return;
    const notice = readNotice(draft.cell(row, "notice_days"), draft.knowledge.words);
    if (notice !== null && "length" in notice) values[row] = noticeDaysBefore(notice, date);
  });
}

/** Health on another scale than 0 to 100: read as the caller says, else asked where nobody scores above a low top. */
function settleScale(draft: Draft): void {
  const column = draft.fields.numbers.get("health");
  if (!column) return;
  const scale = draft.options.scale ?? draft.known?.health_out_of ?? undefined;
  if (scale !== undefined) {
    column.values = column.values.map((value) => (value === null ? null : (value * 100) / scale));
    return;
  }
  const filled = column.values.filter((value) => value !== null);
  const top = largest([0, ...filled]);
  const decided = ["probability", "category"].some((field) => draft.matching.fields.has(field as "probability" | "category"));
  if (filled.length < 2 || top <= 1 || top > draft.knowledge.limits.low_scale_top || decided) return;
  const out = top <= 5 ? 5 : draft.knowledge.limits.low_scale_top;
  draft.questions.push({
    code: "scale_doubtful",
    asks: "how_likely",
    question: `No account has a "${draft.header("health")}" above ${top}: is the scale 0 to ${out} and not 0 to 100?`,
    readings: [
      { means: `out of ${out}`, accounts: filled.length, amount: null, parameter: `reading: {"scale": ${out}}` },
      {
        means: "points of 100, so that every account is in danger",
        accounts: filled.length,
        amount: null,
        parameter: 'reading: {"scale": 100}',
      },
    ],
    why: "a whole book at the bottom of a scale is rare",
  });
}

/** Owners written once at the head of their rows: without subtotals nothing proves it, so it is said first. */
function noteGroups(draft: Draft): void {
  const values = draft.texts("owner");
  const names = values?.filter((value) => value !== null) ?? [];
  const blank = values?.flatMap((value, row) => (value === null && !draft.out.has(row) ? [row] : [])) ?? [];
  if (!values || values[0] === null || names.length < 2 || blank.length < 2 || new Set(names).size < names.length) return;
  draft.doubt(
    "groups_doubtful",
    `"${draft.header("owner")}" is blank in ${rowsWith(blank.length, "", "").trim()} below a name (${formatAmount(draft.sumOf(blank))}) and counts as nobody's; if the file is grouped, write the name in each row.`,
    draft.options.asks?.includes("whose") === true,
  );
}

/** What headers say when a question about rows may hang on their column. */
const speaking =
  /status|churn|cancel|terminat|trial|expir|quantity|seats|interval|frequency|one.?time|lost|kündig|statut|estado/i;

const discounts = /discount|rebate|rabatt|nachlass|remise|descuento/i;

/** A column of discounts beside the amounts: whether they are taken off already does not stand in the file, so it is said first. */
function noteDiscounts(draft: Draft, ignored: readonly string[]): void {
  const amount = draft.amounts.amount;
  if (amount === null) return;
  const found = draft.table.headers.findIndex(
    ({ text }, index) =>
      ignored.includes(text) && discounts.test(text) && draft.rows.some(({ cells }) => /[1-9]/.test(cellText(cells[index]))),
  );
  if (found === -1 || /code|name|id$/i.test(draft.table.headers[found]!.text)) return;
  const header = draft.table.headers[found]!.text;
  draft.doubt(
    "discount_unread",
    `"${header}" is not taken off "${amount.header}": if those amounts are before discount, what customers pay is less.`,
    draft.options.asks?.includes("how_much") === true,
  );
}

/** Columns nobody reads though their headers speak of who pays, how much or until when. */
function noteUnread(draft: Draft): string[] {
  const used = new Set([
    ...[...draft.matching.fields.values()].map(({ index }) => index),
    ...draft.fields.read,
    ...draft.matching.wide,
  ]);
  const ignored = draft.table.headers.filter((_, index) => !used.has(index)).map(({ text }) => text);
  noteDiscounts(draft, ignored);
  const speak = ignored.filter((text) => speaking.test(text) && !/reason|comment|note|grund|date|url|name|type|tax/i.test(text));
  if (speak.length > 0) {
    const list = speak
      .slice(0, 3)
      .map((text) => `"${text}"`)
      .join(", ");
    draft.doubt("columns_unread", `Not used: ${list}.`, false);
  }
  return ignored;
}

/** Finds out what each row is. Gives the headers of the columns that were not used. */
export function settleRows(draft: Draft): { ignored: string[] } {
  settleNames(draft);
  settleWhoCounts(draft);
  settleAmounts(draft);
  settleVersions(draft);
  settleDiscounts(draft);
  settleLeaving(draft);
  settlePartner(draft);
  noteGroups(draft);
  settleNotice(draft);
  settleScale(draft);
  return { ignored: noteUnread(draft) };
}

const asLine = ({ readings }: TableQuestion): string[] =>
  readings.map(({ means, amount, parameter }) => {
    const gives = amount === null ? "" : ` (${formatAmount(amount)})`;
    return `${means}${gives}: ${parameter}`;
  });

/** Throws Problem with every question that decides the answer, all at once, each with the parameters that settle it. */
export function refuseOpenQuestions(draft: Draft): void {
  const { asks } = draft.options;
  if (asks === undefined) return;
  const open = draft.questions.filter((one) => asks.includes(one.asks));
  if (open.length === 0) return;
  throw new Problem({
    what: `${draft.table.file}: ${open.map(({ question }) => question).join(" ")}`,
    places: open.flatMap(asLine),
    remedy: "Call again with the one that is right.",
  });
}

/** Throws Problem where more than a part of the rows or of the money cannot be used. */
export function refuseTooMuchLeftOut(draft: Draft, rowsRead: number): void {
  const share = draft.knowledge.limits.left_out_share;
  const unusable = draft.groups().filter(({ group }) => group === "unusable");
  const rows = unusable.reduce((sum, one) => sum + one.rows.length, 0);
  const money = unusable.reduce((sum, one) => sum + (one.amount ?? 0), 0);
  const all = draft.rows.reduce((sum, _, row) => sum + (draft.amountOf(row) ?? 0), 0);
  if (rows <= share * rowsRead && money <= share * all) return;
  throw new Problem({
    what: `${draft.table.file}: ${rows} of ${rowsRead} rows${money > 0 ? ` with ${formatAmount(money)} of ${formatAmount(all)}` : ""} would be left out (${unusable.map(({ reason }) => reason).join("; ")}), too much for an answer.`,
    remedy: "Mend the cells; inspect_table lists them all.",
  });
}
