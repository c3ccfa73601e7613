#!/usr/bin/env node
import packageFile from "../package.json" with { type: "json" };
import { main } from "./cli/main.ts";

await main(process.argv.slice(2), packageFile.version, async (open) => {
  const { serve } = await import("./mcp/server.ts");
  await serve(open, packageFile.version);
});
