import type { FigureReferences, Figures } from "../src/core/figure.ts";
import { findRulesFolder, openLibrary } from "../src/rules/library.ts";
import { figureReferences } from "../src/topics/tools.ts";

/** The shipped rules without anybody's own figures, read once for each worker. Nothing changes a library, so all tests may read this one. */
export const shippedLibrary = openLibrary({ folder: findRulesFolder(), references: figureReferences() });

/** The shipped figures that a tool or a formula reads, as the tool would hand them over. */
export function figuresOf<References extends FigureReferences>(references: References): Figures<References> {
  return Object.fromEntries(
    Object.entries(references).map(([name, reference]) => [name, shippedLibrary.figure(reference)]),
  ) as Figures<References>;
}
