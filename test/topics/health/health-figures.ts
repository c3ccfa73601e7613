import { type HealthFigures, healthReads } from "../../../src/topics/health/book.ts";
import { shippedLibrary as library } from "../../shipped-library.ts";

/** The shipped weights, bands, caps and responses. */
export const figures: Pick<HealthFigures, "weights" | "weightsByTouch" | "bands" | "bandCaps" | "responses" | "shelfLives"> = {
  weights: library.figure(healthReads.weights),
  weightsByTouch: library.figure(healthReads.weightsByTouch),
  bands: library.figure(healthReads.bands),
  bandCaps: library.figure(healthReads.bandCaps),
  responses: library.figure(healthReads.responses),
  shelfLives: library.figure(healthReads.shelfLives),
};
export const bands = figures.bands.value;
/** usage 0.3, engagement 0.25, relationship 0.2, support 0.15, growth 0.1 */
export const general = Object.entries(figures.weights.value).map(([component, weight_share]) => ({ component, weight_share }));

/** The message of what an act throws. */
export function problem(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    return (error as Error).message;
  }
  return "no problem";
}
