import type { Assumption, Warning } from "../../core/answer.ts";
import { daysBetween } from "../../core/dates.ts";
import { brief, inShort, listed, plural } from "../../core/english.ts";
import { sumMoney } from "../../core/money.ts";
import { decimal, percent, shortMoney } from "../../render/numbers.ts";
import type { WeekLine } from "./lines.ts";
import type { LeftOut, OwnerWeek } from "./plan-week.ts";
import type { MustReason, Play, WeekAccount, WeekFigures } from "./question.ts";

const ROWS = 3;
const DAYS = 7; // not a figure: days of a week

const why: Record<MustReason, (days: number | null) => string> = {
  notice_given: () => "notice given",
  notice_asked: () => "asked how to give notice",
  deadline_passed: (days) => `deadline passed ${plural(days ?? 0, "day")} ago, nobody said how it ended`,
  promise_overdue: (days) =>
    days === null || days === 0 ? "a promise falls due today" : `a promise ${plural(days, "day")} overdue`,
  promise_due: (days) => `a promise due in ${plural(days ?? 0, "day")}`,
  ends_unsigned: (days) => `ends by itself in ${plural(days ?? 0, "day")} unless somebody signs`,
  appointment: (days) => (days === 0 ? "a meeting today" : `a meeting in ${plural(days ?? 0, "day")}`),
  usage_fall: () => "usage has fallen sharply",
  escalation_open: () => "an open escalation",
  opt_out_near: (days) =>
    days === 0 ? "today is the last day for notice" : `${plural(days ?? 0, "day")} to the last day for notice`,
  owner_gone: () => "nobody owns it",
  sponsor_gone: () => "its sponsor has gone",
  put_off: () => "put off again and again",
  dark: (days) => `silent for ${plural(days ?? 0, "day")}`,
};

const playWords: Record<Play, string> = { save: "save play", prepare: "renewal step", expand: "expansion talk" };
/** What a line of the week is. */
export const kindWords: Record<WeekLine["why"], string> = {
  must: "cannot wait",
  reserve: "talk with a large account",
  look: "first look, nothing is known",
  ...playWords,
};

const named = ({ account, arr }: WeekAccount, currency: string): string =>
  arr === null ? account : `${account} (${shortMoney(arr, currency)})`;

/** Why an account cannot wait, with the promise in its own words where they are known. */
export const reasonsSaid = ({ musts, one }: Pick<WeekLine, "musts" | "one">): string =>
  musts
    .map(({ reason, days }) => {
      const said = why[reason](days);
      return (reason === "promise_overdue" || reason === "promise_due") && one.promise !== null
        ? `${said} ("${one.promise.replace(/[.\s]+$/, "")}")`
        : said;
    })
    .join(", ");

/** What to do with an account that must be worked on, by the gravest of its reasons. */
export const actionOf = ({ musts: [first] }: WeekLine): string => first?.action ?? "";

interface Said {
  summary: string;
  because: string[];
  check_first: string[];
  do_next: string[];
  unknown: string[];
  say: { team?: string };
  next: { call?: string; question?: string; why: string }[];
}

const linesOf = (weeks: readonly OwnerWeek[], kind: (line: WeekLine) => boolean): WeekLine[] =>
  weeks.flatMap(({ lines }) => lines.filter(kind));
const arrOf = (lines: readonly { one: WeekAccount }[]): number => sumMoney(lines.map(({ one }) => one.arr ?? 0));
const hoursOf = (lines: readonly { hours: number }[]): number => lines.reduce((sum, { hours }) => sum + hours, 0);

/** A last day for notice that falls into the week: once it has passed nothing brings it back. */
const lastDay = ({ one, musts }: { one: WeekAccount; musts: WeekLine["musts"] }): string | null =>
  musts.some(({ reason }) => reason === "opt_out_near") && one.deadline !== null && daysBetween(musts[0]!.by, one.deadline) < DAYS
    ? one.deadline
    : null;

