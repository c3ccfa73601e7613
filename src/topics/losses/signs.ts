import { daysBetween } from "../../core/dates.ts";
import { type Known, unknown } from "../../core/known.ts";
import { sumMoney } from "../../core/money.ts";
import { groupBy } from "../../core/order.ts";
import { fisherExact } from "../../core/statistics.ts";
import { holm } from "../cohorts/groups.ts";
import type { LossAnswer } from "./answer.ts";
import type { KeptSeen as KeptRow, LossFigures, LossSeen as LostRow } from "./question.ts";

/** What one sign would have flagged. */
export type SignWorth = LossAnswer["signs"][number];

type Sign = { sign: string; parts: readonly string[]; of: (row: LostRow | KeptRow) => boolean | null };

/** Two signs at once, and any of all; not known where what is known leaves it open. */
function joinedOf(signs: readonly Sign[]): (Sign & { kind: "both" | "any" })[] {
  const seen = (of: readonly Sign[], row: LostRow | KeptRow, any: boolean): boolean | null => {
    const shown = of.map((one) => one.of(row));
    if (shown.includes(any)) return any;
    return shown.includes(null) ? null : !any;
  };
  const pairs = signs.flatMap((one, place) =>
    signs.slice(place + 1).map((other) => ({
      kind: "both" as const,
      sign: `${one.sign} and ${other.sign}`,
      parts: [one.sign, other.sign],
      of: (row: LostRow | KeptRow) => seen([one, other], row, false),
    })),
  );
  return signs.length < 2
    ? []
    : [...pairs, { kind: "any", sign: `Any of ${signs.length}`, parts: [], of: (row) => seen(signs, row, true) }];
}

const NAMED = 4; // not a figure: signs of which all are named
const NAMES = 4; // not a figure: names of one row

const keptNamesOf = (rows: readonly KeptRow[]): string[] =>
  [...rows]
    .sort((a, b) => (b.arr ?? 0) - (a.arr ?? 0))
    .slice(0, NAMES)
    .map(({ account }) => account);

/** What is left of a sign whatever stands behind the blanks: those at the lost no and those at the others yes, and the other way round. */
function boundsOf(
  {
    kind,
    lostSeen,
    keptSeen,
    hits,
    alarms,
  }: {
    kind: string;
    lostSeen: readonly LostRow[];
    keptSeen: readonly KeptRow[];
    hits: readonly LostRow[];
    alarms: readonly KeptRow[];
  },
  lost: readonly LostRow[],
  kept: readonly KeptRow[],
  figures: LossFigures,
): SignWorth["bounds"] {
  const [lostBlank, keptBlank] = [lost.length - lostSeen.length, kept.length - keptSeen.length];
  if (kind !== "one" || kept.length === 0 || (lostBlank === 0 && keptBlank === 0))
    return unknown("Nothing is blank, or nobody who stayed is given.");
  const worst = fisherExact(
    hits.length,
    lost.length - hits.length,
    alarms.length + keptBlank,
    kept.length - alarms.length - keptBlank,
  );
  const [least, most] = [hits.length / lost.length, (alarms.length + keptBlank) / kept.length];
  return {
    lost_blank: lostBlank,
    kept_blank: keptBlank,
    lost_if_no: least,
    lost_if_yes: (hits.length + lostBlank) / lost.length,
    kept_if_no: alarms.length / kept.length,
    kept_if_yes: most,
    holds_at_worst: least > most && worst < figures.level.value,
  };
}

/** A sign in this very book: alerts among the lost and those who stayed, the real ones, in all and a quarter; blanks as the others. */
function bookOf({
  hit,
  alarm,
  lost,
  kept,
  quarters,
  size,
}: Record<"hit" | "alarm" | "lost" | "kept" | "quarters" | "size", number>): SignWorth["book"] {
  const real = hit * lost;
  const alerts = real + alarm * kept;
  return {
    alerts,
    real,
    a_quarter: alerts / quarters,
    right: alerts === 0 ? unknown("It flags nobody.") : real / alerts,
    of_a_hundred:
      lost + kept >= size || lost >= size
        ? unknown("As many customers are given.")
        : {
            customers: size,
            alerts: (real + alarm * (size - lost)) / quarters,
            one_in: real === 0 ? unknown("It names none of the lost.") : (real + alarm * (size - lost)) / real,
          },
  };
}

const namesOf = (rows: readonly LostRow[]): string[] =>
  [...rows]
    .sort((a, b) => (b.arr ?? 0) - (a.arr ?? 0))
    .slice(0, NAMES)
    .map(({ account }) => account);

