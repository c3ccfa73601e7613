import type * as z from "zod";
import { addDays, addMonths, daysBetween } from "../../core/dates.ts";
import { type Answered, known, unknown } from "../../core/known.ts";
import type { LogEntry, LogRead } from "../../core/named-rows.ts";
import { groupBy } from "../../core/order.ts";
import { Problem, shownPlaces } from "../../core/problem.ts";
import type { LogBlock } from "./answer-log.ts";
import { workingDaysAfter, workingDaysBetween } from "./lags.ts";
import {
  type LogFigures,
  type LogKind,
  type LogMoment,
  logKinds,
  logMoments,
  type MarkGiven,
  signKinds,
} from "./log-question.ts";

export type LogAnswer = Answered<z.infer<typeof LogBlock>>;
/** A moment with its last possible day, which is another where it is known to the month. */
export type Mark = LogAnswer["marks"][number] & { until: string };

/** A text of words alone, each between blanks. */
export function spaced(text: string): string {
  const words = text.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, " ");
  return ` ${words.trim()} `;
}

export const begins = (text: string, words: readonly string[]): boolean => words.some((word) => text.includes(` ${word}`));

/**
 * What an entry is about: each kind of which its text or its source holds a word. At the start of a customer the name of its sponsor is no sign, and
 * after a flag a missing reply is ours. @example kindsOf(entry, figures) // ["sponsor"]
 */
function kindsOf({ what, source }: LogEntry, figures: Pick<LogFigures, "words" | "naming" | "startWords">): LogKind[] {
  const words = figures.words.value;
  const text = spaced(`${source ?? ""} ${what}`);
  // A notice period is no notice: its words are taken out first.
  const noPeriods = words.exit.reduce(
    (rest, word) => (rest.includes(` ${word}`) ? rest.replaceAll(new RegExp(` ${word}\\p{L}*`, "gu"), "") : rest),
    text,
  );
  const starts = begins(text, figures.startWords.value);
  const first = (kind: LogKind) =>
    words[kind].reduce((least, word) => {
      const at = text.indexOf(` ${word}`);
      return at >= 0 && at < least ? at : least;
    }, text.length);
  return logKinds.filter((kind) => {
    if (kind === "notice") return begins(noPeriods, words.notice);
    if (kind === "sponsor" && starts)
      return begins(
        text,
        words.sponsor.filter((word) => !figures.naming.value.includes(word)),
      );
    return first(kind) < text.length && !(kind === "silent" && first("flagged") < first("silent"));
  });
}

/** An entry with what it is about. */
export interface Told extends LogEntry {
  kinds: LogKind[];
  /** Days from the event until it was written down, where that is late. */
  late: number | null;
}

/** The entries, each once and with its kinds, and late where it was written down so many days after it happened. */
export function toldOf({ entries }: LogRead, figures: LogFigures): Told[] {
  const once = groupBy(entries, ({ on, written, who, source, what }) => [on ?? written, who, source, spaced(what)].join("|"));
  return [...once.values()].map(([entry]) => {
    const { on, entered } = entry!;
    const days = on === null || entered === null ? 0 : daysBetween(on, entered);
    return { ...entry!, kinds: kindsOf(entry!, figures), late: days >= figures.lateEntry.value ? days : null };
  });
}

const FULL_MONTH = 7; // not a figure: characters of "2026-07"
const lastOf = (month: string): string => addDays(addMonths(`${month}-01`, 1), -1);

/** The moment a caller names: the row of the log, a day, a month, or words of one entry. Throws Problem where no entry has them, or several. */
function markGiven(moment: LogMoment, given: MarkGiven, told: readonly Told[]): Mark {
  if (typeof given === "string" && /^\d{4}-\d{2}(?:-\d{2})?$/.test(given)) {
    const month = given.length === FULL_MONTH;
    const on = month ? `${given}-01` : given;
    return { moment, on, until: month ? lastOf(given) : on, row: unknown("It is given as a day."), by: "named" };
  }
  const row = typeof given === "number" ? given : /^(?:row )?(\d+)$/i.exec(given.trim())?.[1];
  const found =
    row === undefined
      ? told.filter(({ what }) => spaced(what).includes(spaced(String(given)).trimEnd()))
      : told.filter((one) => one.row === Number(row));
  if (found.length !== 1 || found[0]!.on === null)
    throw new Problem({
      what: `marks.${moment}: ${found.length === 1 ? "that entry has no day" : `${found.length} entries are meant by "${given}"`}.`,
      places: shownPlaces(
        (found.length > 1 ? found : told).map((one) => `row ${one.row}, ${one.on ?? "no day"}: ${one.what.slice(0, 60)}`),
      ), // not a figure: characters of a place
      remedy: `Give the number of its row: marks: {"${moment}": ${told[0]?.row ?? 2}}, or a day.`,
    });
  return { moment, on: found[0]!.on, until: found[0]!.on, row: found[0]!.row, by: "named" };
}

