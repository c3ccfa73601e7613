import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Problem } from "../core/contract/problem.ts";

/** The rules that ship with the program: found from the program's own place, never from the working folder. */
export function findRulesFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  for (;;) {
    const candidate = join(folder, "rules");
    if (existsSync(join(candidate, "_sections.md"))) return candidate;
    const above = dirname(folder);
    if (above === folder) break;
    folder = above;
  }
  throw new Problem({
    what: "The rule library is not beside the program.",
    remedy: "Install the package again, with its rules folder.",
  });
}
