import { addDays, addMonths, daysBetween } from "../core/dates.ts";
import { sumMoney } from "../core/money.ts";
import type { Draft } from "./draft.ts";
import { isMissing, readNumbers } from "./read-numbers.ts";
import { formatAmount } from "./read-sheet.ts";
import type { Values } from "./values.ts";
import { readInterval } from "./word-periods.ts";
import { fold } from "./words.ts";

const MONTHS_A_YEAR = 12;
const DAYS_A_MONTH = 365.25 / MONTHS_A_YEAR;
/** Two sums of money that differ by less are one. */
const CENT = 0.01;

const toHundredths = (amount: number): number => Math.round(Number((amount * 100).toPrecision(12))) / 100;

/** Units times the price of one; an amount beside them that already is the product stays. */
function settleQuantity(draft: Draft): void {
  const amount = draft.amounts.amount;
  const [price, quantity] = [draft.matching.fields.get("unit_price"), draft.matching.fields.get("quantity")];
  if (!amount || !quantity) return;
  const place = { header: draft.header("quantity"), rowOf: (index: number) => draft.rows.number(index) };
  const counts = readNumbers(draft.rows.column(quantity.index), place, draft.options.decimal).values;
  const values = amount.column.values;
  if (price && price.index !== amount.index) {
    const prices = readNumbers(
      draft.rows.column(price.index),
      { ...place, header: draft.header("unit_price") },
      draft.options.decimal,
    ).values;
    const same = (test: (row: number) => boolean) =>
      values.every((value, row) => value === null || prices.get(row) === null || counts.get(row) === null || test(row));
    const isPrice =
      same((row) => Math.abs(values.get(row)! - prices.get(row)!) < CENT) &&
      counts.some((count) => count !== null && count !== 1);
    if (!isPrice) return;
  } else if (!price) {
    // A column called a price may be that of one or of all; anything else is the whole.
    const header = draft.table.headers[amount.index]!;
    const differ = counts.some((count) => count !== null && count !== 1);
    if (!differ || !header.words.includes("price") || draft.options.columns?.quantity !== undefined) return;
    const whole = sumMoney(values.map((value) => value ?? 0));
    const product = sumMoney(values.map((value, row) => toHundredths((value ?? 0) * (counts.get(row) ?? 1))));
    draft.questions.push({
      code: "price_or_total",
      asks: "how_much",
      question: `"${header.text}" stands beside "${draft.header("quantity")}": is it the price of one, or of all?`,
      readings: [
        { means: "the price of all", accounts: null, amount: whole, parameter: 'columns: {"quantity": null}' },
        { means: "the price of one", accounts: null, amount: product, parameter: `columns: {"unit_price": "${header.text}"}` },
      ],
      why: null,
    });
    return;
  }
  values.forEach((value, row) => {
    if (value === null) return;
    const count = counts.get(row);
    if (count === null)
      amount.column.faults.set(row, {
        code: "missing_quantity",
        reason: "the quantity is blank, and it is a factor of the amount",
      });
    values.set(row, count === null ? null : toHundredths(value * count));
  });
  draft.fields.read.add(quantity.index);
  draft.doubt("quantity_used", `"${amount.header}" is multiplied by "${draft.header("quantity")}".`);
}

const intervalMonths = { month: 1, quarter: 3, half_year: 6, year: 12 } as const;

/** The caller's unit beside intervals that differ: one of them must give way. */
function askUnit(draft: Draft, index: number): void {
  const words = new Set(draft.counted().map((row) => draft.rows.text(row, index).toLowerCase()));
  words.delete("");
  if (words.size < 2) return;
  const [header, unit] = [draft.table.headers[index]!.text, draft.options.amount!];
  draft.questions.push({
    code: "unit_or_interval",
    asks: "per_what",
    question: `"${draft.amounts.amount!.header}" is said to be ${unit.toUpperCase()}, and "${header}" has several intervals (${[...words].slice(0, 4).join(", ")}).`,
    readings: [
      { means: "each amount is for its own interval", accounts: null, amount: null, parameter: "leave reading.amount out" },
      {
        means: `all are ${unit.toUpperCase()} already`,
        accounts: null,
        amount: draft.sumOf(draft.rows.map((row) => row)),
        parameter: 'columns: {"interval": null}',
      },
    ],
    why: null,
  });
}

