import * as z from "zod";
import { ChartSchema } from "../../core/answer.ts";
import { shown } from "../../core/kinds.ts";
import { ThreadingTotals } from "./contacts.ts";
import { CoverageRow, OverdueContact, RiskLevel, states, UnknownContact, verdicts } from "./threading.ts";

/** What map_stakeholders answers with. */
export const StakeholderFields = z.strictObject({
  threading: ThreadingTotals,
  coverage: z.array(CoverageRow),
  champion_risk: z.strictObject({
    account: z.string(),
    level: RiskLevel,
    champion: z.string().nullable(),
    why: z.array(z.string()),
    who_next: z.array(z.strictObject({ name: z.string(), why: z.string() })),
  }),
  overdue: z.array(OverdueContact),
  overdue_total: z.number(),
  not_known: z.array(UnknownContact),
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
