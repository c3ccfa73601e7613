import * as z from "zod";
import { shown } from "../../core/kinds.ts";
import { mustReasons, plays } from "./question.ts";

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
        arr: shown.money().nullable(),
        from: z.string(),
        to: z.string(),
        hours: shown.hours(),
        reading_hours: shown.hours(),
      }),
    ),
    /** What gives way where hours fall away, the first first; then what must not. */
    drop_first: z.array(z.strictObject({ what: z.string(), hours: shown.hours() })),
    keep: z.array(z.string()),
    not_reached: z.strictObject({ accounts: shown.count(), arr: shown.money(), share: shown.rate().nullable() }),
    call_above: z.array(z.strictObject({ account: z.string(), day: z.string(), at: z.string() })),
    in_months: z.array(z.strictObject({ account: z.string(), by_days: z.string(), by_months: z.string() })),
    notes: z.array(z.strictObject({ account: z.string(), note: z.string() })),
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
      ...Account,
      by: z.string(),
      hours: shown.hours(),
      reasons: z.array(z.enum(mustReasons)),
      action: z.string(),
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