const QUARTER = 91.3125; // not a figure: days of a quarter of a year
const YEAR = 4; // not a figure: quarters of a year
/** Days from which the decisions of a list are those of a whole year, whose first and last weeks had none. */
const NEARLY_A_YEAR = 300; // not a figure: ten months

/** Quarters that the decisions span, at least one; a year where they nearly do. @example quartersOf(["2025-12-01", "2026-11-30"]) // 4 */
export function quartersOf(decided: readonly string[]): number {
  const days = [...decided].sort();
  const span = days.length < 2 ? 0 : daysBetween(days[0]!, days.at(-1)!) + 1;
  return span > NEARLY_A_YEAR && span < YEAR * QUARTER ? YEAR : Math.max(1, span / QUARTER);
}

/** When a sign was seen at the lost, against their decision; unknown where no day is given. */
function timingOf(sign: string, lost: readonly LostRow[], leads: readonly number[]): SignWorth["timing"] {
  const lead = lost.flatMap(({ decided, seen, arr = 0 }) =>
    decided === undefined || seen?.[sign] === undefined ? [] : [{ days: daysBetween(seen[sign], decided), arr }],
  );
  if (lead.length === 0) return unknown("No day on which it was seen is given.");
  const before = lead.flatMap(({ days }) => (days > 0 ? [days] : [])).sort((a, b) => a - b);
  const half = Math.floor(before.length / 2);
  const first = lost.flatMap(({ decided }) => decided ?? []).sort()[0];
  const from = first === undefined ? undefined : `${first.slice(0, 8)}01`; // not a figure: places of a month's first day
  return {
    median_lead:
      before.length === 0
        ? unknown("It was never seen before the notice.")
        : before.length % 2 === 1
          ? before[half]!
          : (before[half - 1]! + before[half]!) / 2,
    in_period: lost.filter(
      ({ decided, seen }) =>
        decided !== undefined && seen?.[sign] !== undefined && seen[sign] < decided && from !== undefined && seen[sign] >= from,
    ).length,
    before: lead.filter(({ days }) => days > 0).length,
    on: lead.filter(({ days }) => days === 0).length,
    after: lead.filter(({ days }) => days < 0).length,
    leads: leads.map((days) => {
      const inTime = lead.filter((one) => one.days >= days);
      return { days, lost: inTime.length, arr: sumMoney(inTime.map(({ arr }) => arr)) };
    }),
  };
}

const wordsOf = (name: string): string[] => name.toLowerCase().match(/\p{L}{4,}/gu) ?? [];
const sharesWord = (one: string, other: string): boolean => wordsOf(one).some((word) => wordsOf(other).includes(word));

const ALIKE = 0.95; // not a figure: share of rows from which an answer and a day tell the same

/** A yes or no whose day stands in another column: without it an answer given after the notice would count as seen before. */
export function answersWithDay(
  lost: readonly LostRow[],
  answers: readonly string[],
  dated: readonly string[],
): { answer: string; day: string }[] {
  return answers.flatMap((answer) => {
    const known = lost.filter(({ signs }) => signs?.[answer] !== undefined);
    const day = dated.find((name) => {
      if (!sharesWord(answer, name)) return false;
      const same = known.filter(({ signs, seen }) => signs?.[answer] === (seen?.[name] !== undefined)).length;
      const yes = known.filter(({ signs }) => signs?.[answer] === true).length;
      return yes > 1 && yes < known.length && same >= known.length * ALIKE;
    });
    return day === undefined ? [] : [{ answer, day }];
  });
}

/** A row without some of its signs. */
export const withoutSigns = <Row extends LostRow | KeptRow>(row: Row, names: readonly string[]): Row =>
  names.length === 0
    ? row
    : { ...row, signs: Object.fromEntries(Object.entries(row.signs ?? {}).filter(([name]) => !names.includes(name))) };

/** A yes or no whose "no" stands at the lost more than chance would, such as a successor met: the no is the sign, under its own name. */
export function turnedSigns<Lost extends LostRow, Kept extends KeptRow>(
  lost: readonly Lost[],
  kept: readonly Kept[],
  answers: readonly string[],
  figures: LossFigures,
): { lost: readonly Lost[]; kept: readonly Kept[]; names: string[] } {
  const wrong = signsWorth(lost, kept, figures).flatMap(({ sign, kind, verdict }) =>
    kind === "one" && verdict === "points_the_wrong_way" && answers.includes(sign) ? [sign] : [],
  );
  if (wrong.length === 0) return { lost, kept, names: [] };
  const turn = <Row extends LostRow | KeptRow>(row: Row): Row => ({
    ...row,
    signs: Object.fromEntries(
      Object.entries(row.signs ?? {}).map(([name, told]) => (wrong.includes(name) ? [noOf(name), !told] : [name, told])),
    ),
    ...(row.blank === undefined ? {} : { blank: row.blank.map((name) => (wrong.includes(name) ? noOf(name) : name)) }),
  });
  return { lost: lost.map(turn), kept: kept.map(turn), names: wrong };
}

