import * as z from "zod";
import { daysBetween } from "../../core/dates.ts";
import { type Figures, figure } from "../../core/figure.ts";
import { days, money } from "../../core/kinds.ts";
import { unknown } from "../../core/known.ts";
import { sumMoney } from "../../core/money.ts";
import type { NamedRow } from "../../core/named-rows.ts";
import { isTestName, type PassedOver, passOver } from "../../core/passed-over.ts";
import { Problem, shownPlaces } from "../../core/problem.ts";
import { IsoDate } from "../../core/vocabulary.ts";
import { groupLevelFigure } from "../cohorts/lives.ts";
import { confidenceFigure, fewAccountsFigure } from "../retention/figures.ts";
import type { Apart } from "./answer-apart.ts";

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

/** A loss with what its table says beside it; `blank` are signs whose cell is empty. */
export type LossSeen = LostRow & { note?: string | undefined; end?: string | undefined; blank?: readonly string[] };
/** One who stayed, with what its table says beside it. */
export type KeptSeen = KeptRow & { arr?: number | undefined; blank?: readonly string[] };

const Names = z.array(z.string().min(1)).optional();
/** What a caller may say of the table of those who stayed, beside its columns. */
export const keptExtras = { account: z.string().optional(), signs: Names, exclude: Names };
/** And of the table of the lost: signs by header, whom to leave out or count all the same, and days before the notice from which a sign counts. */
export const lossExtras = { signs: Names, exclude: Names, include: Names, lead: days().optional() };

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
  bookSize: figure("renewal-loss-review", "book_size", z.number()),
  mostJoined: figure("renewal-loss-review", "most_signs_joined", z.number()),
  mostPaired: figure("renewal-loss-review", "most_signs_paired", z.number()),
  signLeads: figure("renewal-loss-review", "sign_leads", z.array(z.number())),
  apartWords: figure(
    "renewal-loss-review",
    "apart_words",
    z.strictObject({ moved: z.array(z.string()), came_back: z.array(z.string()), not_own_choice: z.array(z.string()) }),
  ),
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

/** Refuses a table that holds nothing of a loss. Throws Problem. */
function checkLostRows(rows: readonly LossRow<LostNames>[]): void {
  const plain = ["notes", "checked", "end"];
  if (rows.some(({ texts, flags, seen }) => Object.keys({ ...texts, ...flags, ...seen }).some((name) => !plain.includes(name))))
    return;
  throw new Problem({
    what: "The table of lost customers has no column that says when or why one was lost.",
    remedy:
      'Name its columns: lost: {"table": "...", "decided": "header", "reason": "header"}, and first_sign, flagged, first_action where there are any.',
  });
}

const notLooked = /^(?:n|no|nein|non|nej|nei|nee|nie|não|false|0|x)$/i;

type LostNames = "decided" | "first_sign" | "flagged" | "first_action" | "reason" | "score" | "arr" | "checked" | "notes" | "end";

/** A row as a table of losses has it. */
interface LossRow<Name extends string> extends NamedRow<Name> {
  blank: string[];
}

/** A column of a sign: what a blank says, and whether a day is missed rather than seen. */
interface SignSaid {
  name: string;
  kind: "days" | "answers" | "absence";
  blank: "no" | "unknown";
}

/** Signs of a loss by the days they were seen, where they are not told otherwise: one counts that was seen so many days before the decision. */
export function withSeen(row: LossSeen, lead = 1): LossSeen {
  const { decided, seen = {}, signs = {} } = row;
  if (decided === undefined) return row;
  const told = Object.entries(seen).map(([name, day]) => [name, daysBetween(day, decided) >= lead]);
  return { ...row, signs: { ...Object.fromEntries(told), ...signs } };
}

/** A score of a row; one that cannot be is none. */
const scoreOf = ({ numbers }: { numbers: Partial<Record<"score", number>> }): number | undefined =>
  numbers.score !== undefined && numbers.score >= 0 && numbers.score <= 100 ? numbers.score : undefined; // not a figure: the top of a score

