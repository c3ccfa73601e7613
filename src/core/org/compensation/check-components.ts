import { Problem } from "../../contract/problem.ts";
import { addsToOne } from "./adds-to-one.ts";
import type { PayComponent } from "./pay-question.ts";

/** Twelve significant digits hide the last bits of a double and nothing a person wrote. */
const plain = (value: number) => String(Number(value.toPrecision(12)));

function faultsOf(one: PayComponent, most: number, start: number): string[] {
  const threshold = one.threshold ?? start;
  const place = `components "${one.metric}"`;
  const parts = [
    ["threshold", one.threshold],
    ["cap", one.cap],
    ["gate", one.gate],
  ] as const;
  return [
    ...(one.weight < 0 || one.weight > 1 ? [`${place}: weight ${one.weight} is not between 0 and 1.`] : []),
    ...parts.flatMap(([name, value]) =>
      value !== undefined && (value < 0 || value > most)
        ? [`${place}: ${name} ${value} is not a share of target between 0 and ${most}; 80 percent of target is 0.8.`]
        : [],
    ),
    ...(one.accelerator !== undefined && one.accelerator < 0
      ? [`${place}: accelerator ${one.accelerator} is below 0, so that more would pay less.`]
      : []),
    ...(one.target !== undefined && one.target <= 0 ? [`${place}: target ${one.target} is not above 0.`] : []),
    ...(one.cap !== undefined && one.cap < threshold
      ? [`${place}: cap ${one.cap} lies below threshold ${threshold}, so nothing could be earned between them.`]
      : []),
  ];
}

/**
 * Refuses components that cannot be paid: weights that are no whole, one metric twice, parts above `most` of target, a cap below the threshold,
 * which is `start` where none is given.
 * Throws Problem that names every fault and by how much the weights miss.
 * @example checkComponents([{ metric: "grr", weight: 0.9 }], 3, 0) // throws: the weights add up to 0.9, 0.1 short of 1
 */
export function checkComponents(components: readonly PayComponent[], most: number, start: number): void {
  const faults = components.flatMap((one) => faultsOf(one, most, start));
  const metrics = components.map(({ metric }) => metric);
  const twice = [...new Set(metrics.filter((metric, place) => metrics.indexOf(metric) !== place))];
  if (twice.length) faults.push(`components: ${twice.join(", ")} stands there more than once.`);
  if (faults.length)
    throw new Problem({
      what: "These components cannot be paid:",
      places: faults,
      remedy: "Correct them; thresholds, caps and gates are shares of the component's target.",
    });
  const weights = components.map(({ weight }) => weight);
  if (addsToOne(weights)) return;
  const sum = weights.reduce((total, weight) => total + weight, 0);
  throw new Problem({
    what: `The weights of components add up to ${plain(sum)}, ${plain(Math.abs(sum - 1))} ${sum < 1 ? "short of" : "above"} 1.`,
    remedy: "Change them until they add up to 1, as fractions of variable pay: 60 percent is 0.6.",
  });
}
