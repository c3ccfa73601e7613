import { bestWithin } from "../../core/choose.ts";
import { daysBetween } from "../../core/dates.ts";
import { sumMoney, withoutNoise } from "../../core/money.ts";
import { largest } from "../../core/order.ts";
import { type Must, mustsOf, silence, type Week, weekOf } from "./musts.ts";
import type { Block, Hours, OwnLifts, Play, WeekAccount, WeekFigures } from "./question.ts";

const QUARTERS = 4; // not a figure: quarter hours of an hour, the step in which hours are planned
const quarters = (hours: number): number => Math.ceil(withoutNoise(hours * QUARTERS));

/** What an account gets this week. `worth` is the money a play may keep or win, at the low and the high end of what it changes. */
export interface WeekLine {
  one: WeekAccount;
  why: "must" | "reserve" | Play;
  musts: Must[];
  by: string;
  hours: number;
  worth: { low: number; high: number } | null;
}

/** An account that gets no hour: a must or a play that does not fit, or one with nothing due. */
export interface LeftOut {
  one: WeekAccount;
  musts: Must[];
  why: Play | "must" | "nothing_due";
  /** By when a must has to be seen to; null for the others. */
  by: string | null;
  hours: number;
  silent_days: number | null;
}

/** One person's week; owner is null where nobody is named. */
export interface OwnerWeek {
  owner: string | null;
  hours: number;
  lines: WeekLine[];
  left_out: LeftOut[];
  /** Hours that the musts take in all, done or not. */
  must_hours: number;
  reserve_hours: number;
  /** Whether the best use is the same at the high end of what plays change. */
  sure: boolean;
}

export interface WeekTerms {
  as_of: string;
  hours: Hours;
  booked: readonly Block[];
  lifts: OwnLifts;
}

const isAtRisk = ({ health, light }: WeekAccount, below: number): boolean =>
  light === null ? health !== null && health < below : light !== "green";
const isHealthy = ({ health, light }: WeekAccount, below: number): boolean =>
  light === null ? health !== null && health >= below : light === "green";

type Steps = WeekFigures["saveSteps"]["value"];
const WEEK = 7; // not a figure: days a week
const WORKDAYS = 5; // not a figure: working days a week

/** Hours of a playbook's steps for a touch that fall into so many days from one of its days. @example hoursFrom(steps, "low", { first: 0, days: 5 }) // 1 */
export function hoursFrom(steps: Steps, touch: WeekAccount["touch"], { first, days }: { first: number; days: number }): number {
  const due = steps.filter((step) => step.touch === touch && step.day >= first && step.day < first + days);
  return withoutNoise(due.reduce((sum, { hours }) => sum + hours, 0));
}

/** The play that fits an account: save where it is at risk, expand where it is well and something can be sold, prepare where its deadline comes. */
function playOf(one: WeekAccount, week: Week, figures: WeekFigures): Play | null {
  const below = figures.atRiskBelow.value;
  if (isAtRisk(one, below)) return "save";
  const ahead = one.deadline === null ? null : daysBetween(week.from, one.deadline);
  if (ahead !== null && ahead >= 0 && ahead <= figures.prepareDays.value) return "prepare";
  const sellable = (one.expansion ?? 0) > 0 && one.escalations === 0 && !one.notice_served && !one.notice_asked;
  return sellable && isHealthy(one, below) ? "expand" : null;
}

interface Candidate {
  one: WeekAccount;
  play: Play;
  hours: number;
  worth: { low: number; high: number };
}

function candidateOf(one: WeekAccount, week: Week, figures: WeekFigures, lifts: OwnLifts): Candidate | null {
  const play = playOf(one, week, figures);
  if (play === null) return null;
  const lift = lifts[play] ?? figures.lifts.value.find((row) => row.play === play) ?? { low: 0, high: 0 };
  // A renewal's playbook counts the days before the last day to give notice; the others begin this week.
  const hours =
    play === "prepare"
      ? hoursFrom(figures.prepareSteps.value, one.touch, { first: -daysBetween(week.from, one.deadline!), days: WEEK })
      : hoursFrom(play === "save" ? figures.saveSteps.value : figures.expandSteps.value, one.touch, { first: 0, days: WORKDAYS });
  if (hours === 0) return null;
  const stake = (play === "expand" ? one.expansion : one.arr) ?? 0;
  return {
    one,
    play,
    hours,
    worth: { low: sumMoney([stake * lift.low]), high: sumMoney([stake * lift.high]) },
  };
}

