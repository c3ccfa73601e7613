import type { Figures } from "../../../src/core/figure.ts";
import { isKnown, type Known, onTheWire } from "../../../src/core/known.ts";
import type { ScoredCase } from "../../../src/topics/validation/answer.ts";
import { type UsedCase, type ValidationFigures, validationReads } from "../../../src/topics/validation/score-quality.ts";
import { shippedLibrary as library } from "../../shipped-library.ts";

/** The figures of the shipped rules. */
export const figures = Object.fromEntries(
  Object.entries(validationReads).map(([name, reference]) => [name, library.figure(reference)]),
) as Figures<typeof validationReads> satisfies ValidationFigures;

/** A case with a score, and nothing else known unless given. */
export function scored(account: string, score: number, lost: boolean, more: Partial<ScoredCase> = {}): UsedCase {
  return {
    account,
    lost,
    arr: null,
    probability: null,
    segment: null,
    scored_on: null,
    decided_on: null,
    components: null,
    ...more,
    score,
  };
}

/** So many accounts of one score, the first of them lost, with names that begin alike. */
export function block(
  name: string,
  score: number,
  accounts: number,
  lost: number,
  arrLost: (index: number) => number = () => 1000,
): UsedCase[] {
  return Array.from({ length: accounts }, (_, index) =>
    scored(`${name}${index}`, score, index < lost, { arr: index < lost ? arrLost(index) : 1000 }),
  );
}

/** A repeatable stream of numbers from 0 up to 1 (a linear congruence), so that no test hangs on luck. */
export function stream(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

/** A value as it goes out: null for what is unknown. */
export const plain = (value: object): Record<string, unknown> => onTheWire<Record<string, unknown>>(value as never).fields;

/** A known value, or null and its reason. */
export const parted = <Value>(value: Known<Value>): { value: Value | null; reason: string } =>
  isKnown(value) ? { value, reason: "" } : { value: null, reason: value.why };
