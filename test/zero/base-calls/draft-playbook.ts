import type { BaseCall } from "./base-call.ts";

const onboarding = { kind: "onboarding", touch: "high", start: "2026-01-12" };

export const draftPlaybook: BaseCall[] = [
  { kind: "renewal", touch: "high", renewal_date: "2026-12-31", notice_days: 60 },
  { ...onboarding, runs_a_year: 18 },
  { ...onboarding, runs_a_year: 18, capacity: { customer_hours: 3384 } },
  { ...onboarding, capacity: { accounts: 40, triggered_share: 0.2, hours_per_csm: 1128, csms: 3 } },
];
