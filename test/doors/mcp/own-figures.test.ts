// The user's own cs-strategist.yaml in the working folder of the bundled server.

import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { beforeAll, describe, expect, it } from "vitest";
import { tools } from "../../../src/topics/tools.ts";
import { temporaryFolder } from "../../temporary-folder.ts";
import { requireCurrentBuild } from "../built-program.ts";
import { callServer, connect } from "./connect.ts";

const own = `# a 35-hour week, 36 days off and 5 sick days
currency: EUR
figures:
  org-team-sizing:
    working_year: { contract_hours: 1820, leave_hours: 287 }
  segmentation-tiers:
    tiers:
      - { tier: Named, touch: high, min_arr: 50000 }
      - { tier: Pooled, touch: low, min_arr: 0 }
`;
beforeAll(requireCurrentBuild);

/** Half of a working year is customer time. */
const oneTier = { tiers: [{ tier: "Enterprise", touch: "high", accounts: 40, hours_per_account: 81.5 }], customer_time: 0.5 };
async function hours(client: Client): Promise<unknown> {
  const { isError, text, result } = await callServer(client, "size_team", oneTier);
  expect(isError, text).toBe(false);
  return result!.hours_per_csm;
}

describe("a valid file", () => {
  const working = temporaryFolder({ "cs-strategist.yaml": own });
  let client: Client;
  beforeAll(async () => {
    client = await connect(working);
  });

  it("changes the numbers, and the answer says so", async () => {
    const input = { tiers: [{ tier: "Enterprise", touch: "high", accounts: 40, hours_per_account: 81.5 }], customer_time: 0.6 };
    const { result } = await callServer(client, "size_team", { ...input, detail: true });
    // (1,820 - 287) x 0.6 = 919.8 hours; 40 x 81.5 = 3,260.
    expect(result!.hours_per_csm).toBeCloseTo(919.8, 9);
    expect(result!.csm_fte).toBeCloseTo(3260 / 919.8, 4);
    expect(result!.basis).toContainEqual({
      rule: "org-team-sizing",
      figure: "working_year",
      standard: "yours",
      overridden: true,
    });
    expect(result!.warnings).toContainEqual(
      expect.objectContaining({ code: "overridden", message: expect.stringContaining("org-team-sizing.working_year") }),
    );
    expect(result!.summary).toContain("€");
  });

  it("changes where tiers begin", async () => {
    const accounts = [
      { account: "A", arr: 50_000 },
      { account: "B", arr: 49_999 },
    ];
    const { result } = await callServer(client, "design_tiers", { accounts });
    expect(result!.accounts).toMatchObject([
      { account: "A", tier: "Named" },
      { account: "B", tier: "Pooled" },
    ]);
  });

  it("keeps its lines in a basis too long to list", async () => {
    const { result } = await callServer(client, "build_blueprint", { company: { arr: 2_000_000, accounts: 50 }, detail: true });
    const { basis } = result as { basis: { figure: string; overridden: boolean }[] };
    expect(
      basis
        .filter((entry) => entry.overridden)
        .map((entry) => entry.figure)
        .sort(),
    ).toEqual(["tiers", "working_year"]);
  });

  it("changes the tables of the pages, beside what the sources say", async () => {
    const { contents } = await client.readResource({ uri: "rule://segmentation-tiers" });
    const { text } = contents[0] as { text: string };
    expect(text).toMatch(/\*Yours\*\n\n.*\n.*\n\| Named +\| high +\| 50,000 +\|/);
    expect(text).toMatch(/\| High touch +\| high +\| 100,000 +\|/);
    const { result } = await callServer(client, "find_rules", { id: "org-team-sizing" });
    const { figures } = (result as { rule: { figures: { name: string; standard: string; yaml: string }[] } }).rule;
    expect(figures.find((figure) => figure.name === "working_year" && figure.standard === "yours")?.yaml).toBe(
      "{ contract_hours: 1820, leave_hours: 287 }",
    );
  });
});

