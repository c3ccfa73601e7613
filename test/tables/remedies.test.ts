// Every way on that a refusal offers is tried: it must work, and give the right answer.
import { describe, expect, it } from "vitest";
import { Problem } from "../../src/core/problem.ts";
import { runTool } from "../../src/tool/run.ts";
import { tools } from "../../src/topics/tools.ts";
import { openTestPorts } from "../open-test-ports.ts";
import { temporaryFolder } from "../temporary-folder.ts";

interface Case {
  name: string;
  tool: string;
  csv: string;
  input: Record<string, unknown>;
  /** By the parameter offered: what the call with it gives under a field. */
  gives: Record<string, Record<string, number>>;
}

const window = { from: "2024-02-01", to: "2025-02-01" };
const cases: Case[] = [
  {
    name: "blank months",
    tool: "compute_nrr",
    csv: "Customer,Feb-24,Feb-25,Mar-25\nA,100,120,120\nB,50,,\n",
    input: window,
    // 120 of 150; without B, whose blanks are not known, 120 of 100. Left out are a half of the rows, which refuses.
    gives: { '{"reading": {"blank": "zero"}}': { nrr: 0.8 } },
  },
  {
    name: "a status against a flag",
    tool: "design_tiers",
    csv: "Account,ARR,Status,Churned\nA,1000,Active,No\nB,1000,Active,Yes\n",
    input: {},
    // By the flag B left and A alone pays; by the status both do. Who pays less than 15,000 gets a program: the last of three tiers.
    gives: {
      '{"columns": {"status": null}}': { accounts_total: 1 },
      '{"reading": {"values": {"Status": {"Active": "paying"}}}}': { accounts_total: 2 },
    },
  },
  {
    name: "no end",
    tool: "compute_nrr",
    csv: "account,start,mrr\nA,2024-01-01,100\nB,2024-01-01,50\n",
    input: window,
    gives: { '{"columns": {"end": null}}': { nrr: 1 } },
  },
  {
    name: "contract totals",
    tool: "compute_nrr",
    csv: "account,start_date,end_date,amount\nA,2024-01-01,2025-01-01,12000\nA,2025-01-01,2027-01-01,24000\nB,2024-01-01,2025-01-01,12000\nB,2025-01-01,2026-01-01,12000\n",
    input: window,
    // By the year all pay 12,000 throughout; as yearly amounts A doubles: 36,000 of 24,000.
    gives: { '{"reading": {"amount": "tcv"}}': { nrr: 1 }, '{"reading": {"amount": "arr"}}': { nrr: 1.5 } },
  },
  {
    name: "a scale of ten",
    tool: "forecast_renewals",
    csv: "Account,ARR,Renewal Date,Health\nA,1000,2026-02-01,9\nB,500,2026-02-01,7\n",
    input: { as_of: "2026-01-01" },
    // 1,000 x 0.95 + 500 x 0.85; and as points of 100 both are emergencies, 1,500 x 0.1.
    gives: { '{"reading": {"scale": 10}}': { expected: 1375 }, '{"reading": {"scale": 100}}': { expected: 150 } },
  },
  {
    name: "a price of one or of all",
    tool: "compute_nrr",
    csv: "Customer,Quantity,Price,Start Date,End Date\nA,10,10,2024-01-01,\nB,1,100,2024-01-01,2024-06-01\n",
    input: window,
    // 10 of 110, or 100 of 200.
    gives: { '{"columns": {"quantity": null}}': { nrr: 0.0909 }, '{"columns": {"unit_price": "Price"}}': { nrr: 0.5 } },
  },
  {
    name: "words of its own",
    tool: "compute_nrr",
    csv: "account,start,end,mrr,status\nA,2024-01-01,,100,Zork\nB,2024-01-01,2024-06-01,50,Blip\n",
    input: window,
    gives: {
      '{"columns": {"status": null}}': { nrr: 0.6667 },
      '{"reading": {"values": {"status": {"Zork": "paying", "Blip": "gone"}}}}': { nrr: 0.6667 },
    },
  },
  {
    name: "periods that overlap",
    tool: "compute_nrr",
    csv: "account,start,end,mrr\nA,2024-01-01,2025-01-01,100\nA,2024-07-01,2026-01-01,120\nB,2024-01-01,,50\n",
    input: { from: "2024-02-01", to: "2024-12-01" },
    // 100 + 120 + 50 of 150, or 120 + 50.
    gives: { '{"reading": {"overlaps": "add"}}': { nrr: 1.8 }, '{"reading": {"overlaps": "replace"}}': { nrr: 1.1333 } },
  },
  {
    name: "active past the end",
    tool: "compute_nrr",
    csv: "account,start,end,mrr,status\nA,2023-01-01,2024-06-01,100,active\nB,2023-01-01,2026-01-01,100,active\n",
    input: window,
    gives: { '{"reading": {"past_end": "ended"}}': { nrr: 0.5 }, '{"reading": {"past_end": "paying"}}': { nrr: 1 } },
  },
  {
    name: "MRR and ARR that differ",
    tool: "compute_nrr",
    csv: "account,start,end,MRR,ARR\nA,2023-01-01,,100,1200\nB,2023-01-01,2024-06-01,50,6000\n",
    input: window,
    // 1,200 of 7,200, or 100 of 150.
    gives: { '{"columns": {"arr": "ARR"}}': { nrr: 0.1667 }, '{"columns": {"mrr": "MRR"}}': { nrr: 0.6667 } },
  },
  {
    name: "a reason for leaving",
    tool: "design_tiers",
    csv: "Account,CSM,ARR,Churn Reason\nA,Kim,1000,\nB,Kim,500,Price\nC,Sam,300,\n",
    input: {},
    gives: { '{"columns": {"outcome": "Churn Reason"}}': { total: 1300 }, '{"columns": {"outcome": null}}': { total: 1800 } },
  },
  {
    name: "amounts of no unit",
    tool: "design_tiers",
    csv: "Account,CSM,Amount\nA,Kim,100\nB,Kim,50\n",
    input: {},
    gives: { '{"reading": {"amount": "arr"}}': { total: 150 }, '{"reading": {"amount": "mrr"}}': { total: 1800 } },
  },
  {
    name: "blank amounts of a list",
    tool: "design_tiers",
    csv: "Account,CSM,ARR\nA,Kim,1000\nB,Kim,\n",
    input: {},
    gives: { '{"reading": {"blank": "zero"}}': { total: 1000 }, '{"reading": {"blank": "unknown"}}': { total: 1000 } },
  },
  {
    name: "a dot that groups or parts",
    tool: "compute_nrr",
    csv: "account;start;end;mrr\nA;2023-01-01;;1.200\nB;2023-01-01;2024-06-01;1.200\n",
    input: window,
    gives: { '{"reading": {"decimal": ","}}': { opening: 2400 }, '{"reading": {"decimal": "."}}': { opening: 2.4 } },
  },
  {
    name: "day or month first",
    tool: "compute_nrr",
    csv: "account,start,end,mrr\nA,01/02/2023,,100\nB,01/02/2023,05/06/2024,100\n",
    // The end is 5 June or 6 May.
    input: { from: "2024-02-01", to: "2024-05-20" },
    gives: { '{"reading": {"dates": "day_first"}}': { nrr: 1 }, '{"reading": {"dates": "month_first"}}': { nrr: 0.5 } },
  },
  {
    name: "a word where an end should stand",
    tool: "compute_nrr",
    csv: "account,start,End,mrr\nA,2023-01-01,evermore,100\nB,2023-01-01,2024-06-01,50\n",
    input: window,
    gives: { '{"reading": {"values": {"End": {"evermore": "open"}}}}': { nrr: 0.6667 } },
  },
  {
    name: "two rows of one subscription from one day",
    tool: "compute_nrr",
    csv: "subscription_id,account,start,end,mrr\ns1,A,2023-01-01,,100\ns1,A,2023-01-01,,20\ns2,B,2023-01-01,2024-06-01,80\n",
    input: window,
    // 120 of 200.
    gives: { '{"columns": {"subscription": null}}': { nrr: 0.6 } },
  },
  {
    name: "invoices by their date",
    tool: "compute_nrr",
    csv: "Invoice No,Customer,Invoice Date,Amount\n1,A,2024-02-10,100\n2,B,2024-02-12,50\n3,A,2025-02-10,100\n",
    input: window,
    gives: { '{"columns": {"month": "Invoice Date"}, "reading": {"amount": "mrr"}}': { nrr: 0.6667 } },
  },
  {
    name: "a unit beside intervals",
    tool: "compute_nrr",
    csv: "account,start,end,amount,interval\nA,2023-01-01,,1200,yearly\nB,2023-01-01,2024-06-01,100,monthly\n",
    input: { ...window, reading: { amount: "arr" } },
    // As ARR 1,200 of 1,300; each by its own interval 1,200 of 2,400.
    gives: { '{"columns": {"interval": null}}': { nrr: 0.9231 }, '{"reading": {}}': { nrr: 0.5 } },
  },
  {
    name: "somebody left on a day nobody knows",
    tool: "compute_nrr",
    csv: `account,start,mrr,status\n${Array.from({ length: 11 }, (_, index) => `A${index},2023-01-01,100,active`).join("\n")}\nB,2023-01-01,100,churned\n`,
    input: window,
    // Without B, 1,100 of 1,100; the refusal said that it looks higher than it is.
    gives: { '{"skip_bad_rows": true}': { nrr: 1 } },
  },
  {
    name: "too many rows to leave out",
    tool: "compute_nrr",
    csv: "account,ARR start,ARR end\nA,100,100\nB,100,\n",
    input: { skip_bad_rows: true },
    gives: { '{"reading": {"blank": "zero"}}': { nrr: 0.5 } },
  },
  {
    name: "those who left stand in a file of their own",
    tool: "compute_nrr",
    csv: "account,start,mrr\nA,2023-01-01,100\n",
    input: window,
    gives: { '{"lost_table": "leavers.csv"}': { nrr: 0.6667 } },
  },
];

