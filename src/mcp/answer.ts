import { drawnTools, wholeLists } from "../app/names.ts";
import type { CallOutcome } from "../topics/call-tool.ts";

/** What a client is sent for a call: plain data, which one thread can hand to another. */
export interface WireAnswer {
  [key: string]: unknown;
  isError?: boolean;
  content: { type: "text"; text: string }[];
  structuredContent?: Record<string, unknown>;
  _meta?: Record<string, unknown>;
}

/** A call that gave no result, in words. */
export const refused = (text: string): WireAnswer => ({ isError: true, content: [{ type: "text", text }] });

/** What came of a call as a client is sent it. Only a host that draws gets what its page draws beside the answer. */
export function wireAnswer(tool: string, outcome: CallOutcome, draws: boolean): WireAnswer {
  if (outcome.kind !== "done") return refused(outcome.message);
  const { text, shown, result } = outcome.run;
  const answer: WireAnswer = { content: [{ type: "text", text }], structuredContent: shown };
  return draws && drawnTools.includes(tool) ? { ...answer, _meta: wholeLists(result, shown) } : answer;
}
