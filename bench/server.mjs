import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

/** Memory of a process and of all it started, in MiB; null where the system does not say. */
function memoryOf(top) {
  try {
    const parents = readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name))
      .flatMap((pid) => {
        try {
          const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
          return [[Number(pid), Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1])]];
        } catch {
          return [];
        }
      });
    const family = [top];
    for (const member of family) family.push(...parents.filter(([, parent]) => parent === member).map(([pid]) => pid));
    const held = family.map((pid) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0));
    return held.reduce((sum, one) => sum + one, 0) / 1024;
  } catch {
    return null;
  }
}

const TICKS_A_SECOND = 100;

/** Seconds of processor a process took so far, its threads counted in; null where the system does not say. */
function processorOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const [user, system] = stat
      .slice(stat.lastIndexOf(")") + 2)
      .split(" ")
      .slice(11, 13);
    return (Number(user) + Number(system)) / TICKS_A_SECOND;
  } catch {
    return null;
  }
}

/**
 * Any MCP server over stdio. Questions may be asked at the same time.
 * `roots` are the folders the client tells of; without them it says that it has none to tell.
 */
export function startProcess(command, args, { folder, env = process.env, roots, client = "bench", errors = "inherit" } = {}) {
  const child = spawn(command, args, { cwd: folder, env, stdio: ["pipe", "pipe", errors] });
  const waiting = new Map();
  let rest = [];
  let next = 1;
  const fail = (message) => {
    for (const answer of waiting.values()) answer({ error: { message } });
    waiting.clear();
  };
  child.once("exit", () => fail("the server ended"));
  child.once("error", (error) => fail(error.message));
  child.stdin.on("error", () => {});
  const send = (message) => child.stdin.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);
  const read = (line) => {
    if (line.trim() === "") return;
    const message = JSON.parse(line);
    if (message.method !== undefined) {
      if (message.method === "roots/list") send({ id: message.id, result: { roots: (roots ?? []).map((uri) => ({ uri })) } });
      return;
    }
    waiting.get(message.id)?.(message);
    waiting.delete(message.id);
  };
  child.stdout.setEncoding("utf8");
  child.stdout.on("data", (part) => {
    const lines = part.split("\n");
    rest.push(lines[0]);
    if (lines.length === 1) return;
    const whole = [rest.join(""), ...lines.slice(1, -1)];
    rest = [lines.at(-1)];
    for (const line of whole) read(line);
  });
  const ask = (method, params) =>
    new Promise((answered, failed) => {
      const id = next++;
      waiting.set(id, (answer) => (answer.error ? failed(new Error(answer.error.message)) : answered(answer.result)));
      send({ id, method, params });
    });
  return {
    ask,
    /** The tools as the server lists them. */
    async open() {
      const capabilities = roots === undefined ? {} : { roots: {} };
      await ask("initialize", { protocolVersion: "2025-06-18", capabilities, clientInfo: { name: client, version: "1" } });
      send({ method: "notifications/initialized" });
      return (await ask("tools/list", {})).tools;
    },
    /** The whole answer of a call, a refusal too. */
    answer: (name, input) => ask("tools/call", { name, arguments: input }),
    async call(name, input) {
      const result = await ask("tools/call", { name, arguments: input });
      if (result.isError) throw new Error(`${name}: ${result.content[0].text}`);
      return result.structuredContent;
    },
    pid: child.pid,
    errors: child.stderr,
    memory: () => memoryOf(child.pid),
    processor: () => processorOf(child.pid),
    close: () =>
      new Promise((ended) => {
        if (child.exitCode !== null) return ended();
        child.once("exit", ended);
        child.stdin.end();
      }),
    kill: () => child.kill("SIGKILL"),
  };
}

/** Our own server, as run.mjs times it. */
export const startServer = (program, folder, flags = [], errors = "inherit") =>
  startProcess(process.execPath, [...flags, program], { folder, errors });
