import { designTiers } from "../src/tools/design-tiers.ts";
import { computeNrr } from "../src/tools/compute-nrr.ts";
import { listedTool } from "../src/mcp/list-tools.ts";
import { encode } from "gpt-tokenizer";
const n = (x: unknown) => encode(JSON.stringify(x)).length;
for (const t of [designTiers, computeNrr]) {
const l = listedTool(t as never) as any;
console.log(l.name, n(l.description), n(l.inputSchema));
for (const [k, v] of Object.entries(l.inputSchema.properties)) console.log(k, n({ [k]: v }));
}
