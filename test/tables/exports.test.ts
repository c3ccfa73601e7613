// Every known export is recognized by the headers its system writes, and none is taken for another.
import { describe, expect, it } from "vitest";
import { exportOf, exportsFigure, type KnownExports, recognizeExport, refuseOtherRows } from "../../src/tables/exports.ts";
import { revenueKinds, statusMeanings, wordKey } from "../../src/tables/words.ts";
import { shippedLibrary as library } from "../shipped-library.ts";

const known = library.figure(exportsFigure).value as KnownExports;

/** Header lines as found in public files, code and documentation; "…" stands for what the caller chooses. */
const lines: readonly (readonly [string, string])[] = [
  [
    "stripe_subscriptions",
    "id, Customer Name, Customer ID, Status, Cancellation Reason, Created (UTC), Start (UTC), Current Period Start (UTC), Current Period End (UTC), Trial Start (UTC), Trial End (UTC), Canceled At (UTC), Ended At (UTC)",
  ],
  ["stripe_subscriptions", "id, Customer Name, Currency, Interval, Amount, Status, Start (UTC), Trial End (UTC), Ended At (UTC)"],
  [
    "stripe_subscriptions",
    "id, Customer ID, Customer Email, Plan, Quantity, Currency, Interval, Amount, Status, Created (UTC), Start Date (UTC), Ended At (UTC)",
  ],
  ["stripe_mrr_monthly", "Customer ID, Customer, Customer Email, Currency, 2025-01, 2025-02, 2025-03"],
  [
    "stripe_customers",
    "id, Description, Email, Name, Created (UTC), Delinquent, Plan, Status, Total Spend, Payment Count, Refunded Volume, Dispute Losses, tag (metadata)",
  ],
  ["stripe_invoices", "id, Customer, Subscription, Amount Due, Amount Paid, Status, Date (UTC)"],
  [
    "stripe_tables",
    "id, cancel_at, cancel_at_period_end, canceled_at, created, current_period_end, current_period_start, customer_id, ended_at, livemode, metadata, quantity, start_date, status, trial_end, trial_start",
  ],
  [
    "chargebee_subscriptions",
    "id, customer_id, status, plan_id, plan_quantity, plan_unit_price, plan_amount, billing_period, billing_period_unit, currency_code, start_date, started_at, activated_at, trial_end, current_term_start, current_term_end, next_billing_at, cancelled_at, cancel_reason, pause_date, resume_date, mrr",
  ],
  [
    "chargebee_reports",
    "Canceled On, Reason Code, Plan Quantity, Currency, Subscription Billing Period, Current Plan, Recurring Discount MRR, Current Billing Term Start Date, Auto-Collection, Trial End",
  ],
  [
    "chargebee_mrr_monthly",
    "customer_id, subscription_id, reporting_month, status, status_previous, billing_currency_code, mrr_billing_currency, mrr_previous_billing_currency, reporting_currency_code, exchange_rate",
  ],
  ["recurly_accounts", "account_code, email, first_name, last_name, company, state"],
  [
    "recurly_subscriptions",
    "uuid, account_code, email, activated_at, modified_at, pricing_model, current_ramp_id, custom_field_region",
  ],
  [
    "recurly_tables",
    "id, created_at, activated_at, canceled_at, expires_at, account_id, plan_id, uuid, state, current_period_started_at, current_period_ends_at, current_term_ends_at, trial_started_at, trial_ends_at, auto_renew, paused_at, currency, unit_amount, quantity, add_ons_total, subtotal, collection_method, expiration_reason",
  ],
  [
    "zuora_subscriptions",
    "id, account_id, name, status, version, is_latest_version, original_id, previous_subscription_id, auto_renew, cancelled_date, cancel_reason, contract_effective_date, subscription_start_date, subscription_end_date, term_start_date, term_end_date, term_type, initial_term, current_term, renewal_term, renewal_setting",
  ],
  [
    "zuora_charges",
    "mrr, tcv, dmrc, dtcv, billing_period, charge_type, charge_model, effective_start_date, effective_end_date, end_date_condition, segment, is_last_segment, version, subscription_id, account_id, quantity, uom",
  ],
  [
    "zuora_accounts",
    "account_number, name, mrr, balance, currency, status, parent_id, crm_id, sales_rep_name, customer_service_rep_name, parent_account_id",
  ],
  [
    "zuora_data_source",
    "Account: ID, Subscription: SubscriptionId, Invoice Item: Charge Amount, Invoice Item: Service Start Date, Invoice Item: Service End Date",
  ],
  ["maxio_customers", "id, first_name, last_name, organization, email, created_at, reference, address"],
  [
    "maxio_subscriptions",
    "state, product_price_in_cents, total_revenue_in_cents, current_period_ends_at, next_assessment_at, trial_ended_at, activated_at, canceled_at, expires_at",
  ],
  [
    "chartmogul_customers",
    "MRR, ARR, PLAN_NAME, BILLING_CYCLE, NET_PAYMENTS, COUNTRY, STATE, CITY, SUBSCRIBER_SINCE, STATUS, UUID",
  ],
  [
    "chartmogul_subscriptions",
    "CUSTOMER_UUID, CUSTOMER_EXTERNAL_IDS, CUSTOMER_NAME, CUSTOMER_EMAIL, CUSTOMER_SUBSCRIPTION_ID, BILLING_SYSTEM, PLAN_NAME, QUANTITY, MRR, ARR, STATUS",
  ],
  ["chartmogul_movements", "uuid, customer_uuid, type, date, mrr, mrr-movement, currency, plan, description"],
  [
    "chartmogul_lines",
    "Invoice external ID, External ID, Subscription external ID, Subscription set external ID, Type, Amount in cents, Plan, Service period start, Service period end, Quantity, Proration, Discount code, Discount amount, Tax amount, Description, Transaction fee, Account Code",
  ],
  [
    "baremetrics_import",
    "plan_oid, plan_name, plan_currency, plan_amount, plan_interval, plan_interval_count, customer_oid, customer_name, customer_email, subscription_oid, subscription_started_at, subscription_canceled_at, subscription_quantity",
  ],
  ["paddle_subscriptions", "id, status, customer_id, next_billed_at, scheduled_change, collection_mode"],
  [
    "revenuecat_transactions",
    "rc_original_app_user_id, rc_last_seen_app_user_id_alias, product_identifier, product_display_name, product_duration, start_time, end_time, grace_period_end_time, effective_end_time, store, is_auto_renewable, is_trial_period, is_sandbox, price_in_usd, store_transaction_id, refunded_at, unsubscribe_detected_at, purchased_currency, price_in_purchased_currency, renewal_number, is_trial_conversion",
  ],
  [
    "hubspot_companies",
    "Record ID, Company name, Website URL, Company Domain Name, Company owner, Industry, Country/Region, Create Date, Last Activity Date",
  ],
  [
    "hubspot_deals",
    "Record ID, Deal Name, Pipeline, Deal Stage, Amount, Close Date, Create Date, Deal owner, Associated Company, Associated Company IDs, Last Activity Date",
  ],
  ["hubspot_deals", "dealname, dealstage, amount, closedate"],
  [
    "salesforce_opportunities",
    "Territory Region, Opportunity Owner, Account Name, Opportunity Name, Stage, Forecast Category, Total Amount Currency, Total Amount, Billed iARR Currency, Billed iARR, ARR to Renew Currency, ARR to Renew, Fiscal Period, Close Date, Opportunity Next Steps, Type",
  ],
  ["salesforce_tables", "account_id, amount, close_date, stage_name, is_closed, is_won, probability, forecast_category, type"],
  ["salesforce_tables", "id, name, owner_id, parent_id, type, industry, annual_revenue, number_of_employees, record_type_id"],
  [
    "salesforce_contracts",
    "Account Name, Contract Number, Contract Name, Contract Owner, Contract Start Date, Contract End Date, Contract Term (months), Status, Owner Expiration Notice, Activated Date",
  ],
  [
    "pipedrive_deals",
    "Deal - ID, Deal - Title, Deal - Value, Deal - Currency, Deal - Pipeline, Deal - Stage, Deal - Status, Deal - Owner, Deal - Organization, Deal - Expected close date, Deal - Won time, Deal - Lost time, Deal - Lost reason, Deal - Probability",
  ],
  [
    "gainsight_companies",
    "Gsid, Name, Industry, ARR, MRR, LifecycleStage, Stage, Status, CSMName, OriginalContractDate, RenewalDate, OverallScore, SfdcAccountId, ParentCompanyId",
  ],
  ["gainsight_companies", "Name, Managed As, CSM, ARR, Original Contract Date, Lifetime in Months, Current Score, NPS®"],
  ["gainsight_actions", "Name, CompanyName, TypeName, ReasonName, StatusName, OwnerName, DueDate, ClosedDate"],
  [
    "totango_accounts",
    "Account ID, Name, parent_id, Status, Contract Value, Contract Start Date, Contract Renewal Date, Cancellation Date, Success Manager, Customer Journey Stage, Tier, Industry",
  ],
  [
    "churnzero_accounts",
    "accountExternalId, Name, NextRenewalDate, TotalContractAmount, IsActive, StartDate, EndDate, LicenseCount, OwnerUserAccount, ParentAccountExternalId, cf_Region",
  ],
  [
    "planhat",
    "Name, Owner, Customer status, ARR, MRR, Renewal, Renewal ARR, Accumulated ARR, Group MRR, Phase, Health, NPS Score",
  ],
  [
    "planhat",
    "Company, ARR, MRR, License Start Date, License End Date, Fixed Period, Auto Renewal, Notice Period, Notice Unit, Status",
  ],
  [
    "vitally_accounts",
    "id, externalId, name, organizationId, accountOwnerId, csmId, mrr, nextRenewalDate, churnedAt, trialEndDate, lastSeenTimestamp, usersCount, npsPromoterCount, npsScore, healthScore",
  ],
  [
    "clientsuccess_contracts",
    "External Client ID, Client Name, Contract ID, Contract Name, Stage, Line Number, Product Code, Quantity, Item recurring, Start Date, End Date, Amount",
  ],
  [
    "zendesk_tickets",
    "id, created_at, updated_at, status, priority, type, subject, organization_id, requester_id, assignee_id, via_channel, merged_ticket_ids",
  ],
  ["intercom", "id, company_id, name, plan_name, monthly_spend, size, user_count, last_request_at, remote_created_at"],
  [
    "surveymonkey",
    "Respondent ID, Collector ID, Start Date, End Date, IP Address, Email Address, First Name, Last Name, Custom Data 1, How likely are you to recommend us?",
  ],
  [
    "typeform",
    "#, How likely is it that you would recommend us?, Response Type, Start Date (UTC), Stage Date (UTC), Submit Date (UTC), Network ID, Tags, Ending",
  ],
  ["typeform", "id, person, survey_type, score, comment, permalink, created_at, person_properties, tags"],
  ["quickbooks_tables", "display_name, fully_qualified_name, company_name, parent_customer_id, job, level, active, balance"],
  ["quickbooks_tables", "doc_number, transaction_date, due_date, total_amount, balance, currency_id, exchange_rate, customer_id"],
  [
    "xero_invoices",
    "*ContactName, EmailAddress, *InvoiceNumber, Reference, *InvoiceDate, *DueDate, Total, InventoryItemCode, *Description, *Quantity, *UnitAmount, Discount, *AccountCode, *TaxType, TaxAmount, TrackingName1, Currency",
  ],
  [
    "xero_tables",
    "invoice_id, contact_id, date, due_date, fully_paid_on_date, sub_total, total, amount_due, currency_code, status, type",
  ],
  ["dbt_snapshot", "customer, plan, dbt_scd_id, dbt_updated_at, dbt_valid_from, dbt_valid_to"],
  ["history_table", "event_type, event_timestamp, plan_id, plan_status, _valid_from, _valid_to, _is_current_state"],
  [
    "history_table",
    "subscription_created_at, subscription_activated_at, subscription_canceled_at, subscription_ended_at, plan_id",
  ],
  [
    "hubspot_tables",
    "deal_id, deal_pipeline_id, deal_pipeline_stage_id, owner_id, property_dealname, property_amount, property_closedate, property_createdate",
  ],
  ["mrr_periods", "subscription_id, customer_id, start_date, end_date, monthly_amount"],
  [
    "saas_sample",
    "subscription_id, account_id, start_date, end_date, plan_tier, seats, mrr_amount, arr_amount, is_trial, upgrade_flag, downgrade_flag, churn_flag, billing_frequency, auto_renew_flag",
  ],
  [
    "saas_sample",
    "customerID, gender, SeniorCitizen, Partner, Dependents, tenure, Contract, PaperlessBilling, PaymentMethod, MonthlyCharges, TotalCharges, Churn",
  ],
  ["contracts_sample", "account_id, account_name, industry, region, current_arr, renewal_date"],
  ["contracts_sample", "account_id, start_date, end_date, total_commit_value, term_months"],
  ["contracts_sample", "Customer, Segment, ARR, Renewal_Date, NPS, Tickets_Last_90d, CSAT, Active_Users, Total_Seats"],
  ["renewal_tracker", "Account Name, ARR, Renewal Date, CSM, Health, Auto Renew, Product, Next Step, Notes"],
  ["renewal_tracker", "Client, Renewal Date, Contract Value, Tier, Status"],
  [
    "renewal_tracker",
    "Account ID, Account Name, ARR, Renewal Date, Health Score, Stage, Account Owner, Last Activity, NPS, Open Tickets, Notes",
  ],
  [
    "local_sheet",
    "Name, Kategorie, Anbieter, Vertragsnummer, Monatliche Kosten, Kosten, Abrechnungszeitraum, Vertragsbeginn, Vertragsende, Kündigungsfrist (Tage), Erinnerung, Zahlungsart, Notizen",
  ],
  ["local_sheet", "Nummer, Art, Kundennummer, Kunde, Bezeichnung, Von, Bis / gültig bis, Betrag netto, Stand"],
  ["local_sheet", "numero_facture, type, date_facture, client, montant_ht, montant_ttc"],
  ["local_sheet", "N° Facture, Client, Montant, Date échéance"],
  ["local_sheet", "Fecha, Cliente, Importe"],
  ["local_sheet", "Cliente, Plan, Fecha Inicio, Fecha Fin, Estado, Precio Contratado, Fecha Emision"],
];
const cut = (line: string): string[] => line.split(", ").map((header) => header.trim());

