import type { Warning } from "../../core/answer.ts";
import { daysBetween } from "../../core/dates.ts";
import { brief, inShort, plural } from "../../core/english.ts";
import { isKnown, type Known, orNull } from "../../core/known.ts";
import { sumMoney } from "../../core/money.ts";
import { type PassedOver, passedSaid, passedWarnings } from "../../core/passed-over.ts";
import { decimal, percent, shortMoney } from "../../render/numbers.ts";
import { lastMilestone, type Stretches } from "./milestones.ts";
import type { MixOf, WrittenDays } from "./mix.ts";
import { blockedOf, type SplitAnswer } from "./periods.ts";
import type { Onboarding } from "./question.ts";
import type { GroupSpeed, ReachedBy, Speed, Trend } from "./speed.ts";

const ROWS = 3;
const GROUPS = 4; // not a figure: groups of a sentence
const DROPPED = 12; // not a figure: dates of one message
const days = (value: number): string => `${decimal(value, 0)} ${Math.round(value) === 1 ? "day" : "days"}`;

/** Everything measured of an onboarding. */
export interface Measured {
  speed: Speed;
  reached_by: readonly ReachedBy[];
  trend: Trend & { mix: Known<MixOf> };
  groups: readonly GroupSpeed[];
  stretches: Stretches;
  waiting: readonly Onboarding[];
  stuck_after: Known<number>;
  /** Stretches in which suspiciously many took the very same number of days. */
  even: readonly { group: string | null; from: string; to: string; count: number; of: number; days: number }[];
  /** Days of the slowest who arrived; null where nobody did. */
  slowest: number | null;
  /** Live on the day of their start, in no number here. */
  atOnce: readonly Onboarding[];
  /** Left without value, by a day or by their remark. */
  left: readonly Onboarding[];
  written: Known<WrittenDays>;
  split: Known<SplitAnswer>;
  /** What became of the rows of a table; null where customers were given. */
  read: {
    passed: readonly PassedOver[];
    dropped: readonly PassedOver[];
    mended: readonly { account: string; value: string; start: string; read_as: string }[];
    empty: readonly { account: string; days: number }[];
    rows: number;
    start: string;
    days: string | undefined;
  } | null;
}

const rangeOf = ({ median_low, median_high }: Speed): string =>
  isKnown(median_low) && isKnown(median_high)
    ? `, between ${decimal(median_low, 0)} and ${decimal(median_high, 0)} by chance`
    : "";

function lead({ speed, reached_by }: Measured): string {
  const { customers, reached, median } = speed;
  if (isKnown(median))
    return `Half of the customers reach first value within ${days(median)}${rangeOf(speed)}: ${plural(reached, "customer")} of ${customers} did, the others count as waiting.`;
  const last = [...reached_by].reverse().find(({ reached: share }) => isKnown(share));
  const share = last === undefined ? null : orNull(last.reached);
  return reached === 0
    ? `None of ${plural(customers, "customer")} has reached first value yet.`
    : `Fewer than half reach first value so far: ${plural(reached, "customer")} of ${customers}${share === null ? "" : `, ${percent(share, 0)} within ${days(last!.day)}`}.`;
}

const trendWords: Record<Trend["verdict"], (trend: Trend) => string> = {
  faster: () => "Customers of the later half reach value faster, by more than chance.",
  slower: () => "Customers of the later half reach value more slowly, by more than chance.",
  only_looks_faster: ({ earlier_half, later_half, yardstick }) =>
    isKnown(earlier_half) && isKnown(later_half) && later_half.by_count
      ? `It only looks faster: within ${days(yardstick)} ${later_half.within} of ${later_half.followed} of the later half arrived, of the earlier ${earlier_half.within} of ${earlier_half.followed}.`
      : `It only looks faster: the average of those who arrived fell because the slow ones of late still wait${isKnown(later_half) ? ` (${later_half.waiting} of ${later_half.customers})` : ""}.`,
  no_difference_seen: () => "Whether it gets faster cannot be told from chance.",
  too_few: () => "Too few to say whether it gets faster.",
};

