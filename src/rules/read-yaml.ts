import { isNode, LineCounter, parseDocument } from "yaml";
import { Problem } from "../core/contract/problem.ts";

/** A YAML text as data that still knows its lines. */
export interface ReadYaml {
  data: unknown;
  /** The line of the value at a path, or of its nearest ancestor that exists. */
  lineOf(path: readonly PropertyKey[]): number;
}

/**
 * Reads YAML and keeps its lines for messages; `firstLine` is where the text starts in its file.
 * Throws Problem with file, line and reason when the YAML is broken.
 */
export function readYaml(text: string, file: string, firstLine = 1): ReadYaml {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const fault = document.errors[0];
  if (fault) {
    const line = lines.linePos(fault.pos[0]).line + firstLine - 1;
    throw new Problem({ what: `${file} line ${line}: ${fault.message}.`, remedy: "Mend the YAML on that line." });
  }
  return {
    data: document.toJS(),
    lineOf(path) {
      for (let length = path.length; length >= 0; length--) {
        const keys = path.slice(0, length);
        const node = length === 0 ? document.contents : document.getIn(keys, true);
        if (isNode(node) && node.range) return lines.linePos(node.range[0]).line + firstLine - 1;
      }
      return firstLine;
    },
  };
}