describe("a file is recognized by its headers", () => {
  it.each(lines)("%s: %s", (id, line) => {
    const found = recognizeExport(cut(line), known);
    expect(found?.id).toBe(id);
    expect(found?.says).toBe(`reads like ${found?.name}`);
    for (const header of Object.values(found!.columns)) expect(cut(line)).toContain(header);
  });

  it("in any order, with columns added in front", () => {
    for (const [id, line] of lines) expect(recognizeExport(["Our region", ...cut(line).reverse()], known)?.id, line).toBe(id);
  });

  it("reports by the lines around them", () => {
    expect(
      recognizeExport(["Account Name", "ARR", "Status"], known, [
        "Grand Totals (5700 records)",
        "Confidential Information - Do Not Distribute",
      ])?.id,
    ).toBe("salesforce_report");
    expect(recognizeExport(["", "Total"], known, ["Accrual Basis Monday, March 02, 2026 08:01 PM GMTZ"])?.id).toBe(
      "quickbooks_report",
    );
  });

  it("each of the 56 is shown by a header line, by its other lines, or only by name", () => {
    const shown = new Set([
      ...lines.map(([id]) => id),
      "salesforce_report",
      "quickbooks_report",
      "profitwell",
      "warehouse_result",
    ]);
    expect(known.map(({ id }) => id).filter((id) => !shown.has(id))).toEqual([]);
    expect(known).toHaveLength(56);
  });

  it.each([
    "Customer, MRR, Start Date, End Date",
    "customer_id, company_name, plan, country, signup_date, mrr",
    "customer_id, company_name, plan, status, signup_date, mrr",
    "Account Name, Contract Number, ARR, Status, Start Date, End Date",
    "Company, Subscription Id, Billing Term, Price, Start Date, End Date",
    "Customer, Subscription ID, Quantity, Unit Price, Start Date, End Date",
    "subscription_id, customer_id, mrr, start_date, end_date",
    "month, customer, mrr",
    "Account Owner, Account Name, ARR, Renewal Date",
    "Account, ARR, Renewal Date, Health",
    "Account, ARR 2024, ARR 2025",
    "account, health, churn_flag",
    "account, start_date, end_date, amount",
    "Account, NPS, Respondent, ARR",
    "Customer, Jan-25, Feb-25, Mar-25, Apr-25",
    "Account Name, Owner, ARR (EUR), Segment, Renewal Date, Health, Notice",
    "id, name, email, created_at",
  ])("a plain table is none: %s", (line) => expect(recognizeExport(cut(line), known)).toBeNull());
});

