import type { TableField } from "../core/contract/table.ts";
import { amountNames } from "./amount-names.ts";
import { dateNames } from "./date-names.ts";
import type { FieldNames } from "./field-names.ts";

/** Names of an account's identifier; beside a name column they serve to tell accounts apart. */
export const accountIdNames = `account id, customer id, client id, company id, organization id, organisation id, account number, account code,
  account no, account key, customer number, customer uuid, customer code, customer key, customer external id,
  account external id, company gsid, gsid, record id, 18 digit account id, account id 18, account account id,
  salesforce account id, sfdc account id, crm account id, crm id, stripe customer id, chargebee customer id, tenant id,
  workspace id, user id`;

/** Every field's names as Salesforce, HubSpot, Stripe, ChartMogul, Chargebee, Recurly, Zuora, Gainsight and spreadsheets write them. */
export const columnNames: Readonly<Record<TableField, FieldNames>> = {
  ...amountNames,
  ...dateNames,
  account: {
    certain: [
      `account, account name, account account name, customer, customer name, customer account, client, client name,
       sold to account, kunde`,
      `company, company name, associated company, organization, organization name, organisation, organisation name,
       customer company, customer company name`,
    ],
    likely: [`name, logo, tenant, workspace, business name`, `customer email, customer description, email`, `id, uuid`],
  },
  subscription: {
    certain: [
      `subscription, subscription id, subscription number, subscription uuid, subscription name, subscription external id,
       contract id, contract number, contract name, order id`,
    ],
    likely: [`plan, plan name, plan id, plan code, product, product name, product plan, sku, line item, item, rate plan`],
  },
  parent: {
    certain: [
      `parent, parent account, parent account name, parent name, parent company, parent company name, parent customer,
       ultimate parent, ultimate parent account, parent organization`,
    ],
    likely: [`parent account id, parent id, parent company id, parent customer id, ultimate parent id, parent account code`],
  },
  owner: {
    certain: [
      `csm, csm name, csm owner, customer success manager, customer success manager name, customer success owner,
       cs manager, cs owner, success manager, assigned csm, primary csm, account csm`,
      `account manager, account owner, account owner name, company owner, customer owner, owner, owner name,
       account owner full name`,
    ],
    likely: [`csm email, owner email, account executive, rep, am, hubspot owner, assigned to`],
  },
  tier: {
    certain: [`tier, account tier, customer tier, service tier, success tier, cs tier, current tier, coverage tier`],
    likely: [`service level, customer level`],
  },
  touch: {
    certain: [`touch, touch model, touch type, touch level, engagement model`],
    likely: [`coverage model, coverage`],
  },
  segment: {
    certain: [`segment, customer segment, account segment, market segment, segment name`],
    likely: [`size segment, company size segment, sales segment`],
  },
  health: {
    certain: [
      `health, health score, customer health, customer health score, account health, account health score, overall health,
       overall health score`,
    ],
    likely: [`overall score, current score, csm health, scorecard`],
  },
  complexity: {
    certain: [`complexity, complexity score, account complexity, complexity factor`],
  },
  growth: {
    certain: [`growth, growth potential, growth score, expansion potential, growth rating`],
  },
  strategic: {
    certain: [`strategic, strategic value, strategic score, strategic importance, strategic fit`],
  },
  change: {
    certain: [`change, change type, change reason, change source`],
  },
  periods_below: {
    certain: [`periods below, quarters below, periods below floor, quarters below floor`],
  },
  paid_before: {
    certain: [`paid before, previously paid, former customer, returning customer, was customer before`],
  },
  partner: {
    certain: [`partner managed, partner led, managed by partner, via partner, partner account, is partner managed`],
    likely: [`partner, channel, reseller`],
  },
  score: {
    certain: [
      `nps, nps score, nps rating, csat, csat score, ces, ces score, survey score, response score`,
      `score, rating, response value`,
    ],
    likely: [`response, answer, satisfaction`],
  },
  outcome: {
    certain: [`outcome, churned, churn, renewed, retained, is churned, churn flag, renewal outcome, churn label, has churned`],
  },
  respondent: {
    certain: [`respondent, respondent id, respondent name, respondent email, survey respondent`],
    likely: [`response id`],
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
  probability: {
    certain: [`renewal probability, probability of renewal, likelihood to renew, renewal likelihood, probability`],
  },
  category: {
    certain: [`forecast category, renewal category, renewal forecast, renewal forecast category`],
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
  notice_served: {
    certain: [`notice served, notice given, cancellation notice served, notice of termination, non renewal notice`],
  },
  auto_renew: {
    certain: [`auto renew, auto renewal, auto renews, autorenew, autorenewal, automatic renewal, is auto renew`],
  },
  sponsor_left: {
    certain: [`sponsor left, executive sponsor left, sponsor departed, champion left`],
  },
};
