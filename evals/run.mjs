#!/usr/bin/env node
// Asks a model every conversation and scores its answers by their facts. See README.md beside this file.
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { parse } from "yaml";

const here = import.meta.dirname;
const root = resolve(here, "..");
const { values } = parseArgs({
  options: {
    model: { type: "string" },
    only: { type: "string" },
    "without-skill": { type: "boolean", default: false },
    show: { type: "boolean", default: false },
  },
});
if (values.model === undefined) {
  console.error('Say which model: --model "command that reads a prompt on standard input and writes its answer"');
  process.exit(2);
}
const conversations = readdirSync(join(here, "conversations"))
  .filter((name) => name.endsWith(".yaml"))
  .map((name) => ({ id: name.replace(".yaml", ""), ...parse(readFileSync(join(here, "conversations", name), "utf8")) }))
  .filter(({ id }) => values.only === undefined || id.startsWith(values.only));

const skill = readFileSync(join(root, "SKILL.md"), "utf8").replaceAll("${CLAUDE_SKILL_DIR}", root);
const promptOf = ({ message, as_of, files = [] }) =>
  [
    values["without-skill"] ? "" : `${skill}\n\n---\n\n`,
    `Today is ${as_of}. `,
    files.length ? `Files in the working folder: ${files.join(", ")}. ` : "",
    `Answer this message of a customer-success leader in at most one screen.\n\n${message}\n`,
  ].join("");

let right = 0;
let asked = 0;
for (const conversation of conversations) {
  const folder = mkdtempSync(join(tmpdir(), "eval-"));
  for (const file of conversation.files ?? []) copyFileSync(join(here, "files", file), join(folder, file));
  const { stdout, status } = spawnSync(values.model, {
    shell: true,
    cwd: folder,
    input: promptOf(conversation),
    encoding: "utf8",
  });
  rmSync(folder, { recursive: true, force: true });
  const held = conversation.facts.filter(({ says }) => new RegExp(says, "i").test(stdout));
  const wrong = (conversation.must_not ?? []).filter(({ says }) => new RegExp(says, "i").test(stdout));
  right += held.length - wrong.length;
  asked += conversation.facts.length;
  console.log(
    `${conversation.id}: ${held.length} of ${conversation.facts.length} facts, ${wrong.length} wrong claims${status === 0 ? "" : ` (exit ${status})`}`,
  );
  for (const { says } of conversation.facts.filter((fact) => !held.includes(fact))) console.log(`  missing: ${says}`);
  for (const { says, why } of wrong) console.log(`  wrong: ${says}: ${why}`);
  if (values.show) console.log(stdout);
}
console.log(`${right} of ${asked}, ${values["without-skill"] ? "without" : "with"} the skill`);
