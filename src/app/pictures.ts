import { plural } from "../core/english.ts";
import {
  type BookNumbers,
  type BridgeNumbers,
  booksPicture,
  bridgePicture,
  currencyNote,
  definitionsPicture,
  forecastTitle,
  leastKept,
  type RateRow,
  ratesPicture,
  type TierNumbers,
  tierBars,
} from "../render/answer-pictures.ts";
import { type DrawnRow, drawRows } from "../render/draw-rows.ts";
import { decimal, isNamed, money, type Named, percent, shortMoney } from "../render/numbers.ts";
import type { Picture } from "../render/svg.ts";

/** Rows that a picture holds; the table beside it has no more either. */
const MOST_ROWS = 24;

const isNumber = (value: unknown): value is number => typeof value === "number";
const textOf = (value: unknown): string => (typeof value === "string" ? value : "");
const orNull = (value: unknown): number | null => (isNumber(value) ? value : null);

/** The records of a list; an answer comes from a host as it likes. */
const rowsOf = (result: Named, list: string): Named[] => (Array.isArray(result[list]) ? result[list].filter(isNamed) : []);

/** A record whose fields are all numbers; null where one is not known. */
function numbers<Field extends string>(value: unknown, fields: readonly Field[]): Record<Field, number> | null {
  if (!isNamed(value)) return null;
  const found = fields.map((field) => value[field]);
  return found.every(isNumber)
    ? (Object.fromEntries(fields.map((field, at) => [field, found[at]])) as Record<Field, number>)
    : null;
}

/** Rows that have a name and all numbers; those without are left out. */
function named<Field extends string>(rows: readonly Named[], name: string, fields: readonly Field[]) {
  return rows.flatMap((row) => {
    const found = numbers(row, fields);
    return found === null || textOf(row[name]) === "" ? [] : [{ ...found, name: textOf(row[name]), row }];
  });
}

const currencyOf = (result: Named): string => textOf(result.currency);

const rateRow = (name: string, row: Named, more: readonly string[], strong = false): RateRow => ({
  name,
  nrr: orNull(row.nrr),
  grr: orNull(row.grr),
  strong,
  more,
});
const isRated = ({ nrr, grr }: RateRow): boolean => nrr !== null || grr !== null;

const count = (value: unknown): string => (isNumber(value) ? decimal(value, 0) : "not known");

/** The bridge, retention by segment and retention under its definitions: what compute_nrr gives. */
function retentionPictures(result: Named): Picture[] {
  const currency = currencyOf(result);
  const sure = numbers(result.bridge, ["starting", "expansion", "contraction", "churn"]);
  const given: Named = isNamed(result.bridge) ? result.bridge : {};
  const bridge = sure && {
    ...sure,
    new: orNull(given.new),
    reactivation: orNull(given.reactivation),
    ending: orNull(given.ending),
  };
  const accounts: BridgeNumbers["accounts"] = numbers(result.accounts, [
    ...(["starting", "new", "expanded", "reactivated", "contracted", "churned"] as const),
  ]);
  const whole = rateRow("The whole book", result, ["", ""], true);
  const all = rowsOf(result, "segments");
  const segments = all
    .slice(0, MOST_ROWS)
    .map((row) =>
      rateRow(textOf(row.segment), row, [count(row.accounts), isNumber(row.starting) ? money(row.starting, currency) : ""]),
    )
    .filter(isRated);
  const definitions = definitionsPicture(
    rowsOf(result, "definitions").map((row) => ({
      definition: textOf(row.definition),
      ...{ nrr: orNull(row.nrr), grr: orNull(row.grr), note: textOf(row.note) },
    })),
  );
  const least = [...segments].sort((a, b) => (a.grr ?? 1) - (b.grr ?? 1))[0];
  return [
    ...(bridge ? [bridgePicture({ bridge, accounts, window: "Start against end", currency })] : []),
    ...(segments.length > 1 && least
      ? [
          ratesPicture({
            name: "by-segment",
            title: leastKept(least.name, least.grr, whole.grr),
            basis: `The dashed line is 100%. Few accounts in a segment make its rate move by chance.${all.length > segments.length ? ` ${segments.length} of ${all.length} segments are drawn.` : ""}`,
            row: "Segment",
            more: ["Accounts", "ARR at the start"],
            rows: [...segments, ...(isRated(whole) ? [whole] : [])],
          }),
        ]
      : []),
    ...(definitions ? [definitions] : []),
  ];
}

