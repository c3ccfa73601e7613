import { Problem } from "../../contract/problem.ts";
import type { ScorecardQuestion } from "./scorecard-question.ts";
import type { Definition, ScorecardFigures } from "./scorecard-reads.ts";

type Values = Record<string, number>;

function valueFaults(place: string, given: Values, definitions: readonly Definition[]): string[] {
  return Object.entries(given).flatMap(([name, value]) => {
    const one = definitions.find(({ measure, given_as }) => name === measure || name === given_as);
    if (one === undefined)
      return [`${place}.${name} is no measure; there are ${definitions.map(({ given_as }) => given_as).join(", ")}.`];
    const { least, most, unit } = one;
    if (value >= least && value <= most) return [];
    const hint = unit.startsWith("share") ? "; write 90 percent as 0.9" : "";
    return [`${place}.${name} is ${value}: give ${unit} from ${least} to ${most}${hint}.`];
  });
}

/** The values under the measures' own names; a measure under both of its names is a fault. */
function byMeasure(place: string, given: Values, definitions: readonly Definition[]): { values: Values; faults: string[] } {
  const values: Values = {};
  const faults: string[] = [];
  for (const { measure, given_as } of definitions) {
    const names = [...new Set([measure, given_as])].filter((name) => Object.hasOwn(given, name));
    if (names.length > 1) faults.push(`${place}: ${names.join(" and ")} are one measure.`);
    if (names.length > 0) values[measure] = given[names[0]!]!;
  }
  return { values, faults };
}

function crossFaults(place: string, { nrr, grr }: Values): string[] {
  return nrr !== undefined && grr !== undefined && grr > nrr
    ? [`${place}: grr ${grr} is above nrr ${nrr}; net retention is gross retention and expansion.`]
    : [];
}

/**
 * Today's values and own targets under the measures' names. Units are the measures' own, rates fractions.
 * Throws Problem for names there are not, values outside their bounds, gross above net, and more targets than a team can act on.
 * @example settleValues({ stage, motion, current: { time_to_value_days: 30 } }, figures).current // { time_to_value: 30 }
 */
export function settleValues(
  { current = {}, targets = {} }: Pick<ScorecardQuestion, "current" | "targets">,
  figures: ScorecardFigures,
): { current: Values; targets: Values } {
  const definitions = figures.definitions.value;
  const [today, wanted] = [byMeasure("current", current, definitions), byMeasure("targets", targets, definitions)];
  const most = figures.mostMeasures.value[1]!;
  const count = Object.keys(wanted.values).length;
  const faults = [
    ...valueFaults("current", current, definitions),
    ...valueFaults("targets", targets, definitions),
    ...today.faults,
    ...wanted.faults,
    ...crossFaults("current", today.values),
    ...crossFaults("targets", wanted.values),
    ...(count > most ? [`targets: ${count} measures have one, and a team can act on ${most}.`] : []),
  ];
  if (faults.length)
    throw new Problem({ what: "These values cannot be:", places: faults, remedy: "Correct them and ask again." });
  return { current: today.values, targets: wanted.values };
}
