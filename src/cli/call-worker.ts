import { parentPort, workerData } from "node:worker_threads";
import type { ReadingWatch } from "../core/table.ts";
import { wireAnswer } from "../mcp/answer.ts";
import type { Ports } from "../tool/ports.ts";
import { callTool } from "../topics/call-tool.ts";
import type { FromWorker, LongCall, ToWorker } from "./call-aside.ts";
import { followPorts } from "./commands.ts";

// One long call in a thread of its own, so that the server's thread goes on answering. It ends with its answer.

const { tool, input, folders, letIn, draws, options } = workerData as LongCall;
const port = parentPort!;
const stop = new AbortController();
let mayWrite = (): void => {};

port.on("message", (word: ToWorker) => {
  if (word === "stop") stop.abort();
  else mayWrite();
});
const tell = (said: FromWorker): void => port.postMessage(said);

const watch: ReadingWatch = { signal: stop.signal, progress: (done, total) => tell({ said: "reading", done, total }) };

async function openPorts(): Promise<Ports> {
  const ports = await followPorts(options)({ folders, letIn: (folder) => letIn.replaceAll("{folder}", () => folder) });
  return {
    ...ports,
    async readTable(path, reading) {
      const table = await ports.readTable(path, reading, watch);
      tell({ said: "calculating" });
      return table;
    },
    // Once files are being written the call is no longer stopped: all of them are written, or none.
    async writeFiles(folder, files, inputs) {
      await new Promise<void>((allowed) => {
        mayWrite = allowed;
        tell({ said: "may_write" });
      });
      return ports.writeFiles(folder, files, inputs);
    },
  };
}

const outcome = await callTool(tool, input, openPorts);
tell({ said: "answer", answer: wireAnswer(tool, outcome, draws) });
port.close();
