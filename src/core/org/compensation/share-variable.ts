import { shareMoney } from "../share-money.ts";

/**
 * Each component's part of variable pay at target, exact to the hundredth and adding up to it; the odd hundredth falls by weight and name, so
 * that the order of the components never matters. Major units.
 * @example shareVariable(0.05, [{ metric: "a", weight: 0.5 }, { metric: "b", weight: 0.5 }]) // [0.03, 0.02]
 */
export function shareVariable(variable: number, components: readonly { metric: string; weight: number }[]): number[] {
  const order = [...components].sort((a, b) => b.weight - a.weight || (a.metric < b.metric ? -1 : 1));
  const amounts = shareMoney(
    variable,
    order.map(({ weight }) => weight),
  );
  return components.map((one) => amounts[order.indexOf(one)]!);
}
