import * as z from "zod";
import { ChartSchema } from "../contract/chart.ts";
import { states } from "./account-lines.ts";
import { gaps } from "./coverage.ts";
import { RiskLevel } from "./figures.ts";
import { verdicts } from "./threading.ts";

const Amount = z.number().nullable();

/** What map_stakeholders answers with. */
export const StakeholderFields = z.strictObject({
  threading: z.strictObject({
    verdict: z.enum(verdicts),
    accounts: z.number(),
    single_threaded: z.number(),
    single_threaded_arr: Amount,
    exposed: z.number(),
    exposed_arr: Amount,
    contacts: z.number(),
    live: z.number(),
    undated: z.number(),
    contacts_needed: z.number(),
    live_days: z.number(),
    by_verdict: z.array(
      z.strictObject({ verdict: z.enum(verdicts), accounts: z.number(), arr: Amount, accounts_without_arr: z.number() }),
    ),
  }),
  coverage: z.array(
    z.strictObject({
      kind: z.enum(["role", "level"]),
      box: z.string(),
      contacts: z.number(),
      live: z.number(),
      strongest: z.number().nullable(),
      accounts_without: z.number(),
      gap: z.enum(gaps),
    }),
  ),
  champion_risk: z.strictObject({
    account: z.string(),
    level: RiskLevel,
    champion: z.string().nullable(),
    why: z.array(z.string()),
    who_next: z.array(z.strictObject({ name: z.string(), why: z.string() })),
  }),
  overdue: z.array(
    z.strictObject({
      name: z.string(),
      account: z.string(),
      level: z.string(),
      last_contact: z.string(),
      days: z.number(),
      due_on: z.string(),
      days_over: z.number(),
      due_every: z.string(),
    }),
  ),
  overdue_total: z.number(),
  unknown: z.array(z.strictObject({ name: z.string(), account: z.string(), missing: z.string() })),
  unknown_total: z.number(),
  accounts: z.array(
    z.strictObject({
      account: z.string(),
      arr: Amount,
      state: z.enum(states),
      verdict: z.enum(verdicts),
      single_threaded: z.boolean().nullable(),
      contacts: z.number(),
      live: z.number(),
      undated: z.number(),
      departments: z.array(z.string()),
      levels: z.array(z.string()),
      weakest: z.number().nullable(),
      unknown_roles: z.number(),
      overdue: z.number(),
      champion: z.string().nullable(),
      champion_risk: RiskLevel,
      who_next: z.array(z.string()),
    }),
  ),
  accounts_total: z.number(),
  map: z.string(),
  charts: z.array(ChartSchema),
});
export type StakeholderFields = z.infer<typeof StakeholderFields>;
