import type { Chart } from "../contract/chart.ts";
import type { ForecastAnswer } from "./forecast-answer.ts";

/** The pictures an answer is worth: expected money by month and by band, and assumed against observed renewal. */
export function forecastCharts({ by_month, by_band, calibration }: Omit<ForecastAnswer, "charts">): Chart[] {
  const charts: [number, Chart][] = [
    [
      by_month.length,
      {
        kind: "bars",
        title: "Expected renewals by month of the deadline",
        list: "by_month",
        label: "month",
        values: ["expected"],
      },
    ],
    [
      by_band.length,
      { kind: "bars", title: "Expected renewals by evidence", list: "by_band", label: "band", values: ["expected"] },
    ],
    [
      calibration?.bands.length ?? 0,
      {
        kind: "points",
        title: "Chance assumed and share renewed",
        list: "calibration.bands",
        label: "label",
        values: ["assumed", "observed"],
      },
    ],
  ];
  return charts.flatMap(([rows, chart]) => (rows > 0 ? [chart] : []));
}
