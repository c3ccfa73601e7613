import * as z from "zod";
import { dayNumber } from "../../core/dates.ts";
import { shown } from "../../core/kinds.ts";
import { type Answered, type Known, mapKnown, unknown } from "../../core/known.ts";
import { Problem } from "../../core/problem.ts";
import type { Table, TableRecord } from "../../core/table.ts";
import type { Window } from "./months.ts";
import { explainSteps, missingFacts, type RateOn, type Stretch, type SystemForm, systemRates } from "./systems.ts";

/** The facts of a subscription that systems treat in different ways, by the header that holds each. */
const FactColumns = z.strictObject({
  list_price: z.string().optional(),
  requested_on: z.string().optional(),
  paused_from: z.string().optional(),
  paused_to: z.string().optional(),
  unpaid_since: z.string().optional(),
  trial_to: z.string().optional(),
  term: z.string().optional(),
});
const ByCode = z.record(z.string(), z.number().positive());

/** Which system to explain, alone or with what its figure needs beyond the table. */
export const ExplainInput = z.union([
  z.string().min(1),
  z.strictObject({
    system: z.string().min(1),
    /** The net rate its screen shows, as a fraction, for the remainder. */
    shows: z.number().min(0).optional(),
    columns: FactColumns.optional(),
    /** currency -> day -> worth. */
    month_rates: z.record(z.string(), z.record(z.string(), z.number().positive())).optional(),
    purchase_rates: ByCode.optional(),
    only_currency: z.string().optional(),
  }),
]);
export type ExplainInput = z.infer<typeof ExplainInput>;
type Asked = Exclude<ExplainInput, string>;

const rates = { nrr: shown.rate().nullable(), grr: shown.rate().nullable() };

/** A system's figure on the table, bridged from ours. */
export const ExplainSchema = z.strictObject({
  id: z.string(),
  system: z.string(),
  shows: z.string(),
  ...rates,
  ours: z.strictObject(rates),
  steps: z.array(
    z.strictObject({
      rule: z.string(),
      value: z.string(),
      ...rates,
      nrr_change: shown.rate().nullable(),
      grr_change: shown.rate().nullable(),
    }),
  ),
  /** What the screen shows less what these rules give; not known where nobody said what it shows. */
  remainder: shown.rate().nullable(),
  /** What the same system shows in its other forms. */
  forms: z.array(z.strictObject({ id: z.string(), shows: z.string(), ...rates })),
  assumed: z.string(),
  not_in_table: z.array(z.string()),
});
export type Explained = Answered<z.infer<typeof ExplainSchema>>;

interface ExplainFigures {
  forms: readonly SystemForm[];
  refused: readonly { system: string; why: string }[];
}

const plainName = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, "");

/** The form asked for by its id, or the first of the system of that name. Throws Problem with the names there are, or why there is no figure. */
function formOf(name: string, { forms, refused }: ExplainFigures): SystemForm {
  const asked = plainName(name);
  const found =
    forms.find(({ id }) => plainName(id) === asked) ??
    forms.find(({ system }) => plainName(system).startsWith(asked) || plainName(system).includes(asked));
  const no = refused.find(({ system }) => plainName(system).includes(asked) || asked.includes(plainName(system)));
  if (no !== undefined && (found === undefined || plainName(no.system) === asked))
    throw new Problem({
      what: `${no.system} cannot be computed from this table. ${no.why}`,
      remedy: "Ask for another system, or give that data.",
    });
  if (found === undefined)
    throw new Problem({
      what: `explain: no system "${name}" is known.`,
      remedy: `The forms: ${forms.map(({ id }) => id).join(", ")}.`,
    });
  return found;
}

/**
 * What the system asked for shows on this table, bridged from our figure one rule at a time.
 * Throws Problem for an unknown system, and for a table whose months are not known.
 */
export function explain(
  asked: ExplainInput,
  table: Table,
  window: Window | null,
  given: { opening?: Record<string, number> },
  figures: ExplainFigures,
): Explained {
  const question: Asked = typeof asked === "string" ? { system: asked } : asked;
  const form = formOf(question.system, figures);
  if (window === null)
    throw new Problem({
      what: "explain needs what each customer paid in every month between two dates.",
      remedy: "Give a table of subscriptions or of monthly amounts, with from and to.",
    });
  const stretches = stretchesOf(table, question.columns ?? {}).filter(
    ({ currency }) => question.only_currency === undefined || currency === question.only_currency.toUpperCase(),
  );
  const rateOn = ratesOf(question, given.opening ?? {}, new Set(stretches.map(({ currency }) => currency)));
  const cohort = figures.forms.find(({ id }) => id === (given.opening === undefined ? "closed_cohort" : "constant_currency"))!;
  const figureOf = (one: SystemForm) => systemRates(one, stretches, window, rateOn);
  const { nrr, grr } = figureOf(form);
  return {
    id: form.id,
    system: form.system,
    shows: form.shows,
    nrr,
    grr,
    ours: figureOf(cohort),
    steps: explainSteps(form, cohort, stretches, window, rateOn),
    remainder:
      question.shows === undefined
        ? unknown("It needs what the screen shows; give it as explain.shows.")
        : mapKnown(nrr, (rate): Known<number> => question.shows! - rate),
    forms: figures.forms
      .filter(({ system, id }) => system === form.system && id !== form.id)
      .map((one) => ({ id: one.id, shows: one.shows, ...figureOf(one) })),
    assumed: form.assumed,
    not_in_table: missingFacts(form, stretches),
  };
}