/** Those who wait too long: past the day by which nine in ten arrived, or, where so many have not, longer than anybody took. */
function overdue({ waiting, stuck_after, slowest }: Measured): { rows: Onboarding[]; than: string } {
  const waits = waiting.filter(({ remark_says }) => remark_says === null);
  if (isKnown(stuck_after))
    return { rows: waits.filter(({ days: age }) => age > stuck_after), than: `nine in ten took (${days(stuck_after)})` };
  return slowest === null
    ? { rows: [], than: "" }
    : { rows: waits.filter(({ days: age }) => age > slowest), than: `the slowest arrival took (${days(slowest)})` };
}

function stuckSaid(measured: Measured, currency: string): string {
  const { waiting } = measured;
  const { rows: stuck, than } = overdue(measured);
  if (stuck.length === 0)
    return waiting.length ? `${plural(waiting.length, "customer")} wait, the longest for ${days(waiting[0]!.days)}.` : "";
  const arr = sumMoney(stuck.map(({ arr: one }) => one ?? 0));
  return `${plural(stuck.length, "customer")}${arr > 0 ? ` with ${shortMoney(arr, currency)}` : ""} ${stuck.length === 1 ? "waits" : "wait"} longer than ${than}: ${inShort(stuck.map(({ account }) => account))}.`;
}

function stretchSaid({ stretches }: Stretches): string {
  const longest = [...stretches]
    .filter(({ share }) => isKnown(share))
    .sort((a, b) => (b.share as number) - (a.share as number))[0];
  if (longest === undefined) return "";
  return `Most time goes between ${longest.from} and ${longest.to}: ${days(longest.median as number)}, ${percent(longest.share as number, 0)} of the way; ${longest.waiting} wait there.`;
}

/** A small group beside the others of its kind, by counts. */
function countSaid(one: GroupSpeed, groups: readonly GroupSpeed[], yardstick: number): string {
  const others = groups.filter(({ kind, group }) => kind === one.kind && group !== one.group);
  const sum = (of: "within" | "followed") => others.reduce((all, row) => all + row[of], 0);
  const whose = others.length === 1 ? `${others[0]!.group}'s` : "the others'";
  return `${one.group} is ${one.verdict}: ${one.within} of ${one.followed} arrive within ${days(yardstick)}, of ${whose} ${sum("within")} of ${sum("followed")}, beyond chance.`;
}

function groupSaid(groups: readonly GroupSpeed[], yardstick: number): string {
  const differing = groups.filter(({ verdict }) => verdict === "faster" || verdict === "slower");
  const tested = groups.filter(({ verdict }) => verdict !== "too_few");
  const small = differing.find(({ by_count }) => by_count);
  if (small !== undefined && differing.every(({ by_count }) => by_count)) return countSaid(small, groups, yardstick);
  if (differing.length)
    return differing
      .slice(0, 2)
      .map(
        ({ group, verdict, median, reached, expected }) =>
          `${group} is ${verdict} than the others: ${reached} arrived where ${decimal(expected, 1)} would be usual${isKnown(median) ? `, half within ${days(median)}` : ""}.`,
      )
      .join(" ");
  const few = groups.filter(({ kind }) => kind === groups[0]!.kind);
  if (tested.length === 0 && few.length > 1)
    return `Too few to test, by ${few[0]!.kind === "csm" ? "CSM" : "segment"}: ${few
      .slice(0, ROWS)
      .map(
        ({ group, reached, customers, median }) =>
          `${group} ${reached} of ${customers}${isKnown(median) ? `, half within ${days(median)}` : ""}`,
      )
      .join("; ")}.`;
  return tested.length > 1 ? `No segment or CSM differs by more than chance, of ${tested.length} tested together.` : "";
}

/** Dates that are too even to be events, in a group or, where none is known, in all. */
function evenSaid({ even }: Measured): string[] {
  return even.length
    ? [
        `${even
          .slice(0, 2)
          .map(
            ({ group, from, to, count, of, days: same }) =>
              `${group === null ? "" : `${group}: `}${from} to ${to} takes exactly ${days(same)} for ${count} of ${of}`,
          )
          .join("; ")}. Events are not so even: is there a fixed slot, or does somebody fill the date in by rule?`,
      ]
    : [];
}

/** The number to report in place of the average: who arrived by a day, of all who started at least so long ago. */
function reportSaid({ reached_by, speed }: Measured): string {
  const mean = orNull(speed.mean_of_reached) ?? 0;
  const row = reached_by.find(({ day, started }) => day >= mean && started > 0) ?? reached_by.find(({ started }) => started > 0);
  return row === undefined
    ? ""
    : `Report instead: ${row.arrived} of ${row.started} (${percent(row.arrived / row.started, 0)}) arrived within ${days(row.day)}, of all who started at least so long ago.`;
}

