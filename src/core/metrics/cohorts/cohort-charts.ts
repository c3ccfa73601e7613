import type { Chart } from "../../contract/chart.ts";
import type { CohortFields } from "./cohort-result.ts";

/** The pictures worth drawing from an answer: the triangle, the survival curve, and the loss by tenure; none of an empty list. */
export function cohortCharts({ measure, cohorts, survival, hazard }: Omit<CohortFields, "charts">): Chart[] {
  const charts: Chart[] = [
    {
      kind: "heat_map",
      title: measure === "logos" ? "Customers still paying, by cohort and age" : "Opening revenue still paid, by cohort and age",
      list: "cohorts",
      label: "cohort",
      values: ["values"],
    },
    {
      kind: "steps",
      title: "Customers still there after so many months",
      list: "survival",
      label: "month",
      values: ["survival", "low", "high"],
    },
    { kind: "bars", title: "Lost a month, by tenure", list: "hazard", label: "from_month", values: ["hazard_rate"] },
  ];
  const rows: Record<string, number> = { cohorts: cohorts.length, survival: survival.length, hazard: hazard.length };
  return charts.filter(({ list }) => (rows[list] ?? 0) > 0);
}
