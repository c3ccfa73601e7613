import type { ReadStream, WriteStream } from "node:tty";
import { grouped } from "../core/english.ts";
import type { TerminalLook } from "../render/terminal-text.ts";
import type { Ports } from "../tool/ports.ts";

const PLAIN_WIDTH = 80;
const WIDEST = 120;

/** Whether color is wanted: never with NO_COLOR, always with FORCE_COLOR, else on a terminal that shows it. */
export function wantsColor(environment: NodeJS.ProcessEnv, isTerminal: boolean): boolean {
  if (environment.NO_COLOR) return false;
  const forced = environment.FORCE_COLOR;
  if (forced !== undefined) return forced !== "0" && forced !== "false";
  return isTerminal && environment.TERM !== "dumb";
}

/** How text is to look there; null where a program or a file reads it, which gets the text as it is. */
export function lookOf(stream: Pick<WriteStream, "isTTY" | "columns">, environment: NodeJS.ProcessEnv): TerminalLook | null {
  const isTerminal = stream.isTTY === true;
  const color = wantsColor(environment, isTerminal);
  if (!isTerminal && !color) return null;
  return { width: Math.min(WIDEST, stream.columns || Number(environment.COLUMNS) || PLAIN_WIDTH), color };
}

/** Whether a person sits at both ends. */
export const isConversation = (input: Pick<ReadStream, "isTTY">, output: Pick<WriteStream, "isTTY">): boolean =>
  input.isTTY === true && output.isTTY === true;

const CLEAR = "\r\u001b[2K";

/**
 * Ports that say on a line of the terminal what is being done, and the end of that line. Where nobody watches they say nothing.
 * The line is cleared before anything else is written.
 */
export function watched(ports: Ports, stream: WriteStream): { ports: Ports; end: () => void } {
  if (stream.isTTY !== true) return { ports, end: () => {} };
  const say = (text: string) => stream.write(`${CLEAR}${text.slice(0, Math.max(10, (stream.columns || PLAIN_WIDTH) - 1))}`);
  const end = () => {
    stream.write(CLEAR);
  };
  return {
    end,
    ports: {
      ...ports,
      async readTable(path, options, watch) {
        let told = 0;
        say(`Reading ${path} ...`);
        const progress = (done: number, total: number) => {
          watch?.progress?.(done, total);
          const percent = Math.floor((done * 100) / total);
          if (percent <= told) return;
          told = percent;
          say(`Reading ${path} ... ${percent}%`);
        };
        const table = await ports.readTable(path, options, { ...watch, progress });
        say(`Working with ${grouped(table.rows_used)} rows ...`);
        return table;
      },
      async writeFiles(folder, files, inputs) {
        say(`Writing ${files.length} files to ${folder} ...`);
        return ports.writeFiles(folder, files, inputs);
      },
    },
  };
}
