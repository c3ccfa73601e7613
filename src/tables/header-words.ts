import type { TableField } from "../core/table.ts";
import { readHeader, squash } from "./header.ts";
import { namesAbroad, weakNamesAbroad } from "./header-words-abroad.ts";
import { careNames, type FieldNames } from "./header-words-care.ts";
import { fold } from "./words.ts";

/** Names of money columns and of what goes with them. */
export const amountNames: Readonly<
  Record<
    Extract<TableField, "arr" | "mrr" | "acv" | "tcv" | "amount" | "arr_start" | "arr_end" | "currency" | "contract_months">,
    FieldNames
  >
> = {
  arr: {
    certain: [
      `arr, annual recurring revenue, annualized recurring revenue, annualised recurring revenue, current arr, arr now, active arr`,
      `total arr, account arr, customer arr, arr amount, arr value, annual run rate, company arr, net arr, subscription arr, live arr`,
      `contracted arr, carr, committed arr, arr converted, exit arr`,
    ],
    likely: [
      `annual value, annual amount, annual price, annual fee, annual subscription, yearly value, yearly amount, yearly, yearly fee, yearly price, annual, annualized amount, annualised amount, annualized value, annual spend`,
    ],
  },
  mrr: {
    certain: [
      `mrr, monthly recurring revenue, current mrr, mrr now, active mrr`,
      `total mrr, account mrr, customer mrr, mrr amount, mrr value, net mrr, subscription mrr, normalized mrr, mrr fee, cmrr, activity mrr, mrr converted`,
    ],
    likely: [
      `monthly amount, monthly revenue, monthly value, monthly charges, monthly charge, monthly fee, monthly fees, monthly price, monthly, monthly subscription, monthly spend, amount per month, price per month`,
    ],
  },
  acv: {
    certain: [`acv, annual contract value, average contract value, current acv, acv amount, total acv, contract acv`],
  },
  tcv: {
    certain: [`tcv, total contract value, total contracted value, contract tcv, tcv amount`],
  },
  amount: {
    certain: [
      `amount, recurring revenue, subscription amount, subscription value, plan amount`,
      `revenue, value, contract value, contract amount, contract price, deal amount, deal value`,
      `price`,
    ],
    likely: [
      `subscription price, fee, fees, charges, charge, spend, billing amount, net amount, total amount, total price, sales, umsatz, betrag`,
      `total`,
    ],
  },
  arr_start: {
    certain: [],
  },
  arr_end: {
    certain: [],
  },
  currency: {
    certain: [
      `currency, currency code, currency iso code, account currency, billing currency, cur, ccy, curr, curr code, iso currency`,
      `arr currency, mrr currency, amount currency, subscription currency, deal currency, arr converted currency`,
    ],
  },
  contract_months: {
    certain: [
      `contract months, contract term months, contract length months, contract duration months, term months, term in months, term length months, subscription term months, initial term months, months of contract`,
    ],
    likely: [
      `contract term, contract length, contract duration, term, term length, subscription term, initial term, current term`,
    ],
  },
};

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
      | "score_date"
      | "decision_date"
      | "signal_date"
      | "cancelled_on"
      | "period_end"
      | "trial_end"
      | "version"
    >,
    FieldNames
  >
