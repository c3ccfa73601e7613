import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { hanging, terminalText } from "../render/terminal-text.ts";
import { findRulesFolder, openLibrary } from "../rules/library.ts";
import { readBefore } from "../rules/read-before.ts";
import { type AllowedFolders, allowedPath } from "../tables/allowed-path.ts";
import { toolHelp } from "../tool/params.ts";
import { type HostView, openPorts, type Ports } from "../tool/ports.ts";
import { callTool, loaders } from "../topics/call-tool.ts";
import { type CommandLine, type ExitCode, exitCodes, ownFile, usage } from "./command-line.ts";
import { foldersOf } from "./folders.ts";
import { isConversation, lookOf, watched } from "./terminal.ts";

/** All of standard input as text. */
async function readStandardInput(): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

async function readJson(source: string, allow: readonly string[]): Promise<unknown> {
  const text =
    source === "-"
      ? await readStandardInput()
      : source.startsWith("@")
        ? readFileSync(allowedPath(source.slice(1), foldersAtStart({ allow: [...allow] })), "utf8")
        : source;
  return JSON.parse(text);
}

/** Whether a plan's parts tie; results without ties do. */
function exitCodeOf(result: Record<string, unknown>): ExitCode {
  const ties = Array.isArray(result.ties) ? (result.ties as { ok: boolean; finding?: boolean }[]) : [];
  return ties.every((tie) => tie.ok || tie.finding === true) ? exitCodes.done : exitCodes.untied;
}

/** cs-strategist call TOOL --json ...: only JSON on standard output, everything else on standard error. */
async function callCommand(
  tool: string | undefined,
  json: string | undefined,
  allow: readonly string[],
  ports: Ports,
): Promise<ExitCode> {
  let input: unknown;
  try {
    input = json === undefined ? {} : await readJson(json, allow);
  } catch (error) {
    process.stderr.write(`The input is not JSON that can be read: ${error instanceof Error ? error.message : String(error)}\n`);
    return exitCodes.mend;
  }
  const progress = watched(ports, process.stderr);
  const outcome = await callTool(tool ?? "", input, progress.ports).finally(progress.end);
  if (outcome.kind !== "done") {
    process.stderr.write(`${outcome.message}\n`);
    return outcome.kind === "problem" ? exitCodes.mend : exitCodes.fault;
  }
  const { result, shown } = outcome.run;
  for (const warning of result.warnings) process.stderr.write(`${warning.code}: ${warning.message}\n`);
  process.stdout.write(`${JSON.stringify(shown, null, 2)}\n`);
  return exitCodeOf(result);
}

interface BlueprintOptions {
  out?: string;
  asOf?: string;
  heads?: string;
  budget?: string;
  compare?: string;
  include?: string[];
  skipBadRows?: boolean;
}

/** An empty text is no number, and not 0. */
const numberOf = (text: string): number => (text.trim() === "" ? Number.NaN : Number(text));

/** cs-strategist blueprint FILE...: the document in the terminal, or files in a folder. */
async function blueprintCommand(files: readonly string[], options: BlueprintOptions, ports: Ports): Promise<ExitCode> {
  if (files.length === 0 && isConversation(process.stdin, process.stdout)) return askedBlueprint(ports);
  const companies = files.filter((file) => /\.ya?ml$/i.test(file));
  const tables = files.filter((file) => !/\.ya?ml$/i.test(file));
  if (files.length === 0 || companies.length > 1 || tables.length > 1) {
    process.stderr.write(
      "Name one company file (YAML), one account table (CSV, XLSX, JSON, Parquet), or one of each; on a terminal, blueprint alone asks for them.\n",
    );
    return exitCodes.mend;
  }
  const input = {
    ...(companies[0] !== undefined && { company_file: companies[0] }),
    ...(tables[0] !== undefined && { table: tables[0] }),
    ...(options.out !== undefined && { out: options.out }),
    ...(options.asOf !== undefined && { as_of: options.asOf }),
    ...(options.include !== undefined && { include: options.include.flatMap((list) => list.split(",")) }),
    ...(options.skipBadRows === true && { skip_bad_rows: true }),
    ...(options.heads !== undefined && { heads: numberOf(options.heads) }),
    ...(options.compare !== undefined && { compare_with: options.compare }),
    ...(options.budget !== undefined && { budget: numberOf(options.budget) }),
  };
  return planCommand(input, ports);
}

/** The same on a terminal without files: a person is asked for them. */
async function askedBlueprint(ports: Ports): Promise<ExitCode> {
  const { askPlan } = await import("./ask-plan.ts");
  const today = new Date().toISOString().slice(0, "2026-01-31".length);
  const asked = await askPlan({ input: process.stdin, output: process.stdout, folder: process.cwd(), today });
  return asked === null ? exitCodes.stopped : planCommand({ ...asked }, ports);
}