const noOf = (name: string): string => `${name}: no`;

const SCORE = "Score below";

/** Every sign anybody named, and a low score as one more where scores are given. */
function signsOf(lost: readonly LostRow[], kept: readonly KeptRow[], lowScore: number): Sign[] {
  const names = new Set([...lost, ...kept].flatMap(({ signs = {} }) => Object.keys(signs)));
  const scored = [...lost, ...kept].some(({ score }) => score !== undefined);
  return [
    ...[...names].sort().map((sign) => ({ sign, parts: [], of: ({ signs = {} }: LostRow | KeptRow) => signs[sign] ?? null })),
    ...(scored
      ? [
          {
            sign: `${SCORE} ${lowScore}`,
            parts: [],
            of: ({ score }: LostRow | KeptRow) => (score === undefined ? null : score < lowScore),
          },
        ]
      : []),
  ];
}

/**
 * What each sign would have flagged among those who left and, where they are given, among those who stayed; tested by Fisher's exact test with
 * Holm's correction over all signs. The share lost of those flagged holds for this selection only.
 */
export function signsWorth(lost: readonly LostRow[], kept: readonly KeptRow[], figures: LossFigures): SignWorth[] {
  const single = signsOf(lost, kept, figures.lowScore.value);
  const few = single.length <= figures.mostJoined.value;
  const joined = few ? joinedOf(single) : single.length <= figures.mostPaired.value ? joinedOf(single).slice(0, -1) : [];
  const partsOf = new Map(joined.map(({ sign, parts }) => [sign, parts]));
  const quarters = quartersOf(lost.flatMap(({ decided }) => decided ?? []));
  const rows = [...single.map((one) => ({ ...one, kind: "one" as const })), ...joined].map(({ sign, of, kind }) => {
    const lostSeen = lost.filter((row) => of(row) !== null);
    const keptSeen = kept.filter((row) => of(row) !== null);
    const hits = lostSeen.filter((row) => of(row) === true);
    const alarms = keptSeen.filter((row) => of(row) === true);
    return { sign, kind, lostSeen, keptSeen, hits, alarms };
  });
  const testable = rows.filter(({ lostSeen, keptSeen }) => lostSeen.length > 0 && keptSeen.length > 0);
  const alone = testable.map(({ lostSeen, keptSeen, hits, alarms }) =>
    fisherExact(hits.length, lostSeen.length - hits.length, alarms.length, keptSeen.length - alarms.length),
  );
  // Single signs are corrected for themselves; a pair, which is found by looking, for everything that was tried.
  const ofSingle = holm(alone.filter((_, place) => testable[place]!.kind === "one"));
  const ofAll = holm(alone);
  let next = 0;
  const chances = testable.map(({ kind }, place) => {
    if (kind !== "one") return ofAll[place]!;
    next += 1;
    return ofSingle[next - 1]!;
  });
  const rightOf = new Map(rows.map(({ sign, hits, alarms }) => [sign, hits.length / Math.max(1, hits.length + alarms.length)]));
  return rows
    .filter(({ kind, hits }) => kind !== "both" || hits.length > 0)
    .map((row): SignWorth => {
      const { sign, kind, lostSeen, keptSeen, hits, alarms } = row;
      const place = testable.indexOf(row);
      const hit = lostSeen.length ? hits.length / lostSeen.length : null;
      const alarm = keptSeen.length ? alarms.length / keptSeen.length : null;
      const chance = place === -1 ? null : chances[place]!;
      const looked = unknown("At none of the lost accounts did anybody look for it.");
      const stayed = unknown("Needs the same sign at accounts that stayed: give kept.");
      const flagged = hits.length + alarms.length;
      const verdict = ((): SignWorth["verdict"] => {
        if (chance === null) return "needs_kept";
        if (lostSeen.length < figures.fewAccounts.value && chance >= figures.level.value) return "too_few";
        if (chance >= figures.level.value) return "not_told_from_chance";
        return hit! > alarm! ? "tells" : "points_the_wrong_way";
      })();
      // Names where they help: of a sign that tells, and where there are few.
      const named = kind === "one" && (verdict === "tells" || single.length <= NAMED);
      return {
        sign,
        lost_seen: lostSeen.length,
        lost_flagged: hits.length,
        arr_flagged: sumMoney(hits.map(({ arr }) => arr ?? 0)),
        timing: kind === "one" ? timingOf(sign, lost, figures.signLeads.value) : unknown("It is of several signs."),
        hit_rate: hit ?? looked,
        kept_seen: keptSeen.length,
        kept_flagged: alarms.length,
        false_alarm_rate: alarm ?? stayed,
        lost_of_flagged: keptSeen.length === 0 ? stayed : flagged === 0 ? unknown("It flags nobody.") : hits.length / flagged,
        chance_alone: place === -1 ? stayed : alone[place]!,
        chance: chance ?? stayed,
        kind,
        times_more:
          hit === null || alarm === null ? stayed : alarm === 0 ? unknown("None of those who stayed shows it.") : hit / alarm,
        caught: named ? namesOf(hits) : [],
        kept_named: named ? keptNamesOf(alarms) : [],
        kept_arr: sumMoney(alarms.map(({ arr: own }) => own ?? 0)),
        bounds: boundsOf(row, lost, kept, figures),
        book:
          hit === null || alarm === null
            ? stayed
            : bookOf({ hit, alarm, lost: lost.length, kept: kept.length, quarters, size: figures.bookSize.value }),
        missed: named ? namesOf(lostSeen.filter((one) => !hits.includes(one))) : [],
        arr_missed: sumMoney(lostSeen.filter((one) => !hits.includes(one)).map(({ arr }) => arr ?? 0)),
        same_as_reason: reasonOfAll(hits, lostSeen),
        verdict,
      };
    })
    .sort(
      (a, b) =>
        Number(a.kind !== "one") - Number(b.kind !== "one") ||
        numberOr(a.chance, 1) - numberOr(b.chance, 1) ||
        numberOr(b.hit_rate, 0) - numberOr(a.hit_rate, 0),
    )
    .filter(
      // Of many signs, a pair is worth a line where it tells and is right no less often than each of its two, and more often than one.
      ({ sign, kind, verdict }) =>
        few ||
        kind === "one" ||
        (verdict === "tells" &&
          partsOf.get(sign)!.every((part) => rightOf.get(sign)! >= rightOf.get(part)!) &&
          partsOf.get(sign)!.some((part) => rightOf.get(sign)! > rightOf.get(part)!)),
    );
}

