import { findRulesFolder, openLibrary } from "../src/rules/library.ts";
import { figureReferences } from "../src/topics/tools.ts";

/** The shipped rules without anybody's own figures, read once for each worker. Nothing changes a library, so all tests may read this one. */
export const shippedLibrary = openLibrary({ folder: findRulesFolder(), references: figureReferences() });
