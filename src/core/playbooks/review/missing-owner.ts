import { type FoundFault, listed, quoted } from "./finding.ts";
import { isPlaceholder } from "./is-placeholder.ts";
import { holds, type Lexicon } from "./lexicon.ts";
import type { PlaybookText, TextStep } from "./playbook-text.ts";

/** What a role that acts follows: a beginning, a mark, "by", a number or a time. */
const BEFORE_ACTING =
  /(?:[.:;,()|–—-]|^|\bby|\d|\b(?:hours?|days?|weeks?|months?|then|next|finally|afterwards|first|meanwhile))\s*$/i;

/** True when one of a pattern's words acts in a text, and is not only called, told, worked with or read about. */
function acts(text: string, pattern: RegExp): boolean {
  return [...text.matchAll(pattern)].some((match) => {
    const before = text.slice(0, match.index).replace(/\b(?:the|our|your|a|an)\s+$/i, "");
    const after = text.slice(match.index + match[0].length);
    // "Support the customer" and "Lead the call" begin with a verb.
    return BEFORE_ACTING.test(before) && !/^(?:'s\b|\s+(?:the|a|an|their|them|with|your)\b)/i.test(after);
  });
}

/** An owner that is nobody in particular, or still open. */
function isNobody(owner: string, words: Lexicon): boolean {
  if (isPlaceholder(owner, words)) return true;
  const left = owner
    .replace(words.words.no_owner, " ")
    .replace(/\b(?:the|our|on|from|in|or|and|of|is|duty|free|whole|entire)\b/gi, " ");
  return holds(owner, words.words.no_owner) && !/\p{L}/u.test(left);
}

const stated = (step: TextStep): string => step.owner ?? "";

/**
 * Faults of who does it: nobody is named, a whole team or nobody in particular is, or single steps are left without a role.
 * Throws nothing.
 * @example missingOwner(divideText("1. Day 0: call the CSM", words), words).length // 1
 */
export function missingOwner(text: PlaybookText, words: Lexicon): FoundFault[] {
  const { roles, no_owner } = words.words;
  const fault = (place: string, problem: string, line = 0, day: number | null = null): FoundFault => ({
    fault: "missing_owner",
    place,
    problem,
    line,
    day,
  });
  const labelled = text.parts.owner;
  const nobody = labelled.filter((one) => isNobody(one.text, words));
  const somebody = labelled.length > nobody.length;
  const sentences = [...text.rest, ...text.parts.trigger];
  const told = sentences.some((one) => holds(one.text, words.phrases.owner) && holds(one.text, roles));
  const named = (step: TextStep) => (stated(step) !== "" ? !isNobody(stated(step), words) : acts(step.text, roles));
  const vague = text.steps.filter(
    (step) => (stated(step) !== "" && isNobody(stated(step), words)) || (!named(step) && acts(step.text, no_owner)),
  );
  const bare = text.steps.filter((step) => !named(step) && !vague.includes(step));
  const inText = text.steps.length === 0 && text.rest.some((one) => acts(one.text, roles));
  const anybody = somebody || told || inText || text.steps.some(named);
  if (!anybody) {
    const [first] = nobody;
    if (first !== undefined) return [fault(`line ${first.line}`, `${quoted(first.text)} is no single role.`, first.line)];
    return [fault("whole text", "No role is named that does the work or answers for it.")];
  }
  const faults: FoundFault[] = [];
  const [first] = nobody;
  if (first !== undefined && !somebody)
    faults.push(fault(`line ${first.line}`, `${quoted(first.text)} is no single role.`, first.line));
  if (vague.length > 0)
    faults.push(
      fault(placeOf(vague), "Nobody in particular does this: a team or an open name is no role.", vague[0]!.line, vague[0]!.day),
    );
  const asked = bare.filter((step) => step.form !== "prose");
  if (asked.length > 0 && !somebody && !told)
    faults.push(fault(placeOf(asked), "No role does this, and nobody answers for the whole run.", asked[0]!.line, asked[0]!.day));
  return faults;
}

function placeOf(steps: readonly TextStep[]): string {
  const numbers = steps.map((step) => step.number);
  return numbers.length === 1 ? `${listed("step", numbers)} (line ${steps[0]!.line})` : listed("step", numbers);
}