/** Headers of lengths that are no billing interval, and of months counted under a header that speaks of billing. */
const otherLength =
  /term|length|laufzeit|dauer|duree|duracion|plazo|notice|kundig|preavis|commit|contract|tenure|since|age|support|trial|qbr|ebr|review|meeting|cadence|report|visit|contact|touch|call|backup|check/;
const countsMonths =
  /(bill|pay|invoice|charg|interval|frequen|cycle|abrechn|zahl|turnus|factur|pago|cobro).*(month|monat|mois|mes)/;
const countsIntervals = /(interval|frequen|period|billing|cycle).*(count|number|multiplier|qty|quantity)$/;

/** A column nobody named an interval though each of its cells is one: by words ("monthly" under any header, "Pro Annual"), or by months. */
function intervalByCells(draft: Draft): { index: number; unit: string } | undefined {
  const { matching, options, knowledge, table } = draft;
  if (options.columns?.interval !== undefined || draft.shape === "survey" || draft.shape === "stakeholders") return undefined;
  const used = new Set([...matching.fields].flatMap(([field, { index }]) => (field === "subscription" ? [] : [index])));
  // A plan's name may say how often it is paid.
  const plan = matching.fields.get("subscription")?.index;
  const candidates = table.headers.flatMap(({ key }, index) => {
    const plain = fold(key);
    if (used.has(index) || draft.fields.read.has(index) || draft.known?.ignore.includes(table.headers[index]!.text)) return [];
    if (otherLength.test(plain)) return [];
    const texts = draft.rows
      .column(index)
      .distinct()
      .texts.filter((text) => !isMissing(text));
    const numbers = texts.every((text) => /^\d{1,2}$/.test(text.trim()));
    if (texts.length === 0 || (numbers && !countsMonths.test(plain))) return [];
    const unit = numbers ? " months" : "";
    const lengths = texts.map((text) => readInterval(`${text}${unit}`, knowledge.words));
    if (lengths.some((one) => one === null || one === "once" || !("months" in one) || one.months <= 0)) return [];
    const differ = new Set(lengths.map((one) => (one as { months: number }).months)).size > 1;
    return differ || (index !== plan && !numbers) ? [{ index, unit }] : [];
  });
  return candidates.length === 1 ? candidates[0] : undefined;
}

/** The column that counts intervals, where its header is an unusual one. */
function countColumn(draft: Draft): { index: number } | undefined {
  const used = new Set([...draft.matching.fields.values()].map(({ index }) => index));
  const index = draft.table.headers.findIndex(
    ({ key }, place) =>
      !used.has(place) &&
      countsIntervals.test(key) &&
      draft.rows
        .column(place)
        .distinct()
        .texts.every((text) => /^\d{0,2}$/.test(text.trim())),
  );
  return index === -1 ? undefined : { index };
}

/** Amounts for several lengths of time are all made yearly; what is no length is a bad cell. */
function settleInterval(draft: Draft): void {
  const amount = draft.amounts.amount;
  const said = draft.options.interval;
  const named = draft.matching.fields.get("interval");
  const found = named || amount?.field !== "amount" || said !== undefined ? undefined : intervalByCells(draft);
  const matched = named ?? found;
  if (amount?.field === "amount" && matched && draft.options.amount !== undefined && draft.options.amount !== "tcv")
    askUnit(draft, matched.index);
  if (!amount || draft.unit !== "unclear") return;
  if (!matched && said === undefined) return;
  const countsAt = draft.matching.fields.get("interval_count") ?? (matched ? countColumn(draft) : undefined);
  const months = draft.rows.map((row): number | "once" | null => {
    const text = matched ? draft.rows.text(row, matched.index) : "";
    if (!matched || isMissing(text)) return said === undefined ? null : intervalMonths[said];
    const count = countsAt ? Number(draft.rows.text(row, countsAt.index)) || 1 : 1;
    const read = readInterval(`${text}${found?.unit ?? ""}`, draft.knowledge.words, count);
    if (read === "once") return "once";
    if (read !== null && "months" in read) return read.months;
    if (read !== null && "reason" in read && !draft.out.has(row)) amount.column.faults.set(row, read);
    return null;
  });
  const lengths = new Set(months.flatMap((one, row) => (draft.out.has(row) || one === null ? [] : [one])));
  if (lengths.size === 0) return;
  months.forEach((one, row) => {
    if (one === "once") draft.leave(row, "not_paying", "are one-time");
    if (one === null && !amount.column.faults.has(row) && amount.column.values.get(row) !== null)
      amount.column.faults.set(row, { code: "missing_interval", reason: "nothing says how long the amount is for" });
  });
  if (countsAt) draft.fields.read.add(countsAt.index);
  if (found) draft.fields.read.add(found.index);
  lengths.delete("once");
  if (lengths.size === 1 && lengths.has(1)) {
    draft.unit = "mrr";
    return;
  }
  const values = amount.column.values;
  months.forEach((one, row) => {
    if (typeof one === "number" && values.get(row) !== null)
      values.set(row, toHundredths((values.get(row)! * MONTHS_A_YEAR) / one));
    else if (!draft.out.has(row)) values.set(row, null);
  });
  draft.unit = "arr";
  const by = `Amounts are made yearly by "${matched ? draft.table.headers[matched.index]!.text : "reading.interval"}"`;
  const unless = found ? 'If it is not how often they are paid, give columns: {"interval": null}.' : undefined;
  draft.doubt("made_yearly", `${by}.`, found !== undefined && draft.asks("how_much"), unless);
}

