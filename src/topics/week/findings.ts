import { addDays, businessDay, daysBetween } from "../../core/dates.ts";
import { sumMoney } from "../../core/money.ts";
import { canMove, languagesOf } from "./hand-over.ts";
import { offDays, totalHours, type WeekTerms } from "./lines.ts";
import { appointmentOf, type Must, silence, usageFall, type Week } from "./musts.ts";
import type { Person } from "./people.ts";
import type { OwnerWeek } from "./plan-week.ts";
import type { Double, WeekAccount, WeekFigures } from "./question.ts";

/** Public holidays as a week needs them. */
export interface Holidays {
  name: string;
  guessed_by: "currency" | "headers" | null;
  off: ReadonlySet<string>;
  names: ReadonlyMap<string, string>;
}

/** An account whose note gives it to somebody else than its column. */
export interface OwnerByNote {
  account: string;
  had_by: string | null;
  owner: string;
  note: string;
}

/** All that was found beside the plan itself. */
export interface Seen {
  week: Week;
  weeks: readonly OwnerWeek[];
  accounts: readonly WeekAccount[];
  terms: WeekTerms;
  figures: WeekFigures;
  holidays: Holidays | null;
  doubles: readonly Double[];
  owners_by_note: readonly OwnerByNote[];
  owners_read: readonly { written: string; read_as: string }[];
  about: readonly string[];
}

