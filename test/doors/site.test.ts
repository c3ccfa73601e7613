// The site that `npm run docs` builds: every page and form is there, no link leads nowhere, and each page gives its markdown.
import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { beforeAll, describe, expect, it } from "vitest";
import { shippedLibrary as library } from "../shipped-library.ts";
import { temporaryFolder } from "../temporary-folder.ts";

const root = join(import.meta.dirname, "../..");
const bin = (name: string): string => join(root, "node_modules/.bin", name);
const run = promisify(execFile);
const MINUTES = 5 * 60_000;

describe("the site", () => {
  let site: string;
  const read = (path: string): string => readFileSync(join(site, path), "utf8");

  beforeAll(async () => {
    site = join(temporaryFolder(), "site");
    await run(bin("tsx"), ["scripts/make-site-pages.ts"], { cwd: root });
    // vitepress fails on a link to a page that is not there.
    // Room for what is new: the builder makes much and keeps little.
    const env = { ...process.env, NODE_OPTIONS: "--max-semi-space-size=64" };
    await run(bin("vitepress"), ["build", "site", "--outDir", site], { cwd: root, env });
  }, MINUTES);

  it("has a page for every rule, form and section, and a front door", () => {
    const pages = [
      "index.html",
      "library/index.html",
      "templates/index.html",
      ...library.sections().map(({ prefix }) => `library/${prefix}.html`),
      ...library.ids().map((id) => `rules/${id}.html`),
      ...library.forms().map((name) => `templates/${name}.html`),
    ];
    expect(pages.filter((page) => !existsSync(join(site, page)))).toEqual([]);
  });

  it("shows when a page applies, how much it matters, its form and its sources above the text", () => {
    const html = read("rules/segmentation-tiers.html");
    const above = html.slice(0, html.indexOf("Put every paying account"));
    for (const shown of [
      "Give every account one tier.",
      "Read it when",
      "Critical",
      "Tier card",
      "The Compounding Customer, ch. 5",
    ])
      expect(above).toContain(shown);
  });

  it("gives each page and form as markdown, without the generator's front matter", () => {
    for (const id of library.ids())
      expect(read(`markdown/${id}.md`).startsWith(`# ${library.rule(id).front.title}\n`), id).toBe(true);
    for (const name of library.forms()) expect(read(`markdown/form-${name}.md`), name).toMatch(/^# \S/);
  });

  it("names each source of a page once above the text", () => {
    // The renewal playbook has two standards of one source.
    const [, named] = /<dt[^>]*>Sources<\/dt>\s*<dd[^>]*>([^<]*)</.exec(read("rules/playbooks-renewal.html"))!;
    expect(named!.split("; ")).toEqual(["CS Strategist", "The Compounding Customer, ch. 10, 2026", "House"]);
  });

  it("shows no mark of the generator", () => {
    for (const id of library.ids()) expect(read(`rules/${id}.html`), id).not.toMatch(/figures: [a-z_]+ --|<!-- sources/);
  });
});
