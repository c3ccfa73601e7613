import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";

/** A running server over stdio: asks one thing at a time and waits for its answer. */
export function startServer(program, folder, flags = []) {
  const child = spawn(process.execPath, [...flags, program], { cwd: folder, stdio: ["pipe", "pipe", "inherit"] });
  const waiting = new Map();
  let rest = [];
  let next = 1;
  child.once("exit", () => {
    for (const answer of waiting.values()) answer({ error: { message: "the server ended" } });
  });
  child.stdout.setEncoding("utf8");
  child.stdout.on("data", (part) => {
    const lines = part.split("\n");
    rest.push(lines[0]);
    if (lines.length === 1) return;
    const whole = [rest.join(""), ...lines.slice(1, -1)];
    rest = [lines.at(-1)];
    for (const line of whole) {
      const answer = JSON.parse(line);
      waiting.get(answer.id)?.(answer);
      waiting.delete(answer.id);
    }
  });
  const send = (message) => child.stdin.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);
  const ask = (method, params) =>
    new Promise((answered, failed) => {
      const id = next++;
      waiting.set(id, (answer) => (answer.error ? failed(new Error(answer.error.message)) : answered(answer.result)));
      send({ id, method, params });
    });
  return {
    async open() {
      const clientInfo = { name: "bench", version: "1" };
      await ask("initialize", { protocolVersion: "2025-06-18", capabilities: {}, clientInfo });
      send({ method: "notifications/initialized" });
      return (await ask("tools/list", {})).tools.map(({ name }) => name);
    },
    async call(name, input) {
      const result = await ask("tools/call", { name, arguments: input });
      if (result.isError) throw new Error(`${name}: ${result.content[0].text}`);
      return result.structuredContent;
    },
    /** Memory of the process now, in MiB; null where the system does not say. */
    memory() {
      try {
        return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, "utf8"))[1]) / 1024;
      } catch {
        return null;
      }
    },
    close: () =>
      new Promise((ended) => {
        child.once("exit", ended);
        child.stdin.end();
      }),
  };
}
