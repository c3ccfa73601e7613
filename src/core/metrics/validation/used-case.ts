import type { ScoredCase } from "./validation.ts";

/** A case that has a score, checked. */
export type UsedCase = ScoredCase & { score: number };