> = {
  month: {
    certain: [
      `month, reporting month, report month, snapshot month, revenue month, mrr month, arr month, billing month, calendar month, activity month, year month, month start, month end, period month`,
    ],
    likely: [
      `period, quarter, reporting quarter, snapshot date, snapshot, as of, as of date, reporting date, report date, reporting period, month date`,
      `period end, period end date, period start`,
      `date`,
    ],
  },
  start: {
    certain: [
      `license start date, licence start date, original contract date, client as of date, subscriber since, start time, service from, period from, coverage start, became a customer date, customer start date, customer start, rev rec start date, rev rec start, revenue start date, revenue recognition start date, service start`,
      `start, start date, started, begin, begin date, begins, commenced, commencement date, started at, starts at, started on, starts on, subscription start, subscription start date, subscription started at, service start date, service period start, effective start date, from date, valid from, start utc, start date utc, subscription activated at`,
      `contract start, contract start date, contract effective date, term start, term start date, activated at, activation date, current term start date`,
    ],
    likely: [
      `customer since, client since, member since, signup date, sign up date, signed up at, join date, go live date, first paid date, subscribed at, effective date, effective from, in effect from`,
      `created, created at, created date, create date, close date, closed won date, from`,
      `current period start, current period started at, period start`,
    ],
  },
  end: {
    certain: [
      `ended at, ended on, exit date, exited on, departure date, deactivated at, deactivation date, churn date, churned at, churned on, churned date, termination date, terminated at, subscription ended at, left on, lost on`,
      `license end date, licence end date, service period end, billed until date, effective end time, service to, period to, coverage end, rev rec end date, rev rec end, revenue end date, revenue recognition end date, service end`,
      `end, end date, ends at, ends on, subscription end, subscription end date, service end date, effective end date, to date, valid to, valid until, ends, customer until, client until`,
      `contract end, expiry, expiration, expires, contract end date, term end, term end date, expires at, expires on, expired at, expiration date, expiry date, contract expiration date`,
      `contract until, contracted until, contract through, contract to, contract runs until, contract runs to, contract ends, contract ends on, contract expires, contract expiry, contract expiry date, end of contract, end of term, term until, term ends, term to, term expiry, agreement end, agreement end date, agreement until, agreement ends, runs until, paid until, committed until, commitment end, subscription until`,
    ],
    likely: [`to, until`, `deleted at, archived at, inactive since, lost date, date lost, left date, churn month`],
  },
  renewal_date: {
    certain: [
      `renewal date, next renewal date, renewal, next renewal, contract renewal date, subscription renewal date, renews on,
       renews at, renewal on, upcoming renewal date, renews, renewal due, renewal due date, due for renewal, up for renewal, next renewal on, rnwl date`,
    ],
    likely: [
      `renewal month`,
      `contract end, contract end date, term end, term end date, expiration date, expiry date, expires at, expires on,
       contract expiration date, subscription end date, end date`,
      `contract until, contracted until, contract through, contract to, contract runs until, contract runs to, contract ends, contract ends on, contract expires, contract expiry, contract expiry date, end of contract, end of term, term until, term ends, term to, term expiry, agreement end, agreement end date, agreement until, agreement ends, runs until, paid until, committed until, commitment end, subscription until`,
    ],
  },
  notice_days: {
    certain: [
      `notice days, notice period days, notice period, notice, notice d, customer notice, cust notice, customer notice days, days notice, cancellation notice days, cancellation notice,
       renewal notice days, termination notice days`,
    ],
  },
  cancelled_on: {
    certain: [
      `cancelled at, canceled at, cancellation date, cancel date, cancelled on, canceled on, canceled date, cancelled date,
       subscription canceled at, subscription cancelled at, unsubscribe detected at, notice date, notice received on, notice given on, notice given at, notice given date, date of notice, notice served on, termination notice date, cancellation notice date, cancellation requested on, cancellation requested at, opt out date`,
    ],
  },
  period_end: {
    certain: [
      `current period end, current period ends at, current period ended at, current period end date, current term end date,
       current term ends at, current term end, next billing at, next billing date, next billed at, next assessment at`,
    ],
  },
  trial_end: {
    certain: [`trial end, trial end date, trial ends at, trial ended at, trial ends on, trial until, testphase bis`],
  },
  version: {
    certain: [
      `version, last sync, synced at, fivetran synced, last synced at, updated at, modified at, last modified date, last modified, dbt updated at, airbyte emitted at, airbyte extracted at,
       subscription version`,
    ],
  },
  last_move: {
    certain: [`last move, last tier move, last tier change, tier changed on, tier change date, last tier change date`],
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
  ...careNames,
  account: {
    certain: [
      `account, account name, account account name, customer, customer name, customer account, client, client name,
       sold to account`,
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
    likely: [
      `response, answer, satisfaction, nps category, nps group, nps class, nps type, nps segment, nps bucket, respondent type`,
    ],
  },
  outcome: {
    certain: [
      `outcome, churned, churn, renewed, retained, is churned, churn flag, renewal outcome, churn label, has churned,
       churned flag, is renewed, has renewed, churn yes no, churned last 12m, churned last 12 months, churned last year,
       churned in period, lost flag, is lost, churn status, gekündigt ja nein`,
    ],
  },
  status: {
    certain: [
      `status, subscription status, account status, customer status, contract status, client status, plan status,
       subscription state, status new, state, renewal status`,
      `stage, stage name, deal stage, lifecycle stage, opportunity stage, phase`,
      `is active, active, is paying, has active subscription, aktiv`,
    ],
  },
  revenue_type: {
    certain: [
      `revenue type, charge type, price type, type of revenue, billing type, recurrence, line type, revenue category, revenue stream, revenue class, revenue classification, charge category`,
    ],
    likely: [`type, record type, line item type, item type, product type, product category, item category`],
  },
  interval: {
    certain: [
      `interval, billing interval, billing period, billing frequency, billing cycle, plan interval, recurring interval,
       billing term, payment frequency, interval unit, billing period unit, payment interval, invoice frequency,
       payment term interval, charge period`,
    ],
  },
  interval_count: {
    certain: [`interval count, plan interval count, recurring interval count, interval length, billing period count`],
  },
  quantity: {
    certain: [
      `quantity, qty, seats, licenses, licences, license count, licence count, seat count, user count, users count, units,
       plan quantity, subscription quantity, number of seats, number of licenses, no of seats`,
    ],
    likely: [`users, total seats`],
  },
  unit_price: {
    certain: [
      `unit price, unit amount, price per unit, price per seat, price per user, price per license, price per licence,
       license unit price, licence unit price, plan unit price, list price, per seat price, seat price, cost per seat`,
    ],
  },
  respondent: {
    certain: [`respondent, respondent id, respondent name, respondent email, survey respondent`],
    likely: [`response id`],
  },
};

/** How well a name stands for a field; lower is better. */
export interface NameMatch {
  field: TableField;
  rank: number;
  confidence: "certain" | "likely";
}

/** Ranks of likely names start here, below every certain one. */
export const LIKELY_RANK = 10;
/** Names in other languages stand behind the English ones of their kind. */
const ABROAD_RANK = 3;
/** An account's identifier, between certain and likely names. */
export const ACCOUNT_ID_RANK = 5;

const namesIn = (rank: string): string[] => rank.split(/,\s*/);

function buildIndex(): Map<string, NameMatch[]> {
  const index = new Map<string, NameMatch[]>();
  const add = (name: string, match: NameMatch) => {
    const key = fold(squash(name));
    const known = index.get(key) ?? [];
    if (!known.some((one) => one.field === match.field)) index.set(key, [...known, match]);
  };
  for (const [field, names] of Object.entries(columnNames) as [TableField, FieldNames][]) {
    names.certain.forEach((group, rank) => {
      for (const name of namesIn(group)) add(name, { field, rank, confidence: "certain" });
    });
    names.likely?.forEach((group, place) => {
      for (const name of namesIn(group)) add(name, { field, rank: LIKELY_RANK + place, confidence: "likely" });
    });
  }
  for (const [names, rank, confidence] of [
    [namesAbroad, ABROAD_RANK, "certain"],
    [weakNamesAbroad, LIKELY_RANK + ABROAD_RANK, "likely"],
  ] as const)
    for (const [field, list] of Object.entries(names) as [TableField, string][])
      for (const name of namesIn(list)) add(name, { field, rank, confidence });
  for (const name of namesIn(accountIdNames)) add(name, { field: "account", rank: ACCOUNT_ID_RANK, confidence: "certain" });
  return index;
}

let index: Map<string, NameMatch[]> | undefined;

/** The fields a header's name can stand for. */
export function fieldsNamed(key: string): readonly NameMatch[] {
  index ??= buildIndex();
  return index.get(fold(key)) ?? [];
}

/** Whether a cell reads like a header this program knows. */
export function isKnownHeader(text: string): boolean {
  const header = readHeader(text);
  return header.key !== "" && (fieldsNamed(header.key).length > 0 || (header.unit !== null && header.time !== null));
}
