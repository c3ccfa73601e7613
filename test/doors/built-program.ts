import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { join, resolve } from "node:path";

export const root = resolve(import.meta.dirname, "../..");
export const examples = resolve(root, "examples");

/** The bundled file that people run; its parts lie beside it in dist/parts/. */
export const program = resolve(root, "dist/server.mjs");

let compared = false;

/** Builds again in memory, once for each worker, and fails with the command to run when the bundle is not what src/ builds now. */
export function compareBuild(): void {
  if (compared) return;
  try {
    execFileSync(process.execPath, ["scripts/bundle.mjs", "--check"], { cwd: root, stdio: "pipe" });
    compared = true;
  } catch {
    throw new Error("dist/ is not what src/ builds: run npm run build, then these tests again.");
  }
}

/** The same, and quick when the bundle is younger than every file of src/; one test file compares in any case. */
export function requireCurrentBuild(): void {
  const built = existsSync(program) ? statSync(program).mtimeMs : 0;
  const sources = readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" }).map((name) => join(root, "src", name));
  if ([...sources, join(root, "package.json")].some((path) => statSync(path).mtimeMs >= built)) compareBuild();
}
