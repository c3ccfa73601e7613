import type { Ports } from "../../src/tool/ports.ts";
import { callTool } from "../../src/topics/tools.ts";

import type { InputLeaf } from "./input-leaves.ts";
import { type Place, placesOf, valueAt, without, withValue } from "./places.ts";

/** One call as far as it can be compared: everything a person sees of it, or why it was refused. */
interface Seen {
  refused: boolean;
  text: string;
  /** What the result says to know before trusting it. */
  notes: string[];
}

/** What became of a 0 (or false): used, refused by name, the same as left out, or wrong. */
export interface Judgement {
  verdict: "used" | "refused" | "same" | "wrong";
  why: string;
}

/** A note that says a value was not given; one that names 0 beside it ("not given, or 0") holds for both. */
const claimsNotGiven = (note: string) =>
  /\b(not|nobody|never|none|no [\w ]+?) (was |were |is |are )?(given|gave|stated|said)\b|is unknown/i.test(note) &&
  !/\bor (0|no|none|nobody|there)\b/i.test(note);

async function seen(tool: string, call: Record<string, unknown>, ports: Ports): Promise<Seen> {
  const outcome = await callTool(tool, call, ports);
  if (outcome.kind === "fault") throw new Error(`${outcome.message} ${JSON.stringify(call)}`);
  if (outcome.kind === "problem") return { refused: true, text: outcome.message, notes: [] };
  // Which figures were read is no part of the answer.
  const { basis: _, ...result } = outcome.run.result;
  const lists = ["assumptions", "warnings", "undefined"].flatMap((name) => result[name] as unknown[]);
  const text = JSON.stringify([result, outcome.run.document]);
  return { refused: false, text, notes: lists.map((line) => JSON.stringify(line)) };
}

const answered = new WeakMap<Record<string, unknown>, Promise<Seen>>();

/** A base call as it is: asked once, though every number of it is judged against it. */
function asItIs(tool: string, call: Record<string, unknown>, ports: Ports): Promise<Seen> {
  const known = answered.get(call) ?? seen(tool, call, ports);
  answered.set(call, known);
  return known;
}

/** Where a call gives a leaf a value that 0 (or false) would change: its first such place. */
export function placeIn(call: Record<string, unknown>, { path, kind }: InputLeaf): Place | undefined {
  return placesOf(call, path).find((place) => {
    const value = valueAt(call, place);
    return kind === "number" ? typeof value === "number" && value !== 0 : value === true;
  });
}

const words = (name: string) => name.replaceAll("_", " ");

/** Judges a 0 (or false) at one place of a call that is accepted, against the call as it is and against one without that value. */
export async function judge(
  tool: string,
  leaf: InputLeaf,
  call: Record<string, unknown>,
  place: Place,
  ports: Ports,
): Promise<Judgement> {
  const base = await asItIs(tool, call, ports);
  if (base.refused) return { verdict: "wrong", why: `the base call itself is refused: ${base.text}` };
  const zero = await seen(tool, withValue(call, place, leaf.kind === "number" ? 0 : false), ports);
  const left = leaf.optional ? await seen(tool, without(call, place), ports) : null;

  if (zero.text === left?.text) return { verdict: "same", why: "0 gives what leaving it out gives" };
  if (zero.refused) {
    const name = String(place.filter((step) => typeof step === "string").at(-1));
    const named = zero.text.includes(name) || words(zero.text).includes(words(name));
    return named
      ? { verdict: "refused", why: zero.text }
      : { verdict: "wrong", why: `refused without naming ${name}: ${zero.text}` };
  }
  if (zero.text === base.text) return { verdict: left === null ? "wrong" : "same", why: "0 gives what the other value gives" };
  const stale = zero.notes.filter((note) => left?.notes.includes(note) && !base.notes.includes(note) && claimsNotGiven(note));
  if (stale.length) return { verdict: "wrong", why: `0 was given, and the result still says: ${stale.join(" ")}` };
  return { verdict: "used", why: "the result differs" };
}
