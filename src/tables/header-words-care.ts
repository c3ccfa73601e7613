import type { TableField } from "../core/table.ts";

/** The names real exports give a field, each text a rank of names, the first the best; a name may stand under several fields. */
export interface FieldNames {
  certain: readonly string[];
  likely?: readonly string[];
}

/** Names of columns that say how an account does, whom one knows there, and what is open with it. */
export const careNames = {
  health: {
    certain: [
      `health, health score, customer health, customer health score, account health, account health score, overall health,
       overall health score, rag, rag status, traffic light`,
    ],
    likely: [
      `overall score, current score, csm health, scorecard`,
      `rag, rag status, traffic light, health color, health colour, health status, customer sentiment, csm sentiment,
       sentiment, pulse, csm pulse, customer pulse, churn risk, renewal risk, risk level, risk rating, risk status, account risk, customer risk, risk`,
    ],
  },
  usage: {
    certain: [`usage score, product usage score, usage health, adoption score, usage health score`],
    likely: [`usage`],
  },
  engagement: {
    certain: [`engagement score, engagement health, engagement health score`],
    likely: [`engagement`],
  },
  relationship: {
    certain: [`relationship score, relationship health, relationship strength, relationship health score`],
    likely: [`relationship`],
  },
  support: {
    certain: [`support score, support health, support health score`],
    likely: [`support`],
  },
  financial: {
    certain: [`financial score, financial health, payment score, financial health score`],
    likely: [`financial`],
  },
  previous_score: {
    certain: [
      `previous score, previous health, previous health score, prior health score, last health score,
       health score last month, health score last quarter`,
    ],
  },
  probability: {
    certain: [`renewal probability, probability of renewal, likelihood to renew, renewal likelihood, probability`],
  },
  category: {
    certain: [
      `forecast category, renewal category, renewal forecast, renewal forecast category, csm call, renewal call,
       forecast call, csm forecast, csm category`,
    ],
    likely: [`call, commit status`],
  },
  contact: {
    certain: [`contact, contact name, contact full name, stakeholder, stakeholder name, person`],
    likely: [`full name, name`, `contact email, email`],
  },
  role: {
    certain: [`role, stakeholder role, contact role, buying role, persona`],
    likely: [`title, job title`],
  },
  level: {
    certain: [`seniority, seniority level, job level, contact level, stakeholder level`],
    likely: [`level`],
  },
  tenure_months: {
    certain: [`tenure months, tenure in months, months as customer, customer age months, customer lifetime months`],
    likely: [`tenure`],
  },
  last_contact: {
    certain: [
      `last contact, last contact date, last contacted, last contacted at, last touch, last touch date, last meeting, last customer contact, last spoken to, last spoken, last spoke, last talked to, last talked`,
      `last call, last call date, last conversation, last check in, last interaction, last touchpoint, last csm touch, last csm contact`,
    ],
    likely: [
      `last activity date, last activity, last contact with them, last reached, last meeting date, last engagement, last qbr, last qbr date`,
    ],
  },
  promise_due: {
    certain: [
      `promise due, promise due date, promised by, promised for, promised date, promised until, open promise due, commitment due, commitment due date, committed date`,
      `follow up due, follow up due date, followup due, followup due date, follow up date, followup date, next follow up, next followup, next follow up date, follow up by`,
      `next step due, next step due date, next step date, next step by, next step on, action due, action due date, next action due, next action date, next action on, next action by, next thing on, next thing due, next due, follow up on`,
    ],
  },
  escalations: {
    certain: [
      `escalations, open escalations, open escalation, escalation open, active escalations, escalation count, escalations open, number of escalations, escalated, is escalated`,
    ],
    likely: [`escalation`],
  },
  put_off: {
    certain: [
      `put off, times put off, put off count, deferrals, times deferred, deferred, deferral count, postponed, times postponed, times rescheduled, reschedules, rescheduled, rescheduled count, times pushed, pushed`,
    ],
  },
  notice_asked: {
    certain: [
      `notice asked, notice requested, asked for notice, asked about notice, asked about notice period, asked for notice terms`,
      `termination terms requested, cancellation terms requested, exit terms requested, asked how to cancel, asked about cancellation, asked to cancel, cancellation inquiry, cancellation enquiry`,
    ],
  },
  notice_served: {
    certain: [`notice served, notice given, cancellation notice served, notice of termination, non renewal notice`],
  },
  auto_renew: {
    certain: [
      `auto renew, auto renewal, auto renews, autorenew, autorenewal, automatic renewal, is auto renew, evergreen, is evergreen`,
    ],
  },
  sponsor_left: {
    certain: [
      `sponsor left, executive sponsor left, sponsor departed, champion left, champion gone, sponsor gone, champion departed, key contact left`,
    ],
  },
} as const satisfies Partial<Record<TableField, FieldNames>>;
