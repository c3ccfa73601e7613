import { plural } from "../../core/english.ts";
import { drawHeat, drawSteps } from "../../render/draw-curves.ts";
import { decimal, percent } from "../../render/numbers.ts";
import type { Picture } from "../../render/svg.ts";
import type { Stays } from "./history.ts";

/** Months up to which a curve is told in its title. */
const TOLD = [12, 24, 36];

function cohortPicture({ cohorts, interval, known_to }: Stays): Picture {
  const ages = cohorts.reduce((most, { values }) => Math.max(most, values.length), 0);
  return {
    name: "cohorts",
    title: `Customers still paying, by the ${interval} they started in`,
    basis: `Each row is the customers who started in one ${interval}, with their number; each column is their age in ${interval}s. Numbers are percent, stronger where more of them are left; an empty cell lies ahead.${known_to === null ? "" : ` Known up to ${known_to}.`}`,
    draw: (width) =>
      drawHeat(
        cohorts.map(({ cohort, size, values }) => ({ name: cohort, note: String(size), values })),
        (share) => decimal(share * 100, 0),
        width,
      ),
    table: {
      headers: ["Started in", "Customers", ...Array.from({ length: ages }, (_, age) => `After ${age}`)],
      words: [0],
      rows: cohorts.map(({ cohort, size, values }) => [
        cohort,
        String(size),
        ...Array.from({ length: ages }, (_, age) => {
          const value = values[age];
          return value === null || value === undefined ? "ahead" : percent(value, 0);
        }),
      ]),
    },
  };
}

function survivalPicture({ survival, customers, churned, followed_months }: Stays): Picture {
  const after = (month: number) => survival.filter((step) => step.month <= month).at(-1)?.survival ?? 1;
  const told = TOLD.filter((month) => month <= followed_months);
  const said = told.map((month) => `${percent(after(month), 0)} after ${month} months`);
  return {
    name: "survival",
    title: said.length === 0 ? "How long customers stay" : `Still there: ${said.join(", ")}`,
    basis: `${plural(customers, "customer")} followed for up to ${followed_months} months, ${churned} of whom left; those who have not left count for as long as they were seen. The band is what chance leaves open.`,
    draw: (width) =>
      drawSteps(
        {
          steps: survival.map(({ month, survival: share, low, high }) => ({ month, share, low, high })),
          to: followed_months,
          shareText: (share) => percent(share, 0),
          keys: [
            { shape: "range", tone: "main", name: "share still there" },
            { shape: "bar", tone: "pale", name: "band of chance" },
          ],
        },
        width,
      ),
    table: {
      headers: ["Month", "Followed", "Left", "Still there", "From", "To"],
      words: [],
      rows: survival.map(({ month, at_risk, churned: left, survival: share, low, high }) => [
        String(month),
        String(at_risk),
        String(left),
        percent(share, 1),
        low === null ? "not known" : percent(low, 1),
        high === null ? "not known" : percent(high, 1),
      ]),
    },
  };
}

/** The cohorts and the survival curve of a table that has its customers' history. */
export const staysPictures = (stays: Stays): Picture[] => [
  ...(stays.cohorts.length ? [cohortPicture(stays)] : []),
  ...(stays.survival.length ? [survivalPicture(stays)] : []),
];
