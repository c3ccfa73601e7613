import { brief, inShort, plural } from "../../core/english.ts";
import { isKnown } from "../../core/known.ts";
import { sumMoney } from "../../core/money.ts";
import { decimal, money, percent, shortMoney } from "../../render/numbers.ts";
import type { OfferQuestion, SaveState } from "./question.ts";
import { isBegun, type WeighedSave } from "./saves.ts";

const ROWS = 3;
export const share = (value: number): string => percent(value, Math.abs(value) < 0.1 ? 1 : 0); // not a figure: where a decimal is read

export const points = (value: number): string => decimal(value * 100, value < 0.1 ? 1 : 0); // not a figure: where a decimal is read

/** What is said of a weighing, in the parts every answer has. */
export interface Said {
  summary: string;
  because: string[];
  check_first: string[];
  do_next: string[];
  unknown: string[];
  say?: { cfo?: string; team?: string };
  next: { call?: string; question?: string; why: string }[];
}

/** What the numbers rest on, for sentences. */
export interface OfferTerms {
  question: OfferQuestion;
  years: number;
  gross_margin: number;
  /** Accounts supposed to ask the same next. */
  asks: number;
  currency: string;
}

const whys: Record<Exclude<SaveState, "begin" | "begin_part">, string> = {
  no_hours: "the hours bring more elsewhere",
  too_late: "too few days for the play",
  deadline_passed: "the deadline has passed",
  brings_nothing: "it brings no margin",
};

function saveSaid(
  { save, effort, lift_low, lift_high, runway_days, begin_by, stop_date }: WeighedSave,
  currency: string,
): string {
  const lift =
    isKnown(lift_low) && isKnown(lift_high)
      ? lift_high - lift_low < 0.005 // not a figure: what prints alike
        ? `pays if it raises the chance of staying by ${points(lift_high)} points`
        : `pays if it raises the chance of staying by ${points(lift_low)} to ${points(lift_high)} points`
      : "pays at no chance";
  return `${save.account} (${shortMoney(save.arr, currency)}, ${plural(runway_days, "day")} left): ${money(effort, currency)} of hours, ${lift}; begin by ${begin_by}${begin_by <= stop_date ? `, stop on ${stop_date}` : ""}.`;
}

/** A save with its hours where it is begun in part. */
const namedHours = ({ save, state, hours_now, hours_later }: WeighedSave): string =>
  state === "begin_part"
    ? `${save.account} (${decimal(hours_now, 1)} hours now, ${decimal(hours_later, 1)} after these)`
    : save.account;

/** Whose hours they are, where a part of them would let all be done now. */
function wholeNow(saves: readonly WeighedSave[]): string[] {
  const later = saves.reduce((sum, { hours_later }) => sum + hours_later, 0);
  const whose = saves.filter(({ save, state }) => isBegun({ state }) && save.own_hours === undefined);
  return later > 0 && whose.length > 0 && saves.some(({ state }) => state === "begin_part")
    ? [
        `Whose hours these are: if ${decimal(later, 1)} or more are another's, such as an engineer's, all of it fits now (own_hours).`,
      ]
    : [];
}

/** Of two saves: how likely the first must be against the second, if only one could be done. */
function onlyOneSaid(saves: readonly WeighedSave[], currency: string): string {
  const [one, other] = saves;
  if (saves.length !== 2 || one === undefined || other === undefined || one.year_kept <= other.year_kept) return "";
  return `If only one could be done${(one.save.discount ?? 0) > 0 || (other.save.discount ?? 0) > 0 ? ", with the discount given" : ""}: ${one.save.account} keeps ${shortMoney(one.year_kept, currency)} of margin a year and ${other.save.account} ${shortMoney(other.year_kept, currency)}, so ${one.save.account} leads unless its chance is below ${share(other.year_kept / one.year_kept)} of ${other.save.account}'s.`;
}

/** How far on price: with the caller's chances where the play adds nothing any more, else what each hundredth asks for. */
function ceilingSaid({ save, discount_ceiling: ceiling, lift_a_percent: each }: WeighedSave): string {
  const { chance_without: without, chance_with: after } = save;
  if (isKnown(ceiling) && without !== undefined && after !== undefined)
    return ceiling > 0
      ? `${save.account}: by your chances (${share(without)} without, ${share(after)} with) the save stops paying at ${share(ceiling)} off.`
      : `${save.account}: by your chances (${share(without)} without, ${share(after)} with) the save does not pay its hours, whatever the price.`;
  return (save.discount ?? 0) > 0 && isKnown(each)
    ? `${save.account}: each percent off asks for up to ${points(each)} more points of chance; how far it may go rests on your chances without and with the save.`
    : "";
}

