import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { callTool } from "../../../src/topics/tools.ts";
import { openTestPorts } from "../../open-test-ports.ts";
import { temporaryFolder } from "../../temporary-folder.ts";

const examples = resolve(import.meta.dirname, "..", "..", "..", "examples");

/** The files that one call writes, by name and as the answer lists them, beside its verdict. Inputs are examples or files made here. */
export async function writtenPlan(input: Record<string, unknown>, own: Record<string, string> = {}) {
  const names = ["reference-company.yaml", "company.yaml", "accounts.csv", "subscriptions.csv"];
  const given = Object.fromEntries(names.map((name) => [name, readFileSync(join(examples, name), "utf8")]));
  const folder = temporaryFolder({ ...given, ...own });
  const outcome = await callTool("build_blueprint", { ...input, out: "plan" }, openTestPorts(folder));
  if (outcome.kind !== "done") throw new Error(outcome.message);
  const file = (name: string) => readFileSync(join(folder, "plan", name), "utf8");
  const written = readdirSync(join(folder, "plan"));
  return { folder, file, written, verdict: outcome.run.result.verdict as string[], files: outcome.run.result.files as string[] };
}

/** Five plans, from a full account table down to two totals. */
export const samples: [string, Record<string, unknown>][] = [
  ["totals with a proposed plan", { company_file: "reference-company.yaml" }],
  ["a company file and an account table", { company_file: "company.yaml", table: "accounts.csv", as_of: "2026-01-01" }],
  ["the same with the people fixed", { company_file: "company.yaml", table: "accounts.csv", as_of: "2026-01-01", heads: 5 }],
  ["subscriptions alone", { table: "subscriptions.csv", as_of: "2026-01-01" }],
  ["ARR and accounts", { company: { arr: 4_200_000, accounts: 60 } }],
];