/** What is known of each sign in a row: yes or no, nothing where nobody looked, and a missing day as what it is. */
function signsIn(
  row: LossRow<string>,
  columns: readonly SignSaid[],
  looked: boolean,
  until: string | undefined,
): Record<string, boolean> {
  return Object.fromEntries(
    columns.flatMap(({ name, kind, blank }): [string, boolean][] => {
      const day = row.seen[name] ?? undefined;
      if (kind === "absence") return day === undefined ? [[name, true]] : [[name, until !== undefined && day >= until]];
      if (row.flags[name] !== undefined) return [[name, row.flags[name]]];
      if (day !== undefined || blank === "unknown" || !looked) return [];
      return [[name, false]];
    }),
  );
}

/** What was read of a table: those that count, those that stand apart with why, and rows passed over. */
interface LossesRead<Row> {
  rows: Row[];
  apart: Apart[];
  passed: PassedOver[];
  all: number;
  total: number;
}

/** What a caller says of whom to count. */
interface WhomSaid {
  exclude?: readonly string[] | undefined;
  include?: readonly string[] | undefined;
  asOf?: string | undefined;
  lead: number;
  words: LossFigures["apartWords"]["value"];
  most: number;
}

const remedy = "Correct them, or give a list.";
const plainName = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
const isPartOf = (one: string, other: string): boolean => other === one || other.startsWith(`${one} `);

/** Whether two rows are one loss: the same name, or one a part of the other with the same day and amount. */
function isTwin(one: LossRow<LostNames>, other: LossRow<LostNames>): boolean {
  const [a, b] = [plainName(one.account), plainName(other.account)];
  if (a === b) return true;
  const same =
    one.texts.decided !== undefined && one.texts.decided === other.texts.decided && one.arr !== null && one.arr === other.arr;
  return same && (isPartOf(a, b) || isPartOf(b, a));
}

const amountIn = (row: LossRow<LostNames>): number | null => row.numbers.arr ?? row.arr;

