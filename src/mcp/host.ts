import { fileURLToPath } from "node:url";
import type { Server } from "@modelcontextprotocol/sdk/server/index.js";
import { RootsListChangedNotificationSchema } from "@modelcontextprotocol/sdk/types.js";
import type { ReadingWatch } from "../core/table.ts";
import type { HostView } from "../tool/ports.ts";

const VARIABLE = "CS_STRATEGIST_FOLDERS";

/**
 * What the user of a host does to let a folder in, by the name the host gives itself. /add-dir and /directory add were typed
 * there; bench/hosts.mjs follows each by the word or variable of the start that does the same; Claude Desktop's setting was tried by the words of its bundle alone.
 */
const ways: [RegExp, (folder: string) => string][] = [
  [/^claude-code/i, (folder) => `add it to this session with /add-dir ${folder}`],
  [/^gemini/i, (folder) => `add it to this session with /directory add ${folder}`],
  [
    /^codex/i,
    (folder) =>
      `start Codex with the variable ${VARIABLE} set to ${folder}, which the plugin hands on (or codex mcp add with --env ${VARIABLE}=${folder})`,
  ],
  [
    /copilot/i,
    (folder) =>
      `start Copilot with the variable ${VARIABLE} set to ${folder} (or copilot mcp add with --env ${VARIABLE}=${folder})`,
  ],
  [/^claude|claude-ai/i, (folder) => `add ${folder} under Folders in the settings of this extension`],
];

/** How this host lets a folder in: its own way, else by what it says it can do. */
function wayInto(client: string, tellsFolders: boolean): (folder: string) => string {
  const known = ways.find(([name]) => name.test(client));
  if (known) return known[1];
  const variable = (folder: string) => `set ${VARIABLE}=${folder} for this server in the settings of ${client}`;
  return tellsFolders ? (folder) => `open ${folder} in ${client}, or ${variable(folder)}` : variable;
}

/** How long a host may take to name its folders: one that is busy is not waited for. */
const PATIENCE_MILLISECONDS = 3000;

/** What is known of the host; its folders are asked for once, and again when it says that they changed or after a refusal. */
export function lookAtHost(server: Server): { view: () => Promise<HostView>; forget: () => void } {
  let folders: Promise<string[]> | undefined;
  const forget = () => {
    folders = undefined;
  };
  server.setNotificationHandler(RootsListChangedNotificationSchema, forget);
  const ask = async (): Promise<string[]> => {
    try {
      const { roots } = await server.listRoots(undefined, { timeout: PATIENCE_MILLISECONDS });
      return roots.flatMap(({ uri }) => folderOf(uri) ?? []);
    } catch {
      // A host that does not answer has told of no folder; the working folder stands all the same.
      return [];
    }
  };
  return {
    async view() {
      const tellsFolders = server.getClientCapabilities()?.roots !== undefined;
      if (tellsFolders) folders ??= ask();
      const client = server.getClientVersion()?.name ?? "your MCP client";
      return { folders: (await folders) ?? [], letIn: wayInto(client, tellsFolders) };
    },
    forget,
  };
}

/** The path of a root; null for one that is no folder of this machine. */
function folderOf(uri: string): string | null {
  try {
    return fileURLToPath(uri);
  } catch {
    return null;
  }
}

const MOST_REPORTS = 50; // not a figure: how often the reading of one file is reported at most

/** What of a request says who watches it. */
interface Watched {
  signal: AbortSignal;
  _meta?: { progressToken?: string | number | undefined } | undefined;
  sendNotification(notification: {
    method: "notifications/progress";
    params: { progressToken: string | number; progress: number; total?: number; message?: string };
  }): Promise<void>;
}

/** How a call is watched: also what is told while it calculates. */
export interface RequestWatch extends ReadingWatch {
  signal: AbortSignal;
  /** Told from time to time while nothing is read, with the seconds for which that has been so. */
  working?: (seconds: number) => void;
}

/**
 * How a call is watched: the client that asked for progress is told how many bytes of its tables are read and that the calculation goes on, and one
 * that cancels stops it. A second file goes on where the first ended, since progress only ever grows.
 */
export function watchOf({ signal, _meta, sendNotification }: Watched): RequestWatch {
  const token = _meta?.progressToken;
  if (token === undefined) return { signal };
  let [before, latest, told] = [0, 0, 0];
  // A client that has gone is noticed elsewhere.
  const notify = (message: string, progress: number, total?: number) =>
    sendNotification({
      method: "notifications/progress",
      params: { progressToken: token, progress, ...(total === undefined ? {} : { total }), message },
    }).catch(() => undefined);
  return {
    signal,
    progress(done, total) {
      if (done < latest) [before, told] = [before + latest, 0];
      latest = done;
      if (done - told < total / MOST_REPORTS && done < total) return;
      told = done;
      notify("Reading the table", before + done, before + total);
    },
    working(seconds) {
      before += 1;
      notify(seconds < 1 ? "Working" : `Working for ${seconds} s`, before + latest);
    },
  };
}
