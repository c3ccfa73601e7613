import { expect, it } from "vitest";
import { watched } from "../../../src/cli/terminal.ts";
import type { Ports } from "../../../src/tool/ports.ts";

/** Ports that read a table of 1,000 bytes in four pieces, and what a terminal was written. */
async function readOn(isTTY: boolean) {
  const written: string[] = [];
  const stream = { isTTY, columns: 80, write: (text: string) => written.push(text) } as unknown as NodeJS.WriteStream & {
    fd: 1;
  };
  const ports = {
    async readTable(_path: string, _options: object, watch?: { progress?: (done: number, total: number) => void }) {
      for (const done of [250, 252, 500, 1000]) watch?.progress?.(done, 1000);
      return { rows_used: 12_000 };
    },
  } as unknown as Ports;
  const { ports: own, end } = watched(ports, stream);
  await own.readTable("mrr.csv", {});
  end();
  // Each line takes the place of the one before it.
  return written.map((text) => text.replace("\r\u001b[2K", ""));
}

it("says on a terminal how far a table is read, each percent once, and clears the line at the end", async () => {
  expect(await readOn(true)).toEqual([
    "Reading mrr.csv ...",
    "Reading mrr.csv ... 25%",
    "Reading mrr.csv ... 50%",
    "Reading mrr.csv ... 100%",
    "Working with 12,000 rows ...",
    "",
  ]);
});

it("says nothing where nobody watches", async () => {
  expect(await readOn(false)).toEqual([]);
});
