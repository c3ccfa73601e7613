import { withoutNoise } from "../../core/money.ts";
import { largest } from "../../core/order.ts";
import { appointmentOf, isHot, type Must, mustsOf, type Week } from "./musts.ts";
import type { Person } from "./people.ts";
import type { Block, Hours, OwnLifts, Play, WeekAccount, WeekFigures } from "./question.ts";

/** Why somebody may not take an account over. */
export type Bar = "language" | "asked_not" | "renewals" | "day_off";

/** Quarter hours of an hour, the step in which hours are planned. */
export const QUARTERS = 4; // not a figure: quarter hours of an hour
export const quarters = (hours: number): number => Math.ceil(withoutNoise(hours * QUARTERS));

/** What an account gets this week; `from` is the colleague it is taken over from, `reading` the part of its hours to read into it. `worth` is the money a play may keep or win, at the low and the high end of what it changes. */
export interface WeekLine {
  one: WeekAccount;
  why: "must" | "reserve" | "look" | Play;
  musts: Must[];
  by: string;
  hours: number;
  worth: { low: number; high: number } | null;
  from?: string;
  reading?: number;
  /** Hours it lacks, where nobody had all of them. */
  short?: number;
  /** Who may not take it, and why. */
  barred?: { who: string; why: Bar }[];
}

export interface WeekTerms {
  as_of: string;
  hours: Hours;
  booked: readonly Block[];
  lifts: OwnLifts;
  /** Public holidays on which nothing is planned. */
  holidays?: ReadonlySet<string>;
  /** What is known of the people beside their hours. */
  people?: readonly Person[];
  /** Days on which each of them does not work. */
  off?: ReadonlyMap<string | null, readonly string[]>;
}

/** Days on which an owner does not work. */
export const offDays = (owner: string | null, { holidays, off }: WeekTerms): ReadonlySet<string> =>
  new Set([...(holidays ?? []), ...(off?.get(owner) ?? [])]);

/** What a week is planned in: the whole book's money, whether anybody owns anything, and whether enough is known for a blank to say something. */
export interface Setting {
  owners: boolean;
  accounts: number;
  money: number;
  informed: boolean;
  /** Until when an owner is away; null where they are here. */
  until: (owner: string | null) => string | null;
  /** Days on which an owner does not work. */
  off: (owner: string | null) => ReadonlySet<string>;
}

/** Whether one account holds so much of the money, and so much more than a usual one, that it decides the week. */
export const isDecisive = ({ arr }: WeekAccount, { money, accounts }: Setting, { decisive }: WeekFigures): boolean =>
  arr !== null && money > 0 && arr >= money * decisive.value.share && arr * accounts >= money * decisive.value.times;

export const totalHours = (lines: readonly { hours: number }[]): number =>
  withoutNoise(lines.reduce((sum, { hours }) => sum + hours, 0));

/** The lines of accounts that cannot wait, each with the time of its longest reason; a decisive talk takes longer. */
export function mustLines(accounts: readonly WeekAccount[], week: Week, figures: WeekFigures, setting: Setting): WeekLine[] {
  return accounts.flatMap((one): WeekLine[] => {
    const until = setting.until(one.owner);
    const large = isDecisive(one, setting, figures);
    const given = {
      week,
      owners: setting.owners,
      off: until === null ? setting.off(one.owner) : setting.off(null),
      until,
      large,
    };
    const found = mustsOf(one, given, figures);
    if (found.length === 0) return [];
    // One talk serves several reasons: the longest of them counts.
    const by = found.reduce((first, { by: day }) => (day < first ? day : first), week.to);
    const own = appointmentOf(one, week.from);
    const fixed = own !== null && own.date <= week.to ? (own.hours ?? 0) : (one.next_hours ?? 0);
    const takes = Math.max(fixed, largest(found.map(({ hours }) => hours)));
    const decides =
      fixed === 0 &&
      isDecisive(one, setting, figures) &&
      found.some((must) => must.reason !== "escalation_open" && isHot(must, figures));
    // A meeting that is booked already takes no hour twice, and its talk serves the other reasons.
    const hours = one.in_booked ? 0 : takes * (decides ? figures.decisive.value.times : 1);
    return [{ one, why: "must", musts: found, by, hours, worth: null }];
  });
}
