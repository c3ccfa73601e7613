import { describe, expect, it } from "vitest";
import { callTool } from "../../../src/topics/tools.ts";
import { openTestPorts } from "../../open-test-ports.ts";
import { temporaryFolder } from "../../temporary-folder.ts";

// A book whose amounts stand under a header that says nothing of money.
const items = "id,date logged,customer,area,verbatim\n1,02/07/2026,Peak,Rights,no roles\n2,20/07/2026,Bay,Rights,roles please\n";
const book = "Customer,Column Q,Renews\nPeak,48000,19/02/2027\nBay,220000,03/11/2027\nPoint,10000,19/11/2027\n";

// biome-ignore lint/suspicious/noExplicitAny: an answer as a client reads it
type Answer = any;
async function ask(more: object = {}): Promise<Answer> {
  const outcome = await callTool(
    "roll_up_feedback",
    { items: "f.csv", book: { table: "b.csv", ...more } },
    openTestPorts(temporaryFolder({ "f.csv": items, "b.csv": book })),
  );
  if (outcome.kind !== "done") throw new Error(outcome.message);
  return outcome.run.result;
}

describe("a book in which no amount is read", () => {
  it("gives no money, and says so first with the columns it may be", async () => {
    const answer = await ask();
    expect(answer).toMatchObject({ items: 2, accounts: 2, arr: null, silent: { accounts: 1, arr: null } });
    expect(answer.themes).toMatchObject([{ theme: "Rights", accounts: 2, arr: null, arr_without_largest: null }]);
    expect(answer.summary).toMatch(/^No amount was read in the book/);
    expect(answer.summary).not.toMatch(/with 0/);
    expect(answer.check_first[0]).toContain('"Column Q"');
    expect(answer.warnings[0]).toMatchObject({ code: "book_without_amounts" });
  });

  it("has its money once the column is named, as the message says", async () => {
    // 48,000 + 220,000; Point, 10,000, said nothing.
    const answer = await ask({ arr: "Column Q" });
    expect(answer).toMatchObject({ arr: 268_000, silent: { arr: 10_000 } });
    expect(answer.warnings.map(({ code }: { code: string }) => code)).not.toContain("book_without_amounts");
  });

  it("reads the day a row was logged", async () => {
    expect((await ask()).focus.last_heard).toBe("2026-07-20");
  });
});