describe("its columns and words mean what the system means", () => {
  const read = (id: string) => recognizeExport(cut(lines.find(([one]) => one === id)![1]), known)!;
  const status = (id: string, word: string) => read(id).words.status?.get(wordKey(word));

  it("canceled is gone at Stripe and still pays at Recurly and Planhat", () => {
    expect(status("stripe_subscriptions", "canceled")).toBe("gone");
    expect(status("stripe_tables", "canceled")).toBe("gone");
    expect(status("recurly_subscriptions", "canceled")).toBe("ending");
    expect(status("recurly_tables", "canceled")).toBe("ending");
    expect(status("planhat", "Canceled")).toBe("ending");
    expect(status("zuora_subscriptions", "Cancelled")).toBe("canceled");
    expect(status("stripe_tables", "unpaid")).toBe("gone");
    expect(status("maxio_subscriptions", "unpaid")).toBe("past_due");
  });

  it("the end is the day of the end, not of the request or the next bill", () => {
    expect(read("stripe_subscriptions").columns).toMatchObject({
      end: "Ended At (UTC)",
      cancelled_on: "Canceled At (UTC)",
      period_end: "Current Period End (UTC)",
    });
    expect(read("recurly_tables").columns).toMatchObject({ end: "expires_at", cancelled_on: "canceled_at" });
    expect(read("revenuecat_transactions").columns).toMatchObject({ end: "effective_end_time", start: "start_time" });
    expect(read("vitally_accounts").columns).toMatchObject({ end: "churnedAt" });
    expect(read("dbt_snapshot").ignore).toEqual(["dbt_valid_from", "dbt_valid_to", "dbt_updated_at", "dbt_scd_id"]);
  });

  it("cents are told from units", () => {
    expect(read("chartmogul_subscriptions").cents).toEqual(["MRR", "ARR"]);
    expect(read("baremetrics_import").cents).toEqual(["plan_amount"]);
    expect(read("stripe_subscriptions").cents).toEqual([]);
    expect(read("chargebee_mrr_monthly").cents).toEqual([]);
  });

  it("a price is the amount where no column says how many, and an amount beside both needs neither", () => {
    const bare = recognizeExport(
      cut("id, Customer Name, Currency, Interval, Amount, Status, Start (UTC), Trial End (UTC), Ended At (UTC)"),
      known,
    )!;
    expect(bare.columns).toMatchObject({ amount: "Amount", interval: "Interval" });
    expect(bare.columns).not.toHaveProperty("unit_price");
    expect(read("recurly_tables").columns).toMatchObject({ amount: "subtotal" });
    expect(read("recurly_tables").columns).not.toHaveProperty("unit_price");
    expect(read("baremetrics_import").columns).toMatchObject({ unit_price: "plan_amount", quantity: "subscription_quantity" });
  });

  it("what looks like something else is left", () => {
    expect(read("zuora_charges").ignore).toEqual(["version", "tcv", "dmrc", "dtcv", "segment", "quantity", "billing_period"]);
    expect(recognizeExport(cut("customerID, Partner, tenure, MonthlyCharges, Churn"), known)!.ignore).toEqual(["Partner"]);
    expect(read("salesforce_contracts")).toMatchObject({
      ends: "last_day",
      ignore: ["Owner Expiration Notice", "Activated Date"],
    });
    expect(read("vitally_accounts").health_out_of).toBe(10);
  });

  it("a history stays a history beside the columns of a system", () => {
    const snapshot = recognizeExport(
      [...cut(lines.find(([id]) => id === "stripe_tables")![1]), "dbt_valid_from", "dbt_valid_to"],
      known,
    )!;
    expect(snapshot).toMatchObject({ id: "stripe_tables", versions: true });
    expect(read("dbt_snapshot").versions).toBe(true);
    expect(read("stripe_tables").versions).toBe(false);
  });

  it("the caller's word goes before recognition", () => {
    const stripe = cut(lines.find(([id]) => id === "stripe_subscriptions")![1]);
    expect(exportOf("planhat", ["Kunde", "Status"], known)).toMatchObject({ sure: "named", columns: { status: "Status" } });
    expect(exportOf("none", stripe, known)).toBeNull();
    expect(exportOf(undefined, stripe, known)?.id).toBe("stripe_subscriptions");
    expect(() => exportOf("abacus", ["Kunde"], known)).toThrow(/abacus.*none, or one of stripe_subscriptions/s);
  });

  it("rows that are no customers answer nothing about them", () => {
    const money = ["who", "counts", "since", "until", "how_much"] as const;
    for (const id of [
      "hubspot_deals",
      "chartmogul_movements",
      "stripe_invoices",
      "xero_invoices",
      "zendesk_tickets",
      "gainsight_actions",
    ])
      expect(() => refuseOtherRows("a.csv", read(id), money), id).toThrow(/its rows are .*"none"/s);
    expect(() => refuseOtherRows("a.csv", read("hubspot_deals"), [...money, "how_likely"])).not.toThrow();
    expect(() => refuseOtherRows("a.csv", read("revenuecat_transactions"), money)).not.toThrow();
    expect(() => refuseOtherRows("a.csv", read("stripe_invoices"), undefined)).not.toThrow();
  });
});

describe("the records", () => {
  const meanings: Record<string, readonly string[]> = { status: statusMeanings, revenue_type: revenueKinds };
  it.each(known.map((record) => [record.id, record] as const))("%s uses meanings that exist, each word once", (_, record) => {
    for (const [field, lists] of Object.entries(record.words)) {
      const seen = new Set<string>();
      for (const [meaning, words] of Object.entries(lists)) {
        expect(meanings[field], field).toContain(meaning);
        for (const word of words.split(",")) {
          expect(seen.has(wordKey(word)), `${word} twice`).toBe(false);
          seen.add(wordKey(word));
        }
      }
    }
    expect(record.note).toMatch(/^[A-Z].*\.$/);
  });
});
