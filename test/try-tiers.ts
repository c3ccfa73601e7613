import { encode } from "gpt-tokenizer";
import { listedTool } from "/work/main/src/mcp/list-tools.ts";
import { designTiers } from "/work/main/src/tools/design-tiers.ts";
import { runTool } from "/work/main/src/tools/run-tool.ts";
import { openTestPorts } from "/work/main/test/open-test-ports.ts";

const ports = openTestPorts();
const l = listedTool(designTiers as never);
console.log("tokens", encode(JSON.stringify({ n: l.name, d: l.description, i: l.inputSchema })).length);
for (const input of JSON.parse(process.argv[2]!)) {
  try {
    const r = await runTool(designTiers as never, input, ports);
    console.log(JSON.stringify(r.result).length, JSON.stringify(r.result, null, 1).replace(/\n\s+/g, " "));
  } catch (e) {
    console.log(String(e));
  }
}
