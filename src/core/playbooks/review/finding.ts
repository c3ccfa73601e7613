import * as z from "zod";

/** What can be wrong with a playbook's text, in the order it is told. */
export const Fault = z.enum([
  "vague_trigger",
  "missing_owner",
  "missing_timeline",
  "missing_steps",
  "generic_step",
  "overload",
  "missing_exit",
  "missing_metric",
  "missing_escalation",
]);
export type Fault = z.infer<typeof Fault>;

/** A fault found, before anybody has said what to write instead. */
export interface FoundFault {
  fault: Fault;
  place: string;
  problem: string;
  /** Line to sort by; 0 for the whole text. */
  line: number;
  /** Day of the step it concerns, or null. */
  day: number | null;
  /** Numbers of the steps it concerns, where it concerns some. */
  steps?: readonly number[];
}

/** One thing to mend, with what to write instead. */
export const ReviewFinding = z.strictObject({ fault: Fault, place: z.string(), problem: z.string(), fix: z.string() });
export type ReviewFinding = z.infer<typeof ReviewFinding>;

const WORDS_SHOWN = 12;

/** The beginning of a passage, in quotes. @example quoted("Call the sponsor.") // '"Call the sponsor."' */
export function quoted(text: string): string {
  const words = text.split(/\s+/);
  return `"${words.slice(0, WORDS_SHOWN).join(" ")}${words.length > WORDS_SHOWN ? " ..." : ""}"`;
}

/** Numbers as people list them; long lists by their first and how many follow. @example listed("step", [2, 5]) // "steps 2 and 5" */
export function listed(noun: string, numbers: readonly number[]): string {
  const [first] = numbers;
  if (numbers.length === 1) return `${noun} ${first}`;
  if (numbers.length > WORDS_SHOWN) return `${noun}s ${first} and ${numbers.length - 1} others`;
  return `${noun}s ${numbers.slice(0, -1).join(", ")} and ${numbers.at(-1)}`;
}
