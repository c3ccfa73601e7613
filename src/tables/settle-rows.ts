import { largest } from "../core/order.ts";
import { Problem } from "../core/problem.ts";
import type { TableField, TableQuestion } from "../core/table.ts";
import { settleOverlaps, settleParents, settleTwoUnits } from "./doubles.ts";
import { type Draft, rowsWith } from "./draft.ts";
import { LEFT_UNDATED, settleLeaving } from "./leaving.ts";
import { settleNames } from "./look-alikes.ts";
import { type BadCell, formatAmount } from "./read-sheet.ts";
import { settleAmounts, settleDiscounts } from "./row-amounts.ts";
import { settleWhoCounts } from "./row-status.ts";
import { settleVersions } from "./row-versions.ts";
import { noteUnused, settleUnused } from "./unused-columns.ts";
import { CodedValues } from "./values.ts";
import { noticeDaysBefore, readNotice } from "./word-periods.ts";

/** A "Partner" with yes and no may be a spouse, so it takes no account out of anybody's hours unless the caller says so. */
function settlePartner(draft: Draft): void {
  const matched = draft.matching.fields.get("partner");
  const values = draft.fields.flags.get("partner")?.values;
  if (matched?.confidence !== "likely" || !values) return;
  const yes = values.rowsWhere((value) => value === true);
  const header = draft.header("partner");
  draft.fields.flags.delete("partner");
  draft.matching.fields.delete("partner");
  if (yes.length === 0) return;
  const message = `"${header}" is not used, since it may not say who serves an account (${rowsWith(yes.length, "says", "say")} yes).`;
  const remedy = `If it does, give columns: {"partner": "${header}"}.`;
  draft.doubt("partner_doubtful", message, draft.options.asks?.includes("whose") === true, remedy);
}

/** Notice in months is counted back from the day it is for. */
function settleNotice(draft: Draft): void {
  const matched = draft.matching.fields.get("notice_days");
  const values = draft.fields.numbers.get("notice_days")?.values;
  const dates = draft.texts("renewal_date") ?? draft.texts("end");
  if (!matched || !values || !dates) return;
  values.forEach((value, row) => {
    const date = dates.get(row);
    if (value === null || date === null) return;
    const notice = readNotice(draft.cell(row, "notice_days"), draft.knowledge.words);
    if (notice !== null && "length" in notice) values.set(row, noticeDaysBefore(notice, date));
  });
}

/** Health on another scale than 0 to 100: read as the caller says, else asked where nobody scores above a low top. */
function settleScale(draft: Draft): void {
  const column = draft.fields.numbers.get("health");
  if (!column) return;
  const scale = draft.options.scale ?? draft.known?.health_out_of ?? undefined;
  if (scale !== undefined) {
    column.values = CodedValues.from(column.values.map((value) => (value === null ? null : (value * 100) / scale)));
    return;
  }
  const filled = [...column.values].filter((value) => value !== null);
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
  const names = values === null ? [] : [...values].filter((value) => value !== null);
  const blank = values?.rowsWhere((value, row) => value === null && !draft.out.has(row)) ?? [];
  if (!values || values.get(0) === null || names.length < 2 || blank.length < 2 || new Set(names).size < names.length) return;
  const { groups } = draft.options;
  if (groups === "as_is") return;
  if (groups === "fill") {
    values.forEach((value, row) => {
      values.set(row, value ?? values.get(row - 1));
    });
    return;
  }
  draft.doubt(
    "groups_doubtful",
    `"${draft.header("owner")}" is blank in ${rowsWith(blank.length, "", "").trim()} below a name (${formatAmount(draft.sumOf(blank))}) and counts as nobody's.`,
    draft.options.asks?.includes("whose") === true,
    'If the name holds for the rows below it, give reading: {"groups": "fill"}, and if not {"groups": "as_is"}.',
  );
}

/** Finds out what each row is. Gives the headers of the columns that were not used. */
export function settleRows(draft: Draft): { ignored: string[] } {
  settleNames(draft);
  settleWhoCounts(draft);
  settleAmounts(draft);
  settleVersions(draft);
  settleDiscounts(draft);
  settleParents(draft);
  settleTwoUnits(draft);
  settleUnused(draft);
  settleLeaving(draft);
  settleOverlaps(draft);
  settlePartner(draft);
  noteGroups(draft);
  settleNotice(draft);
  settleScale(draft);
  return { ignored: noteUnused(draft) };
}

/** Columns that an answer can do without when the caller says so. */
const leftOutByName: readonly TableField[] = ["end", "status", "revenue_type", "interval", "quantity", "subscription", "parent"];

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

const blankAmount = /^missing_(arr|mrr|acv|tcv|amount|arr_start|arr_end)$/;

/** What a caller can say so that rows need not be left out, by what is wrong with their cells. */
function waysOut(draft: Draft, fatal: readonly BadCell[]): string {
  const ways: string[] = [];
  if (fatal.some(({ code }) => blankAmount.test(code)))
    ways.push(
      draft.shape === "accounts" && draft.amounts.start === null
        ? 'For blank amounts give reading: {"blank": "zero"} or {"blank": "unknown"}.'
        : 'If a blank amount means that nothing is paid, give reading: {"blank": "zero"}.',
    );
  if (draft.options.blank === "unknown")
    ways.push('If a blank amount means that nothing is paid, give reading: {"blank": "zero"}.');
  if (fatal.some(({ code }) => code.startsWith("duplicate_")))
    ways.push("If each row of an account is a contract of its own, name what tells them apart with columns.subscription.");
  const optional = fatal.filter(({ code, field }) => !blankAmount.test(code) && leftOutByName.includes(field));
  for (const { field, header } of optional.slice(0, 1))
    ways.push(`Where "${header}" does not matter, leave it out with columns: {"${field}": null}.`);
  if (draft.groups().some(({ reason }) => reason === LEFT_UNDATED))
    ways.push('Name the column of the day they left with columns: {"end": "…"}, or give their file as lost_table.');
  return ways.join(" ");
}

/** Throws Problem where more than a part of the rows or of the money cannot be used. */
export function refuseTooMuchLeftOut(draft: Draft, rowsRead: number, fatal: readonly BadCell[]): void {
  const share = draft.knowledge.limits.left_out_share;
  const unusable = draft.groups().filter(({ group }) => group === "unusable");
  const rows = unusable.reduce((sum, one) => sum + one.rows.length, 0);
  const money = unusable.reduce((sum, one) => sum + (one.amount ?? 0), 0);
  if (rows === 0 && money === 0) return;
  let all = 0;
  for (let row = 0; row < draft.rows.length; row++) all += draft.amountOf(row) ?? 0;
  if (rows <= share * rowsRead && money <= share * all) return;
  throw new Problem({
    what: `${draft.table.file}: ${rows} of ${rowsRead} rows${money > 0 ? ` with ${formatAmount(money)} of ${formatAmount(all)}` : ""} would be left out (${unusable.map(({ reason }) => reason).join("; ")}), too much for an answer.`,
    remedy: `${waysOut(draft, fatal)} Else mend the cells; inspect_table lists them all.`.trim(),
  });
}
