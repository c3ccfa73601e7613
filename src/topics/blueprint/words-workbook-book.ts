import { addDays, addMonths } from "../../core/dates.ts";
import { type NumberLook, type SheetCell, sheetRef, type WorkbookSheet } from "../../deliver/workbook.ts";
import { servedBy } from "../../render/answer-pictures.ts";
import type { Plan } from "./plan.ts";

export const ACCOUNTS = "Accounts";
export const FORECAST = "Forecast";
export const TIERS = "Tiers";

/** The row of a tier on its sheet, from the top down. */
export const tierOfRow = (index: number): number => index + 4;

const head = (said: string): SheetCell => ({ text: said, look: "head" });
const note = (said: string): SheetCell => ({ text: said, look: "note" });
const text = (said: string): SheetCell => ({ text: said });
/** A cell of a row of totals that has none. */
export const nothing: SheetCell = { text: "", look: "total" };

/** The tiers with their work; counted from the account list where there is one. */
export function tiersSheet(plan: Plan): WorkbookSheet {
  const { pools, new_accounts } = plan.sizing;
  const counted = plan.accounts.length > 0 && plan.sample === null;
  const last = plan.accounts.length + 3;
  const column = (letter: string) => `${sheetRef(ACCOUNTS)}$${letter}$4:$${letter}$${last}`;
  const first = tierOfRow(0);
  const rows = plan.tiers.map((tier, index): SheetCell[] => {
    const row = tierOfRow(index);
    const pool = pools.find((one) => one.tier === tier.tier);
    const hours = pool?.hours_per_account ?? 0;
    const fte = pool?.fte ?? 0;
    return [
      text(tier.tier),
      text(servedBy(pool?.served_as ?? tier.touch)),
      { number: tier.min_arr, as: "money", look: "input" },
      counted
        ? { formula: `SUMPRODUCT(--(${column("D")}=A${row}))`, found: tier.accounts, as: "count" }
        : { number: tier.accounts, as: "count", look: "input" },
      counted
        ? { formula: `SUMPRODUCT((${column("D")}=A${row})*${column("B")})`, found: tier.arr, as: "cents" }
        : { number: tier.arr, as: "cents", look: "input" },
      { formula: `IF(arr=0,0,E${row}/arr)`, found: tier.arr_share, as: "rate" },
      { number: hours, as: "hours", look: "input" },
      { formula: `D${row}*G${row}`, found: tier.accounts * hours, as: "hours" },
      { formula: `H${row}/hours_per_csm`, found: fte, as: "people" },
      { formula: `ROUND(I${row}*cost_csm,2)`, found: pool?.cost ?? 0, as: "cents" },
      { formula: `IF(E${row}=0,0,J${row}/E${row})`, found: pool?.cost_to_serve ?? 0, as: "rate" },
    ];
  });
  const end = tierOfRow(plan.tiers.length - 1);
  const sum = (letter: string) => `SUM(${letter}${first}:${letter}${end})`;
  const [newRow, allRow] = [end + 1, end + 2];
  const total = (formula: string, found: number, as: NumberLook, name?: string): SheetCell => ({
    formula,
    found,
    as,
    look: "total",
    name,
  });
  return {
    name: TIERS,
    widths: [24, 18, 14, 12, 18, 10, 14, 14, 12, 18, 12],
    sticky: 3,
    rows: [
      [{ text: "Tiers and their work", look: "title" }],
      [
        note(
          counted
            ? "Accounts and ARR are counted from the sheet Accounts: change a floor and they move."
            : "Change accounts, ARR or hours: the people follow.",
        ),
      ],
      [
        "Tier",
        "Served by",
        "From ARR of",
        "Accounts",
        "ARR",
        "Of ARR",
        "Hours per account",
        "Hours a year",
        "CSMs of work",
        "Cost of that work",
        "Of its ARR",
      ].map(head),
      ...rows,
      [
        text("New accounts"),
        null,
        null,
        null,
        null,
        null,
        null,
        { formula: "new_accounts*hours_per_new_account", found: new_accounts?.hours ?? 0, as: "hours" },
        { formula: `H${newRow}/hours_per_csm`, found: new_accounts?.fte ?? 0, as: "people" },
        { formula: `ROUND(I${newRow}*cost_csm,2)`, found: new_accounts?.cost ?? 0, as: "cents" },
      ],
      [
        { text: "All", look: "total" },
        nothing,
        nothing,
        total(
          sum("D"),
          plan.tiers.reduce((all, tier) => all + tier.accounts, 0),
          "count",
          "accounts",
        ),
        total(sum("E"), plan.facts.arr, "cents", "arr"),
        total(`SUM(F${first}:F${end})`, 1, "rate"),
        nothing,
        total(`SUM(H${first}:H${newRow})`, plan.sizing.csm_fte * plan.sizing.hours_per_csm, "hours"),
        total(`SUM(I${first}:I${newRow})`, plan.sizing.csm_fte, "people", "csms_of_work"),
        total(
          `SUM(J${first}:J${newRow})`,
          pools.reduce((all, { cost }) => all + (cost ?? 0), new_accounts?.cost ?? 0),
          "cents",
        ),
        nothing,
      ],
      [
        text(""),
        null,
        null,
        null,
        null,
        null,
        null,
        text("With leavers"),
        {
          formula: `I${allRow}*leavers_factor`,
          found: plan.sizing.csm_fte_with_attrition,
          as: "people",
          look: "result",
          name: "csms_needed",
        },
      ],
    ],
  };
}

