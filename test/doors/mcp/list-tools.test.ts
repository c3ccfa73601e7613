// The list of tools as a client of the bundled server sees it.
import type { Client } from "@modelcontextprotocol/sdk/client/index.js";
import type { Tool } from "@modelcontextprotocol/sdk/types.js";
import { Ajv2020 } from "ajv/dist/2020.js";
import { beforeAll, describe, expect, it } from "vitest";
import { tools } from "../../../src/topics/tools.ts";
import { casesWith } from "../../cases.ts";
import { requireCurrentBuild } from "../built-program.ts";
import { connect } from "./connect.ts";

let client: Client;
let listed: Tool[];
beforeAll(async () => {
  requireCurrentBuild();
  client = await connect();
  listed = (await client.listTools()).tools;
});

describe("tools/list", () => {
  it("holds every tool in its order, on one page, the same each time and in each process", async () => {
    expect(listed.map((tool) => tool.name)).toEqual(tools.map((tool) => tool.name));
    const again = await client.listTools();
    expect(again.nextCursor).toBeUndefined();
    expect(JSON.stringify(again.tools)).toBe(JSON.stringify(listed));
    const other = await connect();
    expect(JSON.stringify((await other.listTools()).tools)).toBe(JSON.stringify(listed));
  });

  it("gives each a title, a description and annotations; only the blueprint writes", () => {
    for (const { name, title, description, annotations } of listed) {
      expect(title, name).toMatch(/\S/);
      expect(description, name).toMatch(/\S{2}.*[.}]$/s);
      expect(annotations, name).toEqual({
        readOnlyHint: name !== "build_blueprint",
        // Its own unchanged files are all it replaces.
        destructiveHint: false,
        idempotentHint: expect.any(Boolean),
        openWorldHint: false,
      });
    }
  });

  it("marks find_rules alone to be loaded always", () => {
    const marked = listed.filter(({ _meta }) => _meta !== undefined && "anthropic/alwaysLoad" in _meta);
    expect(marked.map((tool) => [tool.name, tool._meta])).toEqual([["find_rules", { "anthropic/alwaysLoad": true }]]);
  });

  it("has strict schemas that the published calls fit and a misspelt parameter does not", () => {
    const ajv = new Ajv2020({ strict: true });
    for (const tool of listed) {
      expect(tool.inputSchema, tool.name).toMatchObject({ type: "object", additionalProperties: false });
      expect(tool.outputSchema, tool.name).toMatchObject({ type: "object", required: ["summary"] });
      const validate = ajv.compile(tool.inputSchema);
      // Shorthand such as 120k or 70/30 is read all the same; the schema says the plain form.
      const shorthand = (input: object) => /"\d+(k|%|\/\d+)"/.test(JSON.stringify(input));
      for (const call of casesWith("door").filter((one) => one.tool === tool.name && !shorthand(one.input)))
        expect(validate(call.input), `${call.name}: ${JSON.stringify(validate.errors)}`).toBe(true);
      expect(validate({ no_such_parameter: 1 }), tool.name).toBe(false);
    }
  });

  it("has nothing that clients drop: no root union, no list of types, no tuple, no reference", () => {
    for (const { name, inputSchema, outputSchema } of listed) {
      for (const root of [inputSchema, outputSchema])
        for (const key of ["anyOf", "oneOf", "allOf", "$schema"]) expect(root, name).not.toHaveProperty(key);
      const text = JSON.stringify([inputSchema, outputSchema]);
      expect(text, name).not.toMatch(/"type":\[|"prefixItems"|"\$ref"|"format"/);
    }
  });
});