/** Whether the mix of segments turns the total around. */
function mixSaid({ mix }: Measured["trend"]): string {
  if (!isKnown(mix) || mix.verdict === "no_turn" || mix.verdict === "not_comparable") return "";
  const moved = (one: { earlier: MixOf["earlier"]; later: MixOf["earlier"] }) =>
    `from ${decimal(orNull(one.earlier.mean) ?? 0, 0)} to ${days(orNull(one.later.mean) ?? 0)}`;
  if (mix.verdict === "explains") {
    const kept = mix.segments.filter(({ earlier, later }) => isKnown(earlier.mean) && isKnown(later.mean));
    const none = mix.segments.filter(({ earlier, later }) => earlier.reached > 0 && later.reached === 0 && later.customers > 0);
    return `The average goes ${moved(mix)} mostly because the mix changed: ${kept
      .slice(0, ROWS)
      .map((one) => `${one.segment} ${moved(one)}`)
      .concat(none.slice(0, ROWS).map(({ segment, later }) => `${segment} 0 of ${later.customers} live since`))
      .join(", ")}.`;
  }
  const way = mix.verdict === "hides_slower" ? "slower" : "faster";
  return `Each segment gets ${way} (${mix.segments
    .slice(0, ROWS)
    .map((one) => `${one.segment} ${moved(one)}`)
    .join(", ")}); the total goes ${moved(mix)} only because the mix changed.`;
}

const isExplained = ({ mix }: Measured["trend"]): boolean => isKnown(mix) && mix.verdict === "explains";

/** Who has which share of the arrivals in the two halves. */
function mixShares({ mix }: Measured["trend"]): string {
  if (!isKnown(mix) || mix.verdict === "no_turn" || mix.verdict === "not_comparable" || !isKnown(mix.later_at_earlier_mix))
    return "";
  const share = (of: "earlier" | "later", { reached }: MixOf["earlier"]) => `${reached} of ${mix[of].reached}`;
  return `Of those who arrived, ${mix.segments
    .slice(0, ROWS)
    .map(
      ({ segment, earlier, later }) =>
        `${segment} were ${share("earlier", earlier)} before ${mix.from} and ${share("later", later)} since`,
    )
    .join(", ")}; at the earlier mix the later average would be ${days(mix.later_at_earlier_mix)}.`;
}

/** Written days that count from another day than the start. */
function writtenSaid({ written, read }: Measured): string {
  if (!isKnown(written)) return "";
  const name = read?.days === undefined ? "The written days" : `"${read.days}"`;
  const start = read?.start ?? "the start";
  if (isKnown(written.since) && isKnown(written.stage))
    return `${name} counts from ${start} for ${written.from_start} customers and from ${written.stage} for ${written.from_stage}, those who ${orNull(written.since_by) ?? "began"} since ${written.since}: their ${days(orNull(written.mean_written_since) ?? 0)} are ${days(orNull(written.mean_from_start_since) ?? 0)} from ${start}.`;
  if (written.from_start === written.checked) return "";
  return `${name} fits the dates from ${start} for ${written.from_start} of ${written.checked}${written.from_stage > 0 && isKnown(written.stage) ? `, from ${written.stage} for ${written.from_stage}` : ""}${written.neither > 0 ? `, and neither for ${inShort(written.others)}` : ""}.`;
}

/** Those whose remark says that they are not ours to push. */
function holdSaid({ waiting }: Measured): string {
  const held = waiting.filter(({ remark_says }) => remark_says === "hold");
  return held.length === 0
    ? ""
    : `Not ours to push by their remark: ${inShort(held.map(({ account }) => account))}; agree a day to look again.`;
}

const within = ({ within: rows }: SplitAnswer["periods"][number], yardstick: number) =>
  rows.find(({ days: own }) => own === yardstick)!;

/** The periods beside each other: who was live in time of those old enough, and what the average of the live alone says. */
function splitSaid({ split }: Measured): string {
  if (!isKnown(split)) return "";
  const { periods, yardstick } = split;
  const said = periods.map((one) => {
    const { live, of } = within(one, yardstick);
    return `${one.period} ${live} of ${of}${of > 0 ? ` (${percent(live / of, 0)})` : ""}`;
  });
  return `Live within ${days(yardstick)}, of those who began at least so long ago: ${said.join(", ")}.`;
}

