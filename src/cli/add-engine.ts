import { spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DUCKDB_PACKAGE, DUCKDB_VERSION, enginesFolder, findDuckdb } from "../databases/duckdb.ts";
import { type ExitCode, exitCodes } from "./command-line.ts";

/** npm's own words go to standard error, so that a person sees what it does. */
function npm(folder: string, args: string[]): Promise<number> {
  return new Promise((done) => {
    // On Windows npm is a script of the shell; nothing in the arguments comes from the caller.
    const child = spawn("npm", args, {
      cwd: folder,
      stdio: ["ignore", "inherit", "inherit"],
      shell: process.platform === "win32",
    });
    child.on("error", () => done(1));
    child.on("close", (code) => done(code ?? 1));
  });
}

/** cs-strategist add duckdb: fetches the engine with npm into one folder of the user, where the program finds it. */
export async function addCommand(named: string | undefined): Promise<ExitCode> {
  const say = (line: string) => process.stderr.write(`${line}\n`);
  if (named !== "duckdb") {
    say(`There is no engine "${named ?? ""}" to add. The engines: duckdb.`);
    return exitCodes.mend;
  }
  const there = findDuckdb();
  if (there !== null) {
    say(`DuckDB is there already: ${there}`);
    return exitCodes.done;
  }
  const folder = enginesFolder();
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "package.json"), `${JSON.stringify({ private: true })}\n`, { flag: "wx" });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") {
      say(
        `${folder} cannot be written to. Name another folder in the variable CS_STRATEGIST_ENGINES, here and where the program runs.`,
      );
      return exitCodes.mend;
    }
  }
  say(`Fetching ${DUCKDB_PACKAGE} ${DUCKDB_VERSION}, about 70 MB, into ${folder} ...`);
  const code = await npm(folder, ["install", "--no-audit", "--no-fund", `${DUCKDB_PACKAGE}@${DUCKDB_VERSION}`]);
  if (code !== 0 || findDuckdb() === null) {
    say(
      "npm could not fetch it: see above. It needs npm and a way to its registry; on a machine without one, copy the folder from another of the same kind.",
    );
    return exitCodes.mend;
  }
  say("DuckDB is there: Parquet of any size and database files (.duckdb) are read. A running server finds it at its next call.");
  return exitCodes.done;
}
