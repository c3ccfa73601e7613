import * as z from "zod";
import { shown } from "../../core/kinds.ts";
import { logKinds, logMoments } from "./log-question.ts";

const moment = z.enum(logMoments);
const kind = z.enum(logKinds);

/** What a log of one account tells: its days in order, the moments with the days between, the notice against the contract, who wrote, who else is named. */
export const LogBlock = z.strictObject({
  account: z.string(),
  entries: shown.count(),
  /** Rows that say word for word what another says; each is counted once. */
  entries_twice: shown.count(),
  from: z.string().nullable(),
  to: z.string().nullable(),
  undated: shown.count(),
  /** Rows are those of the file. "proposed" is read from words, to confirm. */
  marks: z.array(
    z.strictObject({
      moment,
      on: z.string(),
      /** Its last possible day, where it is known to the month. */
      until: z.string().optional(),
      row: shown.count().nullable(),
      by: z.enum(["named", "proposed"]),
    }),
  ),
  days: z.array(
    z.strictObject({
      from: moment,
      to: moment,
      days: shown.days(),
      /** The most it can be, where a moment is known to the month. */
      days_most: shown.days().optional(),
      working_days: shown.days(),
    }),
  ),
  notice: z
    .strictObject({
      contract_end: z.string(),
      how: z.enum(["named", "read"]),
      /** Rows of the log that tell the terms. */
      rows: z.array(z.number()),
      received: z.string().nullable(),
      dated: z.string().nullable(),
      lasts: z.array(
        z.strictObject({
          by: z.enum(["days", "months"]),
          count: shown.count(),
          last_day: z.string(),
          weekday: z.string(),
          days_after_dated: shown.number().nullable(),
          days_after_received: shown.number().nullable(),
        }),
      ),
      verdict: z.enum(["in_time", "late", "depends", "no_notice"]),
      /** Late by one day: in time where the contract counts both end days. */
      one_day_more: z.boolean(),
      /** Days from as_of until the contract ends: so long it is still a customer. */
      days_left: shown.number().nullable(),
      runs_on_until: z.string(),
      /** The log or the caller says for how long it runs on. */
      runs_on_said: z.boolean(),
    })
    .nullable(),
  /** Entries written down long after they happened: nobody could read them then. */
  late_entries: z.array(
    z.strictObject({ row: shown.count(), on: z.string(), entered: z.string(), days: shown.days(), what: z.string() }),
  ),
  reasons_written: z.array(
    z.strictObject({
      row: shown.count(),
      says: z.string(),
      /** It is the customer's own notice that says so. */
      in_notice: z.boolean(),
      first_on: z.string().nullable(),
      first_row: shown.count().nullable(),
      signs_before: shown.count(),
      first_sign_days_before: shown.days().nullable(),
    }),
  ),
  /** One of ours left, or a task lay, after the flag and before anybody acted. */
  ours_left: z.array(z.strictObject({ row: shown.count(), on: z.string(), days_after_flag: shown.days(), what: z.string() })),
  /** Amounts named by the entries. */
  amounts: z.array(z.strictObject({ row: shown.count(), said: z.array(z.string()) })),
  /** Names of other customers, to look at next. */
  others: z.array(z.strictObject({ name: z.string(), rows: z.array(z.number()) })),
  silences: z.array(z.strictObject({ from: z.string(), to: z.string(), days: shown.days() })),
  writers: z.array(
    z.strictObject({
      who: z.string(),
      entries: shown.count(),
      silent_from: z.string().nullable(),
      silent_to: z.string().nullable(),
      silent_days: shown.days().nullable(),
    }),
  ),
  had_acted: z.array(
    z.strictObject({
      row: shown.count(),
      kind,
      on: z.string(),
      working_days: shown.days(),
      by: z.string(),
      days_earlier: shown.number().nullable(),
      days_left: shown.number().nullable(),
    }),
  ),
  timeline: z.array(
    z.strictObject({
      on: z.string().nullable(),
      row: shown.count(),
      who: z.string(),
      what: z.string(),
      kinds: z.array(kind).optional(),
      entered: z.string().optional(),
      /** Days from then until the day that days_left_until names. */
      days_left: shown.days().optional(),
    }),
  ),
  /** Entries without a sign, an act or a moment that are not shown: out, a folder, gets all. */
  timeline_left_out: shown.count(),
  days_left_until: z.string().nullable(),
});