function splitBegin({ split }: Measured): string {
  if (!isKnown(split)) return "";
  return {
    faster: "Faster, by more than chance.",
    slower: "Slower, by more than chance.",
    only_looks_faster: "It only looks faster.",
    no_difference_seen: "No faster than chance would make it.",
  }[split.verdict];
}

/** What the periods say of speed, in one sentence that a leader can repeat. */
function splitTrend(measured: Measured): string {
  if (!isKnown(measured.split)) return "";
  return `${splitBegin(measured)} ${splitSaid(measured)}`;
}

/** The same by segment and person, first those who differ. */
function splitGroups({ split, trend }: Measured): string {
  if (!isKnown(split) || split.groups.length === 0) return "";
  const { groups, periods, yardstick, mix_turns } = split;
  const said = groups
    .filter(
      ({ kind }) => kind === (mix_turns || isExplained(trend) || !groups.some((one) => one.kind === "csm") ? "segment" : "csm"),
    )
    .slice(0, GROUPS)
    .map(({ group, periods: own }) => `${group} ${own.map(({ in_time, of }) => `${in_time} of ${of}`).join(", then ")}`);
  const turned = mix_turns ? " Every segment goes the other way than the total: the mix moves it." : "";
  return said.length === 0
    ? ""
    : `By group within ${days(yardstick)} (${periods.map(({ period }) => period).join("; ")}): ${said.join("; ")}.${turned}`;
}

/** What an average of the live leaves out, period by period. */
function meansSaid({ split }: Measured): string {
  if (!isKnown(split)) return "";
  const said = split.periods.map(
    ({ period, mean_of_live, waiting, median, customers }) =>
      `${period} ${isKnown(mean_of_live) ? days(mean_of_live) : "none"} without the ${waiting} of ${customers} who wait${isKnown(median) ? `, half within ${days(median)} with them` : ""}`,
  );
  return `The average of the live alone says ${said.join("; ")}.`;
}

/** Years put right, and who is called live without users. */
function readSaid({ read, waiting, atOnce, speed }: Measured): string {
  const apart =
    atOnce.length === 0
      ? ""
      : `Live on the day of the start, a move and no project, in no number here: ${inShort(atOnce.map(({ account }) => account))}; ${speed.reached} live without them, ${speed.reached + atOnce.length} with them.`;
  if (read === null) return apart;
  const mended = read.mended.map(
    ({ account, value, start, read_as }) =>
      `${account} has its value on ${value}, before its start ${start}: read as ${read_as}, ${days(daysBetween(start, read_as))}`,
  );
  const empty = read.empty.map(({ account }) => account);
  const future = waiting.filter(({ planned }) => planned !== null).map(({ account }) => account);
  return [
    apart,
    mended.length ? `${mended.slice(0, ROWS).join("; ")}.` : "",
    empty.length ? `Called live without users and counted as waiting: ${inShort(empty)}.` : "",
    future.length ? `Dates that have not come count as waiting: ${inShort(future)}.` : "",
  ]
    .filter(Boolean)
    .join(" ");
}

/** The one for whom most wait, as one talk about all of them. */
function blockedSaid({ waiting }: Measured): string[] {
  const top = blockedOf(waiting)
    .filter(({ waiting_on, customers }) => isKnown(waiting_on) && customers >= ROWS)
    .sort((a, b) => b.customers - a.customers)[0];
  if (top === undefined || !isKnown(top.waiting_on)) return [];
  const names = Object.keys(top.names);
  return [
    `Head of onboarding: one talk with or about "${top.waiting_on}", for whom ${plural(top.customers, "customer")} wait at ${top.stage}, ${inShort(names)} longest (${days(top.longest)}); a day for each.`,
  ];
}

