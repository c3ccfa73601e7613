#!/usr/bin/env node
import packageFile from "../package.json" with { type: "json" };
import { main } from "./cli/main.ts";

await main(process.argv.slice(2), packageFile.version, async (doors) => {
  const { serve } = await import("./mcp/server.ts");
  await serve(doors, packageFile.version);
});