const touches = ["high", "low", "tech"] as const;

/** Tiers by their ARR: what design_tiers and build_blueprint give. */
function tierPictures(result: Named): Picture[] {
  const fields = ["min_arr", "accounts", "arr", "arr_share", "arr_low", "arr_high"] as const;
  const tiers = named(rowsOf(result, "tiers"), "tier", fields).flatMap(({ name, row, ...rest }): TierNumbers[] => {
    const touch = touches.find((one) => one === row.touch);
    return touch === undefined ? [] : [{ ...rest, tier: name, touch }];
  });
  if (tiers.length === 0) return [];
  const known = tiers.every(({ arr, arr_low, arr_high }) => arr_low === arr && arr_high === arr);
  return [tierBars(tiers, known, currencyOf(result))];
}

/** The need for people with its range, and the books of business: what size_team gives, and the need of build_blueprint. */
function teamPictures(result: Named): Picture[] {
  const currency = currencyOf(result);
  const team = isNamed(result.team) ? result.team : null;
  const ends = ["middle", "low", "high"] as const;
  const counted = numbers(result.need, ends);
  // A plan's digest gives its range before leavers.
  const need = counted ?? numbers(team && { middle: team.csm_fte, low: team.csm_low, high: team.csm_high }, ends);
  const there = team ? orNull(team.csms_today) : orNull(rowsOf(result, "roles").find(({ role }) => role === "csm")?.today);
  const full = orNull(result.hours_per_csm);
  const fields = ["accounts", "arr", "hours"] as const;
  const books = (list: string): BookNumbers[] =>
    named(rowsOf(result, list), "owner", fields).map(({ name, row, ...rest }) => ({
      ...rest,
      owner: name,
      load: orNull(row.load),
    }));
  const after = books("books_after");
  const moved = isNumber(result.rebalanced_total) ? result.rebalanced_total : rowsOf(result, "rebalanced").length;
  const drawn =
    full === null
      ? null
      : booksPicture({
          books: books("books"),
          books_after: moved > 0 && after.length > 0 ? after : null,
          ...{ moved, full, currency, most: MOST_ROWS, total: orNull(result.books_total) ?? 0 },
        });
  return [...(need ? [needPicture(need, there, counted !== null)] : []), ...(drawn ? [drawn] : [])];
}

function needPicture(need: Record<"middle" | "low" | "high", number>, there: number | null, leavers: boolean): Picture {
  const { middle, low, high } = need;
  // Below a tenth of a person one decimal prints everything as 0.
  const most = high < 0.1 ? 3 : 1;
  const said = (people: number) => decimal(people, most, 1);
  const wide = said(low) !== said(high);
  const rows: DrawnRow[] = [
    {
      name: "Work, in CSMs",
      marks: [
        { shape: "bar", from: 0, to: middle, tone: "main" },
        { shape: "range", from: low, to: high, tone: "ink" },
      ],
      value: wide ? `${said(middle)} (${said(low)} to ${said(high)})` : said(middle),
    },
    ...(there === null
      ? []
      : [
          {
            name: "CSMs",
            marks: [{ shape: "bar" as const, from: 0, to: there, tone: "second" as const }],
            value: decimal(there, 1),
          },
        ]),
  ];
  return {
    name: "need",
    title: `The work takes ${said(middle)} CSMs${leavers ? "" : " before leavers"}${wide ? `, ${said(low)} to ${said(high)}` : ""}${there === null ? "" : `; ${decimal(there, 1)} ${there === 1 ? "is" : "are"} there`}`,
    basis: `Leavers are ${leavers ? "" : "not "}counted. The range is what inputs nobody measured leave open.`,
    draw: (width) => drawRows({ rows, tick: (value) => decimal(value, there === null ? most : 1), keys: [] }, width),
    table: {
      headers: ["", "CSMs", "From", "To"],
      words: [0],
      rows: [
        ["Work, in CSMs", decimal(middle, 2), decimal(low, 2), decimal(high, 2)],
        ...(there === null ? [] : [["CSMs", decimal(there, 1), "", ""]]),
      ],
    },
  };
}

