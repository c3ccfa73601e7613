// Writes the tables the benchmarks read into tables/, the same on every machine: node make-tables.mjs
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { seededRandom } from "./random.mjs";

const folder = fileURLToPath(new URL("tables/", import.meta.url));
const MONTHS = 36;
const FIRST_YEAR = 2023;
const SNAPSHOT_ROWS = 1_000_000;
const HEALTH_ACCOUNTS = 100_000;
const BOOK_ACCOUNTS = 5_000;
const HISTORY_ACCOUNTS = 5_000;

const pad = (value, size) => String(value).padStart(size, "0");
const monthOf = (index) => `${FIRST_YEAR + Math.floor(index / 12)}-${pad((index % 12) + 1, 2)}-01`;
const nameOf = (index) => `Account ${pad(index, 6)}`;

/** Cents an account pays a month, mostly small with a long tail. */
const drawCents = (random) => Math.round(10 ** (3.7 + 2.2 * random()));

/** Cents by month of one account: it joins before or within the window, may leave, and is repriced now and then. */
function drawHistory(random) {
  const joined = random() < 0.6 ? 0 : Math.floor(random() * MONTHS);
  let cents = drawCents(random);
  const months = [];
  for (let month = joined; month < MONTHS; month++) {
    if (month > joined && random() < 0.008) break;
    const change = random();
    if (change < 0.02) cents = Math.round(cents * (1.03 + 0.3 * random()));
    else if (change < 0.027) cents = Math.max(100, Math.round(cents * (0.6 + 0.3 * random())));
    months.push({ month, cents });
  }
  return months;
}

const money = (cents) => (cents / 100).toFixed(2);

/** Rows of account, month and MRR in order of month, as billing systems export them; exactly so many rows. */
function snapshotLines(seed, rows) {
  const random = seededRandom(seed);
  const byMonth = Array.from({ length: MONTHS }, () => []);
  let written = 0;
  for (let account = 1; written < rows; account++)
    for (const { month, cents } of drawHistory(random)) {
      if (written === rows) break;
      byMonth[month].push(`${nameOf(account)},${monthOf(month)},${money(cents)}`);
      written++;
    }
  return ["account,month,mrr", ...byMonth.flat()];
}

/** As many accounts as asked for, each through its months. */
function historyLines(seed, accounts) {
  const random = seededRandom(seed);
  const byMonth = Array.from({ length: MONTHS }, () => []);
  for (let account = 1; account <= accounts; account++)
    for (const { month, cents } of drawHistory(random))
      byMonth[month].push(`${nameOf(account)},${monthOf(month)},${money(cents)}`);
  return ["account,month,mrr", ...byMonth.flat()];
}

const components = ["usage", "engagement", "relationship", "support", "growth", "financial"];
const segments = ["SMB", "Mid-market", "Enterprise"];
const touches = ["tech", "low", "high"];

/** One account with component scores around a hidden health; two in a hundred components are not known. */
function healthOf(random, index) {
  const hidden = 25 + 65 * random();
  const size = random() < 0.7 ? 0 : random() < 0.75 ? 1 : 2;
  const scores = {};
  for (const name of components)
    scores[name] = random() < 0.02 ? null : Math.max(0, Math.min(100, Math.round(hidden + 40 * (random() - 0.5))));
  const arr = Math.round(2000 * 6 ** size * (0.5 + 1.5 * random()));
  const decided = random() < 0.8;
  const lost = random() < 1 / (1 + Math.exp((hidden - 30) / 9));
  return { account: nameOf(index), segment: segments[size], touch: touches[size], arr, scores, decided, lost };
}

export function healthAccounts(count = HEALTH_ACCOUNTS) {
  const random = seededRandom(7);
  return Array.from({ length: count }, (_, index) => healthOf(random, index + 1));
}

function healthLines(count) {
  const lines = healthAccounts(count).map(({ account, segment, touch, arr, scores, decided, lost }) =>
    [
      account,
      segment,
      touch,
      arr,
      ...components.map((name) => scores[name] ?? ""),
      decided ? (lost ? "churned" : "renewed") : "",
    ].join(","),
  );
  return [`Account,Segment,Touch,ARR,${components.join(",")},Outcome`, ...lines];
}

/** Accounts and what became of those decided, as a caller writes them instead of a table. */
export function inlineHealth(count) {
  const accounts = healthAccounts(count);
  return {
    accounts: accounts.map(({ account, segment, touch, arr, scores }) => {
      const known = Object.entries(scores).filter(([, score]) => score !== null);
      return { account, segment, touch, arr, scores: Object.fromEntries(known) };
    }),
    outcomes: accounts.flatMap(({ account, decided, lost }) => (decided ? [{ account, renewed: !lost }] : [])),
  };
}

/** Accounts as a CRM lists them: two amounts, owner, tier inputs, health and renewal. */
export function bookAccounts(count = BOOK_ACCOUNTS) {
  const random = seededRandom(11);
  return Array.from({ length: count }, (_, index) => {
    const { account, segment, touch, arr, scores } = healthOf(random, index + 1);
    const kept = random();
    const start = random() < 0.08 ? 0 : arr;
    const end = start > 0 && kept < 0.07 ? 0 : kept < 0.15 ? Math.round(arr * 0.8) : kept < 0.4 ? Math.round(arr * 1.2) : arr;
    const renewal = `2026-${pad(1 + Math.floor(random() * 12), 2)}-${pad(1 + Math.floor(random() * 28), 2)}`;
    const health = Math.round(Object.values(scores).reduce((sum, score) => sum + (score ?? 50), 0) / components.length);
    const owner = `Owner ${pad(1 + Math.floor(random() * 60), 2)}`;
    return {
      account,
      segment,
      touch,
      owner,
      start,
      end,
      health,
      renewal,
      notice: [30, 60, 90][Math.floor(random() * 3)],
      scores,
    };
  });
}

function bookLines() {
  const lines = bookAccounts().map((one) =>
    [one.account, one.owner, one.segment, one.touch, one.start, one.end, one.health, one.renewal, one.notice].join(","),
  );
  return ["Account,Owner,Segment,Touch,ARR start,ARR end,Health,Renewal date,Notice days", ...lines];
}

export function renewals(count = BOOK_ACCOUNTS) {
  return bookAccounts(count).map(({ account, start, end, health, renewal, notice }) => ({
    account,
    arr: Math.max(start, end),
    health,
    renewal_date: renewal,
    notice_days: notice,
  }));
}

function renewalLines() {
  const lines = renewals().map((one) => [one.account, one.arr, one.health, one.renewal_date, one.notice_days].join(","));
  return ["Account,ARR,Health,Renewal date,Notice days", ...lines];
}

function main() {
  mkdirSync(folder, { recursive: true });
  const tables = {
    "snapshots-1m.csv": snapshotLines(1, SNAPSHOT_ROWS),
    "snapshots-5000.csv": historyLines(2, HISTORY_ACCOUNTS),
    "health-100000.csv": healthLines(HEALTH_ACCOUNTS),
    "health-5000.csv": healthLines(BOOK_ACCOUNTS),
    "book-5000.csv": bookLines(),
    "renewals-5000.csv": renewalLines(),
  };
  for (const [name, lines] of Object.entries(tables)) {
    writeFileSync(`${folder}${name}`, `${lines.join("\n")}\n`);
    console.log(`tables/${name}: ${lines.length - 1} rows`);
  }
  writeFileSync(`${folder}health-100000.json`, JSON.stringify(inlineHealth(HEALTH_ACCOUNTS)));
  console.log(`tables/health-100000.json: ${HEALTH_ACCOUNTS} accounts`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main();
