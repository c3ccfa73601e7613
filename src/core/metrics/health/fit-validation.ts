import type { UndefinedField, Warning } from "../../contract/envelope.ts";
import { withoutNoise } from "../../org/without-noise.ts";
import { because } from "../because.ts";
import type { Validation } from "../validation/validation.ts";

/** A check against outcomes as far as it fits one answer, with what was left out for want of room. */
export interface FittedValidation {
  validation: Validation;
  warnings: Warning[];
  undefined: UndefinedField[];
}

const lengthOf = (value: unknown) => JSON.stringify(value).length;
const short = (validation: Validation): Validation =>
  JSON.parse(JSON.stringify(validation, (_, value) => (typeof value === "number" ? withoutNoise(value) : value)));

/**
 * The check in at most so many characters: without the noise of binary fractions, then with fewer segments, the largest first, then without
 * the suggested weights. What is left out is said, and reasons are given for the nulls that remain.
 * @example fitValidation(validation, reasons, 4000).validation.by_segment.length // 3 of 12
 */
export function fitValidation(whole: Validation, reasons: readonly UndefinedField[], characters: number): FittedValidation {
  let validation = short(whole);
  const warnings: Warning[] = [];
  let said = [...reasons];
  const segments = validation.by_segment;
  let length = lengthOf(validation);
  let shown = segments.length;
  while (shown > 0 && length > characters) {
    shown -= 1;
    length -= lengthOf(segments[shown]) + 1;
  }
  if (shown < segments.length) {
    validation = { ...validation, by_segment: segments.slice(0, shown) };
    const nulls = validation.by_segment.some(({ segment, auc }) => segment === null || auc === null);
    if (!nulls) said = said.filter(({ field }) => !field.startsWith("validation.by_segment"));
    const message = `The order inside ${segments.length - shown} of ${segments.length} segments is not shown, for want of room.`;
    warnings.push({ code: "segments_not_shown", message });
  }
  if (length > characters && validation.suggested !== null) {
    validation = { ...validation, suggested: null };
    said = [
      ...said.filter(({ field }) => !field.startsWith("validation.suggested")),
      ...because("Left out for want of room; leave out by_touch or capacity, or take fewer columns.", "validation.suggested"),
    ];
  }
  return { validation, warnings, undefined: said };
}
