import { isMissing } from "./is-missing.ts";
import type { CellFault } from "./read-column.ts";
import { readFlag } from "./read-words.ts";

const lost = /\b(churn(ed)?|lost|cancel(l?ed)?|left|terminated|inactive|not renewed|non renewed|closed lost)\b/;
const kept = /\b(renewed|retained|kept|stayed|active|won|current|closed won)\b/;

/**
 * Reads a column of outcomes under its header: words say it themselves, yes and no mean what the header asks.
 * @example readOutcome("Churned")("Yes") // "lost"
 */
export function readOutcome(header: string): (text: string) => "kept" | "lost" | CellFault | null {
  const asks = header.toLowerCase();
  const ofYes = lost.test(asks) ? "lost" : /\b(renew(ed|al)?|retain(ed)?|kept|stayed|active|won)\b/.test(asks) ? "kept" : null;
  return (text) => {
    if (isMissing(text)) return null;
    const word = text.toLowerCase().replace(/[\s_-]+/g, " ");
    const denied = /^(not|never|no) (.*)$/.exec(word)?.[2];
    if (denied !== undefined && (lost.test(denied) || kept.test(denied))) return lost.test(denied) ? "kept" : "lost";
    if (lost.test(word)) return "lost";
    if (kept.test(word)) return "kept";
    const flag = readFlag(text);
    if (typeof flag === "boolean" && ofYes !== null) return flag === (ofYes === "lost") ? "lost" : "kept";
    const why = typeof flag === "boolean" ? `under "${header}"` : "";
    return {
      code: "not_an_outcome",
      reason: `"${text}" ${why ? `${why} ` : ""}does not say whether the account stayed; write renewed or churned`,
    };
  };
}
