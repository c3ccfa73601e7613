import * as z from "zod";
import { shown } from "../../core/kinds.ts";
import { mustReasons, plays } from "./question.ts";
import { noteKinds } from "./read-note.ts";

const light = z.enum(["red", "yellow", "green"]).optional();
const arr = shown.money().optional();
const text = z.string().optional();
const earlier = z.enum(["day_off", "holiday", "weekend", "decision"]).optional();
const Due = z.strictObject({ account: z.string(), day: z.string(), what: z.enum(["last_day", "promise", "meeting"]) });

/** What was found beside the plan: each only where a column, a note or the calendar says it. */
const Findings = {
  last_days: z.array(
    z.strictObject({
      account: z.string(),
      last_day: z.string(),
      act_by: z.string(),
      /** False where the days of notice are not known. */
      days_known: z.boolean().optional(),
      earlier,
      in_months: text,
      renews: z.boolean().optional(),
      light,
      next: text,
    }),
  ),
  passed: z.array(
    z.strictObject({
      account: z.string(),
      last_day: z.string(),
      renewal: z.string(),
      follows: z.enum(["renews", "ends", "unknown"]),
      arr,
      light,
    }),
  ),
  too_late_plans: z.array(z.strictObject({ account: z.string(), planned: z.string(), last_day: z.string(), what: text })),
  promises: z.array(
    z.strictObject({ account: z.string(), due: z.string(), act_by: z.string(), overdue_days: shown.days(), earlier, what: text }),
  ),
  appointments: z.array(
    z.strictObject({
      account: z.string(),
      day: z.string(),
      owner: text,
      hours: shown.hours().optional(),
      what: text,
      off: earlier,
      in_booked: z.boolean().optional(),
    }),
  ),
  usage_falls: z.array(
    z.strictObject({
      account: z.string(),
      before: z.number(),
      now: z.number(),
      fall: shown.rate(),
      arr,
      light,
      last_day: text,
    }),
  ),
  notes: z.array(
    z.strictObject({
      account: z.string(),
      kinds: z.array(z.enum(noteKinds)).optional(),
      days: z.array(z.string()).optional(),
      note: z.string(),
    }),
  ),
  dark: z.strictObject({ accounts: shown.count(), arr: shown.money(), longest_days: shown.days(), names: z.array(z.string()) }),
  away: z.array(
    z.strictObject({
      owner: z.string(),
      accounts: shown.count(),
      arr: shown.money(),
      nobody_yet: z.array(z.string()),
      /** Meetings of theirs that can be moved, or stand on a day on which nobody works. */
      movable: z.array(z.string()),
      later: z.array(Due),
      waits: shown.count(),
      until: text,
      first_of_waiting: Due.optional(),
    }),
  ),
  about: z.array(
    z.strictObject({
      asked: z.string(),
      reasons: z.array(z.enum(mustReasons)),
      hours: shown.hours(),
      passed: z.boolean(),
      account: text,
      arr,
      light,
      last_day: text,
    }),
  ),
  people: z.array(
    z.strictObject({
      name: z.string(),
      hours: shown.hours(),
      /** Hours of them that the plan takes. */
      planned: shown.hours(),
      gross: shown.hours(),
      off: z.array(z.string()).optional(),
      languages: z.array(z.string()).optional(),
      note: text,
    }),
  ),
  doubles: z.array(z.strictObject({ account: z.string(), also: z.string(), arr })),
  owners_by_note: z.array(z.strictObject({ account: z.string(), owner: z.string(), had_by: text })),
  owners_read: z.array(z.strictObject({ written: z.string(), read_as: z.string() })),
  no_notice_days: z.array(z.strictObject({ account: z.string(), renewal: z.string() })),
  language_gaps: z.array(z.strictObject({ account: z.string(), languages: z.array(z.string()) })),
  holidays: z.strictObject({
    place: text,
    guessed_by: z.enum(["currency", "headers"]).optional(),
    days: z.array(z.strictObject({ date: z.string(), name: z.string(), accounts: z.array(z.string()) })),
  }),
};

const Account = {
  account: z.string(),
  owner: z.string().nullable(),
  arr: shown.money().nullable(),
  silent_days: shown.days().nullable(),
};

/** What triage_book answers with: lists in the order in which they are worked. */
export const WeekFields = z.strictObject({
  week: z.strictObject({
    from: z.string(),
    to: z.string(),
    days: z.array(
      z.strictObject({
        day: z.string(),
        owner: z.string().nullable(),
        account: z.string().nullable(),
        what: z.enum(["must", "look", "reserve", ...plays, "begin", "buffer"]),
        hours: shown.hours(),
      }),
    ),
    taken_over: z.array(
      z.strictObject({
        account: z.string(),
        from: z.string(),
        to: z.string(),
        hours: shown.hours(),
        reading_hours: shown.hours(),
        by: z.string(),
        /** Hours of it that nobody has. */
        short_hours: shown.hours().optional(),
        /** Who may not take it, and why: "Marek: language". */
        barred: z.array(z.string()).optional(),
      }),
    ),
    /** What gives way where hours fall away, the first first; then what must not. */
    drop_first: z.array(z.strictObject({ what: z.string(), hours: shown.hours() })),
    keep: z.array(z.string()),
    not_reached: z.strictObject({
      accounts: shown.count(),
      arr: shown.money(),
      share: shown.rate().nullable(),
      /** The first last day, promise or meeting among them. */
      first_due: Due.optional(),
    }),
    call_above: z.array(z.strictObject({ account: z.string(), day: z.string(), at: z.string() })),
    ...Findings,
  }),
  owners: z.array(
    z.strictObject({
      owner: z.string().nullable(),
      hours: shown.hours(),
      must_hours: shown.hours(),
      reserve_hours: shown.hours(),
      look_hours: shown.hours(),
      spare_hours: shown.hours(),
      best_hours: shown.hours(),
      hours_used: shown.hours(),
      accounts: shown.count(),
      left_out: shown.count(),
    }),
  ),
  hours_used: shown.hours(),
  must: z.array(
    z.strictObject({
      account: z.string(),
      owner: z.string().nullable(),
      arr: shown.money().nullable(),
      by: z.string(),
      /** The day on which it begins, where the hours are put on days. */
      day: z.string().optional(),
      hours: shown.hours(),
      reasons: z.array(z.enum(mustReasons)),
      deadline: z.string().nullable(),
    }),
  ),
  must_total: shown.count(),
  reserve: z.array(z.strictObject({ ...Account, why: z.enum(["reserve", "look"]), hours: shown.hours() })),
  best: z.array(
    z.strictObject({
      ...Account,
      play: z.enum(plays),
      hours: shown.hours(),
      worth_low: shown.money(),
      worth_high: shown.money(),
      deadline: z.string().nullable(),
    }),
  ),
  best_total: shown.count(),
  left_out: z.array(
    z.strictObject({
      ...Account,
      why: z.enum(["must", "look", ...plays, "nothing_due"]),
      reasons: z.array(z.enum(mustReasons)),
      by: z.string().nullable(),
      deadline: z.string().nullable(),
      hours: shown.hours(),
      since: z.string().nullable(),
    }),
  ),
  left_out_total: shown.count(),
  ties: z.array(z.strictObject({ check: z.string(), left: z.number(), right: z.number(), ok: z.boolean() })),
});
export type WeekFields = z.infer<typeof WeekFields>;