function ratesOf(asked: Asked, opening: Record<string, number>, inTable: ReadonlySet<string>): RateOn {
  const byDay = new Map(
    Object.entries(asked.month_rates ?? {}).map(([code, days]) => [
      code.toUpperCase(),
      Object.entries(days).sort(([a], [b]) => (a < b ? -1 : 1)),
    ]),
  );
  const at = (currency: string, day: string): number => {
    const days = byDay.get(currency) ?? [];
    return days.findLast(([date]) => date <= day)?.[1] ?? days[0]?.[1] ?? opening[currency] ?? 1;
  };
  const unrated = [...inTable].filter((code) => inTable.size > 1 && opening[code] === undefined && !byDay.has(code));
  if (unrated.length > 1)
    throw new Problem({
      what: `The table holds amounts in ${[...inTable].sort().join(", ")}, and there are no rates.`,
      remedy: "Give rates, or explain.only_currency.",
    });
  return (currency, day, mode) => {
    if (mode === "opening") return opening[currency] ?? byDay.get(currency)?.[0]?.[1] ?? 1;
    if (mode === "purchase") return asked.purchase_rates?.[currency] ?? opening[currency] ?? at(currency, day);
    return at(currency, day);
  };
}

/** Rows as stretches of subscriptions: periods as they stand, months as a month each. */
function stretchesOf({ records, shape, amount_unit, columns }: Table, facts: z.infer<typeof FactColumns>): Stretch[] {
  if (shape !== "subscriptions" && shape !== "snapshots")
    throw new Problem({
      what: "explain needs what each customer paid in every month between two dates, and this table has two amounts or one.",
      remedy: "Give a table of subscriptions or of monthly amounts.",
    });
  const headers = new Set(columns.map(({ header }) => header));
  const absent = Object.values(facts).filter((header) => !headers.has(header));
  if (absent.length)
    throw new Problem({
      what: `explain.columns: the table has no column ${absent.map((header) => `"${header}"`).join(", ")}.`,
      remedy: `Name one of its headers: ${[...headers].join(", ")}.`,
    });
  const months = [...new Set(records.flatMap(({ month }) => month ?? []))].sort();
  const nextMonth = new Map(months.map((month, place) => [month, months[place + 1] ?? null]));
  const share = amount_unit === "arr" || amount_unit === "acv" ? 1 / 12 : 1;
  return records.flatMap((record): Stretch[] => {
    const cell = (fact: keyof typeof facts) => (facts[fact] === undefined ? "" : (record.cells[facts[fact]] ?? "").trim());
    const start = record.month ?? record.start;
    if (start === null || record.amount === null || record.amount === 0) return [];
    const list = numberOf(cell("list_price"));
    const paused = dateOf(cell("paused_from"), record);
    return [
      {
        account: record.account,
        subscription: record.subscription ?? record.account,
        currency: record.currency ?? "",
        start,
        end: record.month === null ? record.end : (nextMonth.get(record.month) ?? null),
        net: record.amount * share,
        list: (list ?? record.amount) * share,
        requested: dateOf(cell("requested_on"), record),
        paused: paused === null ? null : { from: paused, to: dateOf(cell("paused_to"), record) },
        unpaid_since: dateOf(cell("unpaid_since"), record),
        trial_to: dateOf(cell("trial_to"), record),
        yearly_term: /annual|year|12/i.test(cell("term")),
      },
    ];
  });
}

const numberOf = (text: string): number | null => {
  const value = Number(text.replace(/[, ]/g, ""));
  return text === "" || !Number.isFinite(value) ? null : value;
};

function dateOf(text: string, { row }: TableRecord): string | null {
  if (text === "") return null;
  const date = text.slice(0, "2026-01-31".length);
  try {
    dayNumber(date);
  } catch {
    throw new Problem({ what: `row ${row}: "${text}" is not a date.`, remedy: "Write it as year-month-day, like 2026-01-31." });
  }
  return date;
}