const FAR = "9999-12-31";
/** What cannot be made good comes first: by the last day for notice in this week, then by date, and of one day the most money. */
function firstThings<Row extends { one: WeekAccount; musts: WeekLine["musts"]; by: string | null }>(rows: readonly Row[]): Row[] {
  const order = (row: Row) => `${lastDay(row) ?? FAR} ${row.by ?? FAR}`;
  return [...rows].sort(
    (a, b) => (order(a) < order(b) ? -1 : order(a) > order(b) ? 1 : 0) || (b.one.arr ?? 0) - (a.one.arr ?? 0),
  );
}

const namedWithDay = (row: LeftOut, currency: string): string => {
  const day = lastDay(row);
  const { account, arr } = row.one;
  if (day === null) return named(row.one, currency);
  return `${account} (${arr === null ? "" : `${shortMoney(arr, currency)}, `}last day for notice ${day})`;
};

/** Hours that are left to owners beside their own week. */
const hoursLeft = (weeks: readonly OwnerWeek[]) =>
  weeks
    .map(({ owner, hours, lines }) => ({ owner, left: hours - hoursOf(lines) }))
    .filter(({ owner, left }) => owner !== null && left > 0)
    .sort((a, b) => b.left - a.left);

function openMusts(weeks: readonly OwnerWeek[], open: readonly LeftOut[], currency: string): string {
  if (open.length === 0) return "";
  const needs = hoursOf(open);
  const there = hoursLeft(weeks).reduce((sum, { left }) => sum + left, 0);
  const absent = weeks.filter(({ owner, hours }) => owner !== null && hours === 0).map(({ owner }) => owner!);
  const gone = absent.length > 0 && open.every(({ one }) => one.owner !== null && absent.includes(one.owner));
  const first = gone
    ? `${inShort(absent)} ${absent.length === 1 ? "has" : "have"} no hours, and ${plural(open.length, "account")} there cannot wait`
    : `${plural(open.length, "account")} that must be worked on ${open.length === 1 ? "does" : "do"} not fit`;
  const help =
    there >= needs && weeks.length > 1
      ? `the others have ${decimal(there, 1)} hours free for these ${decimal(needs, 1)}`
      : `${decimal(needs, 1)} more hours would do`;
  return `${first}: ${inShort(open.map((row) => namedWithDay(row, currency)))}; ${help}.`;
}

/** All names where they are few. */
const fewListed = (names: readonly string[]): string => (names.length <= ROWS ? listed(names) : inShort(names));

const FEW = 2;
/** Accounts by name where they are few, else by their number. */
const fewNamed = (accounts: readonly WeekAccount[]): string =>
  accounts.length <= FEW ? accounts.map(({ account }) => account).join(" and ") : plural(accounts.length, "account");

/** Hours that no whole play takes, and what they are for. */
function spareHours(weeks: readonly OwnerWeek[]): string[] {
  const waiting = weeks.flatMap(({ left_out }) => left_out);
  return weeks.flatMap(({ owner, hours, lines, left_out, spare }) => {
    const whose = owner === null ? "" : `${owner}: `;
    const begun = spare.flatMap(({ use, one, hours: takes }) =>
      use === "begin" ? [`${decimal(takes, 1)} begin ${one!.account}`] : [],
    );
    const kept = hoursOf(spare.filter(({ use }) => use === "buffer"));
    const hot = lines.filter(({ musts }) => musts.some(({ reason }) => openEnded.has(reason))).map(({ one }) => one.account);
    const next = [...left_out, ...waiting].find(({ why: kind }) => kind !== "must" && kind !== "nothing_due");
    if (begun.length + kept === 0 || (kept < 1 && begun.length === 0)) return [];
    const forWhat = hot.length ? `what ${fewListed(hot)} may still ask for` : "what comes in";
    const buffer =
      kept > 0
        ? [`${decimal(kept, 2)} are kept for ${forWhat}${next === undefined ? "" : `, unused for ${next.one.account}`}`]
        : [];
    return [`${whose === "" ? "Of" : `${whose}of`} ${decimal(hours, 1)} hours ${[...begun, ...buffer].join(", ")}.`];
  });
}

