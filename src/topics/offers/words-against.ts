import { brief, listed } from "../../core/english.ts";
import { isKnown, type Known } from "../../core/known.ts";
import { percent, shortMoney } from "../../render/numbers.ts";
import type { AgainstFields } from "./own-term.ts";
import type { Said } from "./words-saves.ts";

type Row = AgainstFields["rows"][number];
const ROWS = 3;
const MANY = 8; // not a figure: offers of one sentence

/** The offer that gives most up over its own term. */
const dearestOf = ({ rows }: AgainstFields): Row | undefined => [...rows].sort((a, b) => b.term - a.term)[0];

const years = (count: number): string => (count === 1 ? "a year" : `${count} years`);

/** Above which chance of losing the customer giving way pays. */
const paysSaid = (pays: Known<number>): string =>
  !isKnown(pays)
    ? "costs nothing"
    : pays > 1
      ? "pays at no chance, not even if holding surely lost it"
      : `pays only if holding would lose it more than ${percent(pays, 0)} of the time`;

/** The last day for notice, and what follows from it. */
function noticeSaid(
  { notice, base_prices }: AgainstFields,
  amount: (value: number) => string,
): { lead: string; bound: string; check: string } {
  if (!isKnown(notice)) return { lead: "", bound: "", check: "" };
  const { last_day, act_by, answer_by, answer_after, other_count, day_earlier, days_left, days_off } = notice;
  const working = act_by < last_day ? ` (last working day ${act_by})` : "";
  const after =
    isKnown(answer_after) && answer_after && isKnown(answer_by) ? `, before the answer they want by ${answer_by}` : "";
  return {
    lead:
      days_left < 0
        ? `Their last day for notice was ${last_day}: if none came and it renews by itself, they are bound.`
        : `Their last day for notice is ${last_day}${working}${after}.`,
    bound:
      days_left < 0
        ? `Bound without notice they pay ${amount(base_prices[0]!)}: anything offered now is a gift, or an investment in the next term.`
        : `If no notice comes by ${last_day} and the contract renews by itself, they pay ${amount(base_prices[0]!)} anyway, and what is offered after it is a gift; before it a notice as a precaution is likely, and is no loss yet.`,
    check: `Read the clause and the mailboxes today: last day ${last_day}, ${other_count} counted the other way, ${day_earlier} if the term ends the day before; sent or received, renewed by itself?${days_off.length ? ` Days off before it: ${listed(days_off)}.` : ""}`,
  };
}

const rowSaid = ({ name, term, years: count, pays_above }: Row, amount: (value: number) => string): string =>
  `${name} ${amount(term)} over ${years(count)}${isKnown(pays_above) ? ` (${percent(pays_above, 0)})` : ""}`;

interface AboutContract {
  currency: string;
  /** Whether the contract has an index. */
  indexed: boolean;
  /** Whether the public holidays of its country are known. */
  country: boolean;
  margin_given: boolean;
  /** Who must be there before a number is named. */
  room: readonly string[];
}

/** Offers against the contract as it stands, in words. */
export function wordAgainst(
  block: AgainstFields,
  said: Said,
  { currency, indexed, country, margin_given, room }: AboutContract,
): Said {
  const amount = (value: number) => shortMoney(value, currency);
  const dearest = dearestOf(block);
  if (dearest === undefined) return said;
  const notice = noticeSaid(block, amount);
  const all = dearest.follow.filter(({ part }) => part === 1);
  const kept = isKnown(dearest.index_kept) ? dearest.index_kept : null;
  const against = `against ${block.base}`;
  const lead = `${dearest.name} gives up ${amount(dearest.term)} over ${years(dearest.years)}${dearest.years > 1 ? ` (${amount(dearest.first_year)} in the first)` : ""} ${against}, and ${paysSaid(dearest.pays_above)}`;
  const followed = all
    .slice(0, 1)
    .map(
      ({ who, pays_above, term }) =>
        `; with ${who} asking the same ${amount(dearest.term + term)}, ${isKnown(pays_above) && pays_above <= 1 ? percent(pays_above, 0) : "at no chance"}`,
    );
  return {
    ...said,
    summary: brief([`${lead}${followed.join("")}.`, notice.lead]),
    because: [
      `${listed(block.rows.slice(0, MANY).map((row) => rowSaid(row, amount)))}: given up ${against}, and above which chance of losing them it pays.`,
      kept !== null
        ? `${dearest.name} with the index kept gives up ${amount(kept.term)} (${amount(kept.first_year)} in the first year)${isKnown(kept.pays_above) ? ` and pays above ${percent(kept.pays_above, 0)}` : ""}; on today's price alone it looks like ${amount(dearest.first_year_today)} a year.`
        : isKnown(dearest.margin_change)
          ? `It is ${percent(-dearest.margin_change, 0)} of the first year's margin, since serving costs what it did.`
          : "",
      notice.bound,
    ]
      .filter(Boolean)
      .slice(0, ROWS),
    do_next: [
      ...(isKnown(block.notice) && block.notice.days_left >= 0
        ? [
            `By ${block.notice.act_by}: have the counter-offer approved${room.length ? ` (${listed(room)})` : ""}, so that it is the same before and after ${block.notice.last_day}; if they ask for the date, tell them.`,
          ]
        : room.length
          ? [`${listed(room)}: in the room before a number is named.`]
          : []),
      "Nobody names a percentage to them or to those who follow until then; one answer, one page, with what must come back for it.",
    ],
    check_first: [
      notice.check,
      `${indexed ? "Must we announce the index, by when and in what form? " : ""}Does a clause give others the best price, by seat or in total, and who has heard a number already?`,
      ...said.check_first,
    ]
      .filter(Boolean)
      .slice(0, 2),
    unknown: [
      "How likely they leave if we hold: it decides. Those who use it daily can tell, procurement cannot.",
      ...(!country && isKnown(block.notice)
        ? ["Their public holidays: give book.country, such as ES-AR, and the last working day follows them."]
        : []),
      ...(margin_given ? [] : ["Your gross margin; a lower one makes every discount dearer."]),
    ].slice(0, ROWS),
    say: { cfo: `${lead}.` },
  };
}