const byDateThenMoney = (a: WeekLine, b: WeekLine): number =>
  (a.by < b.by ? -1 : a.by > b.by ? 1 : 0) || (b.one.arr ?? 0) - (a.one.arr ?? 0) || (a.one.account < b.one.account ? -1 : 1);

/** The musts in the order they are done: by the gravest reason, then by date and money; and what does not fit into the hours. */
function placeMusts(
  musts: readonly WeekLine[],
  hours: number,
  order: readonly string[],
): { done: WeekLine[]; open: WeekLine[]; left: number } {
  const rank = ({ musts: [first] }: WeekLine) => order.indexOf(first!.reason);
  let left = quarters(hours);
  const done: WeekLine[] = [];
  const open: WeekLine[] = [];
  for (const line of [...musts].sort((a, b) => rank(a) - rank(b) || byDateThenMoney(a, b))) {
    const takes = quarters(line.hours);
    if (takes <= left) {
      left -= takes;
      done.push(line);
    } else open.push(line);
  }
  return { done, open, left: left / QUARTERS };
}

/** The largest accounts that no must names, the longest silent first, within the reserve. */
function placeReserve(
  accounts: readonly WeekAccount[],
  taken: ReadonlySet<WeekAccount>,
  hours: number,
  week: Week,
  figures: WeekFigures,
): WeekLine[] {
  const top = accounts
    .filter(({ arr }) => arr !== null)
    .sort((a, b) => b.arr! - a.arr!)
    .slice(0, Math.min(figures.reserveAccounts.value, Math.ceil(accounts.length * figures.reserveTop.value)));
  const silent = (one: WeekAccount) => silence(one, week) ?? Number.POSITIVE_INFINITY;
  let left = quarters(hours);
  return top
    .filter((one) => !taken.has(one) && silent(one) > WEEK)
    .sort((a, b) => (silent(a) === silent(b) ? b.arr! - a.arr! : silent(b) - silent(a)))
    .flatMap((one): WeekLine[] => {
      const needs = figures.touchBase.value[one.touch];
      if (quarters(needs) > left) return [];
      left -= quarters(needs);
      return [{ one, why: "reserve", musts: [], by: week.to, hours: needs, worth: null }];
    });
}

const totalHours = (lines: readonly { hours: number }[]): number =>
  withoutNoise(lines.reduce((sum, { hours }) => sum + hours, 0));

