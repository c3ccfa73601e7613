import { businessDay } from "../../core/dates.ts";
import { withoutNoise } from "../../core/money.ts";
import { byText } from "../../core/order.ts";
import {
  type Bar,
  isDecisive,
  mustLines,
  offDays,
  quarters,
  type Setting,
  totalHours,
  type WeekLine,
  type WeekTerms,
} from "./lines.ts";
import { appointmentOf, isHot, type Week, workDay } from "./musts.ts";
import { languageAsked, languagesIn, type Person } from "./people.ts";
import type { WeekAccount, WeekFigures } from "./question.ts";
import { keepsAway, namesIn } from "./read-note.ts";

interface Taken {
  line: WeekLine;
  to: string | null;
}

interface Helper {
  owner: string | null;
  colleague: Person | undefined;
  took: number;
  left: number;
}

/** The languages an account is spoken to in: its column, and what its note asks for alone. */
export function languagesOf({ language, note }: WeekAccount): string[] {
  const asked = note === null ? [] : languageAsked(note);
  return asked.length > 0 ? asked : language === null ? [] : languagesIn(language);
}

/** Reasons that speak about the contract, which somebody new does not do alone. */
const aboutContract: ReadonlySet<string> = new Set(["notice_given", "notice_asked", "opt_out_near", "ends_unsigned"]);

/** Why a helper may not take a line over, beside hours; null where they may. */
function barOf(line: WeekLine, { owner, colleague }: Helper, terms: WeekTerms, week: Week, figures: WeekFigures): Bar | null {
  const { one } = line;
  const spoken = languagesOf(one);
  if (colleague?.languages && spoken.length > 0 && !spoken.some((code) => colleague.languages!.includes(code))) return "language";
  if (one.note !== null && owner !== null && keepsAway(one.note, owner, figures.noteWords.value)) return "asked_not";
  if (colleague?.no_renewals && line.musts.some(({ reason }) => aboutContract.has(reason))) return "renewals";
  const off = offDays(owner, terms);
  const fixed = line.musts.find(({ reason }) => reason === "appointment");
  if (fixed !== undefined && fixed.by < week.to && off.has(fixed.by)) return "day_off";
  const first = workDay(line.by, week, off);
  return first === week.from && off.has(first) ? "day_off" : null;
}

/**
 * Who takes what of those who are away falls due before they are back: what cannot be made good first, each to whom it fits by language, days, what its
 * notes say and hours; with time to read in. Who once had it, or is named in its note, goes before others. Against the whole choice least of the money
 * speaks. What fits nobody stays where it is.
 */
export function handOver(
  people: readonly { owner: string | null; accounts: readonly WeekAccount[]; hours: number }[],
  given: { away: (owner: string | null) => boolean; setting: Setting; terms: WeekTerms },
  week: Week,
  figures: WeekFigures,
): Taken[] {
  const { away, setting, terms } = given;
  const colleagues = new Map((terms.people ?? []).map((one) => [one.name, one]));
  const helpers: Helper[] = people
    .filter(({ owner, hours }) => !away(owner) && hours > 0)
    .map(({ owner, accounts, hours }) => {
      const own = mustLines(accounts, week, figures, setting);
      return {
        owner,
        colleague: owner === null ? undefined : colleagues.get(owner),
        // A fire of one's own counts: nobody gets a second before the others have one.
        took: own.filter(({ musts }) => musts.some((must) => isHot(must, figures))).length,
        left: withoutNoise(hours - totalHours(own.filter((line) => isOwnFire(line, figures.nextDays.value)))),
      };
    });
  // A last day in this week, then what may turn into more, then the rest.
  const urgent = ({ musts, by, one: { deadline } }: WeekLine): string =>
    musts.some(({ reason }) => reason === "opt_out_near") && deadline !== null && deadline <= week.to
      ? `0${deadline}`
      : musts.some((must) => isHot(must, figures))
        ? "1"
        : // A meeting alone can be told off; what ends or was promised cannot.
          `${musts.every(({ reason }) => reason === "appointment") ? "3" : "2"}${by}`;
  const lines = people
    .filter(({ owner }) => away(owner))
    .flatMap(({ accounts }) => mustLines(accounts, week, figures, setting))
    .map((line) => shortened(line, figures))
    .filter((line) => line.hours > 0 && !canMove(line.one, week))
    .sort((a, b) => byText(urgent(a), urgent(b)) || (b.one.arr ?? 0) - (a.one.arr ?? 0));
  const bars = new Map(
    lines.map((line) => [line, helpers.map((helper) => ({ helper, why: barOf(line, helper, terms, week, figures) }))]),
  );
  const { named, reading: unread, second, most } = figures.handOver.value;
  const readingOf = (line: WeekLine) =>
    figures.readingHours.value[line.one.touch] * (isDecisive(line.one, setting, figures) ? figures.decisive.value.times : 1);
  const money = (line: WeekLine) => (line.one.arr ?? 0) + 1;
  const knows = (line: WeekLine, { owner }: Helper) =>
    owner !== null && (line.one.had_by === owner || (line.one.note !== null && namesIn(line.one.note, owner)));
  /** The ways in which one line can be done with what each helper has left, and what speaks against each. */
  const waysOf = (line: WeekLine, left: ReadonlyMap<Helper, number>, took: ReadonlyMap<Helper, number>): Way[] => {
    const able = bars.get(line)!.flatMap(({ helper, why }) => (why === null ? [helper] : []));
    const somebodyKnows = helpers.some((helper) => knows(line, helper));
    const ways = able.flatMap((helper): Way[] => {
      const room = left.get(helper)!;
      const takes = withoutNoise(line.hours + readingOf(line));
      const against = (somebodyKnows && !knows(line, helper) ? named : 0) + second * took.get(helper)!;
      if (quarters(takes) <= quarters(room))
        return [{ helper, hours: takes, reading: readingOf(line), against: against * money(line) }];
      // A meeting that nobody can read into is told off.
      if (line.musts.every(({ reason }) => reason === "appointment")) return [];
      if (quarters(line.hours) <= quarters(room))
        return [{ helper, hours: room, reading: readingOf(line), against: (against + unread) * money(line) }];
      // As much of it as they have, where that is most of it; nobody speaks for an account they have not read into.
      if (room * 2 < line.hours) return [];
      const short = 1 - room / line.hours;
      return [
        { helper, hours: room, reading: Math.min(readingOf(line), room), against: (against + unread + short) * money(line) },
      ];
    });
    return [...ways, { helper: null, hours: 0, reading: 0, against: URGENT * money(line) }];
  };
  const chosen = cheapest(lines, helpers, waysOf, most);
  return lines.flatMap((line, place): Taken[] => {
    const { helper, hours, reading } = chosen[place]!;
    if (helper === null) return [];
    const barred = bars
      .get(line)!
      .flatMap(({ helper: who, why }) => (why === null || who.owner === null ? [] : [{ who: who.owner, why }]));
    const short = withoutNoise(line.hours + reading - hours);
    return [
      {
        line: { ...line, hours, reading, from: line.one.owner!, barred, ...(short > 0 ? { short } : {}) },
        to: helper.owner,
      },
    ];
  });
}