/** The tier whose floor an amount reaches, the tiers being in their order from the top down. */
const byFloor = (plan: Plan, arr: number): string =>
  (plan.tiers.find(({ min_arr }) => arr >= min_arr) ?? plan.tiers.at(-1)!).tier;

/** The same as a formula over the sheet of the tiers. */
function floorFormula(plan: Plan, row: number): string {
  const ref = sheetRef(TIERS);
  const last = plan.tiers.length - 1;
  return plan.tiers
    .slice(0, last)
    .reduceRight(
      (rest, _, index) => `IF(B${row}>=${ref}$C$${tierOfRow(index)},${ref}$A$${tierOfRow(index)},${rest})`,
      `${ref}$A$${tierOfRow(last)}`,
    );
}

const hoursOf = (plan: Plan) => new Map(plan.sizing.pools.map(({ tier, hours_per_account }) => [tier, hours_per_account]));

/** Every account with its tier by floor, or as somebody fixed it. */
export function accountsSheet(plan: Plan): WorkbookSheet {
  const hours = hoursOf(plan);
  const ref = sheetRef(TIERS);
  const [first, last] = [tierOfRow(0), tierOfRow(plan.tiers.length - 1)];
  const rows = plan.accounts.map(
    ({ account, arr, owner, tier, covered_by, renewal_date, notice_days, health }, index): SheetCell[] => {
      const row = index + 4;
      const fixed = byFloor(plan, arr) === tier ? "" : tier;
      const csm = (covered_by ?? "csm") === "csm" || covered_by === "pool";
      return [
        text(account),
        { number: arr, as: "cents", look: "input" },
        text(owner ?? ""),
        { formula: `IF(E${row}<>"",E${row},${floorFormula(plan, row)})`, found: tier },
        fixed === "" ? { text: "", look: "input" } : { text: fixed, look: "input" },
        text(csm ? "CSM" : covered_by === "partner" ? "partner" : "nobody"),
        {
          formula: `IF(F${row}="CSM",INDEX(${ref}$G$${first}:$G$${last},MATCH(D${row},${ref}$A$${first}:$A$${last},0)),0)`,
          found: csm ? (hours.get(tier) ?? 0) : 0,
          as: "hours",
        },
        renewal_date === null ? null : { date: renewal_date },
        notice_days === null ? null : { number: notice_days, as: "count", look: "input" },
        renewal_date === null || notice_days === null
          ? null
          : { formula: `TEXT(H${row}-I${row},"yyyy-mm-dd")`, found: addDays(renewal_date, -notice_days) },
        health === null ? null : { number: health, as: "number" },
      ];
    },
  );
  return {
    name: ACCOUNTS,
    widths: [36, 16, 22, 20, 18, 12, 14, 14, 12, 20, 10],
    sticky: 3,
    rows: [
      [{ text: "Accounts", look: "title" }],
      [note("The tier follows ARR and the floors on the sheet Tiers, unless a fixed tier says otherwise.")],
      [
        "Account",
        "ARR",
        "Owner",
        "Tier",
        "Fixed tier",
        "Served by",
        "Hours a year",
        "Renewal date",
        "Notice days",
        "Last day to object",
        "Health",
      ].map(head),
      ...rows,
    ],
  };
}

