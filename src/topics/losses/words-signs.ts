import { inShort } from "../../core/english.ts";
import { isKnown } from "../../core/known.ts";
import { decimal, percent } from "../../render/numbers.ts";
import type { LossesAnswer } from "./answer-apart.ts";
import type { SignWorth } from "./signs.ts";

export function signSaid(one: SignWorth): string {
  const alarms = isKnown(one.false_alarm_rate) ? ` and ${one.kept_flagged} of ${one.kept_seen} who stayed` : "";
  const flagged = `${one.sign} flagged ${one.lost_flagged} of ${one.lost_seen} lost${alarms}`;
  const verdict: Record<SignWorth["verdict"], string> = {
    tells: "more than chance would",
    not_told_from_chance: "which chance does too",
    points_the_wrong_way: "so it points the wrong way",
    needs_kept: "and how often it cries for nothing needs accounts that stayed",
    too_few: "too few to tell",
  };
  return `${flagged}, ${verdict[one.verdict]}.`;
}

/** A chance; a very small one is not 0. @example chancePercent(0.0002) // "less than 0.1%" */
function chancePercent(chance: number): string {
  const SMALL = 0.001; // not a figure: the least chance that is printed
  const TENTHS = 0.01; // not a figure: from here on without tenths
  return chance < SMALL ? "less than 0.1%" : percent(chance, chance < TENTHS ? 1 : 0);
}

/** How many saw a sign before the decision, and how early. */
export function timingSaid(one: SignWorth | undefined): string {
  if (one === undefined || !isKnown(one.timing)) return "";
  const { before, on, after, leads } = one.timing;
  const early = leads.slice(1).map(({ days, lost }) => `${lost} at least ${days} days before`);
  return `"${one.sign}" was seen before the notice at ${before}, on its day at ${on}, only after it at ${after}${early.length ? `; ${early.join(", ")}` : ""}.`;
}

/** How often chance alone makes a sign look so good: this one, and one of those that were tried. */
export function chanceSaid(one: SignWorth | undefined): string {
  if (one === undefined || !isKnown(one.chance_alone) || !isKnown(one.chance) || one.chance <= one.chance_alone) return "";
  return `Chance alone makes "${one.sign}" look so good ${chancePercent(one.chance_alone)} of the time, and one of the signs tried ${chancePercent(one.chance)}.`;
}

export const lateOf = ({ timing }: SignWorth): number => (isKnown(timing) ? timing.on + timing.after : 0);

/** Blanks that could turn the best sign. */
export function blanksSaid(one: SignWorth | undefined, kept: number): string {
  if (one === undefined || !isKnown(one.bounds) || one.bounds.kept_blank === 0) return "";
  const { kept_blank, kept_if_no, kept_if_yes, lost_if_no, holds_at_worst } = one.bounds;
  return `"${one.sign}" is blank at ${kept_blank} of ${kept} who stayed: ${percent(kept_if_no, 0)} of them show it if all blanks are no, ${percent(kept_if_yes, 0)} if all are yes, against ${percent(lost_if_no, 0)} of the lost; ${holds_at_worst ? "it holds either way" : "so the blanks can undo it: fill them first"}.`;
}

/** Lost ones that show a sign at any time: what is said of it where nobody looks at the days. */
export const everSeen = ({ timing, lost_flagged }: SignWorth): number =>
  isKnown(timing) ? timing.before + timing.on + timing.after : lost_flagged;

/** The question turned around: of those that show a sign, how many left. */
export function turnedSaid(one: SignWorth | undefined, table: LossesAnswer | null): string {
  if (one === undefined || !isKnown(one.book) || !isKnown(one.book.right) || table === null || !isKnown(table.base_rate))
    return "";
  return `"${one.sign}" stood at ${one.lost_flagged} of ${one.lost_seen} lost, and at ${one.kept_flagged} of ${one.kept_seen} who stayed: of all that show it some ${percent(one.book.right, 0)} left, of all customers ${percent(table.base_rate, 0)}.`;
}

/** The alert of the best sign in this book. */
export function bookSaid(one: SignWorth | undefined, amount: (value: number) => string): string {
  if (one === undefined || !isKnown(one.book) || !isKnown(one.book.right)) return "";
  const lead =
    isKnown(one.timing) && isKnown(one.timing.median_lead)
      ? `, half of them ${decimal(one.timing.median_lead, 0)} days before the notice or more`
      : "";
  const { of_a_hundred: sample } = one.book;
  if (isKnown(sample) && isKnown(sample.one_in))
    return `As an alert, among ${sample.customers} customers ${decimal(sample.alerts, 0)} alerts a quarter, one in ${decimal(sample.one_in, 0)} real, if those who stayed are a sample; it misses ${inShort(one.missed)}${one.arr_missed > 0 ? ` (${amount(one.arr_missed)})` : ""}.`;
  return `As an alert in this book "${one.sign}" rings some ${decimal(one.book.a_quarter, 0)} times a quarter and is right in ${percent(one.book.right, 0)}${lead}; it names ${one.lost_flagged} lost and misses ${one.lost_seen - one.lost_flagged}${one.missed.length ? `, ${inShort(one.missed)}${one.lost_seen - one.lost_flagged > one.missed.length ? " among them" : ""}` : ""}${one.arr_missed > 0 ? ` (${amount(one.arr_missed)})` : ""}.`;
}

/** Two signs at once that ring better than the best alone. */
export function pairSaid(signs: readonly SignWorth[], best: SignWorth | undefined): string {
  const right = (one: SignWorth) => (isKnown(one.lost_of_flagged) ? one.lost_of_flagged : 0);
  const pair = signs
    .filter(({ kind, verdict, lost_flagged }) => kind === "both" && verdict === "tells" && lost_flagged > 0)
    .filter((one) => best === undefined || right(one) > right(best))
    .sort((a, b) => b.lost_flagged - a.lost_flagged || right(b) - right(a))[0];
  return pair === undefined
    ? ""
    : `"${pair.sign}" together stood at ${pair.lost_flagged} of ${pair.lost_seen} lost and ${pair.kept_flagged} of ${pair.kept_seen} who stayed: ${percent(right(pair), 0)} of those with both left${best === undefined ? "" : `, against ${percent(right(best), 0)} with "${best.sign}"`}.`;
}