/** The moments that the words of the log propose, for people to confirm. */
function proposed(told: readonly Told[]): Partial<Record<LogMoment, Mark>> {
  const dated = told.filter(({ on, late }) => on !== null && late === null);
  const markOf = (moment: LogMoment, entry: Told | undefined): Mark | undefined =>
    entry === undefined ? undefined : { moment, on: entry.on!, until: entry.on!, row: entry.row, by: "proposed" };
  const notice = markOf(
    "notice",
    told.find(({ on, kinds }) => on !== null && kinds.includes("notice")),
  );
  const before = dated.filter(({ on, kinds }) => (notice === undefined || on! < notice.on) && !kinds.includes("notice"));
  const has = (kind: LogKind) => (entry: Told) => entry.kinds.includes(kind);
  const sign = before.find(({ kinds }) => signKinds.some((kind) => kinds.includes(kind))) ?? before.find(has("trouble"));
  const flagged = before.find((entry) => has("flagged")(entry) && (sign === undefined || entry.on! >= sign.on!));
  const since = flagged?.on ?? sign?.on ?? "";
  const action = before.find((entry) => has("action")(entry) && entry.on! >= since && entry !== flagged);
  const said = told.flatMap((entry) =>
    entry.kinds.includes("decision") ? entry.months.map((month) => ({ entry, month })) : [],
  )[0];
  const decided: Mark | undefined =
    said === undefined
      ? undefined
      : { moment: "decided", on: `${said.month}-01`, until: lastOf(said.month), row: said.entry.row, by: "proposed" };
  return {
    first_sign: markOf("first_sign", sign),
    flagged: markOf("flagged", flagged),
    first_action: markOf("first_action", action),
    decided,
    notice,
  };
}

/** The moments of the loss: those the caller names, else those the words propose. Throws Problem for a mark that names no entry. */
export function marksOf(told: readonly Told[], given: Partial<Record<LogMoment, MarkGiven | undefined>>): Mark[] {
  const guess = proposed(told);
  return logMoments.flatMap((moment) => {
    const own = given[moment];
    const mark = own === undefined ? guess[moment] : markGiven(moment, own, told);
    return mark === undefined ? [] : [mark];
  });
}

/** Days between each two moments that follow each other in time. */
export function daysOf(marks: readonly Mark[]): LogAnswer["days"] {
  const inOrder = [...marks].sort((a, b) => (a.until < b.until ? -1 : a.until > b.until ? 1 : 0));
  return inOrder.flatMap((from, place) =>
    inOrder.slice(place + 1).flatMap((to) => {
      if (to.until < from.on) return [];
      const days = Math.max(0, daysBetween(from.until, to.on));
      const most = daysBetween(from.on, to.until);
      return [
        {
          from: from.moment,
          to: to.moment,
          days,
          ...(most === days ? {} : { days_most: most }),
          working_days: workingDaysBetween(from.until, to.on),
        },
      ];
    }),
  );
}

/** The moments as they are shown. */
export const marksShown = (marks: readonly Mark[]): LogAnswer["marks"] =>
  marks.map(({ until, ...mark }) => (until === mark.on ? mark : { ...mark, until }));

/** Stretches without an entry, the longest first; what a system writes by itself does not count. */
export function silencesOf(told: readonly Told[], most: number): LogAnswer["silences"] {
  const days = told.flatMap(({ on, kinds, late }) => (on === null || late !== null || kinds.join() === "health" ? [] : [on]));
  return days
    .slice(1)
    .map((to, place) => ({ from: days[place]!, to, days: daysBetween(days[place]!, to) }))
    .sort((a, b) => b.days - a.days)
    .slice(0, most)
    .filter(({ days: length }) => length > 0);
}

