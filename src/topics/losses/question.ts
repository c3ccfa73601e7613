import * as z from "zod";
import { type Figures, figure } from "../../core/figure.ts";
import { money } from "../../core/kinds.ts";
import { Problem, shownPlaces } from "../../core/problem.ts";
import type { NamedRow } from "../../core/table.ts";
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
export function checkLostRows(rows: readonly Parameters<typeof lostRow>[0][]): void {
  if (rows.some(({ texts }) => Object.keys(texts).length > 0)) return;
  throw new Problem({
    what: "The table of lost customers has no column that says when or why one was lost.",
    remedy:
      'Name its columns: lost: {"table": "...", "decided": "header", "reason": "header"}, and first_sign, flagged, first_action where there are any.',
  });
}

export const lostRow = (
  row: NamedRow<"decided" | "first_sign" | "flagged" | "first_action" | "reason" | "score" | "arr">,
): LostRow => ({
  account: row.account,
  arr: row.numbers.arr ?? row.arr ?? undefined,
  decided: row.texts.decided,
  first_sign: row.texts.first_sign,
  flagged: row.texts.flagged,
  first_action: row.texts.first_action,
  reason: row.texts.reason,
  score: scoreOf(row),
  signs: row.flags,
});

export const keptRow = (row: NamedRow<"score">): KeptRow => ({
  account: row.account,
  score: scoreOf(row),
  signs: row.flags,
});
