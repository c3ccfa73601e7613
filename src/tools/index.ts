import type { FigureReference } from "../core/contract/figure.ts";
import { findRules } from "./find-rules.ts";
import type { AnyTool } from "./tool.ts";

/** Every tool, in the order clients list them: look, measure, design, decide. */
export const tools: readonly AnyTool[] = [findRules];

/** Every figure some tool reads, so that a user's own values can be checked before the first call. */
export function figureReferences(): FigureReference[] {
  return tools.flatMap((tool) => Object.values(tool.reads));
}
