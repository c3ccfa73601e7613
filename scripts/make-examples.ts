// Writes the tables of the example company; the same bytes every time.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { accountTable } from "./example-company/account-table.ts";
import { allAccounts } from "./example-company/all-accounts.ts";
import { countLines } from "./example-company/count-lines.ts";
import { createDraw } from "./example-company/draw.ts";
import { owners } from "./example-company/owners.ts";
import { subscriptionTable } from "./example-company/subscription-table.ts";

const SEED = 20260105;

/** The generated files by name; of the README only the block of counts is generated. */
export function makeExamples(readme: string): Record<string, string> {
  const draw = createDraw(SEED);
  const accounts = allAccounts(draw);
  const subscriptions = subscriptionTable(accounts);
  const counts = countLines(accounts, subscriptions);
  return {
    "subscriptions.csv": subscriptions,
    "accounts.csv": accountTable(accounts, owners(draw, accounts)),
    "README.md": readme.replace(/<!-- counts -->[\s\S]*?<!-- \/counts -->/, () => `<!-- counts -->\n${counts}\n<!-- /counts -->`),
  };
}

/** Writes the files into a folder that holds a README.md. */
export function writeExamples(folder: string): void {
  const files = makeExamples(readFileSync(join(folder, "README.md"), "utf8"));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeExamples(join(fileURLToPath(import.meta.url), "../../examples"));
