import { spawn } from "node:child_process";

export const median = (values) => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
};

/** Milliseconds one asynchronous step takes. */
export async function timed(step) {
  const start = performance.now();
  const value = await step();
  return { ms: performance.now() - start, value };
}

/** Runs a program to its end: seconds by the clock, seconds of processor (its own and the system's), and what it printed. */
export function runProcess(command, folder) {
  return new Promise((ended, failed) => {
    const quoted = command.map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(" ");
    const child = spawn("bash", ["-c", `TIMEFORMAT='TIMES %R %U %S'; time ${quoted}`], { cwd: folder });
    let [out, err] = ["", ""];
    child.stdout.on("data", (part) => (out += part));
    child.stderr.on("data", (part) => (err += part));
    child.on("error", failed);
    child.on("exit", (code) => {
      const found = /TIMES ([\d.]+) ([\d.]+) ([\d.]+)/.exec(err);
      if (code !== 0 || !found) return failed(new Error(`${command.join(" ")}\n${err}`));
      ended({ wall: Number(found[1]), cpu: Number(found[2]) + Number(found[3]), out });
    });
  });
}
