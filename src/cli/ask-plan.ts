import { existsSync, readdirSync, statSync } from "node:fs";
import { createInterface } from "node:readline/promises";
import type { Readable, Writable } from "node:stream";

/** What a plan is made from, as a person answers for it. */
interface AskedPlan {
  table?: string;
  company_file?: string;
  company?: { arr: string; accounts: string; team?: { csm: string } };
  as_of?: string;
  out?: string;
}

interface Terminal {
  input: Readable;
  output: Writable;
  folder: string;
  /** The day that stands as an answer. */
  today: string;
}

const TABLE = /\.(csv|tsv|xlsx|xlsm|json|jsonl|ndjson|parquet)(\.gz)?$/i;
const COMPANY = /\.ya?ml$/i;
const OWN = "cs-strategist.yaml";
const MOST_OFFERED = 9;

/** Files of a folder that may be meant, those changed last first. */
function offered(folder: string, kind: RegExp): string[] {
  const names = readdirSync(folder, { withFileTypes: true })
    .filter((one) => one.isFile() && kind.test(one.name) && one.name !== OWN && !one.name.startsWith("."))
    .map(({ name }) => name);
  const changed = (name: string) => statSync(`${folder}/${name}`, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return names.sort((a, b) => changed(b) - changed(a) || (a < b ? -1 : 1)).slice(0, MOST_OFFERED);
}

/** Asked until it is answered in a way that `fault` finds nothing wrong with; an empty answer is the one that stands. */
type Ask = (question: string, usual: string, fault?: (answer: string) => string | null) => Promise<string>;

const aDate = (answer: string): string | null =>
  /^\d{4}-\d{2}-\d{2}$/.test(answer) && !Number.isNaN(Date.parse(answer)) ? null : "A date like 2026-01-31.";
const anAmount = (answer: string): string | null =>
  /^[^a-z]*\d[\d.,_ ]*\s*(?:k|m|mm|bn?|thousand|million)?$/i.test(answer) ? null : "A number, such as 4200000 or 4.2m.";
const aCount = (answer: string): string | null => (/^\d[\d,_ ]*(?:\.\d+)?$/.test(answer) ? null : "A number, such as 60.");

/** The file a number or a name stands for; null for none. */
async function askFile(ask: Ask, terminal: Terminal, kind: RegExp, question: string, none: string): Promise<string | undefined> {
  const files = offered(terminal.folder, kind);
  files.forEach((name, index) => {
    terminal.output.write(`  ${index + 1}  ${name}\n`);
  });
  const named = (answer: string) => files[Number(answer) - 1] ?? answer;
  const answer = await ask(question, files.length === 1 ? files[0]! : none, (given) => {
    if (given === none) return null;
    const name = named(given);
    if (!kind.test(name)) return `"${name}" is not such a file.`;
    return existsSync(name) || existsSync(`${terminal.folder}/${name}`) ? null : `There is no file "${name}" here.`;
  });
  return answer === none ? undefined : named(answer);
}

/** The questions of a plan in the order in which they matter, each with an answer that stands when nothing is typed. */
async function askAll(ask: Ask, terminal: Terminal): Promise<AskedPlan> {
  const table = await askFile(ask, terminal, TABLE, "Account table, by number or path", "none");
  const company_file =
    table === undefined || offered(terminal.folder, COMPANY).length
      ? await askFile(ask, terminal, COMPANY, "Company file (YAML) with what is known beside it", "none")
      : undefined;
  const company = table === undefined && company_file === undefined ? await askTotals(ask) : undefined;
  const as_of = await ask("As of which day", terminal.today, aDate);
  const out = await ask('Folder for the page, slides, workbook and calendars, or "none" to read the plan here', "plan");
  return {
    ...(table !== undefined && { table }),
    ...(company_file !== undefined && { company_file }),
    ...(company !== undefined && { company }),
    as_of,
    ...(out !== "none" && { out }),
  };
}

async function askTotals(ask: Ask): Promise<NonNullable<AskedPlan["company"]>> {
  const arr = await ask("ARR, a year", "", anAmount);
  const accounts = await ask("Paying customers", "", aCount);
  const csm = await ask("CSMs today", "not known", (answer) => (answer === "not known" ? null : aCount(answer)));
  return { arr, accounts, ...(csm !== "not known" && { team: { csm } }) };
}

/** Asks a person for what a plan needs; null where they stop with Ctrl-C or Ctrl-D, and nothing was written then. */
export async function askPlan(terminal: Terminal): Promise<AskedPlan | null> {
  const { input, output } = terminal;
  const lines = createInterface({ input, output, terminal: true });
  const stop = new AbortController();
  lines.once("SIGINT", () => stop.abort());
  lines.once("close", () => stop.abort());
  const ask: Ask = async (question, usual, fault = () => null) => {
    for (;;) {
      const typed = (await lines.question(`${question}${usual === "" ? "" : ` [${usual}]`}: `, { signal: stop.signal })).trim();
      const answer = typed === "" ? usual : typed;
      const wrong = fault(answer);
      if (wrong === null) return answer;
      output.write(`  ${wrong}\n`);
    }
  };
  try {
    output.write(
      "A plan from an account table, a company file, or a few totals. Enter takes what stands in brackets; Ctrl-C stops.\n\n",
    );
    return await askAll(ask, terminal);
  } catch (error) {
    if (!stop.signal.aborted) throw error;
    output.write("\nStopped; nothing was written.\n");
    return null;
  } finally {
    lines.close();
  }
}