/** Reasons whose talk can turn into more work. */
const openEnded: ReadonlySet<MustReason> = new Set(["notice_given", "opt_out_near", "escalation_open"]);

/** Who takes what of those who are away. */
function takenSaid(weeks: readonly OwnerWeek[], currency: string): string {
  const taken = weeks.flatMap(({ owner, lines }) =>
    lines.flatMap((line) => (line.from === undefined ? [] : [{ owner, from: line.from, line }])),
  );
  if (taken.length === 0) return "";
  const froms = [...new Set(taken.map(({ from }) => from))];
  const byTaker = weeks.flatMap(({ owner }) => {
    const own = firstThings(taken.filter((one) => one.owner === owner).map(({ line }) => line));
    const said = own.map((line) => {
      const day = lastDay(line);
      return day === null
        ? named(line.one, currency)
        : `${line.one.account} (${line.one.arr === null ? "" : `${shortMoney(line.one.arr, currency)}, `}last day for notice ${day})`;
    });
    return own.length ? [`${owner} takes ${fewListed(said)}`] : [];
  });
  return `${inShort(froms)} ${froms.length === 1 ? "has" : "have"} no hours: ${byTaker.join("; ")}, ${decimal(hoursOf(taken.map(({ line }) => line)), 2)} hours with reading in.`;
}

/** What a second reading of the contract may change where a last day is near. */
function contractSaid(weeks: readonly OwnerWeek[]): string[] {
  const near = firstThings(weeks.flatMap(({ lines, left_out }) => [...lines, ...left_out])).filter(
    (row) => lastDay(row) !== null,
  );
  return near.slice(0, 1).map(({ one }) => {
    const other = one.deadline_in_months;
    const months = other === null || other === one.deadline ? "" : ` If it counts months and not days, its last day is ${other}.`;
    return `${one.account}'s contract: does it renew by itself, and must notice be sent or received by ${one.deadline}? Look into the mailbox first.${months}`;
  });
}

/** A second way where the person is not reached. */
interface CallAbove {
  account: string;
  day: string;
  at: string;
}

/** Who has hours left for what does not fit into another's week, or has no owner; nobody is made to do it. */
function handOver(weeks: readonly OwnerWeek[], open: readonly LeftOut[], currency: string): string[] {
  if (open.length === 0) return [];
  const free = hoursLeft(weeks).filter(({ left }) => open.some(({ hours }) => hours <= left));
  if (free.length === 0) return [];
  const helpers = inShort(free.map(({ owner, left }) => `${owner} has ${decimal(left, 1)} hours left`));
  return [`Team lead, today: hand ${inShort(open.map(({ one }) => named(one, currency)))} over for this week; ${helpers}.`];
}

