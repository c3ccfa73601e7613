import { bestWithin } from "../../core/choose.ts";
import { addDays, daysBetween } from "../../core/dates.ts";
import { sumMoney, withoutNoise } from "../../core/money.ts";
import { handOver, isOwnFire } from "./hand-over.ts";
import {
  isDecisive,
  mustLines,
  offDays,
  QUARTERS,
  quarters,
  type Setting,
  totalHours,
  type WeekLine,
  type WeekTerms,
} from "./lines.ts";
import { isHot, type Must, silence, usageFall, type Week, weekOf } from "./musts.ts";
import type { OwnLifts, Play, WeekAccount, WeekFigures } from "./question.ts";

/** Hours that no whole play takes: a play begun early, or a buffer for what comes in. */
export interface Spare {
  use: "begin" | "buffer";
  one: WeekAccount | null;
  hours: number;
}

/** An account that gets no hour: a must or a play that does not fit, or one with nothing due. */
export interface LeftOut {
  one: WeekAccount;
  musts: Must[];
  why: Play | "must" | "look" | "nothing_due";
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
  spare: Spare[];
  /** Hours that the musts take in all, done or not. */
  must_hours: number;
  reserve_hours: number;
  /** Whether the best use is the same at the high end of what plays change. */
  sure: boolean;
}

const isAtRisk = ({ health, light }: WeekAccount, below: number): boolean =>
  light === null ? health !== null && health < below : light !== "green";
const isHealthy = ({ health, light }: WeekAccount, below: number): boolean =>
  light === null ? health !== null && health >= below : light === "green";

type Steps = WeekFigures["saveSteps"]["value"];
const WEEK = 7; // not a figure: days a week
const WORKDAYS = 5; // not a figure: working days a week

/** Hours of a playbook's steps for a touch that fall into so many days from one of its days. @example hoursFrom(steps, "low", { first: 0, days: 5 }) // 1 */
function hoursFrom(steps: Steps, touch: WeekAccount["touch"], { first, days }: { first: number; days: number }): number {
  const due = steps.filter((step) => step.touch === touch && step.day >= first && step.day < first + days);
  return withoutNoise(due.reduce((sum, { hours }) => sum + hours, 0));
}

/** The play that fits an account: save where it is at risk, expand where it is well and something can be sold, prepare where its deadline comes. */
function playOf(one: WeekAccount, week: Week, figures: WeekFigures): Play | null {
  const below = figures.atRiskBelow.value;
  // Nobody saves who cannot pay, nor calls who asked to be left alone.
  if (one.read?.kinds.includes("insolvent") || (one.read !== null && (one.read.not_before ?? "") > week.to)) return null;
  // A light that only a broken counter made is no danger.
  const artifact = one.read?.kinds.includes("artifact") === true && usageFall(one, figures) !== null;
  if (isAtRisk(one, below) && !artifact) return "save";
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
  const silent = silence(one, week);
  const ahead = one.deadline === null ? null : daysBetween(week.from, one.deadline);
  // Far off and just spoken to, or twice as far as a renewal is prepared: the first step will do.
  const fresh = silent !== null && silent <= figures.freshDays.value;
  const can_wait = ahead !== null && ((fresh && ahead > figures.farDays.value) || ahead > 2 * figures.prepareDays.value);
  const whole = play === "save" ? hoursFrom(figures.saveSteps.value, one.touch, { first: 0, days: WORKDAYS }) : 0;
  // A renewal's playbook counts the days before the last day to give notice; the others begin this week.
  const hours =
    play === "prepare"
      ? hoursFrom(figures.prepareSteps.value, one.touch, { first: -daysBetween(week.from, one.deadline!), days: WEEK })
      : play === "expand"
        ? hoursFrom(figures.expandSteps.value, one.touch, { first: 0, days: WORKDAYS })
        : can_wait
          ? Math.min(whole, figures.firstStep.value[one.touch])
          : whole;
  if (hours === 0) return null;
  // A first step may keep its part of what the whole play may.
  const part = play === "save" ? hours / whole : 1;
  const stake = ((play === "expand" ? one.expansion : one.arr) ?? 0) * part;
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
  isSoft: (line: WeekLine) => boolean,
): { done: WeekLine[]; open: WeekLine[]; left: number } {
  const rank = ({ musts: [first] }: WeekLine) => order.indexOf(first!.reason);
  let left = quarters(hours);
  const done: WeekLine[] = [];
  const open: WeekLine[] = [];
  const soft = (line: WeekLine) => (isSoft(line) ? 1 : 0);
  for (const line of [...musts].sort((a, b) => soft(a) - soft(b) || rank(a) - rank(b) || byDateThenMoney(a, b))) {
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
  setting: Setting,
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
      const long = silence(one, week) !== null && silent(one) > figures.talkDays.value && isDecisive(one, setting, figures);
      const base = figures.touchBase.value[one.touch] * (long ? figures.decisive.value.times : 1);
      const needs = quarters(base) > left ? figures.touchBase.value[one.touch] : base;
      if (quarters(needs) > left) return [];
      left -= quarters(needs);
      return [{ one, why: "reserve", musts: [], by: week.to, hours: needs, worth: null }];
    });
}

