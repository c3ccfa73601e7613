import { Server } from "@modelcontextprotocol/sdk/server/index.js";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import {
  CallToolRequestSchema,
  CompleteRequestSchema,
  ErrorCode,
  GetPromptRequestSchema,
  type GetPromptResult,
  ListPromptsRequestSchema,
  ListResourcesRequestSchema,
  ListResourceTemplatesRequestSchema,
  ListToolsRequestSchema,
  McpError,
  type Prompt,
  ReadResourceRequestSchema,
} from "@modelcontextprotocol/sdk/types.js";
import type { Ports } from "../tool/ports.ts";
import listedTools from "./listed-tools.json" with { type: "json" };

/** What the server tells a client about itself; kept well under 1,500 characters. */
export const instructions = `Customer-success planning whose numbers tie. Every number must come from a tool: never compute or retype one yourself.

Order of work: 1. inspect_table on a file the user names, and settle its questions. 2. A first answer on one screen: compute_nrr for retention, or build_blueprint for the whole plan (company totals, an account table, or both). 3. Then ask at most three questions that would move the answer; "don't know" is an answer. 4. find_rules before giving advice: apply the page's text and name it; find_benchmarks for what other companies have. Deeper on one part: retention and health (analyze_cohorts, score_surveys, score_health, forecast_renewals), people (design_tiers, size_team, assess_organization, design_compensation), work (draft_playbook, design_scorecard, map_stakeholders, plan_technology), money (model_economics, report_value).

Give the summary first. Say what is unknown, what was assumed (assumptions) and which rule a number comes from (basis). Nulls have reasons in "undefined": never fill them. A refusal says what to mend: pass it on, do not work around it. Files may be read only in the working folder; the refusal says how to copy or allow another one. With "out", build_blueprint writes documents itself: give their paths, do not retype them. It never promises a lift it was not given; neither should you.`;

interface StartingPrompt extends Prompt {
  text(values: Record<string, string>): string;
}

const prompts: StartingPrompt[] = [
  {
    name: "plan_from_a_book",
    title: "Customer-success plan from an account export",
    description: "From a table of accounts to a plan a CFO can check",
    arguments: [{ name: "table", description: "Path of the export", required: true }],
    text: ({ table }) =>
      `Look at ${table} with inspect_table and settle its questions with me. Then call build_blueprint on it with an as_of date, show me the verdict as it stands, ask at most three questions that would move it, and write the documents with out when I agree.`,
  },
  {
    name: "check_retention",
    title: "Check our NRR and GRR",
    description: "Retention with its definition, its noise and what it hides",
    arguments: [{ name: "source", description: "Path of a table, or the totals in words", required: true }],
    text: ({ source }) =>
      `Compute our retention from ${source} with compute_nrr. Say which definition the headline has, how the other definitions differ, how concentrated the book is, and what find_rules says about reading it. Do not compute any number yourself.`,
  },
  {
    name: "nobody_will_be_hired",
    title: "The team is fixed: who gets less?",
    description: "What a fixed number of CSMs can serve, and which accounts get less",
    arguments: [
      { name: "table", description: "Path of the account table, best with an owner column", required: true },
      { name: "heads", description: "CSMs there will be", required: true },
    ],
    text: ({ table, heads }) =>
      `Call size_team on ${table} with heads ${heads} and an as_of date. Show each owner's load, the few moves that balance it, and the accounts that will be served less with the reason, using the page segmentation-serving-less.`,
  },
];

export function listPrompts(): Prompt[] {
  return prompts.map(({ text: _, ...prompt }) => prompt);
}

export function getPrompt(name: string, values: Record<string, string>): GetPromptResult | undefined {
  const prompt = prompts.find((candidate) => candidate.name === name);
  if (!prompt) return undefined;
  const missing = (prompt.arguments ?? []).filter(({ name: argument, required }) => required && !values[argument]?.trim());
  if (missing.length)
    throw new McpError(
      ErrorCode.InvalidParams,
      `The prompt ${name} lacks ${missing.map((argument) => argument.name).join(" and ")}. Give ${missing.length > 1 ? "them" : "it"} as text.`,
    );
  return { description: prompt.description, messages: [{ role: "user", content: { type: "text", text: prompt.text(values) } }] };
}

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
    const { callTool } = await import("../topics/tools.ts");
    const outcome = await callTool(params.name, params.arguments, open);
    if (outcome.kind !== "done") return { isError: true, content: [{ type: "text", text: outcome.message }] };
    return { content: [{ type: "text", text: outcome.run.text }], structuredContent: outcome.run.shown };
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

/** Serves stdio until the client goes away; a fault in one call never ends the session. */
export async function serve(open: () => Promise<Ports>, version: string): Promise<void> {
  const leave = () => process.exit(0);
  process.stdin.on("end", leave);
  process.stdin.on("close", leave);
  process.on("SIGINT", leave);
  process.on("SIGTERM", leave);
  process.stdout.on("error", leave);
  process.on("unhandledRejection", (reason) => process.stderr.write(`cs-strategist: ${String(reason)}\n`));
  await createServer(open, version).connect(new StdioServerTransport());
}