/** Months from a start to the first day not paid for; whole where the days fit. @example termMonths("2024-01-01", "2025-01-01") // 12 */
export function termMonths(start: string, end: string): number {
  const days = daysBetween(start, end);
  const whole = Math.round(days / DAYS_A_MONTH);
  return whole > 0 && Math.abs(daysBetween(addMonths(start, whole), end)) <= 1 ? whole : days / DAYS_A_MONTH;
}

/** The length of each term that has a start and an end; ends by either meaning. */
function terms(draft: Draft): { row: number; months: number }[] {
  const [starts, ends] = [draft.texts("start"), draft.texts("end")];
  if (!starts || !ends) return [];
  return draft.counted().flatMap((row) => {
    const [start, end] = [starts.get(row), ends.get(row)];
    return start === null || end === null || end <= start ? [] : [{ row, months: termMonths(start, end) }];
  });
}

const ledgerHeader = /invoice|payment|charge|receipt|transaction|rechnung|zahlung|facture|paiement|factura|pago/;

const ledgerDate =
  /^(invoice|payment|paid|charge|transaction|billing|receipt)?(date|at|on)(utc)?$|^(rechnungs|zahlungs)?datum$|^datefacture$|^fecha(factura|emision)?$|^paiddate$/;

/** Whether rows are payments or invoices and not recurring amounts. */
export function isLedger(draft: Draft): boolean {
  const { known } = draft;
  if (known !== null) return known.rows === "payments" || known.rows === "lines";
  return draft.table.headers.some(({ key }) => ledgerHeader.test(key) && /id$|number$|no$|nr$|nummer$|date$|datum$/.test(key));
}

/** Payments by the day they were made say what came in, and not what recurs: refused unless the file says what each pays for. */
function settleLedger(draft: Draft): void {
  const month = draft.matching.fields.get("month");
  if (!isLedger(draft) || month?.confidence === "mapped") return;
  if (
    ["interval", "start", "renewal_date"].some((field) =>
      draft.matching.fields.has(field as "interval" | "start" | "renewal_date"),
    )
  )
    return;
  const date = month === undefined ? draft.table.headers.find(({ key }) => ledgerDate.test(key))?.text : draft.header("month");
  if (date === undefined) return;
  draft.questions.push({
    code: "ledger",
    asks: "per_what",
    question: `The rows are payments or invoices by date, and nothing says what time each pays for, so a yearly one would look like a customer who left.`,
    readings: [
      {
        means: "columns hold the first and the last day each pays for",
        accounts: null,
        amount: null,
        parameter: 'columns: {"start": "…", "end": "…"}, reading: {"amount": "tcv"}',
      },
      {
        means: "each pays for the month of its date",
        accounts: null,
        amount: null,
        parameter: `columns: {"month": "${date}"}, reading: {"amount": "mrr"}`,
      },
    ],
    why: null,
  });
}

/** Months that contracts run; subscriptions that were left end after any number of months. */
const usualTerms: ReadonlySet<number> = new Set([1, 3, 6, 12, 18, 24, 36, 48, 60]); // not a figure: the terms people sell