/** A week in words: what must be done first, what the rest of the hours go to, who gets nothing. */
export function wordWeek(
  weeks: readonly OwnerWeek[],
  accounts: readonly WeekAccount[],
  currency: string,
  above: readonly CallAbove[],
): Said {
  const must = firstThings(linesOf(weeks, ({ why: kind }) => kind === "must"));
  const best = linesOf(weeks, ({ why: kind }) => kind !== "must" && kind !== "reserve" && kind !== "look").sort(
    (a, b) => (b.worth?.low ?? 0) - (a.worth?.low ?? 0),
  );
  const reserve = linesOf(weeks, ({ why: kind }) => kind === "reserve");
  const looks = linesOf(weeks, ({ why: kind }) => kind === "look");
  const taken = takenSaid(weeks, currency);
  const owned = accounts.some(({ owner }) => owner !== null);
  const left = weeks.flatMap(({ left_out }) => left_out).sort((a, b) => (b.one.arr ?? 0) - (a.one.arr ?? 0));
  const needed = firstThings(left.filter(({ why: kind }) => kind === "must"));
  const open = needed.filter(({ one }) => one.owner !== null || !owned);
  const ownerless = needed.filter(({ one }) => one.owner === null && owned);
  const hours = weeks.reduce((sum, one) => sum + one.hours, 0);
  const begun = new Set(weeks.flatMap(({ spare }) => spare.flatMap(({ use, one }) => (use === "begin" ? [one!] : []))));
  const spokenTo = ({ one, silent_days }: (typeof left)[number]) =>
    `${one.account}${silent_days === null ? "" : ` (last spoken to ${plural(silent_days, "day")} ago)`}`;
  const [first] = must;
  const lead = first
    ? `Begin with ${
        must.length <= ROWS
          ? listed(must.map(({ one }) => named(one, currency)))
          : `${must
              .slice(0, ROWS)
              .map(({ one }) => named(one, currency))
              .join(", ")} and ${must.length - ROWS} more`
      }: ${decimal(hoursOf(must), 2)} of ${decimal(hours, 2)} hours cannot wait.`
    : open.length
      ? "No hour is there for what cannot wait."
      : "Nothing has to be done this week that could not wait.";
  const rest = best.length
    ? `The rest goes to ${inShort(best.map(({ one }) => one.account))}, ${shortMoney(arrOf(best), currency)} at stake.`
    : "";
  const waiting = left.filter(({ why: kind }) => kind !== "must");
  const quiet = waiting.filter(({ why: kind }) => kind === "nothing_due").length;
  const nothing = quiet === 0 ? "" : quiet === waiting.length ? ", with nothing due" : `, ${quiet} of them with nothing due`;
  const gone = waiting.length
    ? `${plural(waiting.length, "account")}${waiting.every(({ one }) => one.arr === null) ? "" : ` with ${shortMoney(arrOf(waiting), currency)}`} ${waiting.length === 1 ? "waits" : "wait"}${nothing}.`
    : "";
  const takers = new Map(
    weeks.flatMap(({ owner, lines }) => lines.flatMap((line) => (line.from === undefined ? [] : [[line, owner]]))),
  );
  const doSaid = (line: WeekLine) =>
    `${takers.get(line) ?? line.one.owner ?? (owned ? "Team lead" : "CSM")}, by ${line.by}, ${line.one.account}: ${actionOf(line).replace(/([^?])$/, "$1.")}`;
  const noContact = accounts.filter(({ last_contact }) => last_contact === null).length;
  const noDate = accounts.filter(({ deadline }) => deadline === null).length;
  const reckoned = accounts.filter(({ deadline, deadline_known }) => deadline !== null && !deadline_known).length;
  return {
    summary: brief([
      taken,
      ...(open.some((row) => lastDay(row) !== null) || weeks.some(({ owner, hours: own }) => owner !== null && own === 0)
        ? [openMusts(weeks, open, currency), lead]
        : [lead, openMusts(weeks, open, currency)]),
      ownerless.length
        ? `Nobody owns ${inShort(ownerless.map(({ one }) => named(one, currency)))}, which cannot wait either.`
        : "",
      looks.length ? `Nothing is known of ${inShort(looks.map(({ one }) => named(one, currency)))}: look first.` : "",
      rest,
      gone,
    ]),
    because: [
      ...firstThings<{ one: WeekAccount; musts: WeekLine["musts"]; by: string | null }>([...open, ...must])
        .slice(0, ROWS)
        .map((line) => `${named(line.one, currency)}: ${reasonsSaid(line)}.`),
      ...(reserve.length
        ? [
            `${plural(reserve.length, "large account")} ${reserve.length === 1 ? "gets a talk whatever its" : "get a talk whatever their"} color: ${inShort(reserve.map(({ one }) => one.account))}.`,
          ]
        : []),
    ].slice(0, ROWS),
    check_first: [
      ...contractSaid(weeks),
      ...(reckoned
        ? [
            `The days of notice of ${plural(reckoned, "account")} are not known: their last day may be earlier than the end of the term used here.`,
          ]
        : []),
      ...(weeks.some(({ sure }) => !sure)
        ? [
            "What plays change is a guess, and at its high end other accounts would be chosen: take the list as one of several good ones.",
          ]
        : []),
      ...(noContact > accounts.length / 2
        ? [`Of ${plural(noContact, "account")} nobody knows the last contact, so silence is not seen.`]
        : []),
      ...spareHours(weeks),
    ].slice(0, 2),
    do_next: [
      ...handOver(weeks, [...open, ...ownerless], currency),
      ...must.slice(0, 1).map(doSaid),
      ...above
        .slice(0, 1)
        .map(
          ({ account, day, at }) =>
            `Manager: if nobody at ${account} is reached by ${at} on ${day}, call above the contact, and send the question in writing.`,
        ),
      ...must.slice(1).map(doSaid),
    ].slice(0, ROWS),
    unknown: [
      ...(noDate
        ? [`The renewal date of ${fewNamed(accounts.filter(({ deadline }) => deadline === null))}; the contracts say.`]
        : []),
      ...(noContact
        ? [
            `The last contact of ${fewNamed(accounts.filter(({ last_contact }) => last_contact === null))}; calendars and mailboxes tell.`,
          ]
        : []),
    ].slice(0, ROWS),
    say: {
      team: [
        ...(needed.length ? [`Cannot wait and has nobody yet: ${inShort(needed.map(spokenTo))}. Who takes it?`] : []),
        waiting.length > quiet
          ? `Nothing happens this week with ${fewListed(waiting.filter(({ one }) => !begun.has(one)).map(spokenTo))}.`
          : needed.length
            ? ""
            : quiet
              ? `Everybody with a reason gets an hour this week; nothing is due with ${inShort(waiting.map(({ one }) => one.account))}.`
              : "Everybody gets an hour this week.",
      ]
        .filter(Boolean)
        .join(" "),
    },
    next: [
      {
        call: "draft_playbook",
        why: best.some(({ why: kind }) => kind === "save") ? "The dated steps of the save plays." : "The dated steps of a play.",
      },
    ],
  };
}

