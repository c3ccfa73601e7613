import type { TechnologyFigures } from "./figures.ts";
import { NO_TOOL, type PlannedNeed } from "./plan-needs.ts";
import { type Prices, priceOfTool } from "./price-of-tool.ts";
import { type StackQuestion, stackStep } from "./stack-step.ts";
import type { BuyRow, TechnologyFields, WaitRow } from "./technology-fields.ts";

/** What is bought now and what waits, bottom layer first, and where each need stands. */
export interface Stack {
  buy_now: BuyRow[];
  wait: WaitRow[];
  needs: TechnologyFields["needs"];
}

/**
 * Every kind of tool of the rules that is not there yet, sorted into now and later, with cost a year or the trigger that ends the waiting.
 * @example planStack(stack, needs, prices, figures).buy_now.map(({ tool }) => tool) // ["product_analytics", "csp"]
 */
export function planStack(
  stack: StackQuestion,
  needs: readonly PlannedNeed[],
  prices: Prices,
  figures: TechnologyFigures,
): Stack {
  const buy_now: BuyRow[] = [];
  const wait: WaitRow[] = [];
  for (const { tool, name } of figures.tools.value) {
    const step = stackStep(tool, stack, figures);
    if (step === null) continue;
    const rule = figures.stages.rule;
    if ("buy" in step) buy_now.push({ tool, what: name, why: step.buy, ...priceOfTool(tool, prices, figures), rule });
    else wait.push({ tool, what: name, ...step.wait, rule });
  }
  const state = ({ tool, choose }: PlannedNeed): TechnologyFields["needs"][number]["state"] => {
    if (choose === "build" || choose === "build small" || tool === NO_TOOL) return "build";
    if (stack.tools.kinds?.has(tool)) return "have";
    if (buy_now.some((row) => row.tool === tool)) return "buy_now";
    return wait.some((row) => row.tool === tool) ? "wait" : "not_known";
  };
  return { buy_now, wait, needs: needs.map(({ part: _, ...need }) => ({ ...need, state: state({ part: _, ...need }) })) };
}