/** Totals of contracts spread over their terms; where nothing says what the amounts are and terms differ, it is asked. */
function settleContracts(draft: Draft): void {
  const amount = draft.amounts.amount;
  if (draft.shape !== "subscriptions" || !amount) return;
  const found = terms(draft);
  const values = amount.column.values;
  if (draft.unit === "unclear" && isLedger(draft) && found.length > 0) draft.unit = "tcv";
  if (draft.unit === "tcv" && found.length > 0) {
    const lengths = new Map(found.map(({ row, months }) => [row, months]));
    const stated = draft.fields.numbers.get("contract_months")?.values;
    values.forEach((value, row) => {
      const months = stated?.get(row) ?? lengths.get(row) ?? null;
      if (value === null) return;
      if (months === null)
        amount.column.faults.set(row, {
          code: "missing_term",
          reason: "a contract's total without an end or a term cannot be made yearly",
        });
      values.set(row, months === null ? null : toHundredths((value * MONTHS_A_YEAR) / months));
    });
    draft.unit = "arr";
    draft.doubt("contracts_spread", `The totals of the contracts are spread over their terms.`);
    return;
  }
  if (draft.unit !== "unclear" || found.length < 2) return;
  const whole = found.filter(({ months }) => usualTerms.has(months));
  const lengths = new Set(whole.map(({ months }) => months));
  if (lengths.size < 2 || whole.length * 2 <= found.length) return;
  const yearly = sumMoney(whole.map(({ row, months }) => toHundredths(((values.get(row) ?? 0) * MONTHS_A_YEAR) / months)));
  const plain = sumMoney(whole.map(({ row }) => values.get(row) ?? 0));
  draft.questions.push({
    code: "contract_totals",
    asks: "per_what",
    question: `Terms in the file run ${[...lengths]
      .sort((a, b) => a - b)
      .slice(0, 4)
      .join(", ")} months, and nothing says whether "${amount.header}" is a recurring amount or the total of a contract (TCV).`,
    readings: [
      {
        means: "the total of each contract, spread over its term",
        accounts: null,
        amount: yearly,
        parameter: 'reading: {"amount": "tcv"}',
      },
      { means: "a yearly amount (monthly: mrr)", accounts: null, amount: plain, parameter: 'reading: {"amount": "arr"}' },
    ],
    why: null,
  });
}

/** Sums a set of rows that are lines of one thing: the first that pays keeps the sum, the others go with it. */
function sumIntoFirst(draft: Draft, rows: readonly number[], values: Values<number>): boolean {
  const sum = sumMoney(rows.map((row) => values.get(row) ?? 0));
  if (sum < 0) return false;
  const first = rows.find((row) => (values.get(row) ?? 0) > 0) ?? rows[0]!;
  values.set(first, sum);
  for (const row of rows) if (row !== first) draft.leave(row, "superseded", "are netted with their account");
  return true;
}

/** An account's lines as one step function of time, where some are below zero; null when it would go below zero. */
function stepsOf(
  lines: readonly { start: string; end: string | null; amount: number }[],
): { start: string; end: string | null; amount: number }[] | null {
  const edges = [...new Set(lines.flatMap(({ start, end }) => (end === null ? [start] : [start, end])))].sort();
  const steps = edges.map((start, place) => {
    const paid = lines.filter((line) => line.start <= start && (line.end === null || start < line.end));
    return { start, end: edges[place + 1] ?? null, amount: sumMoney(paid.map(({ amount }) => amount)), lines: paid.length };
  });
  return steps.some(({ amount }) => amount < 0) ? null : steps.filter(({ lines: count }) => count > 0);
}