const LONGEST = 220; // not a figure: signs of a note that are shown
const short = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST)}...` : text);
const AHEAD = 35; // not a figure: days behind the week in which last days are shown, the span opt-outs are near in

/** A row without what nobody knows: most columns of a sheet are blank for most accounts. */
const some = <Row extends Record<string, unknown>>(row: Row) =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null && value !== undefined)) as {
    [Key in keyof Row]?: NonNullable<Row[Key]>;
  };

const isRenewed = (read: WeekAccount["read"]): boolean => read?.kinds.includes("renewed") === true;

const FEW = 12; // not a figure: notes that are shown whatever they say

/** The day by which something due on a day must be done, and why it is not that day. */
function actBy(day: string, owner: string | null, { terms, holidays, week }: Seen) {
  const own = new Set(terms.off?.get(owner) ?? []);
  const all = new Set([...offDays(owner, terms), ...(holidays?.off ?? [])]);
  const before = businessDay(day, -1, all);
  const weekend = businessDay(day, -1, new Set()) !== day;
  const why = before === day ? null : own.has(day) ? "day_off" : holidays?.off.has(day) ? "holiday" : weekend ? "weekend" : null;
  return { day: before < week.from ? week.from : before, why: why as "day_off" | "holiday" | "weekend" | null };
}

/** Last days for notice that come soon, the first first, with what stands in their way. */
function lastDays(seen: Seen) {
  const { accounts, week } = seen;
  return accounts
    .filter(
      ({ deadline, notice_served, read }) =>
        deadline !== null && !notice_served && !isRenewed(read) && deadline >= week.from && deadline <= addDays(week.to, AHEAD),
    )
    .sort((a, b) => daysBetween(b.deadline!, a.deadline!) || (b.arr ?? 0) - (a.arr ?? 0))
    .map((one) => {
      const last = actBy(one.deadline!, one.owner, seen);
      // Who decides on a day has to have everything before it.
      const decided = one.read?.decided ?? null;
      const before = decided === null ? null : actBy(addDays(decided, -1), one.owner, seen);
      const by = before !== null && before.day < last.day ? { day: before.day, why: "decision" as const } : last;
      return {
        account: one.account,
        last_day: one.deadline!,
        act_by: by.day,
        ...some({
          days_known: one.deadline_known ? null : false,
          earlier: by.why,
          in_months: one.deadline_in_months === one.deadline ? null : one.deadline_in_months,
          renews: one.auto_renew,
          light: one.light,
          next: one.next_on ?? one.next,
        }),
      };
    });
}

/** Last days that have passed while the contract still runs, and what follows by the column of renewal. */
const passedDays = ({ accounts, week }: Seen) =>
  accounts
    .filter(
      ({ deadline, deadline_known, renewal_date, notice_served, read }) =>
        deadline !== null &&
        !isRenewed(read) &&
        deadline_known &&
        !notice_served &&
        deadline < week.from &&
        renewal_date !== null &&
        renewal_date >= week.from,
    )
    .map((one) => ({
      account: one.account,
      last_day: one.deadline!,
      renewal: one.renewal_date!,
      follows: one.auto_renew === null ? ("unknown" as const) : one.auto_renew ? ("renews" as const) : ("ends" as const),
      ...some({ arr: one.arr, light: one.light }),
    }));

/** Plans that lie after the last day for notice, when nothing is left to talk about. */
const tooLate = ({ accounts, week }: Seen) =>
  accounts.flatMap((one) => {
    const planned = [one.next_on, one.read?.meeting?.date ?? null].filter((day) => day !== null && day >= week.from).sort()[0];
    if (planned === undefined || planned === null || one.deadline === null || one.notice_served || isRenewed(one.read)) return [];
    return planned > one.deadline && one.deadline >= week.from && one.deadline <= addDays(week.to, AHEAD)
      ? [{ account: one.account, planned, last_day: one.deadline, ...some({ what: one.next ?? one.note }) }]
      : [];
  });

/** What was promised, overdue or due within a month, the first first. */
function promises(seen: Seen) {
  const { accounts, week } = seen;
  return accounts
    .filter(({ promise_due }) => promise_due !== null && promise_due <= addDays(week.to, AHEAD))
    .sort((a, b) => daysBetween(b.promise_due!, a.promise_due!))
    .map((one) => {
      const overdue = daysBetween(one.promise_due!, week.from);
      const by = actBy(one.promise_due!, one.owner, seen);
      return {
        account: one.account,
        due: one.promise_due!,
        act_by: by.day,
        overdue_days: Math.max(0, overdue),
        // What stands in the note is shown there.
        ...some({
          earlier: overdue > 0 ? null : by.why,
          what: one.promise === null || one.promise === one.note ? null : short(one.promise),
        }),
      };
    });
}

/** Meetings of this week, and those on a day on which nobody works. */
const appointments = (seen: Seen) =>
  seen.accounts
    .flatMap((one) => {
      const next = appointmentOf(one, seen.week.from);
      return next === null || next.date > seen.week.to ? [] : [{ one, next }];
    })
    .sort((a, b) => daysBetween(b.next.date, a.next.date))
    .map(({ one, next }) => ({
      account: one.account,
      day: next.date,
      ...some({
        owner: one.owner,
        hours: next.hours ?? one.next_hours,
        what: one.next,
        in_booked: one.in_booked ? true : null,
        off: actBy(next.date, one.owner, seen).why,
      }),
    }));

const usageFalls = ({ accounts, figures }: Seen) =>
  accounts
    .flatMap((one) => {
      const fall = usageFall(one, figures);
      return fall === null ? [] : [{ one, fall }];
    })
    .sort((a, b) => (b.one.arr ?? 0) - (a.one.arr ?? 0))
    .map(({ one, fall }) => ({
      account: one.account,
      before: one.usage_before!,
      now: one.usage_now!,
      fall,
      ...some({ arr: one.arr, light: one.light, last_day: one.deadline }),
    }));

/** Notes that say something which decides, beside their accounts. */
const notes = ({ accounts, weeks, week, figures, about }: Seen) => {
  const isAsked = ({ account }: WeekAccount) => about.some((name) => account.toLowerCase().includes(name.trim().toLowerCase()));
  const taken = new Set(weeks.flatMap(({ lines }) => lines.flatMap((line) => (line.from === undefined ? [] : [line.one]))));
  const weight = (one: WeekAccount) =>
    one.read!.kinds.length * 2 +
    (one.read!.days.some((day) => day >= week.from) ? 1 : 0) +
    (taken.has(one) || isAsked(one) ? 4 : 0); // not a figure: an order of reading
  const due = new Set(
    weeks.flatMap(({ lines, left_out }) => [...lines, ...left_out].flatMap(({ one, musts }) => (musts.length ? [one] : []))),
  );
  const near = ({ deadline }: WeekAccount) => deadline !== null && deadline <= addDays(week.to, AHEAD);
  // "New contact" beside an account of which nothing is due this year decides nothing.
  const isTold = (one: WeekAccount) =>
    taken.has(one) ||
    due.has(one) ||
    usageFall(one, figures) !== null ||
    (near(one) && one.read!.kinds.length > 0) ||
    one.read!.kinds.some((kind) => kind !== "person" && kind !== "movable" && kind !== "artifact") ||
    one.read!.days.some((day) => day >= week.from);
  const written = accounts.filter((one) => one.note !== null && one.read !== null);
  return written
    .filter((one) => written.length <= FEW || isTold(one))
    .sort((a, b) => weight(b) - weight(a) || (b.arr ?? 0) - (a.arr ?? 0))
    .map((one) => {
      const { kinds, days } = one.read!;
      return {
        account: one.account,
        ...some({ kinds: kinds.length ? [...kinds] : null, days: days.length ? [...days] : null }),
        note: short(one.note!),
      };
    });
};

/** Accounts silent for too long whose silence alone is no reason for an hour: one group. */
function dark({ accounts, weeks, week, figures }: Seen) {
  const busy = new Set(weeks.flatMap(({ lines }) => lines.map(({ one }) => one)));
  const quiet = accounts
    .filter((one) => !busy.has(one) && (silence(one, week) ?? 0) > figures.darkDays.value[one.touch])
    .sort((a, b) => (b.arr ?? 0) - (a.arr ?? 0));
  return {
    accounts: quiet.length,
    arr: sumMoney(quiet.map(({ arr }) => arr ?? 0)),
    longest_days: quiet.reduce((most, one) => Math.max(most, silence(one, week) ?? 0), 0),
    names: quiet.map(({ account }) => account),
  };
}

/** The first thing that falls due at an account from a day on. */
export function firstDue(one: WeekAccount, from: string): { day: string; what: "last_day" | "promise" | "meeting" } | null {
  const days = [
    { day: one.notice_served || isRenewed(one.read) ? null : one.deadline, what: "last_day" as const },
    { day: one.promise_due, what: "promise" as const },
    { day: appointmentOf(one, from)?.date ?? null, what: "meeting" as const },
  ];
  return (
    days
      .flatMap(({ day, what }) => (day === null || day < from ? [] : [{ day, what }]))
      .sort((a, b) => daysBetween(b.day, a.day))[0] ?? null
  );
}

/** Those who are away: what of theirs falls due before they are back, later than this week, and what waits. */
function absent({ weeks, accounts, terms, week }: Seen) {
  const people = new Map((terms.people ?? []).map((one) => [one.name, one]));
  const taken = weeks.flatMap(({ lines }) => lines.filter(({ from }) => from !== undefined));
  return weeks
    .filter(
      ({ owner, hours }) =>
        owner !== null && hours === 0 && (people.get(owner)?.away ?? taken.some(({ from }) => from === owner)),
    )
    .map(({ owner, left_out }) => {
      const own = accounts.filter((one) => one.owner === owner);
      const until = people.get(owner!)?.until ?? null;
      const busy = new Set(taken.map(({ one }) => one));
      const before = (day: string) => until !== null && day < until;
      const later = own.flatMap((one) => {
        const due = busy.has(one) ? null : firstDue(one, week.from);
        return due !== null && before(due.day) ? [{ account: one.account, ...due }] : [];
      });
      const waits = own.filter((one) => !busy.has(one) && !later.some(({ account }) => account === one.account));
      const [next] = waits
        .flatMap((one) => {
          const due = firstDue(one, week.from);
          return due === null ? [] : [{ account: one.account, ...due }];
        })
        .sort((a, b) => daysBetween(b.day, a.day));
      return {
        owner: owner!,
        accounts: own.length,
        arr: sumMoney(own.map(({ arr }) => arr ?? 0)),
        nobody_yet: left_out.filter(({ why, one }) => why === "must" && !canMove(one, week)).map(({ one }) => one.account),
        movable: left_out.filter(({ why, one }) => why === "must" && canMove(one, week)).map(({ one }) => one.account),
        later,
        waits: waits.length,
        ...some({ until, first_of_waiting: next }),
      };
    });
}

/** What is asked about: a line each, whether it gets an hour or not. */
function asked({ about, accounts, weeks, week }: Seen) {
  const rows = weeks.flatMap(({ lines, left_out }) => [
    ...lines.map((line) => ({ ...line, gets: line.hours })),
    ...left_out.map((row) => ({ ...row, gets: 0 })),
  ]);
  const fold = (text: string) => text.trim().toLowerCase();
  return about.map((name) => {
    const one =
      accounts.find(({ account }) => fold(account) === fold(name)) ??
      accounts.find(({ account }) => fold(account).includes(fold(name)));
    const row = rows.find((line) => line.one === one);
    return {
      asked: name,
      reasons: (row?.musts ?? []).map(({ reason }: Must) => reason),
      hours: row?.gets ?? 0,
      passed: one?.deadline !== undefined && one.deadline !== null && one.deadline < week.from,
      ...some({ account: one?.account, arr: one?.arr, light: one?.light, last_day: one?.deadline }),
    };
  });
}

/** Public holidays of this week, and those on which a day that matters falls. */
function holidayDays({ holidays, week, accounts }: Seen) {
  if (holidays === null) return [];
  const inWeek = [...holidays.names].filter(([date]) => date >= week.from && date <= week.to);
  const hit = accounts.flatMap((one) =>
    [one.deadline, one.promise_due, appointmentOf(one, week.from)?.date ?? null].flatMap((day) =>
      day !== null && day >= week.from && day <= addDays(week.to, AHEAD) && holidays.names.has(day)
        ? [{ date: day, account: one.account }]
        : [],
    ),
  );
  const dates = [...new Set([...inWeek.map(([date]) => date), ...hit.map(({ date }) => date)])].sort();
  return dates.map((date) => ({
    date,
    name: holidays.names.get(date)!,
    accounts: hit.filter((one) => one.date === date).map(({ account }) => account),
  }));
}

/** Languages nobody who took an account over speaks. */
const gaps = ({ weeks, terms }: Seen) => {
  const people = new Map((terms.people ?? []).map((one: Person) => [one.name, one]));
  return weeks.flatMap(({ lines, left_out }) =>
    [...lines, ...left_out].flatMap(({ one }) => {
      const [spoken, owner] = [languagesOf(one), one.owner === null ? undefined : people.get(one.owner)];
      const somebody = [...people.values()].some(
        ({ away, languages }) => !away && languages?.some((code) => spoken.includes(code)),
      );
      return owner?.away && spoken.length > 0 && people.size > 0 && !somebody
        ? [{ account: one.account, languages: spoken }]
        : [];
    }),
  );
};

/** Everything a week's answer holds beside the plan. */
export function findingsOf(seen: Seen) {
  const { terms, holidays, doubles, accounts, figures } = seen;
  const planned = (name: string) => totalHours(seen.weeks.filter(({ owner }) => owner === name).flatMap(({ lines }) => lines));
  const unknown = accounts.filter(({ deadline_known, renewal_date }) => !deadline_known && renewal_date !== null);
  return {
    last_days: lastDays(seen),
    passed: passedDays(seen),
    too_late_plans: tooLate(seen),
    promises: promises(seen),
    appointments: appointments(seen),
    usage_falls: usageFalls(seen),
    notes: notes(seen),
    dark: dark(seen),
    away: absent(seen),
    about: asked(seen),
    people: (terms.people ?? []).map((one) => ({
      name: one.name,
      hours: one.hours,
      planned: planned(one.name),
      gross: one.gross,
      ...some({ off: one.off.length ? one.off : null, languages: one.languages, note: one.note }),
    })),
    doubles: doubles.map(({ account, also, arr }) => ({ account, also, ...some({ arr }) })),
    owners_by_note: seen.owners_by_note.map(({ had_by, account, owner }) => ({ account, owner, ...some({ had_by }) })),
    owners_read: [...seen.owners_read],
    no_notice_days: unknown
      .sort((a, b) => daysBetween(b.renewal_date!, a.renewal_date!))
      .slice(0, figures.reserveAccounts.value)
      .map(({ account, renewal_date }) => ({ account, renewal: renewal_date! })),
    language_gaps: gaps(seen),
    holidays: {
      ...some({ place: holidays?.name, guessed_by: holidays?.guessed_by }),
      days: holidayDays(seen),
    },
  };
}