describe("an invalid file never stops the server: the tools are listed, and every call names the line", () => {
  const wrong: [string, string, RegExp][] = [
    ["a figure there is not", "figures:\n  org-ramp:\n    rampp: 5\n", /cs-strategist\.yaml line 3: .*no figure "rampp".*ramp/s],
    [
      "a rule there is not",
      "currency: EUR\nfigures:\n  org-nothing:\n    a: 1\n",
      /cs-strategist\.yaml line 4: .*no rule "org-nothing"/,
    ],
    [
      "a value of another form",
      "figures:\n  org-team-sizing:\n    working_year: { contract_hours: many, leave_hours: 287 }\n",
      /cs-strategist\.yaml line 3: org-team-sizing\.working_year\.contract_hours/,
    ],
    ["a setting there is not", "\n\ncurency: EUR\n", /cs-strategist\.yaml line 3: "curency" is not a setting/],
    ["broken YAML", "figures:\n  org-ramp: [\n", /cs-strategist\.yaml line \d/],
  ];
  it.each(wrong)("%s", async (_, text, words) => {
    const client = await connect(temporaryFolder({ "cs-strategist.yaml": text }));
    expect((await client.listTools()).tools.length).toBe(tools.length);
    for (const [tool, input] of [
      ["find_rules", { query: "churn" }],
      ["compute_nrr", { totals: { starting: 100, churn: 5 } }],
    ] as const) {
      const answer = await callServer(client, tool, input);
      expect(answer).toMatchObject({ isError: true, result: undefined });
      expect(answer.text).toMatch(words);
      expect(answer.text).not.toMatch(/fault of the program|\bat .*:\d+:\d+/);
    }
    await expect(client.readResource({ uri: "rule://segmentation-tiers" })).rejects.toThrow(words);
  });

  it("one named with --config that is not there, until it is", async () => {
    const working = temporaryFolder();
    const client = await connect(working, ["--config", "mine.yaml"]);
    expect((await client.listTools()).tools.length).toBe(tools.length);
    const refused = await callServer(client, "find_rules", { query: "churn" });
    expect(refused.isError).toBe(true);
    expect(refused.text).toMatch(/no settings file "mine\.yaml"\. Check the path after --config/);
    writeFileSync(join(working, "mine.yaml"), "currency: EUR\n");
    // (2,080 - 200) x 0.5 = 940 with the shipped working year.
    expect(await hours(client)).toBe(940);
    rmSync(join(working, "mine.yaml"));
    expect((await callServer(client, "find_rules", { query: "churn" })).text).toMatch(/no settings file "mine\.yaml"/);
  });

  it("a folder in its place", async () => {
    const client = await connect(temporaryFolder({ "cs-strategist.yaml/other.txt": "" }));
    const { isError, text } = await callServer(client, "find_rules", { query: "churn" });
    expect(isError).toBe(true);
    expect(text).toMatch(/settings file ".*cs-strategist\.yaml" cannot be read: .*Make it a text file/);
  });
});

describe("a file that changes while the server runs", () => {
  it("is read again: appears, breaks, is mended, breaks again, goes", async () => {
    const working = temporaryFolder();
    const file = join(working, "cs-strategist.yaml");
    const client = await connect(working);
    const year = (figures: string) => writeFileSync(file, `figures:\n  org-team-sizing:\n    working_year: { ${figures} }\n`);
    const refusal = async () => {
      const { isError, text } = await callServer(client, "size_team", oneTier);
      expect(isError, text).toBe(true);
      return text;
    };
    // (2,080 - 200) x 0.5 = 940.
    expect(await hours(client)).toBe(940);

    // (1,820 - 320) x 0.5 = 750.
    year("contract_hours: 1820, leave_hours: 320");
    expect(await hours(client)).toBe(750);
    year("contract_hours: many, leave_hours: 320");
    expect(await refusal()).toMatch(
      /cs-strategist\.yaml line 3: org-team-sizing\.working_year\.contract_hours.*Write it in the form/s,
    );
    expect(await refusal()).toMatch(/line 3/);
    // (1,900 - 300) x 0.5 = 800; the file is as long as the one before.
    year("contract_hours: 1900, leave_hours: 300");
    expect(await hours(client)).toBe(800);
    writeFileSync(file, "\ncurency: EUR\n");
    expect(await refusal()).toMatch(
      /cs-strategist\.yaml line 2: "curency" is not a setting\. Use figures, standard, currency, columns, reading or connections/,
    );
    rmSync(file);
    expect(await hours(client)).toBe(940);
  });
});
