import type { BaseCall } from "./base-call.ts";

const lee = { name: "A. Lee", role: "champion", level: "vp", relationship: 4, last_contact: "2025-12-01", account: "Acme" };
const kim = { name: "B. Kim", role: "decision_maker", level: "director", last_contact: "2025-09-01", account: "Acme" };
const as_of = "2026-01-01";

export const mapStakeholders: BaseCall[] = [
  { as_of, contacts: [lee, { ...kim, left: true }], accounts: [{ account: "Acme", arr: 120_000 }] },
  { as_of, contacts: [lee, kim], offset: 1 },
  { as_of, table: "contacts.csv", skip_bad_rows: true },
];