/** Nothing is known: no health, no light and no contact. */
const isUnknown = ({ health, light, last_contact }: WeekAccount): boolean =>
  health === null && light === null && last_contact === null;

/** First looks at accounts of which nothing is known, the largest first, within the hours. */
function placeLooks(accounts: readonly WeekAccount[], hours: number, week: Week, figures: WeekFigures) {
  let left = quarters(hours);
  const [done, open]: [WeekLine[], WeekLine[]] = [[], []];
  for (const one of [...accounts].sort((a, b) => (b.arr ?? 0) - (a.arr ?? 0) || (a.account < b.account ? -1 : 1))) {
    const line: WeekLine = { one, why: "look", musts: [], by: week.to, hours: figures.lookHours.value[one.touch], worth: null };
    const fits = quarters(line.hours) <= left;
    if (fits) left -= quarters(line.hours);
    (fits ? done : open).push(line);
  }
  return { done, open, left: left / QUARTERS };
}

/** What becomes of hours that no whole play takes: the play worth most is begun, and the rest is kept for what comes in. */
function spareOf(hours: number, buffer: number, waiting: readonly Candidate[]): Spare[] {
  const [next] = waiting;
  const free = withoutNoise(hours - buffer);
  const begun = next === undefined || free < 1 ? 0 : Math.min(free, next.hours);
  const rest = withoutNoise(hours - begun);
  return [
    ...(begun > 0 ? [{ use: "begin" as const, one: next!.one, hours: begun }] : []),
    ...(rest > 0 ? [{ use: "buffer" as const, one: null, hours: rest }] : []),
  ];
}

