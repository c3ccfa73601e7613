import { callTool } from "../tools/call-tool.ts";
import type { Ports } from "../tools/ports.ts";
import { exitCodeOf } from "./call-command.ts";
import { type ExitCode, exitCodes } from "./exit-codes.ts";

export interface BlueprintOptions {
  out?: string;
  asOf?: string;
  heads?: string;
  budget?: string;
  compare?: string;
}

/** An empty text is no number, and not 0. */
const numberOf = (text: string): number => (text.trim() === "" ? Number.NaN : Number(text));

/** cs-strategist blueprint FILE...: the document in the terminal, or files in a folder. */
export async function blueprintCommand(files: readonly string[], options: BlueprintOptions, ports: Ports): Promise<ExitCode> {
  const companies = files.filter((file) => /\.ya?ml$/i.test(file));
  const tables = files.filter((file) => !/\.ya?ml$/i.test(file));
  if (files.length === 0 || companies.length > 1 || tables.length > 1) {
    process.stderr.write("Name one company file (YAML), one account table (CSV, TSV, XLSX), or one of each.\n");
    return exitCodes.mend;
  }
  const input = {
    ...(companies[0] !== undefined && { company_file: companies[0] }),
    ...(tables[0] !== undefined && { table: tables[0] }),
    ...(options.out !== undefined && { out: options.out }),
    ...(options.asOf !== undefined && { as_of: options.asOf }),
    ...(options.heads !== undefined && { heads: numberOf(options.heads) }),
    ...(options.compare !== undefined && { compare_with: options.compare }),
    ...(options.budget !== undefined && { budget: numberOf(options.budget) }),
  };
  const outcome = await callTool("build_blueprint", input, ports);
  if (outcome.kind !== "done") {
    process.stderr.write(`${outcome.message}\n`);
    return outcome.kind === "problem" ? exitCodes.mend : exitCodes.fault;
  }
  const { result, document } = outcome.run;
  const verdict = (result.verdict as string[]).join("\n");
  const written = result.files as string[];
  process.stdout.write(
    options.out === undefined ? `${document}\n` : `${verdict}\n\nWritten:\n${written.map((file) => `  ${file}`).join("\n")}\n`,
  );
  const code = exitCodeOf(result);
  if (code === exitCodes.untied) process.stderr.write("Not every part ties; the plan says at its top which does not.\n");
  return code;
}
