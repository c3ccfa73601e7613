import { resolve } from "node:path";
import { findRulesFolder, openLibrary } from "../src/rules/library.ts";
import { openPorts, type Ports } from "../src/tool/ports.ts";
import { figureReferences } from "../src/topics/tools.ts";
import { shippedLibrary } from "./shipped-library.ts";

const examples = resolve(import.meta.dirname, "..", "examples");

/** The real ports on the shipped rules, with the examples as the working folder unless another one is given. */
export function openTestPorts(working = examples, extra: string[] = [], overridesFile?: string): Ports {
  const library =
    overridesFile === undefined
      ? shippedLibrary
      : openLibrary({ folder: findRulesFolder(), references: figureReferences(), overridesFile });
  const { currency, columns, reading, connections } = library.overrides;
  return openPorts(library, { currency, columns, reading }, { working, extra }, connections);
}
