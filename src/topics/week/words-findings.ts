import type { Warning } from "../../core/answer.ts";
import { inShort, listed } from "../../core/english.ts";
import { percent, shortMoney } from "../../render/numbers.ts";
import type { findingsOf } from "./findings.ts";
import type { WeekAccount } from "./question.ts";
import type { NoteKind } from "./read-note.ts";

type Found = ReturnType<typeof findingsOf>;

const off = { day_off: "a day off", holiday: "a public holiday", weekend: "a weekend", decision: "a day of decision" } as const;

/** What must be looked at before the week is begun: plans that come too late, and what two rows or a note say differently. */
export function firstChecks(found: Found, accounts: readonly WeekAccount[]): string[] {
  const [late] = found.too_late_plans;
  const far = found.away.flatMap(({ nobody_yet }) => nobody_yet);
  const gap = found.language_gaps;
  return [
    ...(accounts.length > 0 && accounts.every(({ arr }) => arr === null)
      ? ["No amount was read of any account, so money decides nothing here: name its column as columns.arr."]
      : []),
    ...(late === undefined
      ? []
      : [
          `${found.too_late_plans.length === 1 ? "A plan comes" : "Plans come"} after the last day for notice: ${inShort(found.too_late_plans.map(({ account, planned, last_day }) => `${account} (planned ${planned}, last day ${last_day})`))}. Move ${found.too_late_plans.length === 1 ? "it" : "them"} before it.`,
        ]),
    ...(gap.length ? [`Nobody of those here speaks the language of ${listed(gap.map(({ account }) => account))}.`] : []),
    ...(far.length ? [`Nobody here fits ${inShort(far)}: decide who takes it.`] : []),
  ];
}

/** What keeps the answer from being believed as it stands, each with names and days. */
export function findingWarnings(found: Found, accounts: readonly WeekAccount[], currency: string): Warning[] {
  const total = accounts.reduce((sum, { arr }) => sum + (arr ?? 0), 0);
  const twice = found.doubles.reduce((sum, { arr }) => sum + (arr ?? 0), 0);
  const ofKind = (kind: NoteKind) => found.notes.filter(({ kinds }) => kinds?.includes(kind)).map(({ account }) => account);
  const insolvent = ofKind("insolvent");
  const banned = ofKind("ban");
  const yes = ofKind("continues");
  const ends = found.passed.filter(({ follows }) => follows === "ends").map(({ account }) => account);
  const { holidays } = found;
  const strange = found.appointments.filter(({ off: why }) => why !== undefined);
  const warning = (code: string, message: string, when: boolean): Warning[] => (when ? [{ code, message }] : []);
  return [
    ...warning(
      "same_customer_twice",
      `${listed(found.doubles.map(({ account, also }) => `"${account}" and "${also}"`))}: one customer each.${total + twice === 0 ? "" : ` The book holds ${shortMoney(total, currency)} so, and ${shortMoney(total + twice, currency)} with both rows.`}`,
      found.doubles.length > 0,
    ),
    ...warning(
      "holidays",
      `${holidays.guessed_by === undefined ? "" : `By the ${holidays.guessed_by === "currency" ? "currency" : "words of the sheet"} this is ${holidays.place ?? ""} (a guess; say hours.country): `}${holidays.days.map(({ date, name, accounts: hit }) => `${date} is ${name}${hit.length ? `, a day of ${inShort(hit)}` : ""}`).join("; ")}.`,
      holidays.days.length > 0,
    ),
    ...warning(
      "insolvent",
      `${inShort(insolvent)}: the note speaks of insolvency. No hours of saving; finance and legal first.`,
      insolvent.length > 0,
    ),
    ...warning(
      "asked_not_to_call",
      `${inShort(banned)}: the note asks not to be called, or not before a day. Read it first.`,
      banned.length > 0,
    ),
    ...warning(
      "goes_on_by_note",
      `${inShort(yes)}: the note says that they go on. Read it before an hour is spent.`,
      yes.length > 0,
    ),
    ...warning("ends_by_itself", `${inShort(ends)}: does not renew by itself and ends unless somebody signs.`, ends.length > 0),
    ...warning(
      "usage_fell",
      `Usage fell at ${inShort(found.usage_falls.map(({ account, fall, light }) => `${account} (${percent(-fall, 0)}${light === undefined ? "" : `, ${light}`})`))}. A broken counter looks the same: read the note.`,
      found.usage_falls.length > 0,
    ),
    ...warning(
      "owner_by_note",
      `${inShort(found.owners_by_note.map(({ account, owner, had_by }) => `${account} counts as ${owner}'s${had_by === undefined ? "" : `, not ${had_by}'s`}`))}: so its note says. Change the column.`,
      found.owners_by_note.length > 0,
    ),
    ...warning(
      "meeting_on_a_day_off",
      `${inShort(strange.map(({ account, day, off: why }) => `${account} on ${day}, ${off[why!]}`))}: is the day right?`,
      strange.length > 0,
    ),
  ];
}
