#!/usr/bin/env bash
# @openai/codex 0.171.0: a plugin's MCP server is started in the plugin's own folder and is told no other.
#
# Expected: a server that comes with a plugin learns where its user works: by its working folder (as with "codex mcp add"), by the protocol's roots, or by a variable.
# Happens: the working folder is the plugin's copy under ~/.codex/plugins/cache, the client does not say that it has roots, and no variable names the project.
#   Variables of the caller reach the server only if the plugin names them under env_vars: with PWD there the server can tell the folder Codex was called from.
# Why it matters here: every file a user named was "not there". Our plugin for Codex hands PWD on; a server that finds itself in its own folder works in that one.
# Source: https://github.com/openai/codex/issues/37903
set -euo pipefail
cd "$(mktemp -d)"
trap 'rm -rf "$PWD"' EXIT
npm init -y > /dev/null
npm install --silent --no-audit --no-fund @openai/codex@0.171.0
mkdir -p home project shop/.codex-plugin shop/.agents/plugins
cat > shop/.codex-plugin/plugin.json <<'JSON'
{ "name": "shop", "version": "1.0.0", "description": "A shop.", "mcpServers": { "shop": { "command": "node", "args": ["./server.mjs"], "cwd": ".", "env_vars": ["PWD", "SEEN"] } } }
JSON
cat > shop/.agents/plugins/marketplace.json <<'JSON'
{ "name": "shop", "plugins": [{ "name": "shop", "source": { "source": "local", "path": "./" }, "policy": { "installation": "AVAILABLE", "authentication": "ON_INSTALL" }, "category": "Productivity" }] }
JSON
cat > shop/server.mjs <<'JS'
import { writeFileSync } from "node:fs";
process.stdin.on("data", (part) => {
  for (const line of String(part).split("\n").filter(Boolean)) {
    const { id, method, params } = JSON.parse(line);
    if (method !== "initialize") continue;
    const names = Object.entries(process.env).filter(([, value]) => value.endsWith("/project")).map(([name]) => name);
    writeFileSync(process.env.SEEN, JSON.stringify({ cwd: process.cwd().includes("/plugins/cache/") ? "cache" : "other", roots: "roots" in params.capabilities, variables: names }));
    console.log(JSON.stringify({ jsonrpc: "2.0", id, result: { protocolVersion: params.protocolVersion, capabilities: { tools: {} }, serverInfo: { name: "shop", version: "1.0.0" } } }));
  }
});
JS
# A stand-in for the model, on this machine, that says one word.
cat > model.mjs <<'JS'
import { createServer } from "node:http";
import { writeFileSync } from "node:fs";
const item = { type: "message", id: "m", role: "assistant", content: [{ type: "output_text", text: "Done." }] };
const events = [["response.created", { response: { id: "r" } }], ["response.output_item.done", { output_index: 0, item }], ["response.completed", { response: { id: "r", output: [item], usage: { input_tokens: 1, output_tokens: 1, total_tokens: 2 } } }]];
const server = createServer((request, response) => {
  response.writeHead(200, { "content-type": "text/event-stream" });
  for (const [type, rest] of events) response.write(`event: ${type}\ndata: ${JSON.stringify({ type, ...rest })}\n\n`);
  response.end();
}).listen(0, "127.0.0.1", () => writeFileSync("port", String(server.address().port)));
setTimeout(() => process.exit(), 120_000);
JS
node model.mjs & model=$!
trap 'kill $model; rm -rf "$PWD"' EXIT
top=$PWD
until [ -s port ]; do sleep 0.2; done
codex() { env -i PATH="$PATH" HOME="$top/home" TERM=dumb PWD="$PWD" SEEN="$top/seen.json" timeout 90 "$top/node_modules/.bin/codex" "$@"; }
codex plugin marketplace add "$top/shop" > /dev/null
codex plugin add shop@shop > /dev/null
cd project
codex exec -m gpt-5.2 --skip-git-repo-check -c model_provider=local -c "model_providers.local={name=\"local\",base_url=\"http://127.0.0.1:$(cat "$top/port")/v1\",wire_api=\"responses\"}" "hello" < /dev/null > /dev/null 2>&1
cd "$top"
cat seen.json; echo
[ "$(cat seen.json)" = '{"cwd":"cache","roots":false,"variables":["PWD"]}' ] || { echo "changed: read this finding again"; exit 1; }
