import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import type { Ports } from "../tools/ports.ts";
import { createServer } from "./server.ts";

/** Serves stdio until the client goes away; a fault in one call never ends the session. */
export async function serve(open: () => Promise<Ports>, version: string): Promise<void> {
  const leave = () => process.exit(0);
  process.stdin.on("end", leave);
  process.stdin.on("close", leave);
  process.on("SIGINT", leave);
  process.on("SIGTERM", leave);
  process.stdout.on("error", leave);
  process.on("unhandledRejection", (reason) => process.stderr.write(`cs-strategist: ${String(reason)}\n`));
  await createServer(open, version).connect(new StdioServerTransport());
}
