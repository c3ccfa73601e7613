// Every generated table of the library, as a reader sees it.
import { describe, expect, it } from "vitest";
import { shippedLibrary as library } from "../shipped-library.ts";

const BLOCKS = /<!-- figures: ([a-z_0-9]+) -->([\s\S]*?)<!-- \/figures -->/g;
const LONGEST_ROW = 400;

interface Table {
  headers: string[];
  rows: string[][];
}
const cellsOf = (line: string): string[] =>
  line
    .split(/(?<!\\)\|/)
    .slice(1, -1)
    .map((cell) => cell.trim());

function tablesIn(text: string): Table[] {
  return [...text.matchAll(/(?:^\|.*\n?)+/gm)].map(([table]) => {
    const [headers, , ...rows] = table.trim().split("\n").map(cellsOf);
    return { headers: headers!, rows };
  });
}

describe.each(library.ids())("the tables of rules/%s", (id) => {
  const blocks = [...library.rule(id).body.matchAll(BLOCKS)].map(([, name, text]) => ({ name: name!, text: text! }));

  it("print no percentage above 300%: a score or a count is no share", () => {
    for (const { name, text } of blocks)
      for (const [, number] of text.matchAll(/([\d,.]+)%/g))
        expect(Number(number!.replaceAll(",", "")), `${id}, ${name}`).toBeLessThanOrEqual(300);
  });

  it("mix no percent with bare fractions in a column", () => {
    for (const { name, text } of blocks)
      for (const { headers, rows } of tablesIn(text))
        for (const [index, header] of headers.entries()) {
          const column = rows.map((row) => row[index] ?? "");
          if (!column.some((cell) => /^[\d.]+%/.test(cell))) continue;
          expect(
            column.filter((cell) => /^-?\d*\.\d+( to -?\d*\.\d+)?$/.test(cell)),
            `${id}, ${name}, ${header}: give every number of the column the kind rate, or its own kind`,
          ).toEqual([]);
        }
  });

  it("say equal ends once", () => {
    for (const { name, text } of blocks)
      expect(
        [...text.matchAll(/\b([\d,.]+%?) to ([\d,.]+%?)(?=[\s|,.*])/g)]
          .filter(([, low, high]) => low === high)
          .map(([range]) => range),
        `${id}, ${name}`,
      ).toEqual([]);
  });

  it("show words, no keys, in rows of a readable width", () => {
    for (const { name, text } of blocks) {
      expect(
        [...text.matchAll(/(?<![\w/.])[a-z]+_[a-z_]+(?![\w/])/g)].map(([key]) => key),
        `${id}, ${name}`,
      ).toEqual([]);
      // The page whose subject is the words people write in their cells lists them in full.
      if (id === "operations-table-words") continue;
      for (const line of text.split("\n").filter((one) => one.startsWith("|")))
        expect(line.replace(/ {2,}/g, " ").length, `${id}, ${name}: ${line.slice(0, 90)}`).toBeLessThanOrEqual(LONGEST_ROW);
    }
  });
});
