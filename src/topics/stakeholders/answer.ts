import * as z from "zod";
import { ChartSchema } from "../../core/answer.ts";
import { shown } from "../../core/kinds.ts";
import { gaps, RiskLevel, states, verdicts } from "./threading.ts";

/** What map_stakeholders answers with. */
export const StakeholderFields = z.strictObject({
  threading: z.strictObject({
    verdict: z.enum(verdicts),
    accounts: shown.count(),
    single_threaded: shown.count(),
    single_threaded_arr: shown.money().nullable(),
    exposed: shown.count(),
    exposed_arr: shown.money().nullable(),
    contacts: shown.count(),
    live: shown.count(),
    undated: shown.count(),
    contacts_needed: shown.count(),
    live_days: shown.days(),
    by_verdict: z.array(
      z.strictObject({
        verdict: z.enum(verdicts),
        accounts: shown.count(),
        arr: shown.money().nullable(),
        accounts_without_arr: shown.count(),
      }),
    ),
  }),
  coverage: z.array(
    z.strictObject({
      kind: z.enum(["role", "level"]),
      box: z.string(),
      contacts: shown.count(),
      live: shown.count(),
      strongest: z.number().nullable(),
      accounts_without: shown.count(),
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
      days: shown.days(),
      due_on: z.string(),
      days_over: shown.days(),
      due_every: z.string(),
    }),
  ),
  overdue_total: z.number(),
  not_known: z.array(z.strictObject({ name: z.string(), account: z.string(), missing: z.string() })),
  not_known_total: shown.count(),
  accounts: z.array(
    z.strictObject({
      account: z.string(),
      arr: shown.money().nullable(),
      state: z.enum(states),
      verdict: z.enum(verdicts),
      single_threaded: z.boolean().nullable(),
      contacts: shown.count(),
      live: shown.count(),
      undated: shown.count(),
      departments: z.array(z.string()),
      levels: z.array(z.string()),
      weakest: z.number().nullable(),
      unknown_roles: shown.count(),
      overdue: shown.count(),
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
