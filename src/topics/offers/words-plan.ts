import { brief, inShort, listed, plural } from "../../core/english.ts";
import { isKnown, type Known } from "../../core/known.ts";
import { decimal, percent, shortMoney } from "../../render/numbers.ts";
import type { SavePlan } from "./save-plan.ts";
import type { Said } from "./words-saves.ts";

type Row = SavePlan["rows"][number];
const ROWS = 3;

const hoursSaid = (value: number): string => `${decimal(value, 1)}h`;

/** Saves under weekly hours in words: the order, the day that does not work, how far on price, when to stop. */
export function wordPlan(plan: SavePlan, { currency, asked }: { currency: string; asked: ReadonlyMap<string, number> }): Said {
  const money = (value: Known<number>) => (isKnown(value) ? shortMoney(value, currency) : "unknown");
  const [first, second] = plan.calendars;
  const done = (calendar: SavePlan["calendars"][number]): string[] => [
    ...new Set(calendar.weeks.flatMap(({ work }) => work.map(({ account }) => account))),
  ];
  const of = (state: Row["state"]) => plan.rows.filter((one) => one.state === state);
  const priced = plan.rows.filter((one) => (asked.get(one.account) ?? 0) > 0 && isKnown(one.ceiling));
  const worth = (row: Row) =>
    `${row.account} ${money(row.net)}${isKnown(row.net_an_own_hour) ? ` (${money(row.net_an_own_hour)} an own hour)` : ""}`;
  const why = ({ account, own_hours, own_possible, last_working_day, others_days }: Row) =>
    others_days === 0
      ? `${account}: the others' hours begin after its last working day ${last_working_day}`
      : `${account} needs ${hoursSaid(own_hours)} of yours by ${last_working_day}, and there are ${hoursSaid(own_possible)}`;
  const stuck = of("no_time");
  const notices = of("check_notice");
  const price = (row: Row) =>
    `${row.account}: by your chances the discount ends at ${percent(row.ceiling as number, 0)} of one year${isKnown(row.ceiling_with_group) ? `, at ${percent(row.ceiling_with_group, 1)} if its group gets it, too` : ""}; at the ${percent(asked.get(row.account)!, 0)} asked it pays from a chance of ${isKnown(row.pays_from) ? percent(row.pays_from, 0) : "none"}, and ${isKnown(row.as_good_without_discount) ? percent(row.as_good_without_discount, 0) : "no chance"} without any discount brings as much.`;
  return {
    summary: brief([
      `${done(first!).length ? `${inShort(done(first!))} first: ${hoursSaid(first!.used)} of ${hoursSaid(plan.hours_total)}` : "None fits as the days stand"}${stuck.length && second !== undefined ? `; ${inShort(stuck.map(({ account }) => account))} only with a later day in writing, then ${inShort(done(second))}, ${hoursSaid(second.used)}` : ""}.`,
      ...notices
        .slice(0, 1)
        .map(
          (row) =>
            `${row.account}'s notice does not fit its contract${isKnown(row.runs_until) ? `, which runs to ${row.runs_until}` : ""}: legal first, no save hours.`,
        ),
      ...priced
        .slice(0, 1)
        .map((row) => `${row.account}'s discount ends at ${percent(row.ceiling as number, 0)} by your chances.`),
    ]),
    because: [
      `By your chances, one year, after hours${priced.length ? " and the discount asked" : ""}: ${plan.rows.map(worth).join("; ")}.`,
      ...stuck.map((row) => `${why(row)}.`),
      ...priced.map(price),
    ].slice(0, ROWS),
    check_first: [
      ...notices.map((row) =>
        row.no_early_exit
          ? `${row.account}: as given its contract has no way out before ${row.last_day}; a mail that stops earlier ends nothing by itself. Legal reads the contract, then confirm term and billing in writing.`
          : `${row.account}: last valid day for its notice ${row.last_day}${isKnown(row.runs_until) ? `, the contract then runs to ${row.runs_until}, if it renews by itself where that day has passed` : ""}. Nobody confirms an end or calls the notice valid or void before legal has read it; it may count for the later end.`,
      ),
      ...plan.rows
        .filter(({ net_if_group_follows: follows }) => isKnown(follows))
        .slice(0, 1)
        .map(
          (row) =>
            `Who decides in ${row.account}'s group? If the others follow it, saving it is worth ${money(row.net_if_group_follows)}; if they only take its discount, ${money(row.net_if_group_gets_it)}.`,
        ),
      ...plan.rows
        .filter(
          ({ state, last_day, last_working_day }) =>
            last_day !== last_working_day && state !== "check_notice" && state !== "passed",
        )
        .map((row) => `${row.account}'s last day ${row.last_day} is no working day: take ${row.last_working_day}.`),
      "Is each chance true for the plan as it can be done, and not for the one that was wished?",
    ].slice(0, 2),
    do_next: [
      ...stuck.map((row) => `Today: ask ${row.account} in writing for a later day; none by ${row.decide_by}, stop.`),
      ...of("fits").map(
        (row) =>
          `${row.account}: nothing moved by ${row.decide_by}, stop; ${row.work_until < row.last_working_day ? `all of it by ${row.work_until}, since its last working day ${row.last_working_day} comes after your hours end` : `last working day ${row.last_working_day}`}.`,
      ),
      ...notices.map((row) => `${row.account}: one neutral letter once legal has read the contract.`),
    ].slice(0, ROWS),
    unknown: [
      ...(plan.rows.some(({ net, state }) => !isKnown(net) && state !== "check_notice")
        ? ["The chances of staying without and with the work, for each."]
        : []),
      "How much of each chance is the work and how much the price.",
      ...(plan.sunk_hours > 0 ? [`The ${hoursSaid(plan.sunk_hours)} already spent count for nothing.`] : []),
    ].slice(0, ROWS),
    say: {
      team: `${listed(plan.calendars.map((one) => `${one.plan === "as_it_stands" ? "as the days stand" : "with a later day"} ${inShort(done(one)) || "none"} (${hoursSaid(one.used)}, ${hoursSaid(one.left)} left)`))}; ${plural(plan.rows.length, "account")} looked at.`,
    },
    next: [
      {
        question: "Does the hour count hold others' hours, and who stands in after the last day?",
        why: "Own hours are the scarce ones.",
      },
    ],
  };
}

/** Why there is no plan by week. */
export const NO_PLAN =
  "No plan by week: give hours as {total, this_week, until}, or what decides it for a save (own_hours with others_from, runs_until, group).";

/** Offers in words with the plan of the saves beside them; the plan's days and hours first in what to do. */
export const withPlan = (offers: Said, plan: Said | null): Said =>
  plan === null
    ? offers
    : {
        ...offers,
        summary: brief([offers.summary, ...plan.summary.split(/(?<=\.) /)]),
        because: [...offers.because.slice(0, 1), ...plan.because].slice(0, ROWS),
        check_first: [...plan.check_first.slice(0, 1), ...offers.check_first].slice(0, 2),
        do_next: [...plan.do_next, ...offers.do_next].slice(0, ROWS),
        unknown: [...offers.unknown.slice(0, 1), ...plan.unknown].slice(0, ROWS),
        say: { ...plan.say, ...offers.say },
      };
