import { basename } from "node:path";
import { LineCounter, parseDocument } from "yaml";
import { Problem } from "../core/contract/problem.ts";
import { decodeText } from "./decode-text.ts";
import { openFile } from "./open-file.ts";

/**
 * A company file (YAML, or JSON, which is YAML too) as data, not yet validated.
 * Throws Problem with the file and the line when it is missing, empty or broken.
 */
export async function readCompanyFile(path: string): Promise<unknown> {
  const name = basename(path);
  const { text } = decodeText(openFile(path), name);
  const lines = new LineCounter();
  const document = parseDocument(text.replace(/\r\n?/g, "\n"), { lineCounter: lines, prettyErrors: false });
  const fault = document.errors[0];
  if (fault)
    throw new Problem({
      what: `${name} line ${lines.linePos(fault.pos[0]).line}: ${fault.message.replace(/\.$/, "")}.`,
      remedy: "Mend the YAML on that line; indentation is two spaces and a text with a colon needs quotes.",
    });
  const data: unknown = document.toJS();
  if (data === null || data === undefined)
    throw new Problem({ what: `${name} holds no data.`, remedy: "Give at least arr and accounts of the company." });
  return data;
}
