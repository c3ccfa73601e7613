import type { FigureReference } from "../core/figure.ts";
import type { AnyTool } from "../tool/tool.ts";
import { loaders } from "./call-tool.ts";

export { type CallOutcome, callTool } from "./call-tool.ts";

/** Every tool, loaded, in the order clients list them. */
export const tools: readonly AnyTool[] = await Promise.all(Object.values(loaders).map((load) => load()));

/** Every figure some tool reads, so that a user's own values can be checked before the first call. */
export function figureReferences(): FigureReference[] {
  return tools.flatMap((tool) => Object.values(tool.reads));
}
