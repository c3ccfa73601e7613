import { Server } from "@modelcontextprotocol/sdk/server/index.js";
import {
  CallToolRequestSchema,
  CompleteRequestSchema,
  ErrorCode,
  GetPromptRequestSchema,
  ListPromptsRequestSchema,
  ListResourcesRequestSchema,
  ListResourceTemplatesRequestSchema,
  ListToolsRequestSchema,
  McpError,
  ReadResourceRequestSchema,
} from "@modelcontextprotocol/sdk/types.js";
import type { Ports } from "../tools/ports.ts";
import { instructions } from "./instructions.ts";
import listedTools from "./listed-tools.json" with { type: "json" };
import { getPrompt, listPrompts } from "./prompts.ts";

const SCHEME = "rule://";
const MOST_COMPLETIONS = 100;

/**
 * An MCP server over the tools, the rule pages and three starting prompts. The tools are listed from a generated file, and they and the rules
 * are loaded when first needed, so that a client's start does not wait for them.
 */
export function createServer(open: () => Promise<Ports>, version: string): Server {
  const server = new Server(
    { name: "cs-strategist", title: "CS Strategist", version },
    { capabilities: { tools: {}, resources: {}, prompts: {}, completions: {} }, instructions },
  );
  server.setRequestHandler(ListToolsRequestSchema, () => listedTools);
  server.setRequestHandler(CallToolRequestSchema, async ({ params }) => {
    const { callTool } = await import("../tools/call-tool.ts");
    const outcome = await callTool(params.name, params.arguments, open);
    if (outcome.kind !== "done") return { isError: true, content: [{ type: "text", text: outcome.message }] };
    return { content: [{ type: "text", text: outcome.run.text }], structuredContent: outcome.run.result };
  });

  const openLibrary = async () => (await open()).library;
  server.setRequestHandler(ListResourcesRequestSchema, async () => {
    const library = await openLibrary();
    const resources = library.ids().map((id) => {
      const { title, when } = library.rule(id).front;
      return { uri: `${SCHEME}${id}`, name: id, title, description: when, mimeType: "text/markdown" };
    });
    return { resources };
  });
  server.setRequestHandler(ListResourceTemplatesRequestSchema, () => ({
    resourceTemplates: [
      { uriTemplate: `${SCHEME}{id}`, name: "rule", title: "A page of the rule library", mimeType: "text/markdown" },
    ],
  }));
  server.setRequestHandler(ReadResourceRequestSchema, async ({ params }) => {
    const library = await openLibrary();
    const id = params.uri.startsWith(SCHEME) ? params.uri.slice(SCHEME.length) : "";
    if (!library.ids().includes(id))
      throw new McpError(ErrorCode.InvalidParams, `There is no rule "${params.uri}". find_rules finds one by a question.`);
    const rule = library.rule(id);
    const text = `# ${rule.front.title}\n\n${rule.front.when}\n\n${rule.body}\n`;
    return { contents: [{ uri: params.uri, mimeType: "text/markdown", text }] };
  });
  server.setRequestHandler(CompleteRequestSchema, async ({ params }) => {
    const ids =
      params.ref.type === "ref/resource" ? (await openLibrary()).ids().filter((id) => id.includes(params.argument.value)) : [];
    return { completion: { values: ids.slice(0, MOST_COMPLETIONS), total: ids.length, hasMore: ids.length > MOST_COMPLETIONS } };
  });

  server.setRequestHandler(ListPromptsRequestSchema, () => ({ prompts: listPrompts() }));
  server.setRequestHandler(GetPromptRequestSchema, ({ params }) => {
    const prompt = getPrompt(params.name, params.arguments ?? {});
    if (!prompt) throw new McpError(ErrorCode.InvalidParams, `There is no prompt "${params.name}".`);
    return prompt;
  });
  return server;
}
