import type { BaseCall } from "./base-call.ts";

const vendors = [
  { name: "A", scores: { fit: 4, integration: 3 }, price_a_year: 50_000 },
  { name: "B", scores: { fit: 2, integration: 5 }, price_a_year: 60_000 },
];

export const planTechnology: BaseCall[] = [
  { stage: "growth", readiness: { owner: true }, tools: ["crm"] },
  { stage: "seed", csms: 8 },
  { stage: "seed", accounts: 340 },
  { stage: "growth", arr: 18_000_000 },
  { stage: "growth", budget: 200_000 },
  { budget: 200_000, arr: 18_000_000 },
  { vendors, weights: { fit: 0.6, integration: 0.4 } },
];
