import type * as z from "zod";
import type { Assumption } from "../core/answer.ts";
import { kindOf, type Shape } from "../core/kinds.ts";
import { type ClosedWords, readName, readWord } from "../core/vocabulary.ts";

/** Input as the schema names it, and what was read as something else than it said. */
interface Mended {
  input: unknown;
  read_as: Assumption[];
}

type Fields = Record<string, unknown>;
const isRecord = (value: unknown): value is Fields => typeof value === "object" && value !== null && !Array.isArray(value);

const WITH_THOUSANDS = /^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/;
const PLAIN = /^\d+(?:\.\d+)?$/;
const times: Record<string, number> = { "": 1, k: 1e3, m: 1e6, mn: 1e6, b: 1e9, bn: 1e9 }; // not a figure: what the letters say

/**
 * A number written as text, where it can mean only one; else undefined. A percentage and a split such as 70/30 are shares.
 * @example numberOf("1,200", "count") // 1200
 * @example numberOf("85%", "rate") // 0.85
 */
export function numberOf(text: string, kind: ReturnType<typeof kindOf>): number | undefined {
  const said = text.trim().replace(/^[+$€£]\s*/, "");
  const sign = said.startsWith("-") ? -1 : 1;
  const match = /^-?([\d.,]+)\s*(%|[kKmMbB][nN]?)?$/.exec(said);
  if (match !== null && (WITH_THOUSANDS.test(match[1]!) || PLAIN.test(match[1]!))) {
    const value = sign * Number(match[1]!.replaceAll(",", ""));
    const unit = match[2]?.toLowerCase() ?? "";
    if (unit === "%") return kind === "rate" || kind === "number" ? value / 100 : undefined;
    return Number((value * times[unit]!).toPrecision(15)); // not a figure: digits a double keeps
  }
  const split = /^(\d+)\s*[/:]\s*(\d+)$/.exec(said);
  if (split !== null && kind === "rate" && Number(split[1]) + Number(split[2]) === 100) return Number(split[1]) / 100;
  return undefined;
}

interface Def {
  type: string;
  innerType?: z.ZodType;
  element?: z.ZodType;
  shape?: Record<string, z.ZodType>;
  catchall?: z.ZodType;
  keyType?: z.ZodType;
  valueType?: z.ZodType;
  options?: readonly z.ZodType[];
}
const defOf = (schema: z.ZodType): Def => schema._zod.def as unknown as Def;
const accepts = (schema: z.ZodType, value: unknown): boolean => schema.safeParse(value).success;

/** Which shape of several a value is written in: the one that takes it, else the first of its kind. */
function optionFor(options: readonly z.ZodType[], value: unknown): Shape {
  const taken = options.find((one) => accepts(one, value));
  if (taken !== undefined) return taken;
  const kind = Array.isArray(value) ? "array" : isRecord(value) ? "object" : typeof value === "string" ? "enum" : typeof value;
  return options.find((one) => defOf(one).type === kind) ?? (typeof value === "string" ? options[0] : undefined);
}

/**
 * Input as its schema wants it: parameters and closed words by the names they stand for, numbers out of text. What it cannot read it leaves
 * as it is, for the schema to refuse; a name or word that was read as another one is told.
 * @example mendInput(z.strictObject({ accounts: count() }), { customers: "1,200" }).input // { accounts: 1200 }
 */
export function mendInput(schema: z.ZodType, input: unknown): Mended {
  const read_as: Assumption[] = [];
  const tell = (place: string, given: string, meant: string, kind: "name" | "word") =>
    read_as.push({
      what: place === "" ? given : `${place}${kind === "name" ? `.${given}` : ""}`,
      value: meant,
      why: `"${given}" was read so.`,
      if_wrong: kind === "name" ? "Give it under the name that is meant." : "Take the word that is meant from the list.",
    });

  const fields = (shape: Record<string, z.ZodType>, given: Fields, place: string): Fields => {
    const names = Object.keys(shape);
    const open = names.filter((name) => given[name] === undefined);
    const out: Fields = {};
    for (const [key, one] of Object.entries(given)) {
      const meant = names.includes(key)
        ? key
        : (readName(
            key,
            open.filter((name) => !Object.hasOwn(out, name)),
          ) ?? key);
      if (meant !== key && meant.replaceAll("_", "") !== key.toLowerCase().replaceAll(/[^a-z0-9]/g, ""))
        tell(place, key, meant, "name");
      const known = Object.hasOwn(shape, meant) ? shape[meant] : undefined;
      const value = known === undefined ? one : mend(known, one, place === "" ? meant : `${place}.${meant}`);
      // A name such as __proto__ is a name like any other, for the schema to refuse.
      Object.defineProperty(out, meant, { value, enumerable: true, configurable: true, writable: true });
    }
    return out;
  };

  const byKey = ({ keyType, valueType }: Def, value: Fields, place: string): Fields => {
    const words = keyType !== undefined && defOf(keyType).type === "enum" ? (keyType as ClosedWords) : undefined;
    const entries = Object.entries(value).map(([key, one]) => {
      const name =
        words === undefined || Object.hasOwn(value, String(readWord(words, key)?.name))
          ? key
          : (readWord(words, key)?.name ?? key);
      return [name, valueType === undefined ? one : mend(valueType, one, `${place}.${name}`)] as const;
    });
    return new Set(entries.map(([name]) => name)).size === entries.length ? Object.fromEntries(entries) : value;
  };

  const mend = (one: z.ZodType, value: unknown, place: string): unknown => {
    const def = defOf(one);
    if (value === undefined || value === null) return value;
    if (def.innerType !== undefined) return mend(def.innerType, value, place);
    if (def.options !== undefined) {
      const option = optionFor(def.options, value);
      return option === undefined ? value : mend(option, value, place);
    }
    if (def.type === "object" && isRecord(value)) return fields(def.shape ?? {}, value, place);
    if (def.type === "record" && isRecord(value)) return byKey(def, value, place);
    if (def.type === "array" && Array.isArray(value)) {
      const { element } = def;
      return element === undefined ? value : value.map((row, index) => mend(element, row, `${place}[${index}]`));
    }
    if (typeof value !== "string") return value;
    if (def.type === "number") return numberOf(value, kindOf(one)) ?? value;
    if (def.type !== "enum" || accepts(one, value)) return value;
    const word = readWord(one as ClosedWords, value);
    if (word?.other) tell(place, value, String(word.name), "word");
    return word?.name ?? value;
  };

  return { input: mend(schema, input, ""), read_as };
}