/** An onboarding in words: how long it takes, whether it gets faster, where the time goes, who is stuck. */
export function wordOnboarding(measured: Measured, currency: string) {
  const { speed, trend, stretches, groups } = measured;
  const { rows: stuck } = overdue(measured);
  const mean = orNull(speed.mean_of_reached);
  const owner = (row: Onboarding) => row.csm ?? "Head of onboarding";
  const byGroup = groupSaid(groups, trend.yardstick);
  const differs = groups.some(({ verdict }) => verdict === "faster" || verdict === "slower");
  const held = holdSaid(measured);
  const stuckOnes = stuckSaid(measured, currency);
  const explained = isExplained(trend);
  const gone = inShort(measured.left.map(({ account }) => account));
  return {
    summary: brief([
      ...(isKnown(measured.split) && explained
        ? [splitBegin(measured), mixSaid(trend), splitSaid(measured)]
        : isKnown(measured.split) && mixSaid(trend) === ""
          ? [splitTrend(measured), lead(measured)]
          : [lead(measured), mixSaid(trend) || trendWords[trend.verdict](trend)]),
      ...(differs ? [byGroup, stuckOnes] : [stuckOnes, byGroup]),
    ]),
    because: [
      `${splitSaid(measured)} ${splitGroups(measured)}`.trim(),
      mixShares(trend),
      differs ? byGroup : "",
      stuckOnes,
      meansSaid(measured),
      differs ? "" : byGroup,
      stretchSaid(stretches),
      reportSaid(measured),
    ]
      .filter(Boolean)
      .slice(0, ROWS),
    check_first: [
      ...[
        [passedSaid(measured.read?.passed ?? [], measured.read?.rows ?? 0), readSaid(measured), writtenSaid(measured)]
          .filter(Boolean)
          .join(" "),
      ].filter(Boolean),
      ...(mean !== null && speed.waiting > 0
        ? [
            `An average of those who arrived says ${days(mean)} and leaves out ${speed.waiting} who wait${speed.left > 0 ? ` and ${speed.left} who left without value (${gone})` : ""}; with their days so far it is at least ${days(speed.mean_at_least)}, and rising.`,
          ]
        : []),
      ...evenSaid(measured),
      ...(speed.left > 0
        ? [
            `${plural(speed.left, "customer")} left without value (${gone}) and ${speed.left === 1 ? "counts" : "count"} as last seen that day, not as fast.`,
          ]
        : []),
    ].slice(0, 2),
    do_next: [
      ...blockedSaid(measured),
      ...stuck
        .slice(0, held === "" ? ROWS : ROWS - 1)
        .map(
          (row) =>
            `${owner(row)}: call ${row.account} this week, ${days(row.days)} after its start; last reached: ${lastMilestone(row)}; ${row.remark === null ? "ask what is missing, and on whose side" : `the remark says "${row.remark}"`}.`,
        ),
      ...[held].filter(Boolean),
    ].slice(0, ROWS),
    unknown: [
      "What counts as first value, and whether the customer confirmed it; who sets the date can say.",
      ...(stretches.stretches.length === 0 ? ["Where the time goes: give the dates of the milestones between."] : []),
    ],
    say: {
      team:
        isKnown(measured.split) && mixSaid(trend) === ""
          ? splitTrend(measured)
          : `${isKnown(speed.median) ? `Half arrive within ${days(speed.median)}` : "Fewer than half have arrived"}. ${trendWords[trend.verdict](trend)} ${reportSaid(measured)}`.trim(),
    },
    next: stuck.length
      ? [{ call: "draft_playbook", why: "The onboarding recovery play for those who are stuck." }]
      : [{ call: "analyze_cohorts", why: "Whether those who arrive late leave earlier." }],
  };
}

export function onboardingWarnings({ speed, stretches, read }: Measured, fewAccounts: number): Warning[] {
  const dropped = read?.dropped ?? [];
  return [
    ...passedWarnings(read?.passed ?? [], read?.rows ?? 0),
    ...(dropped.length
      ? [
          {
            code: "dates_left_out",
            message: `${plural(dropped.length, "date")} of customers who are counted cannot be used: ${dropped
              .slice(0, DROPPED)
              .map(({ account, why }) => `${account}: ${why}`)
              .join("; ")}${dropped.length > DROPPED ? `; and ${dropped.length - DROPPED} more` : ""}.`,
          },
        ]
      : []),
    ...(speed.customers < fewAccounts
      ? [{ code: "few_customers", message: `Only ${plural(speed.customers, "customer")}: one more or less moves every number.` }]
      : []),
    ...(stretches.out_of_order > 0
      ? [
          {
            code: "milestones_out_of_order",
            message: `${plural(stretches.out_of_order, "date")} of a milestone without the one before it, or earlier than it; left out of that stretch. Give milestones in the order they happen.`,
          },
        ]
      : []),
  ];
}