async function planCommand(input: Record<string, unknown>, ports: Ports): Promise<ExitCode> {
  const progress = watched(ports, process.stderr);
  const outcome = await callTool("build_blueprint", input, progress.ports).finally(progress.end);
  if (outcome.kind !== "done") {
    process.stderr.write(`${outcome.message}\n`);
    return outcome.kind === "problem" ? exitCodes.mend : exitCodes.fault;
  }
  const { result, document = "" } = outcome.run;
  const verdict = (result.verdict as string[]).join("\n");
  const written = result.files as string[];
  const look = lookOf(process.stdout, process.env);
  const said = input.out === undefined ? document : `${verdict}\n\nWritten:\n${written.map((file) => `  ${file}`).join("\n")}`;
  process.stdout.write(`${look === null ? said : terminalText(said, look)}\n`);
  const code = exitCodeOf(result);
  if (code === exitCodes.untied) process.stderr.write("Not every part ties; the plan says at its top which does not.\n");
  return code;
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** All tools, which only few commands need at once. */
const allTools = () => import("../topics/tools.ts");

async function checkAll({ library }: Ports): Promise<ExitCode> {
  const faults: string[] = [];
  const attempt = (run: () => unknown) => {
    try {
      run();
    } catch (error) {
      faults.push(messageOf(error));
    }
  };
  const prefixes = library.sections().map((section) => section.prefix);
  for (const id of library.ids()) {
    attempt(() => library.rule(id));
    if (!prefixes.some((prefix) => id.startsWith(`${prefix}-`)))
      faults.push(`rules/${id}.md: no section of _sections.md has its prefix.`);
  }
  const { figureReferences } = await allTools();
  for (const reference of figureReferences()) attempt(() => library.figure(reference));
  const unique = [...new Set(faults)];
  process.stdout.write(unique.length ? `${unique.join("\n")}\n` : `${library.ids().length} rules are valid.\n`);
  return unique.length ? exitCodes.mend : exitCodes.done;
}

/** A line of a list; on a terminal its text is broken at words, under where it began. */
function listLine(name: string, text: string): string {
  const look = lookOf(process.stdout, process.env);
  return look === null ? `${name}${text}` : hanging(name, text, look.width);
}

/** cs-strategist rules [ID]: the library by section, one page, or a check of all of it. */
async function rulesCommand(id: string | undefined, check: boolean, ports: Ports): Promise<ExitCode> {
  const { library } = ports;
  if (check) return checkAll(ports);
  if (id !== undefined) {
    const { front, body } = library.rule(id);
    const page = `# ${front.title}\n\n${front.when}\n\n${body}`;
    const look = lookOf(process.stdout, process.env);
    process.stdout.write(`${look === null ? page : terminalText(page, look)}\n`);
    return exitCodes.done;
  }
  for (const section of library.sections()) {
    const ids = library.ids().filter((one) => one.startsWith(`${section.prefix}-`));
    if (ids.length === 0) continue;
    process.stdout.write(`\n${section.title}: ${section.about}\n`);
    for (const one of ids) process.stdout.write(`${listLine(`  ${one.padEnd(34)} `, library.rule(one).front.title)}\n`);
  }
  return exitCodes.done;
}

/** cs-strategist call TOOL --help: what the tool does and takes; without a tool, the commands. */
async function helpCommand(name: string | undefined): Promise<ExitCode> {
  const tool = await loaders[name ?? ""]?.();
  if (name !== undefined && tool === undefined) {
    process.stderr.write(`There is no tool "${name}". The tools: ${Object.keys(loaders).join(", ")}.\n`);
    return exitCodes.mend;
  }
  process.stdout.write(tool === undefined ? usage : toolHelp(tool));
  return exitCodes.done;
}

/** What each query needs beside the table's own columns. */
const queryNeeds = {
  pairs: ["from", "to"],
  bridge: ["from", "to"],
  months: [],
  cohorts: [],
  accounts: ["to"],
  checks: [],
} as const;
const queryNames = Object.keys(queryNeeds) as (keyof typeof queryNeeds)[];

/** cs-strategist sql QUERY ...: the query on standard output, to be run by the user where the data lies. */
async function sqlCommand(named: string | undefined, values: CommandLine["values"]): Promise<ExitCode> {
  const queries = await import("../databases/query-texts.ts");
  const refuse = (message: string): ExitCode => {
    process.stderr.write(`${message}\n`);
    return exitCodes.mend;
  };
  const query = queryNames.find((one) => one === named);
  if (query === undefined) return refuse(`There is no reduction "${named ?? ""}". The reductions: ${queryNames.join(", ")}.`);
  const { table, account, month, amount, from, to, unit = "mrr" } = values;
  const dialect = queries.dialects.find((one) => one === values.dialect);
  if (dialect === undefined)
    return refuse(`There is no dialect "${values.dialect ?? ""}". Give --dialect ${queries.dialects.join(", ")}.`);
  const missing = (["table", "account", "month", "amount", ...queryNeeds[query]] as const).filter((name) => !values[name]);
  if (missing.length > 0 || !table || !account || !month || !amount)
    return refuse(`The query needs ${missing.map((name) => `--${name}`).join(", ")} too.`);
  if (unit !== "mrr" && unit !== "arr") return refuse(`--unit "${unit}" is neither mrr nor arr.`);
  const monthly = { dialect, table, account, month, amount, unit } as const;
  const columns = (values.columns ?? "").split(",").filter((column) => column.trim() !== "");
  const text = {
    pairs: () => queries.pairsQuery({ ...monthly, from: from!, to: to! }),
    bridge: () => queries.bridgeQuery({ ...monthly, from: from!, to: to! }),
    months: () => queries.monthsQuery(monthly),
    cohorts: () => queries.cohortsQuery(monthly),
    accounts: () => queries.accountsQuery({ ...monthly, to: to!, columns }),
    checks: () => queries.checksQuery(monthly, columns),
  }[query]();
  process.stdout.write(text);
  return exitCodes.done;
}

/** Runs one command of the command line and gives its exit code. */
export async function runCommand({ positionals, values }: CommandLine, ports: Ports): Promise<ExitCode> {
  const [command, ...rest] = positionals;
  switch (command) {
    case "call":
      return callCommand(rest[0], values.json, values.allow ?? [], ports);
    case "blueprint":
      return blueprintCommand(
        rest,
        {
          out: values.out,
          asOf: values["as-of"],
          heads: values.heads,
          budget: values.budget,
          compare: values.compare,
          include: values.include,
          skipBadRows: values["skip-bad-rows"],
        },
        ports,
      );
    case "rules":
      return rulesCommand(rest[0], values.check ?? false, ports);
    case "sql":
      return sqlCommand(rest[0], values);
    case "add":
      return (await import("./add-engine.ts")).addCommand(rest[0]);
    case "tools":
      for (const tool of (await allTools()).tools)
        process.stdout.write(`${listLine(`${tool.name.padEnd(22)} `, tool.description)}\n`);
      return exitCodes.done;
    case "help":
      return helpCommand(rest[0]);
    default:
      process.stderr.write(`There is no command "${command}".\n\n${usage}`);
      return exitCodes.mend;
  }
}

interface StartOptions {
  config?: string;
  allow?: string[];
}

const foldersAtStart = (options: StartOptions, host?: HostView): AllowedFolders =>
  foldersOf({ folder: process.cwd(), environment: process.env, allow: options.allow ?? [] }, host);

type OwnLibrary = ReturnType<typeof openLibrary>;

/** The rules with the figures of the user's own file. */
async function openOwnLibrary(path: string, isNamed: boolean): Promise<OwnLibrary> {
  // Beside the parts of the built program; from src/ there is none, and the rules are read.
  const before = readBefore(join(import.meta.dirname, "rules-read.jsonl"));
  const folder = findRulesFolder();
  if (!isNamed && !existsSync(path)) return openLibrary({ folder, before });
  const { figureReferences } = await allTools();
  return openLibrary({ folder, overridesFile: path, references: figureReferences(), before });
}

function portsOn(library: OwnLibrary, folders: AllowedFolders): Ports {
  const { currency, columns, reading, connections } = library.overrides;
  return openPorts(library, { currency, columns, reading }, folders, connections);
}

/** Opens what every command needs: the rules with the user's own figures, and the folders that may be touched. */
export async function startPorts(options: StartOptions): Promise<Ports> {
  const folders = foldersAtStart(options);
  return portsOn(await openOwnLibrary(ownFile(options.config, folders.working), options.config !== undefined), folders);
}

/** What a file holds, or why nothing can be read: differs whenever the file has changed in a way that matters. */
function stateOf(path: string): string {
  try {
    return `holds ${readFileSync(path, "utf8")}`;
  } catch (error) {
    return `unread ${(error as NodeJS.ErrnoException).code}`;
  }
}

/**
 * Opens the ports for each call of a session. The rules are kept until the user's own file changes, appears or goes. A mistake in it is thrown as a
 * Problem at every call and never kept, so that a mended file works at the next call.
 */
export function followPorts(options: StartOptions): (host: HostView) => Promise<Ports> {
  let kept: { state: string; library: OwnLibrary } | undefined;
  return async (host) => {
    const folders = foldersAtStart(options, host);
    const own = ownFile(options.config, folders.working);
    const state = `${own} ${stateOf(own)}`;
    if (kept?.state !== state) {
      kept = undefined;
      kept = { state, library: await openOwnLibrary(own, options.config !== undefined) };
    }
    return portsOn(kept.library, folders);
  };
}
