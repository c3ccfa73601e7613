import type { Tool as ListedTool } from "@modelcontextprotocol/sdk/types.js";
import * as z from "zod";
import { drawnTools, PAGE } from "../app/names.ts";
import type { AnyTool } from "../tool/tool.ts";

type JsonSchema = { [key: string]: unknown };

/** What `inWords` marked, without its nested fields: an object, or a list of objects or plain values. */
function shortSchema({ type, description, items }: JsonSchema): JsonSchema {
  return { type, description, ...(items === undefined ? {} : { items: { type: (items as JsonSchema).type } }) };
}

const FAR = 100_000; // not a figure: more than anybody means

/** Clients drop or misread a list of types, so "number or null" is written as two alternatives. */
function plainSchema(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(plainSchema);
  if (typeof node !== "object" || node === null) return node;
  const schema = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, plainSchema(value)])) as JsonSchema;
  if (schema.listed === "in words") return shortSchema(schema);
  // Bounds that only catch typing mistakes are said when they are passed.
  if (Number(schema.maximum) >= FAR) delete schema.maximum;
  // That the keys of a record are strings goes without saying.
  if (JSON.stringify(schema.propertyNames) === '{"type":"string"}') delete schema.propertyNames;
  if (!Array.isArray(schema.type)) return schema;
  const { type, ...rest } = schema;
  return { anyOf: (type as string[]).map((one) => (one === "null" ? { type: one } : { type: one, ...rest })) };
}

const bounds = new Set([
  "minimum",
  "maximum",
  "exclusiveMinimum",
  "exclusiveMaximum",
  "multipleOf",
  "pattern",
  "minLength",
  "maxLength",
  "minItems",
  "maxItems",
]);

/** A parameter without its bounds, also within "one of several". */
function unbounded(schema: JsonSchema): JsonSchema {
  const kept = Object.entries(schema).filter(
    ([key, value]) => !bounds.has(key) && !(key === "additionalProperties" && value !== false),
  );
  return Object.fromEntries(kept.map(([key, value]) => [key, key === "anyOf" ? (value as JsonSchema[]).map(unbounded) : value]));
}

/** Bounds are said in words and checked here: some clients strip them, and every conversation would pay for them. */
function withoutBounds(schema: JsonSchema): JsonSchema {
  const properties = Object.entries((schema.properties ?? {}) as Record<string, JsonSchema>);
  return { ...schema, properties: Object.fromEntries(properties.map(([name, one]) => [name, unbounded(one)])) };
}

function jsonSchema(schema: z.ZodObject, io: "input" | "output"): JsonSchema {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io }) as JsonSchema;
  const plain = plainSchema(rest) as JsonSchema;
  return io === "input" ? withoutBounds(plain) : plain;
}

/** Fields about an answer's own lists, which say themselves when they come: they need no place in the list of tools. */
const aboutLists = /_total$|^(charts|offset|next_offset)$/;

/** The tool's own part of a result by type alone: the shapes below would weigh more than all the rest of the list, and few clients show them. */
function shortOutput(tool: AnyTool): JsonSchema {
  const { properties } = jsonSchema(tool.output, "output") as { properties: Record<string, JsonSchema> };
  const typeOf = ({ type }: JsonSchema): JsonSchema =>
    type === undefined ? {} : type === "array" ? { type, items: {} } : { type };
  return {
    type: "object",
    properties: {
      summary: { type: "string" },
      ...Object.fromEntries(
        Object.entries(properties).flatMap(([name, one]) => (aboutLists.test(name) ? [] : [[name, typeOf(one)]])),
      ),
    },
    required: ["summary"],
  };
}

/** Parameters that mean the same in every tool; the server's instructions say once what they do. */
export const saidOnce: readonly string[] = ["skip_bad_rows", "limit", "offset", "detail", "lost_table", "out"];

function listedInput(tool: AnyTool): JsonSchema {
  const schema = jsonSchema(tool.input, "input");
  const properties: Record<string, JsonSchema> = {
    ...(schema.properties as Record<string, JsonSchema>),
    detail: { type: "boolean" },
  };
  if (properties.table && !properties.out) properties.out = { type: "string" };
  for (const name of saidOnce) if (properties[name]) properties[name] = { type: properties[name].type };
  return { ...schema, properties };
}

/** A tool as a client sees it. */
export function listedTool(tool: AnyTool): ListedTool {
  const meta = {
    ...(tool.name === "find_rules" ? { "anthropic/alwaysLoad": true } : {}),
    ...(drawnTools.includes(tool.name) ? { ui: { resourceUri: PAGE } } : {}),
  };
  return {
    name: tool.name,
    title: tool.title,
    description: tool.description,
    inputSchema: listedInput(tool) as ListedTool["inputSchema"],
    outputSchema: shortOutput(tool) as ListedTool["outputSchema"],
    annotations: {
      readOnlyHint: !tool.writes,
      // What writes replaces only what this program wrote and nobody edited: see write-files.ts.
      destructiveHint: false,
      idempotentHint: true,
      openWorldHint: false,
    },
    ...(Object.keys(meta).length ? { _meta: meta } : {}),
  };
}
