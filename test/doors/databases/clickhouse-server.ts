import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import { engineAt, missing } from "./engines.ts";

/** Why no ClickHouse can be started here; null where one can. */
export const noClickHouse: string | null = engineAt("chdb") === null ? missing("chdb") : null;

export interface ClickHouseServer {
  port: number;
  address: string;
  /** Runs a statement as the owner, past the interface for clients. */
  run(sql: string): Promise<string>;
  /** Statements that clients sent, with their settings, and how many of these run now. */
  seen(): Promise<{ log: string[]; running: number }>;
  stop(): void;
}

/** The engine of ClickHouse behind the part of its HTTP interface that clients use, in a process of its own. */
export async function startClickHouse(): Promise<ClickHouseServer> {
  const chdb = pathToFileURL(engineAt("chdb")!).href;
  const child: ChildProcess = spawn(process.execPath, [join(import.meta.dirname, "clickhouse-server.mjs"), chdb], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const lines = createInterface({ input: child.stdout! })[Symbol.asyncIterator]();
  const port = Number((await lines.next()).value);
  return {
    port,
    address: `http://default:cl%23ick@127.0.0.1:${port}/default`,
    async run(sql) {
      child.stdin!.write(`${JSON.stringify(sql)}\n`);
      const { text, error } = JSON.parse((await lines.next()).value ?? '{"error": "it ended"}') as {
        text?: string;
        error?: string;
      };
      if (error !== undefined) throw new Error(error);
      return text ?? "";
    },
    async seen() {
      const answer = await fetch(`http://127.0.0.1:${port}/log`);
      return (await answer.json()) as { log: string[]; running: number };
    },
    stop: () => {
      child.kill();
    },
  };
}