/** Who wrote what: entries, and the longest stretch in which one wrote nothing, until the notice. */
export function writersOf(told: readonly Told[], until: string | undefined, most: number): LogAnswer["writers"] {
  const groups = new Map<string, string[]>();
  for (const { who, source, on, entered } of told) {
    const name = who ?? source;
    const day = entered ?? on;
    if (name !== null && day !== null) groups.set(name, [...(groups.get(name) ?? []), day]);
  }
  return [...groups]
    .map(([who, all]) => {
      const own = [...all].sort();
      const stops = until !== undefined && own.at(-1)! < until ? [...own, until] : own;
      const gaps = stops.slice(1).map((to, place) => ({ from: stops[place]!, to, days: daysBetween(stops[place]!, to) }));
      const longest = gaps.sort((a, b) => b.days - a.days)[0];
      return {
        who,
        entries: own.length,
        silent_from: known(longest?.from, "There is one entry."),
        silent_to: known(longest?.to, "There is one entry."),
        silent_days: known(longest?.days, "There is one entry."),
      };
    })
    .sort((a, b) => b.entries - a.entries || (a.who < b.who ? -1 : 1))
    .slice(0, most);
}

const NAME = /(?<![\p{L}\p{N}])\p{Lu}[\p{L}\p{N}&\u0027-]+(?: (?:of |the |de |du |von |& )?\p{Lu}[\p{L}\p{N}&\u0027-]*)*/gu;

/** Names in sentences that say the same was told to others, and names of the book that the log holds. */
export function othersIn(
  told: readonly Told[],
  own: string,
  book: readonly string[],
  also: readonly string[],
): LogAnswer["others"] {
  const found = new Map<string, number[]>();
  const add = (name: string, row: number) => found.set(name, [...new Set([...(found.get(name) ?? []), row])]);
  const ours = spaced(own);
  for (const { what, row, who } of told) {
    const text = spaced(what);
    for (const name of book) if (text.includes(spaced(name)) && spaced(name) !== ours) add(name, row);
    for (const sentence of what.split(/(?<=[.!?;])\s+/)) {
      if (!also.some((word) => spaced(sentence).includes(` ${word} `))) continue;
      for (const { 0: name, index } of sentence.matchAll(NAME)) {
        const known =
          index === 0 || ours.includes(spaced(name)) || spaced(who ?? "").includes(spaced(name)) || /^Q\d$/.test(name);
        if (!known) add(name, row);
      }
    }
  }
  return [...found].map(([name, rows]) => ({ name, rows }));
}

const WORD = 4; // not a figure: letters of a word that says something

/** The reason somebody wrote after the loss, against when what it names first stands in the log, and how many signs stood before. */
export function reasonsIn(told: readonly Told[], notice: string | undefined): LogAnswer["reasons_written"] {
  return told
    .filter(({ kinds, on }) => kinds.includes("reason") && on !== null && notice !== undefined && on >= notice)
    .map((entry) => {
      const words = spaced(entry.what)
        .split(" ")
        .filter((word) => word.length > WORD && !["reason", "churn"].includes(word));
      const first = told.find(
        (one) =>
          one !== entry &&
          one.on !== null &&
          one.on < entry.on! &&
          !one.kinds.includes("notice") &&
          words.some((word) => spaced(one.what).includes(` ${word}`)),
      );
      const signs = told.filter(
        ({ on, kinds }) => on !== null && first !== undefined && on < first.on! && signKinds.some((kind) => kinds.includes(kind)),
      );
      return {
        row: entry.row,
        says: entry.what,
        in_notice: entry.kinds.includes("notice"),
        first_on: known(first?.on, "What it names stands nowhere else in the log before the notice."),
        first_row: known(first?.row, "What it names stands nowhere else in the log before the notice."),
        signs_before: signs.length,
        first_sign_days_before:
          signs[0] === undefined ? unknown("No sign stands before it.") : daysBetween(signs[0].on!, first!.on!),
      };
    });
}