const ranges = (rows: readonly { name: string; at: number; low: number; high: number }[], cash: (amount: number) => string) =>
  rows.map(
    ({ name, at, low, high }): DrawnRow => ({
      name,
      marks: [
        { shape: "bar", from: 0, to: at, tone: name === "Up for renewal" ? "second" : "main" },
        ...(low === high ? [] : [{ shape: "range" as const, from: low, to: high, tone: "ink" as const }]),
      ],
      value: low === high ? cash(at) : `${cash(at)} (${cash(low)} to ${cash(high)})`,
    }),
  );

/** What is due, what to expect with its range, what would move it, and when it falls: what forecast_renewals gives. */
function forecastPictures(result: Named): Picture[] {
  const currency = currencyOf(result);
  const cash = (amount: number) => shortMoney(amount, currency);
  const of = isNamed(result.renewals) ? result.renewals : result;
  const forecast = numbers(of, ["due", "expected"]);
  const quantiles = numbers(isNamed(result.quantiles) ? result.quantiles : { p10: of.low, p90: of.high }, ["p10", "p90"]);
  if (forecast === null || quantiles === null || forecast.due <= 0) return [];
  const { due, expected } = forecast;
  const { p10, p90 } = quantiles;
  const largest = isNamed(result.stress) ? result.stress.largest_lost : null;
  const lost = numbers(largest, ["expected"]);
  const who = isNamed(largest) ? textOf(largest.account) : "";
  const rows = [
    { name: "Up for renewal", at: due, low: due, high: due },
    { name: "Expected", at: expected, low: p10, high: p90 },
    ...(lost && who !== ""
      ? [{ name: `Expected if ${who} leaves`, at: lost.expected, low: lost.expected, high: lost.expected }]
      : []),
  ];
  const months = named(rowsOf(result, "by_month"), "month", ["arr", "expected", "renewals"] as const);
  const bands = named(rowsOf(result, "by_band"), "band", ["arr", "expected", "renewals"] as const);
  return [
    {
      name: "forecast",
      title: forecastTitle(due, expected, p10, p90, currency),
      basis: `Each renewal kept or lost by itself. ${currencyNote(currency)}`,
      draw: (width) => drawRows({ rows: ranges(rows, cash), tick: cash, keys: [], above: true }, width),
      table: {
        headers: ["", "ARR", "From", "To"],
        words: [0],
        rows: rows.map(({ name, at, low, high }) => [name, money(at, currency), money(low, currency), money(high, currency)]),
      },
    },
    ...(months.length > 1 ? [expectedPicture("by-month", "When it decides", "Month", months, currency)] : []),
    ...(bands.length > 1 ? [expectedPicture("by-evidence", "On what evidence", "Evidence", bands, currency)] : []),
  ];
}

interface Expected {
  name: string;
  arr: number;
  expected: number;
  renewals: number;
}

function expectedPicture(name: string, about: string, row: string, all: readonly Expected[], currency: string): Picture {
  const rows = all.slice(0, MOST_ROWS);
  const most = [...rows].sort((a, b) => b.arr - a.arr)[0]!;
  return {
    name,
    title: `${about}: most in ${most.name}, ${shortMoney(most.arr, currency)} of ${plural(most.renewals, "renewal")}`,
    basis: all.length > rows.length ? `The first ${rows.length} of ${all.length}.` : "",
    draw: (width) =>
      drawRows(
        {
          rows: rows.map((one) => ({
            name: one.name,
            marks: [
              { shape: "bar", from: 0, to: one.arr, tone: "pale" },
              { shape: "thin", from: 0, to: one.expected, tone: "main" },
            ],
            value: shortMoney(one.expected, currency),
          })),
          tick: (value) => shortMoney(value, currency),
          keys: [
            { shape: "bar", tone: "pale", name: "due" },
            { shape: "bar", tone: "main", name: "expected" },
          ],
        },
        width,
      ),
    table: {
      headers: [row, "Renewals", "Due", "Expected", "Of what is due"],
      words: [0],
      rows: rows.map((one) => [
        one.name,
        decimal(one.renewals, 0),
        money(one.arr, currency),
        money(one.expected, currency),
        one.arr > 0 ? percent(one.expected / one.arr, 0) : "",
      ]),
    },
  };
}

/** The pictures of a tool's result, by the fields it has; none for a result without any of them. */
export function picturesOf(result: Named): Picture[] {
  return [retentionPictures, tierPictures, teamPictures, forecastPictures].flatMap((pictures) => pictures(result));
}
