// Each conversation of evals/ can be answered by the tools: every fact in the number of calls stated, and no call refused.
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import * as z from "zod";
import { callTool } from "../src/topics/tools.ts";
import { openTestPorts } from "./open-test-ports.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const folder = resolve(import.meta.dirname, "../evals");
const Pattern = z.strictObject({ says: z.string(), why: z.string() });
const Conversation = z.strictObject({
  subject: z.string(),
  as_of: z.string(),
  message: z.string(),
  files: z.array(z.string()).optional(),
  facts: z.array(Pattern).min(1),
  must_not: z.array(Pattern).optional(),
  calls: z.array(z.strictObject({ tool: z.string(), input: z.record(z.string(), z.unknown()) })).min(1),
});
const conversations = readdirSync(join(folder, "conversations"))
  .filter((name) => name.endsWith(".yaml"))
  .map((name) => [name.replace(".yaml", ""), readFileSync(join(folder, "conversations", name), "utf8")] as const);

describe("a conversation", () => {
  it.each(conversations)("%s is reached by its calls", async (_, text) => {
    const { files = [], facts, must_not = [], calls } = Conversation.parse(parse(text));
    const working = temporaryFolder(Object.fromEntries(files.map((name) => [name, readFileSync(join(folder, "files", name))])));
    const ports = openTestPorts(working);
    const answers: string[] = [];
    for (const { tool, input } of calls) {
      const outcome = await callTool(tool, input, ports);
      expect(outcome.kind === "done" ? "" : outcome.message, tool).toBe("");
      if (outcome.kind === "done") answers.push(JSON.stringify(outcome.run.shown), outcome.run.text);
    }
    const all = answers.join("\n");
    for (const { says, why } of facts) expect(new RegExp(says, "i").test(all), `not reached: ${says} (${why})`).toBe(true);
    for (const { says, why } of must_not) expect(new RegExp(says, "i").test(all), `says ${says}: ${why}`).toBe(false);
  });
});
