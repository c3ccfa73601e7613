import { execFileSync } from "node:child_process";
import { resolve } from "node:path";

export const root = resolve(import.meta.dirname, "..");
export const examples = resolve(root, "examples");

/** The bundled file that people run. */
export const program = resolve(root, "dist/server.mjs");

/** Fails with the command to run when the bundle is not what src/ builds now. */
export function requireCurrentBuild(): void {
  try {
    execFileSync(process.execPath, ["scripts/bundle.mjs", "--check"], { cwd: root, stdio: "pipe" });
  } catch {
    throw new Error("dist/server.mjs is not what src/ builds: run npm run build, then these tests again.");
  }
}