interface Way {
  helper: Helper | null;
  hours: number;
  reading: number;
  against: number;
}

/** What a helper has left; nobody has nothing. */
const room = ({ helper }: Way, left: ReadonlyMap<Helper, number>): number => (helper === null ? 0 : (left.get(helper) ?? 0));

const URGENT = 2; // not a figure: nobody at all is worse than anybody

/** The choice for each line against which least speaks: exactly for the first lines, and one by one for what comes behind them. */
function cheapest(
  lines: readonly WeekLine[],
  helpers: readonly Helper[],
  waysOf: (line: WeekLine, left: ReadonlyMap<Helper, number>, took: ReadonlyMap<Helper, number>) => Way[],
  most: number,
): Way[] {
  let best: { ways: Way[]; against: number } = { ways: [], against: Number.POSITIVE_INFINITY };
  const walk = (ways: Way[], left: Map<Helper, number>, took: Map<Helper, number>, against: number): void => {
    if (against >= best.against) return;
    const line = lines[ways.length];
    if (line === undefined) {
      best = { ways, against };
      return;
    }
    const sorted = waysOf(line, left, took).sort((a, b) => a.against - b.against || room(b, left) - room(a, left));
    for (const way of ways.length < most ? sorted : sorted.slice(0, 1)) {
      const [rest, more] = [new Map(left), new Map(took)];
      if (way.helper !== null) {
        rest.set(way.helper, withoutNoise(left.get(way.helper)! - way.hours));
        more.set(way.helper, took.get(way.helper)! + 1);
      }
      walk([...ways, way], rest, more, against + way.against);
    }
  };
  walk([], new Map(helpers.map((one) => [one, one.left])), new Map(helpers.map((one) => [one, one.took])), 0);
  return best.ways;
}

/** Whether an account's meeting can be moved: its note says so, or it stands on a day on which nobody works. */
export function canMove(one: WeekAccount, { from, to }: Week): boolean {
  const next = appointmentOf(one, from);
  if (next === null || next.date > to || (one.promise_due ?? "9999") <= to || (one.deadline ?? "9999") <= to) return false;
  return one.read?.kinds.includes("movable") === true || businessDay(next.date, -1, new Set()) !== next.date;
}

/** One's own work that goes before a colleague's: whatever a week more would spoil, and no meeting that can be moved. */
export const isOwnFire = ({ musts }: WeekLine, next: number): boolean =>
  musts.some(
    ({ reason, days }) =>
      !(reason === "opt_out_near" && days !== null && days > next) &&
      reason !== "dark" &&
      reason !== "put_off" &&
      reason !== "appointment" &&
      reason !== "usage_fall",
  );

/** The hours a line needs in this week: all of them where its day is near, the agreeing on a date where a last day lies farther. */
function shortened(line: WeekLine, figures: WeekFigures): WeekLine {
  const isLater = ({ reason, days }: WeekLine["musts"][number]) =>
    days !== null &&
    days > figures.nextDays.value &&
    (reason === "opt_out_near" || reason === "promise_due" || reason === "ends_unsigned");
  const far = line.musts.every(isLater);
  return far ? { ...line, hours: figures.touchBase.value[line.one.touch] } : line;
}
