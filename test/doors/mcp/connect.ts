import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import type { CallToolResult } from "@modelcontextprotocol/sdk/types.js";
import { examples, program } from "../built-program.ts";

const clients: Client[] = [];

/** Called by test/doors/close-clients.ts after each test file. */
export async function closeClients(): Promise<void> {
  await Promise.all(clients.splice(0).map((client) => client.close()));
}

/** A client that is closed when the test file is done. */
export function ownClient(...setUp: ConstructorParameters<typeof Client>): Client {
  const client = new Client(...setUp);
  clients.push(client);
  return client;
}

/** The built server over stdio with the SDK's own client, closed when the test file is done. */
export async function connect(working = examples, options: string[] = []): Promise<Client> {
  const client = ownClient({ name: "test", version: "1.0.0" });
  await client.connect(
    new StdioClientTransport({ command: process.execPath, args: [program, ...options], cwd: working, stderr: "pipe" }),
  );
  return client;
}

/** One call's answer, and its only text. */
export async function callServer(client: Client, name: string, input: Record<string, unknown>) {
  const answer = (await client.callTool({ name, arguments: input })) as CallToolResult;
  const [content] = answer.content;
  if (answer.content.length !== 1 || content?.type !== "text") throw new Error(`${name} did not answer with one text`);
  return { isError: answer.isError === true, text: content.text, result: answer.structuredContent };
}