function weekOfOwner(
  owner: string | null,
  accounts: readonly WeekAccount[],
  hours: number,
  terms: WeekTerms,
  figures: WeekFigures,
  setting: Setting,
  taken: readonly WeekLine[] = [],
): OwnerWeek {
  const week = weekOf(terms.as_of);
  const order = figures.musts.value.map(({ reason }) => reason as string);
  const musts = [...mustLines(accounts, week, figures, setting), ...taken];
  const { done, open, left } = placeMusts(
    musts,
    hours,
    order,
    // What was taken over goes before what of one's own can wait a week.
    (line) => taken.length > 0 && line.from === undefined && !isOwnFire(line, figures.nextDays.value),
  );
  const named = new Set(musts.map(({ one }) => one));
  const unknowns = setting.informed ? accounts.filter((one) => !named.has(one) && isUnknown(one)) : [];
  const looks = placeLooks(unknowns, open.length ? 0 : left, week, figures);
  for (const one of unknowns) named.add(one);
  const hot = done.some((line) => line.musts.some((must) => isHot(must, figures)));
  const buffer =
    hot && open.length === 0 ? Math.min(looks.left, Math.floor(hours * figures.bufferShare.value * QUARTERS) / QUARTERS) : 0;
  const rested = withoutNoise(looks.left - buffer);
  const largeQuiet = accounts.some(
    (one) => !named.has(one) && isDecisive(one, setting, figures) && (silence(one, week) ?? 0) > figures.talkDays.value,
  );
  const share = Math.floor(rested * figures.reserveShare.value * QUARTERS) / QUARTERS;
  const reserve = placeReserve(
    accounts,
    named,
    open.length
      ? 0
      : largeQuiet
        ? Math.min(rested, Math.max(share, figures.touchBase.value.high * figures.decisive.value.times))
        : share,
    week,
    figures,
    setting,
  );
  const kept = new Set([...named, ...reserve.map(({ one }) => one)]);
  const candidates = accounts
    .filter((one) => !kept.has(one))
    .flatMap((one) => candidateOf(one, week, figures, terms.lifts) ?? []);
  const free = open.length ? 0 : withoutNoise(rested - totalHours(reserve));
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
  const rest = candidates.filter((_, place) => !chosen.has(place)).sort((a, b) => b.worth.low - a.worth.low);
  const candidate = new Set(candidates.map(({ one }) => one));
  const quiet = accounts.filter((one) => !kept.has(one) && !candidate.has(one)).sort((a, b) => (b.arr ?? 0) - (a.arr ?? 0));
  const lines = [...done.sort(byDateThenMoney), ...looks.done, ...reserve, ...best.sort((a, b) => b.worth!.low - a.worth!.low)];
  const out = (one: WeekAccount, why: LeftOut["why"], takes: number): LeftOut => ({
    one,
    musts: [],
    why,
    by: null,
    hours: takes,
    silent_days: silence(one, week),
  });
  return {
    owner,
    hours,
    lines,
    left_out: [
      ...open.map((line): LeftOut => ({ ...out(line.one, "must", line.hours), musts: line.musts, by: line.by })),
      ...looks.open.map(({ one, hours: takes }) => out(one, "look", takes)),
      ...rest.map(({ one, play, hours: takes }) => out(one, play, takes)),
      ...quiet.map((one) => out(one, "nothing_due", 0)),
    ],
    spare: open.length ? [] : spareOf(withoutNoise(hours - totalHours(lines)), buffer, rest),
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
  const known = accounts.filter((one) => !isUnknown(one)).length;
  // Whose hours are all 0 is away, by name or by blocks.
  const away = (owner: string | null): boolean => {
    if (owner === null || typeof hours === "number") return false;
    if (!Array.isArray(hours)) return Object.hasOwn(hours, owner) && hours[owner] === 0;
    const own = hours.filter((one) => one.owner === owner);
    return own.length > 0 && hoursOf(owner, { ...terms, booked: [] }) === 0;
  };
  const colleague = new Map((terms.people ?? []).map((one) => [one.name, one]));
  const weekEnd = addDays(weekOf(terms.as_of).to, 1);
  const setting: Setting = {
    until: (owner) => (away(owner) ? (colleague.get(owner!)?.until ?? weekEnd) : null),
    off: (owner) => offDays(owner, terms),
    owners,
    accounts: accounts.length,
    money: sumMoney(accounts.map(({ arr }) => arr ?? 0)),
    informed: known * 2 >= accounts.length,
  };
  const sorted = [...groups].sort(([a], [b]) => (a === null ? 1 : b === null ? -1 : a < b ? -1 : 1));
  const people = sorted.map(([owner, own]) => ({
    owner,
    accounts: own,
    hours: owner === null && owners ? 0 : hoursOf(owner, terms),
  }));
  const taken = handOver(people, { away, setting, terms }, weekOf(terms.as_of), figures);
  const weeks = people.map(({ owner, accounts: own, hours: there }) =>
    weekOfOwner(
      owner,
      own.filter((one) => !taken.some(({ line }) => line.one === one)),
      there,
      terms,
      figures,
      setting,
      taken.filter(({ to }) => to === owner).map(({ line }) => line),
    ),
  );
  return wordFor(weeks, away, figures);
}

/** A short word from the buffers for what of an absent colleague's could only wait: a line that says who is there. */
function wordFor(weeks: readonly OwnerWeek[], away: (owner: string | null) => boolean, figures: WeekFigures): OwnerWeek[] {
  const waiting = weeks
    .filter(({ owner }) => away(owner))
    .flatMap(({ left_out }) => left_out.filter(({ why }) => why !== "must" && why !== "nothing_due"));
  const spare = new Map(weeks.map((week) => [week, [...week.spare]]));
  for (const { one } of waiting) {
    const buffers = [...spare.values()].flatMap((list) =>
      list.flatMap((kept) => (kept.use === "buffer" ? [{ list, kept }] : [])),
    );
    const [most] = buffers.sort((a, b) => b.kept.hours - a.kept.hours);
    const takes = figures.touchBase.value[one.touch];
    if (most === undefined || most.kept.hours <= 2 * takes) continue;
    const left = { ...most.kept, hours: withoutNoise(most.kept.hours - takes) };
    most.list.splice(most.list.indexOf(most.kept), 1, { use: "begin", one, hours: takes }, left);
  }
  return weeks.map((week) => ({ ...week, spare: spare.get(week)! }));
}
