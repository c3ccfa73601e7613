import { isExactMoney, isTooLarge } from "../metrics/exact-money.ts";
import { changeOf } from "./direction.ts";
import type { ValueFigures } from "./figures.ts";
import { amountOfParts, lineAmount } from "./line-amount.ts";
import { lineKind } from "./line-kind.ts";
import type { ValueLine, ValueQuestion } from "./value-question.ts";

const isShare = (value: number | undefined): boolean => value === undefined || (value >= 0 && value <= 1);

function faultsOfLine(line: ValueLine, periodMonths: number | undefined, unitWords: ValueFigures["unitWords"]): string[] {
  const kind = lineKind(line, unitWords);
  const parts = amountOfParts(line, periodMonths);
  const disagrees = line.value !== undefined && parts !== null && line.value !== parts && line.value !== Math.round(parts);
  const amount = lineAmount(line, periodMonths) ?? 0;
  const checks: [boolean, string][] = [
    [!isShare(line.attribution), `attribution ${line.attribution} is not a share from 0 to 1`],
    [!isShare(line.realisation), `realisation ${line.realisation} is not a share from 0 to 1`],
    [line.realisation !== undefined && kind !== "hours", `realisation belongs to hours, and the line is ${kind}`],
    [line.period_months !== undefined && line.period_months <= 0, `period_months ${line.period_months} is not above 0`],
    [(line.units_a_year ?? 0) < 0, `units_a_year ${line.units_a_year} is below 0`],
    [(line.money_per_unit ?? 0) < 0, `money_per_unit ${line.money_per_unit} is below 0`],
    [isTooLarge(amount), "its amount is too large to be exact"],
    [line.value !== undefined && !isExactMoney(line.value), `value ${line.value} is finer than a hundredth`],
    [disagrees, `value says ${line.value}, and its parts come to ${parts}; give one of them`],
    [
      changeOf(line, kind).direction === "worse" && (line.value ?? 0) > 0 && !disagrees,
      `it got worse (${line.baseline} to ${line.after}), and value says a gain of ${line.value}`,
    ],
  ];
  return checks.filter(([wrong]) => wrong).map(([, text]) => `"${line.name}": ${text}.`);
}

/** Shares of one outcome that add up to more than the whole. Sorted sums, so that the order of lines does not matter. */
function outcomeFaults(lines: readonly ValueLine[]): string[] {
  const groups = new Map<string, number[]>();
  for (const { name, outcome, attribution } of lines)
    if (attribution !== undefined) groups.set(outcome ?? name, [...(groups.get(outcome ?? name) ?? []), attribution]);
  return [...groups].flatMap(([outcome, shares]) => {
    const total = [...shares].sort((a, b) => a - b).reduce((sum, share) => sum + share, 0);
    return shares.length > 1 && total > 1 + shares.length * Number.EPSILON
      ? [`"${outcome}": its lines claim ${shares.length} shares that add up to more than 1.`]
      : [];
  });
}

function nameFaults(lines: readonly ValueLine[]): string[] {
  const names = lines.map(({ name }) => name);
  const twice = [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
  return [
    ...twice.map((name) => `"${name}": ${names.filter((one) => one === name).length} lines have this name.`),
    ...lines
      .filter(({ name, same_as }) => same_as !== undefined && (same_as === name || !names.includes(same_as)))
      .map(({ name, same_as }) => `"${name}": same_as names "${same_as}", which is no other line.`),
  ];
}

/**
 * Everything that makes the lines of a value report unusable, a sentence each.
 * @example lineFaults({ investment: 1, lines: [{ name: "A", attribution: 1.2 }] }, unitWords).length // 1
 */
export function lineFaults({ lines, period_months }: ValueQuestion, unitWords: ValueFigures["unitWords"]): string[] {
  return [
    ...lines.flatMap((line) => faultsOfLine(line, period_months, unitWords)),
    ...outcomeFaults(lines),
    ...nameFaults(lines),
  ];
}
