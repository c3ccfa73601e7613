import type * as z from "zod";

/** A number or a truth value somewhere in a tool's input: `[]` stands for each element of a list, `{}` for each value of a record. */
export interface InputLeaf {
  path: string;
  kind: "number" | "boolean";
  /** Whether a caller may leave it out. */
  optional: boolean;
}

/** The parts of a schema's definition that a walk needs. */
interface Definition {
  type: string;
  innerType?: Schema;
  element?: Schema;
  out?: Schema;
  valueType?: Schema;
  options?: Schema[];
  shape?: Record<string, Schema>;
  catchall?: Schema;
}
interface Schema {
  def: Definition;
}

const withoutNumbers = ["string", "enum", "literal", "null"];

/**
 * Every number and truth value of an input schema, however deep. `inside` gives the schema of what is listed as open and checked later, by its
 * path.
 * Throws where a schema holds something the walk does not know, so that no parameter can hide in it.
 */
export function inputLeaves(input: z.ZodObject, inside: Record<string, z.ZodObject> = {}): InputLeaf[] {
  const walk = (schema: Schema, path: string, optional: boolean): InputLeaf[] => {
    const { def } = schema;
    // What a preprocessed parameter must hold after it.
    if (def.type === "pipe") return walk(def.out!, path, optional);
    if (def.type === "optional" || def.type === "nullable" || def.type === "default") return walk(def.innerType!, path, true);
    if (def.type === "object") {
      const open = def.catchall !== undefined && def.catchall.def.type !== "never";
      if (open && inside[path] === undefined) throw new Error(`${path} is an open object: say what it holds`);
      const { shape } = open ? (inside[path] as unknown as Schema).def : def;
      return Object.entries(shape!).flatMap(([name, one]) => walk(one, path === "" ? name : `${path}.${name}`, false));
    }
    if (def.type === "array") return walk(def.element!, `${path}[]`, true);
    if (def.type === "union") return def.options!.flatMap((one) => walk(one, path, optional));
    if (def.type === "record") {
      const open = def.valueType!.def.type === "unknown" && inside[path] !== undefined;
      return open ? walk(inside[path] as unknown as Schema, path, false) : walk(def.valueType!, `${path}{}`, true);
    }
    if (def.type === "number" || def.type === "boolean") return [{ path, kind: def.type, optional }];
    if (withoutNumbers.includes(def.type)) return [];
    throw new Error(`${path} is a ${def.type}: teach the walk what it may hold`);
  };
  return walk(input as unknown as Schema, "", false);
}
