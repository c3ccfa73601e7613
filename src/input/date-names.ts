import type { TableField } from "../core/contract/table.ts";
import type { FieldNames } from "./field-names.ts";

/** Names of date columns, and of the days of notice. */
export const dateNames: Readonly<
  Record<
    Extract<
      TableField,
      | "month"
      | "start"
      | "end"
      | "renewal_date"
      | "notice_days"
      | "last_move"
      | "last_contact"
      | "score_date"
      | "decision_date"
      | "signal_date"
    >,
    FieldNames
  >
> = {
  month: {
    certain: [
      `month, reporting month, report month, snapshot month, revenue month, mrr month, arr month, billing month,
       calendar month, activity month, year month, month start, month end, period month`,
    ],
    likely: [
      `period, snapshot date, snapshot, as of, as of date, reporting date, report date, reporting period, month date`,
      `period end, period end date, period start`,
      `date`,
    ],
  },
  start: {
    certain: [
      `start, start date, started at, starts at, started on, starts on, subscription start, subscription start date,
       subscription started at, service start date, effective start date, from date, valid from`,
      `contract start, contract start date, contract effective date, term start, term start date, activated at,
       activation date, current term start date`,
    ],
    likely: [
      `customer since, signup date, sign up date, signed up at, join date, go live date, first paid date, subscribed at`,
      `created, created at, created date, create date, close date, closed won date, from`,
      `current period start, current period started at, period start`,
    ],
  },
  end: {
    certain: [
      `ended at, ended on, churn date, churned at, churned on, churned date, termination date, terminated at,
       subscription ended at`,
      `end, end date, ends at, ends on, subscription end, subscription end date, service end date, effective end date,
       to date, valid to, valid until`,
      `contract end, contract end date, term end, term end date, expires at, expires on, expired at, expiration date,
       expiry date, contract expiration date`,
    ],
    likely: [`cancelled at, canceled at, cancellation date, cancel date, cancelled on, canceled date, cancelled date`],
  },
  renewal_date: {
    certain: [
      `renewal date, next renewal date, renewal, next renewal, contract renewal date, subscription renewal date, renews on,
       renews at, renewal on, upcoming renewal date`,
    ],
    likely: [
      `current period end, current period ends at, current period end date, current term end date, current term ends at,
       next billing at, next billing date, renewal month`,
      `contract end, contract end date, term end, term end date, expiration date, expiry date, expires at, expires on,
       contract expiration date, subscription end date, end date`,
    ],
  },
  notice_days: {
    certain: [
      `notice days, notice period days, notice period, notice, days notice, cancellation notice days, cancellation notice,
       renewal notice days, termination notice days`,
    ],
  },
  last_move: {
    certain: [`last move, last tier move, last tier change, tier changed on, tier change date, last tier change date`],
  },
  last_contact: {
    certain: [`last contact, last contact date, last contacted, last contacted at, last touch, last touch date, last meeting`],
    likely: [`last activity date, last activity, last meeting date`],
  },
  score_date: {
    certain: [`score date, scored on, scored at, health score date, health date`],
  },
  decision_date: {
    certain: [`decision date, decided on, renewal decision date, renewal decided on`],
  },
  signal_date: {
    certain: [`signal date, signals as of, score data as of, last signal`],
  },
};
