import { addDays, businessDay } from "../../core/dates.ts";
import { type Known, known, over } from "../../core/known.ts";
import { sumMoney, withoutNoise } from "../../core/money.ts";
import type { DayBlock } from "./days.ts";
import { firstDue } from "./findings.ts";
import type { WeekLine } from "./lines.ts";
import { silence, type Week } from "./musts.ts";
import type { OwnerWeek } from "./plan-week.ts";
import type { Play, WeekAccount, WeekFigures } from "./question.ts";

const isPlay = ({ why }: WeekLine): boolean => why !== "must" && why !== "reserve" && why !== "look";

/** A must that a week more would not spoil: silence, or what was put off. */
const isSoft = ({ why, musts }: WeekLine): boolean =>
  why === "must" && musts.every(({ reason }) => reason === "dark" || reason === "put_off");

/** Accounts whose talk decides this week, and when somebody calls above the contact: on the last day, or the working day before it. */
export function callsAbove(
  weeks: readonly OwnerWeek[],
  { from, to }: Week,
  { callAbove }: WeekFigures,
  off: (owner: string | null) => ReadonlySet<string>,
) {
  return weeks.flatMap(({ owner, lines, left_out }) =>
    [...lines, ...left_out].flatMap(({ one, musts }) => {
      const near = musts.some(({ reason }) => reason === "opt_out_near") && one.deadline !== null && one.deadline <= to;
      if (!near) return [];
      // The contract may count months where days are given: nobody waits for the later of the two.
      const months = one.deadline_in_months;
      const last = months !== null && months < one.deadline! ? months : one.deadline!;
      const before = businessDay(addDays(businessDay(last, -1, off(owner)), -1), -1, off(owner));
      return [{ account: one.account, day: before < from ? from : before, at: callAbove.value }];
    }),
  );
}

/** The week beyond its lists: by day, who takes over what, what gives way first, and what a second reading of the contracts would change. */
export function weekFields(
  weeks: readonly OwnerWeek[],
  blocks: readonly DayBlock[],
  accounts: readonly WeekAccount[],
  from: string,
  above: ReturnType<typeof callsAbove>,
) {
  const lines = weeks.flatMap((one) => one.lines);
  // What is farthest from its last day gives way first.
  const giving = lines
    .filter((line) => isPlay(line) || line.why === "reserve" || line.why === "look")
    .sort((a, b) => ((b.one.deadline ?? "9999") < (a.one.deadline ?? "9999") ? -1 : 1));
  const buffer = total(weeks.flatMap(({ spare }) => spare.filter(({ use }) => use === "buffer")));
  const out = weeks.flatMap(({ left_out }) => left_out.map(({ one }) => one));
  const [first] = out
    .flatMap((one) => {
      const due = firstDue(one, from);
      return due === null ? [] : [{ account: one.account, ...due }];
    })
    .sort((a, b) => (a.day < b.day ? -1 : 1));
  const [missed, all] = [out, accounts].map((of) => sumMoney(of.map(({ arr }) => arr ?? 0))) as [number, number];
  return {
    days: blocks
      .map(({ day, owner, one, what, hours }) => ({
        day,
        owner: known(owner, "Nobody is named."),
        account: known(one?.account, "Kept for what comes in."),
        what,
        hours,
      }))
      .sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0)),
    taken_over: weeks.flatMap(({ owner, lines: own }) =>
      own.flatMap((line) =>
        line.from === undefined
          ? []
          : [
              {
                account: line.one.account,
                from: line.from,
                to: owner ?? "",
                hours: line.hours,
                reading_hours: line.reading ?? 0,
                by: line.by,
                ...((line.short ?? 0) > 0 ? { short_hours: line.short! } : {}),
                ...(line.barred?.length ? { barred: line.barred.map(({ who, why }) => `${who}: ${why}`) } : {}),
              },
            ],
      ),
    ),
    drop_first: [
      ...(buffer > 0 ? [{ what: "spare hours", hours: buffer }] : []),
      ...[...giving, ...lines.filter(isSoft)].map(({ one, hours }) => ({ what: one.account, hours })),
    ],
    keep: lines.filter((line) => line.why === "must" && !isSoft(line)).map(({ one }) => one.account),
    not_reached: {
      accounts: out.length,
      arr: missed,
      share: over(missed, all, "The accounts have no amounts."),
      ...(first === undefined ? {} : { first_due: first }),
    },
    call_above: above,
  };
}

export const total = (rows: readonly { hours: number }[]): number =>
  withoutNoise(rows.reduce((sum, { hours: takes }) => sum + takes, 0));

export function fieldsOf(
  week: Week,
  weeks: readonly OwnerWeek[],
  blocks: readonly DayBlock[],
  { offset, limit }: { offset: number; limit: number },
) {
  const days = new Map<WeekLine, string>();
  for (const { line, day } of blocks) if (line !== null && day < (days.get(line) ?? "9999")) days.set(line, day);
  const lines = weeks.flatMap((week) => week.lines);
  const left = weeks.flatMap((week) => week.left_out);
  const must = lines.filter(({ why }) => why === "must");
  const best = lines.filter(isPlay);
  const page = <Row>(rows: readonly Row[]) => rows.slice(offset, offset + limit);
  const who = (one: WeekAccount) => ({ ...base(one), silent_days: silent(silence(one, week)) });
  const base = ({ account, owner, arr }: WeekAccount) => ({
    account,
    owner: known(owner, "Nobody owns it."),
    arr: known(arr, "No amount is given.") as Known<number>,
  });
  const deadline = (one: WeekAccount) => known(one.deadline, "It has no renewal date.");
  const silent = (days: number | null) => known(days, "No contact is known.");
  return {
    owners: weeks.map((one) => {
      const own = one.lines.filter(isPlay);
      return {
        owner: known(one.owner, "Nobody owns these."),
        hours: one.hours,
        must_hours: one.must_hours,
        reserve_hours: one.reserve_hours,
        look_hours: total(one.lines.filter(({ why }) => why === "look")),
        spare_hours: total(one.spare),
        best_hours: total(own),
        hours_used: total(one.lines),
        accounts: one.lines.length,
        left_out: one.left_out.length,
      };
    }),
    hours_used: total(lines),
    must: page(must).map((line) => ({
      ...base(line.one),
      by: line.by,
      ...(days.has(line) ? { day: days.get(line)! } : {}),
      hours: line.hours,
      reasons: line.musts.map(({ reason }) => reason),
      deadline: deadline(line.one),
    })),
    must_total: must.length,
    reserve: lines
      .flatMap((line) => (line.why === "reserve" || line.why === "look" ? [{ ...line, why: line.why }] : []))
      .map((line) => ({ ...who(line.one), why: line.why, hours: line.hours })),
    best: page(best).map(({ one, why, hours: takes, worth }) => ({
      ...who(one),
      play: why as Play,
      hours: takes,
      worth_low: worth?.low ?? 0,
      worth_high: worth?.high ?? 0,
      deadline: deadline(one),
    })),
    best_total: best.length,
    left_out: page(left).map(({ one, musts, why, by, hours: takes }) => ({
      ...who(one),
      why,
      reasons: musts.map(({ reason }) => reason),
      by: known(by, "It can wait."),
      deadline: known(one.deadline, "Its last day for notice is not known."),
      hours: takes,
      since: known(one.last_contact, "No contact is known."),
    })),
    left_out_total: left.length,
  };
}