/** Discounts and credits lower what their account pays at the time; only an account below zero is a bad cell. */
export function settleDiscounts(draft: Draft): void {
  const values = draft.amounts.amount?.column.values;
  const faults = draft.amounts.amount?.column.faults;
  if (!values || !faults || values.isPlainUpTo(Number.MAX_SAFE_INTEGER)) return;
  const below = values.rowsWhere((value, row) => value !== null && value < 0 && !draft.out.has(row));
  if (below.length === 0) return;
  const [accounts, months, starts, ends] = [
    draft.texts("account"),
    draft.texts("month"),
    draft.texts("start"),
    draft.texts("end"),
  ];
  const refuse = (rows: readonly number[]) => {
    for (const row of rows)
      if ((values.get(row) ?? 0) < 0) {
        faults.set(row, {
          code: "negative_amount",
          reason: `${formatAmount(values.get(row)!)} is negative, and its account would pay less than nothing`,
        });
        values.set(row, null);
      }
  };
  const touched = new Set(
    below.map((row) => `${accounts?.get(row) ?? ""}\n${draft.shape === "snapshots" ? (months?.get(row) ?? "") : ""}`),
  );
  const groups = new Map<string, number[]>();
  draft.rows.forEach((row) => {
    if (draft.out.has(row) || values.get(row) === null) return;
    const key = `${accounts?.get(row) ?? ""}\n${draft.shape === "snapshots" ? (months?.get(row) ?? "") : ""}`;
    if (touched.has(key)) groups.set(key, [...(groups.get(key) ?? []), row]);
  });
  for (const rows of groups.values()) {
    if (draft.shape !== "subscriptions") {
      if (!sumIntoFirst(draft, rows, values)) refuse(rows);
      continue;
    }
    const lines = rows.flatMap((row) =>
      starts?.get(row) ? [{ start: starts.get(row)!, end: ends?.get(row) ?? null, amount: values.get(row)! }] : [],
    );
    const steps = lines.length === rows.length ? stepsOf(lines) : null;
    if (steps === null || steps.length > rows.length) {
      refuse(rows);
      continue;
    }
    // The account's rows stand for the steps of what it pays; rows left over are netted.
    const paying = rows.filter((row) => values.get(row)! > 0);
    const order = [...paying, ...rows.filter((row) => !paying.includes(row))];
    order.forEach((row, place) => {
      const step = steps[place];
      if (step === undefined) draft.leave(row, "superseded", "are netted with their account");
      else {
        starts?.set(row, step.start);
        if (ends) ends.set(row, step.end);
        values.set(row, step.amount);
      }
    });
  }
  draft.doubt("discounts_netted", `Negative lines are netted with what their account pays at the time.`);
}

/** Ends that name the last day paid for become the first day not paid for. */
export function settleEnds(draft: Draft): void {
  const ends = draft.texts("end");
  if (draft.shape !== "subscriptions" || !ends) return;
  const asked = draft.options.ends ?? draft.known?.ends ?? undefined;
  const reading = asked ?? (lastDaysLikelier(draft, ends) ? "last_day" : "first_day_after");
  if (asked === undefined) doubtEnds(draft, ends, reading);
  if (reading === "first_day_after") return;
  ends.forEach((end, row) => {
    if (end !== null) ends.set(row, addDays(end, 1));
  });
}

/** Whether more ends stand one day before the next start of their account than on it. */
function lastDaysLikelier(draft: Draft, ends: Values<string>): boolean {
  const [accounts, starts] = [draft.texts("account"), draft.texts("start")];
  if (!accounts || !starts) return false;
  const known = new Set(starts.map((start, row) => `${accounts.get(row)}\n${start}`));
  let [joined, short] = [0, 0];
  ends.forEach((end, row) => {
    if (end === null) return;
    if (known.has(`${accounts.get(row)}\n${end}`)) joined += 1;
    else if (known.has(`${accounts.get(row)}\n${addDays(end, 1)}`)) short += 1;
  });
  return short >= 2 && short > joined;
}

/** Says how ends are read, first where a date of the question falls on one of them. */
function doubtEnds(draft: Draft, ends: Values<string>, reading: "last_day" | "first_day_after"): void {
  const filled = [...ends].filter((end) => end !== null);
  const monthEnds = filled.length > 1 && filled.every((end) => end.slice(8) > "27" && addDays(end, 1).endsWith("-01"));
  if (reading === "first_day_after" && !monthEnds) return;
  const dates = draft.options.dated ?? [];
  const days = new Set(dates.map((date) => date.slice(8)));
  const matters = filled.some((end) => dates.includes(end) || (days.has(end.slice(8)) && dates.some((date) => date > end)));
  const message =
    reading === "last_day"
      ? "Ends are read as the last day paid for, since accounts go on the day after."
      : "Every end is the last day of a month and is read as the first day not paid for; if those days are paid, retention is higher.";
  const other = reading === "last_day" ? "first_day_after" : "last_day";
  draft.doubt("ends_doubtful", message, matters, `If it is otherwise, give reading: {"ends": "${other}"}.`);
}

/** What each row pays, in one unit. */
export function settleAmounts(draft: Draft): void {
  settleLedger(draft);
  settleQuantity(draft);
  settleInterval(draft);
  settleEnds(draft);
  settleContracts(draft);
}