/** The losses of a table. Throws Problem where it tells nothing of a loss, and where more than a share of its rows cannot be. */
export function lossesOf(
  named: readonly LossRow<LostNames>[],
  columns: readonly SignSaid[],
  keptNames: readonly string[],
  { exclude = [], include = [], asOf, lead, words, most }: WhomSaid,
): LossesRead<LossSeen> {
  checkLostRows(named);
  const column = named.some(({ texts }) => texts.checked !== undefined);
  const kept = new Set(keptNames.map(plainName));
  const [out, inside] = [new Set(exclude.map(plainName)), new Set(include.map(plainName))];
  const apart: Apart[] = [];
  const firsts: LossRow<LostNames>[] = [];
  const byWord = new Map<string, LossRow<LostNames>[]>();
  const set = (row: LossRow<LostNames>, kind: Apart["kind"], why: string): null => {
    const amount = amountIn(row);
    apart.push({ account: row.account, arr: amount === null ? unknown("No amount is given.") : amount, kind, why });
    return null;
  };
  const sorted = (row: LossRow<LostNames>): LossRow<LostNames> | null => {
    const name = plainName(row.account);
    if (isTestName(row.account)) return set(row, "test", "a test");
    const key = name.split(" ")[0]!;
    const twin = (byWord.get(key) ?? []).find((one) => isTwin(one, row));
    if (twin !== undefined) {
      // What only the second row says belongs to the first.
      twin.texts = { ...row.texts, ...twin.texts };
      return set(row, "double", twin.account === row.account ? "stands there twice" : `the same as ${twin.account}`);
    }
    byWord.set(key, [...(byWord.get(key) ?? []), row]);
    if (out.has(name)) return set(row, "named", "left out by name");
    if (inside.has(name)) return row;
    if (kept.has(name)) return set(row, "came_back", "in both tables");
    for (const kind of ["came_back", "moved", "not_own_choice"] as const) {
      const said = [row.texts.notes, row.texts.reason].find((text) => text !== undefined && saysOf(text, words[kind]));
      if (said !== undefined) return set(row, kind, said);
    }
    return row;
  };
  for (const row of named) {
    const own = sorted(row);
    if (own !== null) firsts.push(own);
  }
  const { rows, passed } = passOver(firsts, {
    nameOf: ({ account }) => account,
    troubleOf: ({ texts }) =>
      asOf !== undefined && texts.decided !== undefined && texts.decided > asOf
        ? `decided ${texts.decided}, after ${asOf}`
        : texts.flagged !== undefined && texts.first_sign !== undefined && texts.flagged < texts.first_sign
          ? `flagged ${texts.flagged}, first sign ${texts.first_sign}`
          : null,
    most,
    remedy,
  });
  for (const { account, why } of passed) {
    const row = firsts.find((one) => one.account === account)!;
    set(row, "cannot_be", why);
  }
  return {
    apart,
    passed,
    all: named.length,
    total: sumMoney(named.map((row) => amountIn(row) ?? 0)),
    rows: rows.map((row): LossSeen => {
      const { texts } = row;
      const looked = !column || (texts.checked !== undefined && !notLooked.test(texts.checked));
      const seen = Object.fromEntries(
        columns.flatMap(({ name, kind }) =>
          kind !== "absence" && row.seen[name] != null && looked ? [[name, row.seen[name]]] : [],
        ),
      ) as Record<string, string>;
      return withSeen(
        {
          account: row.account,
          arr: amountIn(row) ?? undefined,
          decided: texts.decided,
          first_sign: texts.first_sign,
          flagged: texts.flagged,
          first_action: texts.first_action,
          reason: texts.reason,
          score: scoreOf(row),
          signs: signsIn(row, columns, looked, texts.decided),
          seen,
          note: texts.notes,
          end: texts.end,
          blank: row.blank,
        },
        lead,
      );
    }),
  };
}

const saysOf = (text: string, words: readonly string[]): boolean => {
  const plain = ` ${plainName(text)}`;
  return words.some((word) => plain.includes(` ${word}`));
};

/** Those of a table who stayed; who is lost did not stay all the time. Throws Problem as lossesOf does. */
export function keptOf(
  named: readonly LossRow<"score" | "checked">[],
  columns: readonly SignSaid[],
  lost: readonly LossSeen[],
  { exclude = [], asOf, most }: Pick<WhomSaid, "exclude" | "asOf" | "most">,
): LossesRead<KeptSeen> {
  const column = named.some(({ texts }) => texts.checked !== undefined);
  const gone = new Set(lost.map(({ account }) => plainName(account)));
  const out = new Set(exclude.map(plainName));
  const seen = new Set<string>();
  const { rows, passed } = passOver(named, {
    nameOf: ({ account }) => account,
    troubleOf: ({ account }) => {
      const name = plainName(account);
      if (isTestName(account)) return "a test";
      if (out.has(name)) return "left out by name";
      if (gone.has(name)) return "stands among the lost";
      if (seen.has(name)) return "stands there twice";
      seen.add(name);
      return null;
    },
    most,
    remedy,
  });
  return {
    passed,
    apart: [],
    all: named.length,
    total: sumMoney(named.map(({ arr }) => arr ?? 0)),
    rows: rows.map((row): KeptSeen => {
      const looked = !column || (row.texts.checked !== undefined && !notLooked.test(row.texts.checked));
      const days = columns.flatMap(({ name, kind }): [string, boolean][] =>
        kind !== "absence" && row.seen[name] != null && looked ? [[name, true]] : [],
      );
      return {
        account: row.account,
        arr: row.arr ?? undefined,
        score: scoreOf(row),
        signs: { ...signsIn(row, columns, looked, asOf), ...Object.fromEntries(days) },
        blank: row.blank,
      };
    }),
  };
}
