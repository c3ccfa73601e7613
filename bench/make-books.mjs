// Writes books of accounts for build_blueprint into tables/, the same on every machine: node make-books.mjs
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { seededRandom } from "./random.mjs";

const folder = fileURLToPath(new URL("tables/", import.meta.url));
const SIZES = [5_000, 200_000];
const ACCOUNTS_A_CSM = 60;
const NOTICES = [30, 60, 90];

const pad = (value, size) => String(value).padStart(size, "0");

/** A book of so many accounts: owner, ARR with a long tail, a renewal date within the year after 2026-03, health, notice. */
function bookLines(seed, accounts) {
  const random = seededRandom(seed);
  const owners = Math.max(4, Math.floor(accounts / ACCOUNTS_A_CSM));
  const lines = ["Account,Owner,ARR (USD),Renewal Date,Health,Notice Days"];
  for (let index = 0; index < accounts; index++) {
    const arr = (10 ** (3.3 + 2.4 * random())).toFixed(2);
    const month = 1 + Math.floor(12 * random());
    const date = `${month > 3 ? 2026 : 2027}-${pad(month, 2)}-${pad(1 + Math.floor(28 * random()), 2)}`;
    const owner = `CSM ${Math.floor(owners * random())}`;
    lines.push(
      `Account ${pad(index, 6)},${owner},${arr},${date},${20 + Math.floor(81 * random())},${NOTICES[Math.floor(3 * random())]}`,
    );
  }
  return lines;
}

mkdirSync(folder, { recursive: true });
for (const accounts of SIZES) writeFileSync(`${folder}plan-${accounts}.csv`, `${bookLines(accounts, accounts).join("\n")}\n`);
