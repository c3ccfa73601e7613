import type { Chart } from "../contract/chart.ts";
import type { TechnologyFields } from "./technology-fields.ts";

/** Pictures of what the plan holds: vendors by score, and the budget by part. */
export function technologyCharts({ vendors, budget }: Pick<TechnologyFields, "vendors" | "budget">): Chart[] {
  const amounts = budget.some(({ amount }) => amount !== null);
  return [
    ...(vendors.length
      ? [{ kind: "bars" as const, title: "Vendors by score", list: "vendors", label: "name", values: ["score"] }]
      : []),
    ...(budget.length
      ? [
          {
            kind: "bars" as const,
            title: "Budget by part",
            list: "budget",
            label: "part",
            values: [amounts ? "amount" : "share"],
          },
        ]
      : []),
  ];
}
