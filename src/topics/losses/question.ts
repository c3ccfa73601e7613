import * as z from "zod";
import { type Figures, figure } from "../../core/figure.ts";
import { money } from "../../core/kinds.ts";
import type { NamedRow } from "../../core/named-rows.ts";
import { isTestName, type PassedOver, passOver } from "../../core/passed-over.ts";
import { Problem, shownPlaces } from "../../core/problem.ts";
import { IsoDate } from "../../core/vocabulary.ts";
import { groupLevelFigure } from "../cohorts/lives.ts";
import { confidenceFigure, fewAccountsFigure } from "../retention/figures.ts";

/** One lost account as the caller knows it; what is not known stays out. */
export const LostRow = z.strictObject({
  account: z.string().min(1),
  arr: money().optional(),
  /** The day the customer decided, or gave notice. */
  decided: IsoDate.optional(),
  first_sign: IsoDate.optional(),
  flagged: IsoDate.optional(),
  first_action: IsoDate.optional(),
  reason: z.string().optional(),
  side: z.enum(["upstream", "execution"]).optional(),
  /** Score some ninety days before the decision. */
  score: z.number().min(0).max(100).optional(), // not a figure: the top of a score
  /** Signs that stood before the decision: true, false, or left out where nobody looked. */
  signs: z.record(z.string(), z.boolean()).optional(),
  /** The day on which a sign was seen, from which the truth of signs follows: only one seen before the decision counts. */
  seen: z.record(z.string(), IsoDate).optional(),
});
export type LostRow = z.infer<typeof LostRow>;

/** One account that stayed, seen at the same moment of its term: needed to know what a sign would have flagged in vain. */
export const KeptRow = z.strictObject({
  account: z.string().min(1),
  score: z.number().min(0).max(100).optional(), // not a figure: the top of a score
  signs: z.record(z.string(), z.boolean()).optional(),
});
export type KeptRow = z.infer<typeof KeptRow>;

const Side = z.strictObject({ side: z.enum(["upstream", "execution"]), words: z.array(z.string()) });

/** How each loss went: whether anybody saw it coming and did something before the customer decided. */
export const courses = ["acted", "acted_late", "seen_not_acted", "seen_too_late", "not_seen", "not_known"] as const;
export type Course = (typeof courses)[number];

/** Every figure a review of losses rests on. */
export const lossReads = {
  standardErrors: confidenceFigure,
  fewAccounts: fewAccountsFigure,
  level: groupLevelFigure,
  sides: figure("renewal-loss-review", "sides", z.array(Side)),
  lowScore: figure("renewal-loss-review", "low_score", z.number()),
  actedWithin: figure("renewal-loss-review", "acted_within", z.array(z.number())),
  bookSizes: figure("renewal-loss-review", "book_sizes", z.array(z.number())),
  mostJoined: figure("renewal-loss-review", "most_signs_joined", z.number()),
  signLeads: figure("renewal-loss-review", "sign_leads", z.array(z.number())),
  notLost: figure("renewal-loss-review", "not_lost_words", z.array(z.string())),
  lateDays: figure("renewal-loss-review", "late_action_days", z.number()),
};
export type LossFigures = Figures<typeof lossReads>;

const dates = ["first_sign", "flagged", "first_action"] as const;

/** Refuses accounts named twice and dates that cannot be. Throws Problem that lists them. */
export function checkLosses(lost: readonly LostRow[], kept: readonly KeptRow[], asOf: string | undefined): void {
  const seen = new Set<string>();
  const places = [...lost, ...kept].flatMap(({ account }) => {
    const twice = seen.has(account);
    seen.add(account);
    return twice ? [`${account}: stands there twice`] : [];
  });
  for (const row of lost) {
    if (asOf !== undefined && row.decided !== undefined && row.decided > asOf)
      places.push(`${row.account}: decided ${row.decided} after as_of ${asOf}`);
    for (const name of dates)
      if (asOf !== undefined && row[name] !== undefined && row[name] > asOf)
        places.push(`${row.account}: ${name} ${row[name]} after as_of`);
    if (row.first_sign !== undefined && row.flagged !== undefined && row.flagged < row.first_sign)
      places.push(`${row.account}: flagged ${row.flagged} before first_sign ${row.first_sign}`);
  }
  if (places.length)
    throw new Problem({
      what: `${places.length} places cannot be:`,
      places: shownPlaces(places),
      remedy: "Correct the dates, or leave out those nobody knows; give each account once.",
    });
}

function scoreOf({ row, account, numbers }: Pick<NamedRow<"score">, "row" | "account" | "numbers">): number | undefined {
  const { score: value } = numbers;
  if (value !== undefined && (value < 0 || value > 100))
    // not a figure: the top of a score
    throw new Problem({
      what: `Row ${row}, ${account}: the score ${value} is not between 0 and 100.`,
      remedy: 'Correct it, or name the column of scores: {table: "...", score: "header"}.',
    });
  return value;
}

/** Refuses a table that holds nothing of a loss. Throws Problem. */
function checkLostRows(rows: readonly NamedRow<LostNames>[]): void {
  if (rows.some(({ texts }) => Object.keys(texts).some((name) => name !== "notes" && name !== "checked"))) return;
  throw new Problem({
    what: "The table of lost customers has no column that says when or why one was lost.",
    remedy:
      'Name its columns: lost: {"table": "...", "decided": "header", "reason": "header"}, and first_sign, flagged, first_action where there are any.',
  });
}