/** What is offered in an answer, not in a refusal. */
const answered: Case[] = [
  {
    name: "ends on the last day of a month",
    tool: "compute_nrr",
    csv: "account,start,end,mrr\nA,2024-01-01,2025-01-31,100\nB,2024-01-01,2024-06-30,50\nC,2024-01-01,,50\n",
    input: { from: "2024-01-31", to: "2025-01-31" },
    // A is paid to the last day, 150 of 200.
    gives: { '{"reading": {"ends": "last_day"}}': { nrr: 0.75 } },
  },
  {
    name: "a second column of ends",
    tool: "compute_nrr",
    csv: "Account,Contract Start,Contract End,Churn Date,ARR\nA,2022-01-01,2025-06-30,,100\nB,2022-01-01,2024-12-31,2024-05-01,100\nC,2022-01-01,2024-03-31,,100\n",
    input: window,
    gives: { '{"columns": {"end": "Contract End"}}': { nrr: 0.3333 } },
  },
  {
    name: "a parent that is the sum of its subsidiaries",
    tool: "design_tiers",
    csv: "Account,Parent Account,ARR,CSM\nGroup,,300,Kim\nUS,Group,200,Kim\nUK,Group,100,Kim\nB,,50,Sam\n",
    input: {},
    gives: { '{"columns": {"parent": null}}': { total: 650 } },
  },
  {
    name: "a few that are active past their end",
    tool: "compute_nrr",
    csv: `account,start,end,mrr,status\n${Array.from({ length: 11 }, (_, index) => `A${index},2023-01-01,2026-01-01,100,active`).join("\n")}\nB,2023-01-01,2024-06-01,100,active\n`,
    input: window,
    gives: { '{"reading": {"past_end": "paying"}}': { nrr: 1 } },
  },
];

