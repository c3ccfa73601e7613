import type { UndefinedField } from "./answer.ts";

/** A value that cannot be known, with the reason; it is null only on the wire. */
export class Unknown {
  readonly why: string;
  constructor(why: string) {
    this.why = why;
  }
}

/** A value, or the reason why there is none. */
export type Known<Value> = Value | Unknown;

/** The reason in place of a value, given by the line that knows it. @example unknown("Nobody paid at the start.") */
export const unknown = (why: string): Unknown => new Unknown(why);

/** @example isKnown(unknown("Not given.")) // false */
export const isKnown = <Value>(value: Known<Value>): value is Value => !(value instanceof Unknown);

/** The value, or null where it is not known: for sums and comparisons that pass over what is missing. */
export const orNull = <Value>(value: Known<Value>): Value | null => (isKnown(value) ? value : null);

/** A reason as a text, or as the unknown value that several lines share. */
type Reason = string | Unknown;
const reasonOf = (why: Reason): Unknown => (typeof why === "string" ? unknown(why) : why);

/** A value that may be null, with the reason for then. @example known(null, "Not given.") // Unknown */
export const known = <Value>(value: Value | null | undefined, why: Reason): Known<Value> =>
  value === null || value === undefined ? reasonOf(why) : value;

/** What a calculation makes of a known value; what is unknown stays so, with its own reason. @example mapKnown(2, (n) => n * 2) // 4 */
export const mapKnown = <Value, Made>(value: Known<Value>, make: (value: Value) => Known<Made>): Known<Made> =>
  isKnown(value) ? make(value) : value;

/** One number over another. @example over(3, 0, "Nobody paid.") // Unknown("Nobody paid.") */
export const over = (part: Known<number>, whole: Known<number>, none: Reason): Known<number> =>
  mapKnown(part, (top) => mapKnown(whole, (bottom) => (bottom === 0 ? reasonOf(none) : top / bottom)));

/** What a calculation gives for a shape of the wire: each value that may be null there is known, or carries its reason. */
export type Answered<Wire> = Wire extends null
  ? never
  : Wire extends (infer Element)[]
    ? (null extends Element ? Known<Answered<NonNullable<Element>>> : Answered<Element>)[]
    : Wire extends object
      ? { [Key in keyof Wire]: null extends Wire[Key] ? Known<Answered<NonNullable<Wire[Key]>>> : Answered<Wire[Key]> }
      : Wire;

/**
 * An answer as it goes out: null for what is unknown, and once for each field and reason why.
 * @example onTheWire({ grr: unknown("Nobody paid.") }) // { fields: { grr: null }, undefined: [{ field: "grr", reason: "Nobody paid." }] }
 */
export function onTheWire<Wire extends object>(answer: Answered<Wire>): { fields: Wire; undefined: UndefinedField[] } {
  const reasons = new Map<string, UndefinedField>();
  // What holds nothing unknown goes out as it is: lists may be long.
  const walk = (value: unknown, field: string): unknown => {
    if (typeof value !== "object" || value === null) return value;
    if (value instanceof Unknown) {
      reasons.set(`${field}|${value.why}`, { field, reason: value.why });
      return null;
    }
    if (Array.isArray(value)) {
      const inside = `${field}[]`;
      let changed: unknown[] | null = null;
      for (let place = 0; place < value.length; place++) {
        const walked = walk(value[place], inside);
        if (changed === null && walked !== value[place]) changed = [...value];
        if (changed !== null) changed[place] = walked;
      }
      return changed ?? value;
    }
    const record = value as Record<string, unknown>;
    let out = record;
    for (const key in record) {
      const one = record[key];
      if (typeof one !== "object" || one === null) continue;
      const walked = walk(one, field ? `${field}.${key}` : key);
      if (walked === one) continue;
      if (out === record) out = { ...record };
      out[key] = walked;
    }
    return out;
  };
  return { fields: walk(answer, "") as Wire, undefined: [...reasons.values()] };
}
