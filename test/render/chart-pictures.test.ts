import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { shown } from "../../src/core/kinds.ts";
import { chartFiles, chartPicture } from "../../src/render/chart-pictures.ts";
import { NARROW, WIDE } from "../../src/render/svg.ts";
import { runTool } from "../../src/tool/run.ts";
import { analyzeCohorts } from "../../src/topics/cohorts/tool.ts";
import { openTestPorts } from "../open-test-ports.ts";
import { temporaryFolder } from "../temporary-folder.ts";

const examples = join(import.meta.dirname, "..", "..", "examples");
const shape = z.strictObject({
  rows: z.array(z.strictObject({ name: z.string(), low: shown.rate(), rate: shown.rate().nullable(), high: shown.rate() })),
});
const rows = [
  { name: "A & B", low: 0.4, rate: 0.5, high: 0.6 },
  { name: "C", low: 0, rate: null, high: 0 },
];

describe("a tool's chart as a drawing", () => {
  it("writes each value by its kind, and what is not known as that", () => {
    const picture = chartPicture(
      { rows },
      { kind: "steps", title: "T", list: "rows", label: "name", values: ["rate", "low", "high"] },
      shape,
    )!;
    for (const width of [WIDE, NARROW]) {
      const { body } = picture.draw(width);
      expect(body).toContain(">50.0%<");
      expect(body).toContain(">not known<");
      expect(body).toContain("A &amp; B");
      expect(body).not.toMatch(/NaN|undefined/);
    }
  });

  it("is none where its list is empty, and says how many of a long list it draws", () => {
    const chart = { kind: "bars" as const, title: "T", list: "rows", label: "name", values: ["rate"] };
    expect(chartPicture({ rows: [] }, chart, shape)).toBeNull();
    const many = Array.from({ length: 75 }, (_, index) => ({ ...rows[0]!, name: `R${index}` }));
    expect(chartPicture({ rows: many }, chart, shape)!.basis).toBe("The first 60 of 75.");
  });

  it("stands in a file beside the lists that a tool writes", async () => {
    const folder = temporaryFolder({ "subs.csv": readFileSync(join(examples, "subscriptions.csv")) });
    const { result } = await runTool(
      analyzeCohorts,
      { table: "subs.csv", as_of: "2026-01-01", out: "lists" },
      openTestPorts(folder),
    );
    const drawn = (result.files as string[]).filter((path) => path.endsWith(".svg"));
    expect(drawn.map((path) => path.replace(/^lists./, ""))).toEqual([
      "analyze_cohorts-chart-1-cohorts.svg",
      "analyze_cohorts-chart-2-survival.svg",
      "analyze_cohorts-chart-3-hazard.svg",
    ]);
    for (const path of drawn) expect(readFileSync(join(folder, path), "utf8")).toMatch(/^<\?xml[^>]*>\n<svg /);
  });

  it("takes no chart for none", () => expect(chartFiles("x", {}, undefined)).toEqual([]));
});
