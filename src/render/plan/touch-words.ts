import type { Touch } from "../../core/contract/vocabulary.ts";

const words: Record<Touch | "none", string> = {
  high: "named CSM",
  low: "shared CSM",
  tech: "digital program",
  none: "nobody",
};

/** How accounts are served, in words for people outside customer success. @example servedBy("high") // "named CSM" */
export function servedBy(touch: Touch | "none"): string {
  return words[touch];
}
