// A book of customers gives the same retention however it is written down, or a question; never another number.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Problem } from "../../src/core/problem.ts";
import { runTool } from "../../src/tool/run.ts";
import { computeNrr } from "../../src/topics/retention/tool.ts";
import { openTestPorts } from "../open-test-ports.ts";
import { temporaryFolder } from "../temporary-folder.ts";
import {
  type Disguise,
  disguises,
  FROM,
  type Line,
  monthAt,
  numbersFrom,
  randomBook,
  retentionOf,
  TO,
  withLess,
} from "./disguises.ts";

const folder = temporaryFolder({});
const ports = openTestPorts(folder);
/** 2,000 books by hand: BOOKS=2000 npx vitest run --project pure test/tables/same-book.test.ts */
const books = Number(process.env.BOOKS ?? 60);
const first = Number(process.env.FIRST_BOOK ?? 1);
/** Milliseconds one disguise of so many books may take on a machine with other work. */
const patience = 60_000 + books * 200;

type Outcome = "same" | "asked" | string;

/** What the program makes of a book in a disguise: the same answer, a question, or what differs. */
async function outcomeOf(lines: readonly Line[], { name, text, input }: Disguise, seed: number): Promise<Outcome> {
  writeFileSync(join(folder, "book.csv"), text(lines, numbersFrom(seed)));
  const right = retentionOf(lines);
  try {
    const { result } = await runTool(computeNrr, { table: "book.csv", from: monthAt(FROM), to: monthAt(TO), ...input }, ports);
    const { nrr, grr, logo_retention: logo } = result as unknown as { nrr: number; grr: number; logo_retention: number };
    const close = (left: number, value: number) => Math.abs(left - value) < 1e-9;
    if (close(nrr, right.nrr) && close(grr, right.grr) && close(logo, right.logo)) return "same";
    return `book ${seed}, ${name}: NRR ${nrr} for ${right.nrr}, GRR ${grr} for ${right.grr}, logos ${logo} for ${right.logo}. ${result.summary}`;
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    return "asked";
  }
}

async function countOutcomes(disguise: Disguise): Promise<{ same: number; asked: number; wrong: string[] }> {
  const counts = { same: 0, asked: 0, wrong: [] as string[] };
  for (let seed = first; seed < first + books; seed++) {
    const lines = randomBook(seed);
    if (retentionOf(lines).starting === 0) continue;
    const outcome = await outcomeOf(lines, disguise, seed);
    if (outcome === "same" || outcome === "asked") counts[outcome] += 1;
    else counts.wrong.push(outcome);
  }
  return counts;
}

describe(`${books} books, each the same in any disguise`, () => {
  it.each(disguises.map((disguise) => [disguise.name, disguise] as const))(
    "%s",
    async (name, disguise) => {
      const { same, asked, wrong } = await countOutcomes(disguise);
      if (process.env.BOOKS !== undefined) console.log(`${name}: ${same} the same, ${asked} asked, ${wrong.length} wrong`);
      expect(wrong).toEqual([]);
      expect(same, `${asked} of ${same + asked} were only asked about`).toBeGreaterThan(asked);
    },
    patience,
  );

  it.each(withLess.map((disguise) => [disguise.name, disguise] as const))(
    "%s: a question or the same",
    async (name, disguise) => {
      const { same, asked, wrong } = await countOutcomes(disguise);
      if (process.env.BOOKS !== undefined) console.log(`${name}: ${same} the same, ${asked} asked, ${wrong.length} wrong`);
      expect(wrong).toEqual([]);
    },
    patience,
  );
});