/** Rules cast back: the first entry of each kind of sign, and the flag, acted on within so many working days. */
export function castBackOf(
  told: readonly Told[],
  marks: readonly Mark[],
  until: string | undefined,
  within: readonly number[],
): LogAnswer["had_acted"] {
  const at = (moment: LogMoment) => marks.find((mark) => mark.moment === moment)?.on;
  const end = at("notice");
  const action = at("first_action");
  const usable = told.filter(({ on, late }) => on !== null && late === null && (end === undefined || on < end));
  const firsts = [...signKinds, "flagged" as const].flatMap((kind) => {
    const entry = usable.find(({ kinds }) => kinds.includes(kind));
    return entry === undefined ? [] : [{ kind, entry }];
  });
  const rows = new Map(firsts.map(({ kind, entry }) => [entry.row, { kind, entry }]));
  return [...rows.values()]
    .sort((a, b) => (a.entry.on! < b.entry.on! ? -1 : 1))
    .flatMap(({ kind, entry }) =>
      (kind === "flagged" ? within : within.slice(-1)).map((working_days) => {
        const by = workingDaysAfter(entry.on!, working_days);
        return {
          row: entry.row,
          kind,
          on: entry.on!,
          working_days,
          by,
          days_earlier: action === undefined ? unknown("No action is known.") : daysBetween(by, action),
          days_left: until === undefined ? unknown("The day of the notice is not known.") : daysBetween(by, until),
        };
      }),
    );
}

const AMOUNT =
  /[-−]?(?:\d{1,3}(?:[.,\u0027\u00a0 ]\d{3})+|\d+(?:[.,]\d+)?\s?(?:k|m|mio|tys|tsd|crores?|lakhs?))(?![\p{L}\p{N}])/giu;

/** Amounts that the entries name, to be compared before anybody says what is lost. */
export const amountsIn = (told: readonly Told[]): LogAnswer["amounts"] =>
  told.flatMap(({ row, what }) => {
    const said = [...what.matchAll(AMOUNT)].map(([text]) => text.trim());
    return said.length === 0 ? [] : [{ row, said }];
  });

/** The entry that says one of ours left or a task lay, between the flag and the first action. */
export function leftBetween(told: readonly Told[], marks: readonly Mark[]): LogAnswer["ours_left"] {
  const at = (moment: LogMoment) => marks.find((mark) => mark.moment === moment)?.on;
  const [flagged, action] = [at("flagged"), at("first_action") ?? at("notice")];
  return told.flatMap(({ row, on, what, kinds }) =>
    on === null || flagged === undefined || action === undefined || on < flagged || on > action || !kinds.includes("ours_left")
      ? []
      : [{ row, on, days_after_flag: daysBetween(flagged, on), what }],
  );
}

/** Characters of an entry as it is shown, and entries beyond which those that decide nothing stay out. */
const [LONG, MANY] = [150, 26]; // not a figure: what fits an answer

/**
 * The entries in the order of their days, with what their words tell, late ones marked, and the days that were left. Of a long log those that tell
 * of a sign, an act or a moment, unless all are asked for.
 */
export function timelineOf(
  told: readonly Told[],
  marks: readonly Mark[],
  until: string | undefined,
  whole: boolean,
): Pick<LogAnswer, "timeline" | "timeline_left_out"> {
  const rows = new Set(marks.flatMap(({ row }) => (typeof row === "number" ? [row] : [])));
  const decides = ({ kinds, late, row, on }: Told) =>
    late !== null || on === null || rows.has(row) || kinds.some((kind) => kind !== "health");
  // Those that decide all stay; what a system writes by itself gives way before what people wrote.
  const room = Math.max(0, MANY - told.filter(decides).length);
  const others = told.filter((one) => !decides(one));
  const people = [...others].sort(
    (a, b) => Number(a.kinds.length > 0) - Number(b.kinds.length > 0) || b.what.length - a.what.length,
  );
  const more = new Set(people.slice(0, room));
  const shown = whole || told.length <= MANY ? told : told.filter((one) => decides(one) || more.has(one));
  return {
    timeline_left_out: told.length - shown.length,
    timeline: shown.map(({ row, on, who, source, what, kinds, late, entered, written }) => ({
      on: known(on, "Its day cannot be read."),
      row,
      who: [source, who].filter(Boolean).join(", "),
      what: `${on === null && written !== null ? `[${written}] ` : ""}${what.length > LONG && !whole ? `${what.slice(0, LONG)}…` : what}`,
      ...(kinds.length === 0 ? {} : { kinds }),
      ...(late === null ? {} : { entered: entered! }),
      ...(on === null || until === undefined || on > until ? {} : { days_left: daysBetween(on, until) }),
    })),
  };
}
