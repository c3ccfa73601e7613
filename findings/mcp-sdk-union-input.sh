#!/usr/bin/env bash
# @modelcontextprotocol/sdk 1.32.2 with zod 4.6.7: a tool that takes one of two objects is listed as taking nothing.
#
# Expected: registerTool is given a union of two objects as inputSchema; the list of tools shows both, or registering fails.
# Happens: the tool is listed with {"type":"object","properties":{}}. No error, no warning, and calls are still checked against the union, so tests that
#   only call the tool pass. A model sees a tool without parameters and guesses.
# Why it matters here: "totals or a table" is how most of our tools are asked. The server therefore lists its own JSON schemas (one flat object a tool)
#   through the SDK's low-level Server, and a test holds that no listed tool has a union at its root.
# Source: https://github.com/modelcontextprotocol/typescript-sdk/issues/1643
set -euo pipefail
cd "$(mktemp -d)"
trap 'rm -rf "$PWD"' EXIT
npm init -y > /dev/null
npm install --silent --no-audit --no-fund @modelcontextprotocol/sdk@1.32.2 zod@4.6.7
cat > list.mjs <<'JS'
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { InMemoryTransport } from "@modelcontextprotocol/sdk/inMemory.js";
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import * as z from "zod";
const server = new McpServer({ name: "shop", version: "1.0.0" });
const input = z.union([z.object({ table: z.string() }), z.object({ total: z.number() })]);
server.registerTool("count", { inputSchema: input }, () => ({ content: [{ type: "text", text: "counted" }] }));
const [one, other] = InMemoryTransport.createLinkedPair();
const client = new Client({ name: "look", version: "1.0.0" });
await Promise.all([server.connect(one), client.connect(other)]);
console.log(JSON.stringify((await client.listTools()).tools[0].inputSchema));
const { isError } = await client.callTool({ name: "count", arguments: { neither: true } });
console.log(`a call that fits neither is ${isError ? "refused" : "taken"}`);
JS
seen=$(node list.mjs)
echo "$seen"
[ "$seen" = $'{"type":"object","properties":{}}\na call that fits neither is refused' ] || { echo "changed: read this finding again"; exit 1; }