/** The reason that all the accounts with a sign have, and of those looked at no other; said of two accounts or more. */
function reasonOfAll(hits: readonly LostRow[], seen: readonly LostRow[]): Known<string> {
  const reason = hits[0]?.reason;
  const own = seen.filter((row) => reason !== undefined && plain(row.reason ?? "") === plain(reason));
  const same = hits.length > 1 && own.length === hits.length && hits.every((row) => own.includes(row));
  return same ? reason! : unknown("No reason stands at just these accounts.");
}

const numberOr = (value: Known<number>, other: number): number => (typeof value === "number" ? value : other);

/** Losses of one reason, under the caller's word for it. */
export type ReasonCount = LossAnswer["reasons"][number];

const plain = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, " ");

/** Which side a reason stands on: as the caller says, else by the words of the page; not said where neither tells. */
export function sideOf({ reason, side }: LostRow, figures: LossFigures): ReasonCount["side"] {
  if (side !== undefined) return side;
  if (reason === undefined) return "not_said";
  const text = ` ${plain(reason)} `;
  const found = figures.sides.value.filter(({ words }) => words.some((word) => text.includes(` ${word} `)));
  return found.length === 1 ? found[0]!.side : "not_said";
}

/** Losses by reason, the largest first; a reason of two accounts or more repeats. */
export function reasonsOf(lost: readonly LostRow[], figures: LossFigures): ReasonCount[] {
  const groups = groupBy(lost, (row) => `${plain(row.reason ?? "")}|${sideOf(row, figures)}`);
  return [...groups.values()]
    .map((own) => ({
      reason: own[0]!.reason?.trim() || "Nobody wrote one",
      side: sideOf(own[0]!, figures),
      accounts: own.length,
      arr: sumMoney(own.map(({ arr }) => arr ?? 0)),
      repeats: own.length > 1 && own[0]!.reason !== undefined,
    }))
    .sort((a, b) => b.arr - a.arr || b.accounts - a.accounts || (a.reason < b.reason ? -1 : 1));
}