function weekOfOwner(
  owner: string | null,
  accounts: readonly WeekAccount[],
  hours: number,
  terms: WeekTerms,
  figures: WeekFigures,
  owners: boolean,
): OwnerWeek {
  const week = weekOf(terms.as_of);
  const order = figures.musts.value.map(({ reason }) => reason as string);
  const musts = accounts.flatMap((one): WeekLine[] => {
    const found = mustsOf(one, week, figures, owners);
    if (found.length === 0) return [];
    // One talk serves several reasons: the longest of them counts.
    const by = found.reduce((first, { by: day }) => (day < first ? day : first), week.to);
    return [{ one, why: "must", musts: found, by, hours: largest(found.map(({ hours: takes }) => takes)), worth: null }];
  });
  const { done, open, left } = placeMusts(musts, hours, order);
  const named = new Set(musts.map(({ one }) => one));
  const reserve = placeReserve(
    accounts,
    named,
    open.length ? 0 : Math.floor(left * figures.reserveShare.value * QUARTERS) / QUARTERS,
    week,
    figures,
  );
  const kept = new Set([...named, ...reserve.map(({ one }) => one)]);
  const candidates = accounts
    .filter((one) => !kept.has(one))
    .flatMap((one) => candidateOf(one, week, figures, terms.lifts) ?? []);
  const free = open.length ? 0 : withoutNoise(left - totalHours(reserve));
  const choose = (end: "low" | "high") =>
    bestWithin(
      candidates.map(({ worth, hours: takes }) => ({ worth: worth[end], takes: quarters(takes) })),
      quarters(free),
    );
  const chosen = new Set(choose("low"));
  const other = choose("high");
  const best = candidates.flatMap(({ one, play, hours: takes, worth }, place): WeekLine[] =>
    chosen.has(place) ? [{ one, why: play, musts: [], by: week.to, hours: takes, worth }] : [],
  );
  const rest = candidates.filter((_, place) => !chosen.has(place));
  const candidate = new Set(candidates.map(({ one }) => one));
  const quiet = accounts.filter((one) => !kept.has(one) && !candidate.has(one)).sort((a, b) => (b.arr ?? 0) - (a.arr ?? 0));
  return {
    owner,
    hours,
    lines: [...done.sort(byDateThenMoney), ...reserve, ...best.sort((a, b) => b.worth!.low - a.worth!.low)],
    left_out: [
      ...open.map(
        ({ one, musts, by, hours }): LeftOut => ({ one, musts, why: "must", by, hours, silent_days: silence(one, week) }),
      ),
      ...rest
        .sort((a, b) => b.worth.low - a.worth.low)
        .map(
          ({ one, play, hours: takes }): LeftOut => ({
            one,
            musts: [],
            why: play,
            by: null,
            hours: takes,
            silent_days: silence(one, week),
          }),
        ),
      ...quiet.map(
        (one): LeftOut => ({ one, musts: [], why: "nothing_due", by: null, hours: 0, silent_days: silence(one, week) }),
      ),
    ],
    must_hours: totalHours(musts),
    reserve_hours: totalHours(reserve),
    sure: other.length === chosen.size && other.every((place) => chosen.has(place)),
  };
}

/** The number of an owner, who may be called like something every object has ("constructor"); 0 where none is given. */
export const numberOf = (hours: Record<string, number>, owner: string): number =>
  Object.hasOwn(hours, owner) ? hours[owner]! : 0;

/** Hours for customers of one owner after what is booked; below nothing is nothing. */
function hoursOf(owner: string | null, { hours, booked }: WeekTerms): number {
  const ofOwner = (blocks: WeekTerms["booked"]) => totalHours(blocks.filter((one) => (one.owner ?? owner) === owner));
  const given =
    typeof hours === "number" ? hours : Array.isArray(hours) ? ofOwner(hours) : owner === null ? 0 : numberOf(hours, owner);
  const taken = ofOwner(booked);
  return Math.max(0, withoutNoise(given - taken));
}

/**
 * The week of each owner: first what must be done, then a reserve for the largest accounts, then the set of plays that may keep or win most
 * within the hours left, exactly. Accounts without an owner stand in a week of nobody, without hours, where the others have owners.
 */
export function planWeek(accounts: readonly WeekAccount[], terms: WeekTerms, figures: WeekFigures): OwnerWeek[] {
  const owners = accounts.some(({ owner }) => owner !== null);
  const groups = new Map<string | null, WeekAccount[]>();
  const { hours } = terms;
  const planned =
    typeof hours === "number" ? [] : Array.isArray(hours) ? hours.flatMap(({ owner }) => owner ?? []) : Object.keys(hours);
  for (const owner of planned) groups.set(owner, []);
  for (const one of accounts) {
    const group = groups.get(one.owner);
    if (group === undefined) groups.set(one.owner, [one]);
    else group.push(one);
  }
  return [...groups]
    .sort(([a], [b]) => (a === null ? 1 : b === null ? -1 : a < b ? -1 : 1))
    .map(([owner, own]) => weekOfOwner(owner, own, owner === null && owners ? 0 : hoursOf(owner, terms), terms, figures, owners));
}
