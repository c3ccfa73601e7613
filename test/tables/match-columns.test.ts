import { expect, it } from "vitest";
import type { TableField } from "../../src/core/table.ts";
import { readHeader } from "../../src/tables/header.ts";
import { matchColumns } from "../../src/tables/match-columns.ts";

function fieldsOf(headers: string[], columns: Partial<Record<TableField, string>> = {}): Record<string, string> {
  const matching = matchColumns(headers.map(readHeader), columns, "x.csv");
  return Object.fromEntries([...matching.fields].map(([field, { index }]) => [field, headers[index]!]));
}

it.each<[string, string[], Record<string, string>]>([
  [
    "Salesforce",
    ["Account Name", "Account Owner", "Parent Account", "ARR__c", "Annual Revenue"],
    { account: "Account Name", owner: "Account Owner", parent: "Parent Account", arr: "ARR__c" },
  ],
  [
    "HubSpot",
    ["Record ID", "Company name", "Company owner", "Annual recurring revenue"],
    { account: "Company name", owner: "Company owner", arr: "Annual recurring revenue" },
  ],
  [
    "Stripe",
    ["Customer ID", "Plan", "Amount", "Currency", "Start Date (UTC)", "Ended At (UTC)"],
    {
      account: "Customer ID",
      subscription: "Plan",
      amount: "Amount",
      currency: "Currency",
      start: "Start Date (UTC)",
      end: "Ended At (UTC)",
    },
  ],
  [
    "ChartMogul",
    ["Company", "MRR (cents)", "Customer Since"],
    { account: "Company", mrr: "MRR (cents)", start: "Customer Since" },
  ],
  [
    "Chargebee",
    ["customer_id", "subscription_id", "mrr", "reporting_month"],
    { account: "customer_id", subscription: "subscription_id", mrr: "mrr", month: "reporting_month" },
  ],
  [
    "Recurly",
    ["account_code", "plan_code", "activated_at", "expires_at", "mrr"],
    { account: "account_code", subscription: "plan_code", start: "activated_at", end: "expires_at", mrr: "mrr" },
  ],
  [
    "Gainsight",
    ["Company GSID", "Customer Success Manager", "ARR", "Renewal Date", "Overall Score"],
    {
      account: "Company GSID",
      owner: "Customer Success Manager",
      arr: "ARR",
      renewal_date: "Renewal Date",
      health: "Overall Score",
    },
  ],
  [
    "Zuora",
    ["Account Number", "Subscription Number", "Term Start Date", "Term End Date", "TCV", "Initial Term"],
    {
      account: "Account Number",
      subscription: "Subscription Number",
      start: "Term Start Date",
      end: "Term End Date",
      tcv: "TCV",
      contract_months: "Initial Term",
    },
  ],
  ["camel case", ["customerID", "MonthlyCharges", "Churn"], { account: "customerID", mrr: "MonthlyCharges", outcome: "Churn" }],
  ["other words", ["Client", "EMEA ARR", "New ARR", "ARR growth %"], { account: "Client", arr: "EMEA ARR" }],
  [
    "a churn date before a contract's end",
    ["Account", "ACV", "Start", "Contract End Date", "Churn Date"],
    { account: "Account", acv: "ACV", start: "Start", end: "Churn Date", renewal_date: "Contract End Date" },
  ],
])("%s", (_name, headers, expected) => expect(fieldsOf(headers)).toEqual(expected));

it("finds mapped headers whatever their case and blanks", () => {
  expect(fieldsOf(["Who", "How  Much"], { account: "who", arr: "how much" })).toEqual({ account: "Who", arr: "How  Much" });
});

it("refuses a field that does not exist", () => {
  expect(() => fieldsOf(["Who"], { boss: "Who" } as never)).toThrow(/columns\.boss/);
});

it.each<[string, "arr" | "mrr" | "amount"]>([
  ["Canone €", "arr"],
  ["HKD p.a.", "arr"],
  ["ARR €", "arr"],
  ["Montant annuel", "arr"],
  ["Jahresbetrag", "arr"],
  ["Jahresgebühr (EUR)", "arr"],
  ["Canone mensile", "mrr"],
  ["EUR pro Monat", "mrr"],
  ["RM / year", "arr"],
  ["Kr/år", "arr"],
  ["zł rocznie", "arr"],
  ["Cuota €", "amount"],
  ["USD", "amount"],
])("an amount by the parts of its header: %s", (header, field) => {
  expect(fieldsOf(["Customer", header, "Renews"])[field]).toBe(header);
});

it("takes no header for an amount by its parts where another is one, or where it speaks of something else", () => {
  expect(fieldsOf(["Customer", "ARR", "HKD p.a."])).toMatchObject({ arr: "ARR" });
  for (const header of ["Year", "Anno", "Tickets per year", "Canone note", "P.A."])
    expect(Object.keys(fieldsOf(["Customer", header])), header).not.toContain("arr");
});

it.each([
  [["Cliente", "Gestore", "Canone annuo", "Data scadenza", "Giorni di preavviso", "Ultimo contatto"]],
  [["Conta", "Gestor", "Valor anual €", "Renovação", "Dias de pré-aviso", "Último contacto"]],
  [["Cuenta", "Responsable", "Importe €/año", "Fecha de vencimiento", "Días de preaviso", "Último contacto"]],
  [["Client", "Chargé de compte", "Redevance €/an", "Échéance", "Délai de préavis (j)", "Dernier échange"]],
  [["Klant", "Beheerder", "Bedrag per jaar", "Verlengdatum", "Opzegtermijn", "Laatst contact"]],
])("a book of one's own in another language: %s", (headers) => {
  const [account, owner, arr, renewal_date, notice_days, last_contact] = headers;
  expect(fieldsOf(headers)).toEqual({ account, owner, arr, renewal_date, notice_days, last_contact });
});