interface Answer extends Record<string, unknown> {
  tiers?: { arr: number }[];
  bridge?: { starting: number };
}
/** The numbers of an answer that cases speak of. */
const numbersOf = (result: Answer): Record<string, unknown> => ({
  ...result,
  total: result.tiers?.reduce((sum, { arr }) => sum + arr, 0),
  opening: result.bridge?.starting,
});

/** A parameter as messages show it, without blanks. */
const inside = (parameter: string): string =>
  parameter.replaceAll(/\s/g, "").slice(1, -1).replaceAll('"', "").replaceAll(/[{}]/g, "");
const plain = (text: string): string => text.replaceAll(/[\s"{}\\]/g, "");
const leavers = "account,start,mrr,churn date\nB,2023-01-01,50,2024-06-01\n";

async function tryEach({ tool: name, csv, input, gives }: Case, refused: boolean): Promise<void> {
  const tool = tools.find((one) => one.name === name)!;
  const ports = openTestPorts(temporaryFolder({ "table.csv": csv, "leavers.csv": leavers }));
  const asked = { table: "table.csv", ...input };
  const message = await runTool(tool, asked, ports).then(
    ({ result }) => (refused ? null : JSON.stringify(result)),
    (problem) => (problem instanceof Problem && refused ? problem.message : Promise.reject(problem)),
  );
  expect(message).not.toBeNull();
  for (const [parameter, values] of Object.entries(gives)) {
    const [key] = inside(parameter).split(/[:,]/);
    if (parameter !== '{"reading": {}}')
      expect(plain(message!)).toContain(key === "skip_bad_rows" ? key : inside(parameter).split(":")[1]);
    const { result } = await runTool(tool, { ...asked, ...JSON.parse(parameter) }, ports);
    for (const [field, value] of Object.entries(values))
      expect(numbersOf(result)[field], `${parameter} ${result.summary}`).toBeCloseTo(value, 4);
  }
}

describe("what a refusal offers", () => {
  it.each(cases)("$name", (one) => tryEach(one, true));
});

describe("what an answer offers", () => {
  it.each(answered)("$name", (one) => tryEach(one, false));

  it("the name at the head of a group holds for the rows below it, or not", async () => {
    const csv = "CSM,Account,ARR\nAnna,A,10000\n,B,20000\nBob,C,5000\n,D,15000\n";
    const ports = openTestPorts(temporaryFolder({ "table.csv": csv }));
    const team = tools.find(({ name }) => name === "size_team")!;
    const booksOf = async (reading: Record<string, string>) => {
      const { result } = await runTool(team, { table: "table.csv", as_of: "2026-01-01", reading }, ports);
      const { books } = result as unknown as { books: { owner: string; arr: number }[] };
      return { books: Object.fromEntries(books.map(({ owner, arr }) => [owner, arr])), text: JSON.stringify(result) };
    };
    const open = await booksOf({});
    expect(open.text).toContain('\\"groups\\": \\"fill\\"');
    expect((await booksOf({ groups: "fill" })).books).toMatchObject({ Anna: 30000, Bob: 20000 });
    const as_is = await booksOf({ groups: "as_is" });
    expect(as_is.books).toMatchObject({ Anna: 10000, Bob: 5000 });
    expect(as_is.text).not.toContain("blank in 2 rows below a name");
  });
});

it("the settings file says the same once for every call", async () => {
  const csv = "account;start;end;mrr;Status\nA;01/02/2023;;1.200;Zork\nB;01/02/2023;05/06/2024;1.200;Blip\nC;01/02/2023;;;Zork\n";
  const settings = `reading:\n  dates: day_first\n  blank: zero\n  decimal: ","\n  values: {Status: {Zork: paying, Blip: gone}}\n`;
  const folder = temporaryFolder({ "table.csv": csv, "own.yaml": settings });
  const nrr = tools.find(({ name }) => name === "compute_nrr")!;
  const { result } = await runTool(nrr, { table: "table.csv", ...window }, openTestPorts(folder, [], `${folder}/own.yaml`));
  // 1,200 of 2,400; C pays nothing.
  expect(numbersOf(result)).toMatchObject({ nrr: 0.5, opening: 2400 });
});