/** Every owner's book, counted from the accounts. */
export function booksSheet(plan: Plan): WorkbookSheet {
  const hours = hoursOf(plan);
  const books = new Map<string, { accounts: number; arr: number; hours: number }>();
  for (const { owner, arr, tier, covered_by } of plan.accounts) {
    const csm = (covered_by ?? "csm") === "csm" || covered_by === "pool";
    const book = books.get(owner ?? "") ?? { accounts: 0, arr: 0, hours: 0 };
    books.set(owner ?? "", {
      accounts: book.accounts + 1,
      arr: book.arr + arr,
      hours: book.hours + (csm ? (hours.get(tier) ?? 0) : 0),
    });
  }
  const last = plan.accounts.length + 3;
  const column = (letter: string) => `${sheetRef(ACCOUNTS)}$${letter}$4:$${letter}$${last}`;
  const sorted = [...books].sort(([a, one], [b, other]) => other.hours - one.hours || (a < b ? -1 : 1));
  const rows = sorted.map(([owner, book], index): SheetCell[] => {
    const row = index + 4;
    const own = owner === "" ? `${column("C")}=""` : `${column("C")}=A${row}`;
    return [
      text(owner === "" ? "nobody" : owner),
      { formula: `SUMPRODUCT(--(${own}))`, found: book.accounts, as: "count" },
      { formula: `SUMPRODUCT((${own})*${column("B")})`, found: book.arr, as: "cents" },
      { formula: `SUMPRODUCT((${own})*${column("G")})`, found: book.hours, as: "hours" },
      owner === "" ? null : { formula: `D${row}/hours_per_csm`, found: book.hours / plan.sizing.hours_per_csm, as: "rate" },
    ];
  });
  return {
    name: "Books",
    widths: [30, 12, 18, 14, 18],
    sticky: 3,
    rows: [
      [{ text: "Books of business", look: "title" }],
      [note("Hours by tier; change an owner, a tier or the hours and the books follow.")],
      ["Owner", "Accounts", "ARR", "Hours a year", "Of one CSM's hours"].map(head),
      ...rows,
    ],
  };
}

/** The renewals of the year with their chances, and what they come to; the ends of the range come from the exact distribution. */
export function forecastSheet(plan: Plan, { first, last }: { first: number; last: number }): WorkbookSheet {
  const { due, expected, low, high, lines, from, to, months } = plan.renewals!;
  const spread = Math.sqrt(lines.reduce((sum, { value, rate }) => sum + value ** 2 * rate * (1 - rate), 0));
  const rows = lines.map(({ account, owner, deadline, arr, value, rate }, index): SheetCell[] => {
    const row = first + index;
    return [
      text(account),
      text(owner ?? ""),
      deadline === null ? null : { date: deadline },
      { number: arr, as: "cents", look: "input" },
      { number: value, as: "cents", look: "input" },
      { number: rate, as: "rate", look: "input" },
      { formula: `E${row}*F${row}`, found: value * rate, as: "cents" },
    ];
  });
  const column = (letter: string) => `$${letter}$${first}:$${letter}$${last}`;
  const byMonth = months.map(({ month, arr, expected: awaited }): SheetCell[] => {
    const [start, end] = [`${month}-01`, addMonths(`${month}-01`, 1)];
    const within = (letter: string) =>
      `SUMPRODUCT((${column("C")}>=DATE(${start.replaceAll("-", ",")}))*(${column("C")}<DATE(${end.replaceAll("-", ",")}))*${column(letter)})`;
    return [
      text(month),
      null,
      null,
      { formula: within("D"), found: arr, as: "cents" },
      null,
      null,
      { formula: within("G"), found: awaited, as: "cents" },
    ];
  });
  const total = (formula: string, found: number, name?: string): SheetCell => ({
    formula,
    found,
    as: "cents",
    look: "result",
    name,
  });
  return {
    name: FORECAST,
    widths: [36, 22, 18, 18, 18, 12, 18],
    sticky: 0,
    rows: [
      [{ text: `Renewals to be decided up to ${to}`, look: "title" }],
      [
        note(
          `Chances come from health scores; change them to what you know.${lines.some(({ deadline }) => deadline !== null && deadline < from) ? ` A last day before ${from} has passed.` : ""} The range is the program's exact one and does not follow.`,
        ),
      ],
      [text("Due"), total(`SUM(${column("D")})`, due, "renewals_due")],
      [text("Expected"), total(`SUM(${column("G")})`, expected, "renewals_expected")],
      [
        text("Standard deviation"),
        total(`SQRT(SUMPRODUCT(${column("E")}*${column("E")}*${column("F")}*(1-${column("F")})))`, spread),
      ],
      [text("One time in ten below, one in ten above"), { number: low, as: "cents" }, { number: high, as: "cents" }],
      [],
      ["Account", "Owner", "Last day to object", "ARR", "Kept if it renews", "Chance", "Expected"].map(head),
      ...rows,
      [],
      ["By month", "", "", "ARR", "", "", "Expected"].map(head),
      ...byMonth,
    ],
  };
}
