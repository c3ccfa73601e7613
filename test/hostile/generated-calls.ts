// Calls of every tool, made from its schema and from the calls of test/cases: right, nearly right, and wrong in the ways people and models are wrong.
import * as z from "zod";
import type { AnyTool } from "../../src/tool/tool.ts";
import { tools } from "../../src/topics/tools.ts";
import { cases } from "../cases.ts";
import { generatedTables, hostileNames } from "./tables.ts";

type Json = Record<string, unknown>;

/** Numbers from 0 up to 1, the same for the same seed. */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const files = Object.keys(generatedTables);
const texts = ["", " ", "Acme", "true", "0", "12k", "70/30", "50%", "1.2M", "growth", "€ 1.200,50", "null", ...hostileNames];
const dates = ["2026-01-01", "2025-01-31", "2024-02-29", "2026-02-30", "31.12.2025", "2026-13-01", "yesterday", "9999-12-31"];
const numbers = [
  0,
  1,
  -1,
  0.5,
  0.93,
  1.5,
  2,
  7,
  12,
  40,
  100,
  101,
  340,
  1e4,
  1e6,
  2.5e7,
  1e12,
  1e15,
  -1e9,
  1e-9,
  1e300,
  Number.MAX_SAFE_INTEGER,
];

/** One call of a tool. */
export interface GeneratedCall {
  tool: string;
  input: unknown;
}

class Maker {
  readonly #random: () => number;

  constructor(seed: number) {
    this.#random = random(seed);
  }

  chance = (share: number): boolean => this.#random() < share;
  below = (count: number): number => Math.floor(this.#random() * count);
  pick = <One>(list: readonly One[]): One => list[this.below(list.length)]!;

  /** A value that fits a schema, or nearly. */
  fitting(schema: Json, name: string, depth: number): unknown {
    const options = (schema.anyOf ?? schema.oneOf ?? schema.allOf) as Json[] | undefined;
    if (options) return this.fitting(this.pick(options), name, depth);
    if ("const" in schema) return schema.const;
    if (Array.isArray(schema.enum)) return this.pick(schema.enum);
    switch (schema.type) {
      case "string":
        return this.text(name);
      case "number":
      case "integer":
        return this.number(schema);
      case "boolean":
        return this.chance(0.5);
      case "null":
        return null;
      case "array": {
        const { items = {} } = schema as { items?: Json };
        const count = depth > 3 ? 1 : this.pick([0, 1, 1, 2, 3, 8]);
        return Array.from({ length: count }, () => this.fitting(items, name, depth + 1));
      }
      case "object":
        return this.record(schema, depth);
      default:
        return this.pick([...numbers, ...texts, null, true]);
    }
  }

  text(name: string): string {
    if (/table|file|compare/.test(name)) return this.pick(files);
    if (/^(from|to|as_of|start|end|date|last|on)|_on$|_date$|_by$/.test(name)) return this.pick(dates);
    return this.pick(texts);
  }

  number({ minimum = 0, maximum = 1000, multipleOf }: Json): number {
    if (this.chance(0.4)) return this.pick(numbers);
    const [least, most] = [Number(minimum), Math.min(Number(maximum), 1e7)];
    const value = least + this.#random() * (most - least);
    return multipleOf === 1 || this.chance(0.3) ? Math.round(value) : value;
  }

  record({ properties = {}, required = [], additionalProperties, propertyNames }: Json, depth: number): Json {
    const made: Json = {};
    for (const [key, inner] of Object.entries(properties as Record<string, Json>)) {
      const needed = (required as string[]).includes(key);
      if (needed ? this.chance(0.97) : this.chance(depth > 2 ? 0.2 : 0.35)) made[key] = this.fitting(inner, key, depth + 1);
    }
    if (typeof additionalProperties === "object" && additionalProperties !== null) {
      const names = (propertyNames as { enum?: string[] } | undefined)?.enum ?? texts;
      for (let count = this.below(3); count > 0; count--)
        made[this.pick(names)] = this.fitting(additionalProperties as Json, "", depth + 1);
    }
    return made;
  }

  /** A copy of a value, wrong in one place or a few. */
  spoiled(value: unknown, depth = 0): unknown {
    if (depth === 0 && this.chance(0.01)) return this.pick([null, undefined, [], "text", 7, true]);
    if (Array.isArray(value)) {
      if (value.length === 0 || this.chance(0.1)) return this.pick([[], null, {}, [null], [[]], Array(200).fill(value[0] ?? 1)]);
      const at = this.below(value.length);
      return value.map((one, index) => (index === at ? this.spoiled(one, depth + 1) : one));
    }
    if (typeof value === "object" && value !== null) {
      const keys = Object.keys(value);
      const how = this.below(10);
      if (how === 0)
        return { ...value, [this.pick(["arrr", "Accounts", "constructor", "__proto__", "x y", ""])]: this.pick(numbers) };
      if (how === 1 || keys.length === 0) return this.pick([{}, null, [value], "text"]);
      const key = this.pick(keys);
      const { [key]: one, ...others } = value as Json;
      if (how === 2) return others;
      if (how === 3) return { ...others, [key.toUpperCase()]: one };
      return { ...others, [key]: this.spoiled(one, depth + 1) };
    }
    if (typeof value === "number" && this.chance(0.7))
      return this.pick([-value, value * 1000, value / 100, String(value), `${value}k`, 0, ...numbers]);
    if (typeof value === "string" && this.chance(0.6))
      return this.pick([value.toUpperCase(), `${value} `, "", ...texts, ...dates]);
    return this.pick([null, {}, [], [[[[[[value]]]]]], true, "", "x".repeat(5000), ...numbers]);
  }
}

interface Source {
  tool: AnyTool;
  schema: Json;
  known: readonly Json[];
}

const sources: Source[] = tools.map((tool) => ({
  tool,
  schema: z.toJSONSchema(tool.input, { io: "input", unrepresentable: "any" }) as Json,
  known: cases.filter((one) => one.tool === tool.name).map(({ input }) => input),
}));

/** A whole plan takes ten times as long as most calls, and so comes up less often. */
const turns: readonly Source[] = sources.flatMap((source) =>
  Array<Source>(source.tool.name === "build_blueprint" ? 1 : 4).fill(source),
);

/** The names of the files of the folder in which generated calls run, in place of those of the cases. */
const withOwnFiles = (input: Json, maker: Maker): Json =>
  Object.fromEntries(
    Object.entries(input).map(([key, value]) => [
      key,
      typeof value === "string" && /\.(csv|tsv|xlsx|ya?ml)$/.test(value) ? maker.pick(files) : value,
    ]),
  );

/** The call of a number: the same call for the same number, each tool in turn. */
export function generatedCall(number: number): GeneratedCall {
  const { tool, schema, known } = turns[number % turns.length]!;
  const maker = new Maker(number);
  const input = maker.chance(0.5) && known.length ? withOwnFiles(maker.pick(known), maker) : maker.record(schema, 0);
  // Nothing is written: that has tests of its own.
  const made = maker.chance(0.6) ? maker.spoiled(input) : input;
  const { out: _, ...kept } = (typeof made === "object" && made !== null && !Array.isArray(made) ? made : {}) as Json;
  const isRecord = typeof made === "object" && made !== null && !Array.isArray(made);
  return { tool: tool.name, input: isRecord ? { ...kept, ...(maker.chance(0.2) ? { detail: true } : {}) } : made };
}