/** What was taken because nobody gave it. */
export function weekAssumptions(accounts: readonly WeekAccount[], figures: WeekFigures, ownLifts: boolean): Assumption[] {
  const unknownTouch = accounts.filter(({ touch_known }) => !touch_known).length;
  return [
    ...(unknownTouch
      ? [
          {
            what: "Touch",
            value: "high",
            why: `${plural(unknownTouch, "account")} without one.`,
            if_wrong: "Pooled and digital accounts take less time and may be silent for longer.",
          },
        ]
      : []),
    ...(ownLifts
      ? []
      : [
          {
            what: "What a play changes",
            value: figures.lifts.value
              .map(({ play, low, high }) => `${playWords[play]} ${percent(low, 0)} to ${percent(high, 0)}`)
              .join(", "),
            why: "House figures that nobody measured; they only order the plays.",
            if_wrong: "Other plays come first; what must be done stays.",
          },
        ]),
  ];
}

/** What keeps a week from being believed as it stands. */
export function weekWarnings(
  weeks: readonly OwnerWeek[],
  accounts: readonly WeekAccount[],
  unplanned: readonly string[],
): Warning[] {
  const unpriced = accounts.filter(({ arr }) => arr === null);
  const owned = weeks.some(({ owner }) => owner !== null);
  const nobody = weeks.find(
    ({ owner, hours, lines, left_out }) => owned && owner === null && hours === 0 && lines.length + left_out.length > 0,
  );
  return [
    ...(unpriced.length
      ? [
          {
            code: "accounts_without_arr",
            message: `${plural(unpriced.length, "account")} without an amount (${inShort(unpriced.map(({ account }) => account))}) can be in what must be done, and in no choice by money: give the ARR.`,
          },
        ]
      : []),
    ...(nobody === undefined
      ? []
      : [
          {
            code: "no_owner",
            message: `Nobody owns ${plural(nobody.left_out.length, "account")}, so no hour is planned for ${inShort(nobody.left_out.map(({ one }) => one.account))}.`,
          },
        ]),
    ...(unplanned.length
      ? [
          {
            code: "owner_without_hours",
            message: `No hours are given for ${inShort(unplanned)}, so their week is empty. Add them to hours.`,
          },
        ]
      : []),
  ];
}