const notLooked = /^(?:n|no|nein|non|nej|nei|nee|nie|não|false|0|x)$/i;

/** Whether somebody looked for signs at an account: yes where no column says, no where the column is blank. */
const looked = (column: boolean, answer: string | undefined): boolean =>
  !column || (answer !== undefined && !notLooked.test(answer));

type LostNames = "decided" | "first_sign" | "flagged" | "first_action" | "reason" | "score" | "arr" | "checked" | "notes";

/** A header as the name of a sign. @example signName("usage_drop_seen") // "usage drop" */
const signName = (header: string): string =>
  header
    .replaceAll("_", " ")
    .replace(/ (?:first )?seen(?: on| at)?$/i, "")
    .trim();

/** Signs of a loss by the days they were seen, where they are not told otherwise. */
export function withSeen(row: LostRow): LostRow {
  const { decided, seen = {}, signs = {} } = row;
  if (decided === undefined) return row;
  const told = Object.entries(seen).map(([name, day]) => [name, day < decided]);
  return { ...row, signs: { ...Object.fromEntries(told), ...signs } };
}

const seenOf = (seen: NamedRow<LostNames>["seen"]): [string, string][] =>
  Object.entries(seen).flatMap(([name, day]): [string, string][] => (day === null ? [] : [[signName(name), day]]));

/** One loss of a table. A sign with a day counts where it was seen before the decision; nothing is known of it where nobody looked. */
function lostRow(row: NamedRow<LostNames>, column: boolean): LostRow {
  const { decided, reason } = row.texts;
  const told = looked(column, row.texts.checked)
    ? Object.entries(row.seen).flatMap(([name, day]): [string, boolean][] => (day === null ? [[signName(name), false]] : []))
    : [];
  return withSeen({
    account: row.account,
    arr: row.numbers.arr ?? row.arr ?? undefined,
    decided,
    first_sign: row.texts.first_sign,
    flagged: row.texts.flagged,
    first_action: row.texts.first_action,
    reason,
    score: scoreOf(row),
    signs: { ...row.flags, ...Object.fromEntries(told) },
    seen: Object.fromEntries(looked(column, row.texts.checked) ? seenOf(row.seen) : []),
  });
}

function keptRow(row: NamedRow<"score" | "checked">, column: boolean): KeptRow {
  const told = looked(column, row.texts.checked)
    ? Object.entries(row.seen).map(([name, day]) => [signName(name), day !== null])
    : [];
  return { account: row.account, score: scoreOf(row), signs: { ...row.flags, ...Object.fromEntries(told) } };
}

/** What was read of two tables: those that count, rows passed over, and losses whose notes say that the customer stayed in another form. */
interface LossesRead<Row> {
  rows: Row[];
  passed: PassedOver[];
  all: number;
}

const remedy = "Correct them, or give a list.";

/** The losses of a table. Throws Problem where it tells nothing of a loss, and where more than a share of its rows cannot be. */
export function lossesOf(named: readonly NamedRow<LostNames>[], most: number): LossesRead<LostRow> {
  checkLostRows(named);
  const column = named.some(({ texts }) => texts.checked !== undefined);
  const seen = new Map<string, string>();
  const { rows, passed } = passOver(named, {
    nameOf: ({ account }) => account,
    troubleOf: ({ account, arr, texts }) => {
      if (isTestName(account)) return "a test";
      if (seen.has(account)) return "stands there twice";
      // The same first word, day and amount is the same loss under another spelling.
      const same = `${account.toLowerCase().split(" ")[0]}|${texts.decided}|${arr}`;
      const twin = texts.decided === undefined || arr === null ? undefined : seen.get(same);
      if (twin !== undefined) return `the same as ${twin}`;
      seen.set(account, account).set(same, account);
      return texts.flagged !== undefined && texts.first_sign !== undefined && texts.flagged < texts.first_sign
        ? `flagged ${texts.flagged}, first sign ${texts.first_sign}`
        : null;
    },
    most,
    remedy,
  });
  return { rows: rows.map((row) => lostRow(row, column)), passed, all: named.length };
}

/** Those of a table who stayed; who stands among the lost did not stay all the time. Throws Problem as lossesOf does. */
export function keptOf(
  named: readonly NamedRow<"score" | "checked">[],
  lost: readonly LostRow[],
  most: number,
): LossesRead<KeptRow> {
  const column = named.some(({ texts }) => texts.checked !== undefined);
  const gone = new Set(lost.map(({ account }) => account));
  const seen = new Set<string>();
  const { rows, passed } = passOver(named, {
    nameOf: ({ account }) => account,
    troubleOf: ({ account }) => {
      if (isTestName(account)) return "a test";
      if (gone.has(account)) return "stands among the lost";
      if (seen.has(account)) return "stands there twice";
      seen.add(account);
      return null;
    },
    most,
    remedy,
  });
  return { rows: rows.map((row) => keptRow(row, column)), passed, all: named.length };
}

/** Losses whose notes or reason say that the customer went on in another form, with those words. */
export const notLostOf = (named: readonly NamedRow<LostNames>[], words: readonly string[]): PassedOver[] =>
  named.flatMap(({ account, texts }) => {
    const said = [texts.notes, texts.reason].find((text) => words.some((word) => text?.toLowerCase().includes(word)));
    return said === undefined ? [] : [{ account, why: said }];
  });