/** Last days on which nobody works. */
function weekendSaid(saves: readonly WeighedSave[]): string[] {
  const off = saves.filter(({ save, last_working_day: day }) => day !== save.deadline);
  return off.length
    ? [
        `${inShort(off.map(({ save, last_working_day: day }) => `${save.account}'s last day ${save.deadline} is no working day: take ${day}`))}. Local holidays are not known here; and must notice be sent or received by then?`,
      ]
    : [];
}

/** Saves in words: which to begin, how far on price, when to stop. */
export function wordSaves(saves: readonly WeighedSave[], { question, currency }: OfferTerms): Said {
  const begin = saves.filter(isBegun);
  const [first] = begin;
  const hours = begin.reduce((sum, { hours_now }) => sum + hours_now, 0);
  const stake = sumMoney(begin.map(({ stake: one }) => one));
  const left = saves.filter((one) => !isBegun(one));
  const passed = saves.filter(({ state }) => state === "deadline_passed");
  const given = typeof question.hours === "object" ? question.hours.total : question.hours;
  const spare = given === undefined ? 0 : given - hours;
  const within = given === undefined ? "" : ` of ${decimal(given, 0)}`;
  const chances = saves.some(({ expected }) => isKnown(expected));
  const lead =
    first === undefined
      ? `${saves.length === 1 ? `${saves[0]!.save.account} is not worth beginning` : `None of the ${plural(saves.length, "save")} is worth beginning`}: ${whys[(left[0]?.state ?? "brings_nothing") as Exclude<SaveState, "begin" | "begin_part">]}.`
      : `Begin ${saves.length === 1 ? "" : `${begin.length === saves.length ? "all" : begin.length} of ${saves.length}, `}${inShort(begin.map((one) => namedHours(one)))}: ${decimal(hours, 1)}${within} hours for ${shortMoney(stake, currency)} of margin at stake.`;
  return {
    summary: brief([
      lead,
      first === undefined ? "" : saveSaid(first, currency),
      chances || first === undefined || saves.length === 1
        ? ""
        : "Without your chances every play counts as equally likely to work.",
    ]),
    because: [
      ...begin.map(ceilingSaid).filter(Boolean).slice(0, 1),
      ...[onlyOneSaid(saves, currency)].filter(Boolean),
      ...begin.map((one) => saveSaid(one, currency)).slice(1),
      ...left
        .filter(({ state }) => state === "no_hours")
        .map(
          ({ save, stake: own, begin_by }) =>
            `${save.account} (${shortMoney(save.arr, currency)}, ${shortMoney(own, currency)} of margin) takes ${decimal(save.hours, 0)} hours and waits: begun by ${begin_by} it is still in time${spare >= 1 ? `, and ${decimal(spare, 0)} hours are left to begin it with` : ""}.`,
        ),
    ].slice(0, ROWS),
    check_first: [
      ...(question.hour_cost === undefined && currency === ""
        ? ["An hour of the team is the rules' own, in US dollars; nobody said the currency of the amounts."]
        : []),
      ...weekendSaid(saves),
      ...(passed.length
        ? [
            `The day to give notice has passed for ${inShort(passed.map(({ save }) => save.account))}: is it renewed, or has notice been given?`,
          ]
        : []),
      "Has each save a cause before it has an offer? The wrong play costs the hours and the year.",
    ].slice(0, 2),
    do_next: begin
      .slice(0, ROWS)
      .map(
        ({ save, begin_by, stop_date, checkpoint }) =>
          `Owner of ${save.account}: not begun by ${begin_by}, stop; half way, on ${checkpoint}, look whether anything moved; the last stop is ${stop_date}.`,
      ),
    unknown: [
      ...(chances
        ? []
        : [
            "The chance of staying without and with the play, for each account; its owner can guess, and last year's saves can test the guess.",
          ]),
      ...wholeNow(saves),
      ...(question.hour_cost === undefined ? ["What an hour of your team costs; finance can say."] : []),
    ],
    say:
      first === undefined
        ? {}
        : {
            team: `${inShort(begin.map(({ save }) => save.account))} first${
              left.length
                ? `; not now: ${left
                    .slice(0, ROWS)
                    .map(({ save, state }) => `${save.account} (${whys[state as Exclude<SaveState, "begin" | "begin_part">]})`)
                    .join(", ")}`
                : ""
            }.`,
          },
    next: [{ call: "draft_playbook", why: "The at-risk playbook, dated back from each deadline." }],
  };
}
