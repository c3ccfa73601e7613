import { Server } from "@modelcontextprotocol/sdk/server/index.js";
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
import { EXTENSION, PAGE, PAGE_TYPE } from "../app/names.ts";
import { goneWords, Problem } from "../core/problem.ts";
import type { RuleLibrary, Section } from "../core/rule.ts";
import type { HostView, OpenPorts, Ports } from "../tool/ports.ts";
import { refused, type WireAnswer, wireAnswer } from "./answer.ts";
import { lookAtHost, type RequestWatch, watchOf } from "./host.ts";
import listedTools from "./listed-tools.json" with { type: "json" };
import { StdioTransport } from "./stdio.ts";

/** What the server tells a client about itself; kept well under 1,500 characters. */
const instructions = `Customer-success planning whose numbers tie. Every number comes from a tool: never compute or retype one.

Order of work: 1. inspect_table on a file the user names; settle its questions by parameters, never by rewriting the file. 2. A first answer on one screen: the one tool for the question, or build_blueprint for the whole plan. 3. At most three questions that would move the answer; "don't know" is an answer. 4. find_rules before advice, find_benchmarks for other companies. Deeper: retention and health (compute_nrr, analyze_cohorts, measure_onboarding, score_surveys, roll_up_feedback, score_health, forecast_renewals, review_losses), people (design_tiers, size_team, assess_organization, design_compensation), work (triage_book, draft_playbook, design_scorecard, map_stakeholders, plan_technology), money (model_economics, weigh_offer, report_value).

Shared: columns {field: header, or null to leave it out}; reading {amount, interval, ends, blank, dates, decimal, sheet, values: {header: {word: meaning}}}; skip_bad_rows lists what it leaves out; lost_table names a file of leavers; limit and offset page lists; out, a folder, gets them whole as CSV; detail adds basis, reasons for nulls, charts.

Say the summary first, then because, check_first, do_next. A null is unknown: never fill it. A refusal says what to mend: pass it on. Files: in the working folder only. With "out" documents are written: give their paths. It promises no lift it was not given; neither should you.`;

/** A way to begin. It takes no argument: hosts cut a prompt's words at blanks, so what is missing is asked for in the conversation. */
interface StartingPrompt extends Prompt {
  text: string;
}

const prompts: StartingPrompt[] = [
  {
    name: "plan",
    title: "Customer-success plan",
    description: "From an account export or a few totals to a plan a CFO can check",
    text: "Make me a customer-success plan. Ask for my account export or a few totals (ARR, customers, team) if I have not named them. Look at a file with inspect_table and settle its questions with me; then call build_blueprint, give me its one ask and what it rests on, and at most three questions that would move it.",
  },
  {
    name: "retention",
    title: "Check our NRR and GRR",
    description: "Retention with its definition, its noise and what it hides",
    text: "Check our retention. Ask for the table or the totals if I have not given them. Call compute_nrr, say the two rates and what decides them, which months and accounts hurt, what to check before believing them, and how we compare (find_benchmarks).",
  },
  {
    name: "fixed_team",
    title: "The team is fixed: who gets less?",
    description: "What a fixed number of CSMs can serve, and which accounts get less",
    text: "Our team will not grow. Ask for the account table and the number of CSMs if I have not given them. Call size_team with heads and show each owner's load, the few moves that balance it, and who is served less and why.",
  },
];

function listPrompts(): Prompt[] {
  return prompts.map(({ text: _, ...prompt }) => prompt);
}

function getPrompt(name: string): GetPromptResult | undefined {
  const prompt = prompts.find((candidate) => candidate.name === name);
  if (!prompt) return undefined;
  return { description: prompt.description, messages: [{ role: "user", content: { type: "text", text: prompt.text } }] };
}

const SCHEME = "rule://";
const MOST_COMPLETIONS = 100;

/** What draws an answer in a host that shows pages; it loads nothing from anywhere and asks for no permission. */
const page = {
  uri: PAGE,
  name: "charts",
  title: "An answer in pictures",
  description: "Draws the ARR bridge, tiers, books of business and forecast of an answer, for hosts that show pages",
  mimeType: PAGE_TYPE,
  _meta: { ui: { csp: {}, prefersBorder: true } },
};

/** The pages of one section, a line each: listing all pages of the library would cost every conversation ten thousand tokens. */
function sectionPage({ prefix, title, about }: Section, library: RuleLibrary): string {
  const pages = library.ids().filter((id) => id.startsWith(`${prefix}-`));
  const lines = pages.map((id) => `- [${library.rule(id).front.title}](${SCHEME}${id}): ${library.rule(id).front.when}`);
  return `# ${title}\n\n${about}\n\n${lines.join("\n")}\n`;
}

/** A call that may take long, and who watches it. */
export interface AsideCall {
  tool: string;
  input: unknown;
  host: () => Promise<HostView>;
  /** Whether the host draws answers. */
  draws: boolean;
}

/** What the server needs of the program around it. */
export interface Doors {
  open: OpenPorts;
  /** Answers a long call beside the server's own thread; null for a short one. */
  aside: (call: AsideCall, watch: RequestWatch) => Promise<WireAnswer | null>;
}

/** Throws Problem for a call that was canceled: nothing is written for it any more. */
function refuseStopped(signal: AbortSignal): void {
  if (signal.aborted)
    throw new Problem({ what: "The call was stopped.", remedy: "Nothing was written; call again for an answer." });
}

/**
 * An MCP server over the tools, the rule pages and three starting prompts. The tools are listed from a generated file, and they and the rules
 * are loaded when first needed, so that a client's start does not wait for them.
 */
function createServer({ open, aside }: Doors, version: string): Server {
  const server = new Server(
    { name: "cs-strategist", title: "CS Strategist", version },
    { capabilities: { tools: {}, resources: {}, prompts: {}, completions: {} }, instructions },
  );
  const host = lookAtHost(server);
  const openNow = async () => open(await host.view());
  server.setRequestHandler(ListToolsRequestSchema, () => listedTools);
  server.setRequestHandler(CallToolRequestSchema, async ({ params }, extra) => {
    const watch = watchOf(extra);
    const openWatched = async (): Promise<Ports> => {
      const ports = await openNow();
      return {
        ...ports,
        readTable: (path, options) => ports.readTable(path, options, watch),
        async writeFiles(folder, files, inputs) {
          refuseStopped(watch.signal);
          return ports.writeFiles(folder, files, inputs);
        },
      };
    };
    const [tool, input] = [params.name, params.arguments];
    const draws = server.getClientCapabilities()?.extensions?.[EXTENSION] !== undefined;
    const answered = async (): Promise<WireAnswer> => {
      const long = await aside({ tool, input, host: host.view, draws }, watch);
      if (long !== null) return long;
      const { callTool } = await import("../topics/call-tool.ts");
      return wireAnswer(tool, await callTool(tool, input, openWatched), draws);
    };
    const answer = await answered().catch((error: unknown) => refused(goneWords(error) ?? String(error)));
    // What the user does about a refusal may be to open a folder.
    if (answer.isError) host.forget();
    return answer;
  });

  const openLibrary = () =>
    openNow().then(
      ({ library }) => library,
      (error: unknown) => {
        const gone = goneWords(error);
        throw gone === null ? error : new McpError(ErrorCode.InternalError, gone);
      },
    );
  server.setRequestHandler(ListResourcesRequestSchema, async () => {
    const library = await openLibrary();
    const resources = library.sections().map(({ prefix, title, about }) => ({
      uri: `${SCHEME}${prefix}`,
      name: prefix,
      title,
      description: about,
      mimeType: "text/markdown",
    }));
    return { resources: [...resources, page] };
  });
  server.setRequestHandler(ListResourceTemplatesRequestSchema, () => ({
    resourceTemplates: [
      { uriTemplate: `${SCHEME}{id}`, name: "rule", title: "A page of the rule library", mimeType: "text/markdown" },
    ],
  }));
  server.setRequestHandler(ReadResourceRequestSchema, async ({ params }) => {
    if (params.uri === PAGE) {
      const { default: read } = await import("./app-page.json", { with: { type: "json" } }).catch((error: unknown) => {
        throw new McpError(ErrorCode.InternalError, goneWords(error) ?? String(error));
      });
      return { contents: [{ uri: PAGE, mimeType: PAGE_TYPE, text: read.html, _meta: page._meta }] };
    }
    const library = await openLibrary();
    const id = params.uri.startsWith(SCHEME) ? params.uri.slice(SCHEME.length) : "";
    const section = library.sections().find(({ prefix }) => prefix === id);
    if (section) return { contents: [{ uri: params.uri, mimeType: "text/markdown", text: sectionPage(section, library) }] };
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
    const prompt = getPrompt(params.name);
    if (!prompt) throw new McpError(ErrorCode.InvalidParams, `There is no prompt "${params.name}".`);
    return prompt;
  });
  return server;
}

const LEAVE_MILLISECONDS = 1500; // not a figure: how long calls that are stopped may take to close what they opened

/** Serves stdio until the client goes away; a fault in one call never ends the session. */
export async function serve(doors: Doors, version: string): Promise<void> {
  const ending = new AbortController();
  const running = new Set<Promise<unknown>>();
  const aside: Doors["aside"] = (call, watch) => {
    const answer = doors.aside(call, { ...watch, signal: AbortSignal.any([watch.signal, ending.signal]) });
    running.add(answer);
    return answer.finally(() => running.delete(answer));
  };
  const leave = () => {
    if (running.size === 0) process.exit(0);
    ending.abort();
    setTimeout(() => process.exit(0), LEAVE_MILLISECONDS);
    Promise.allSettled(running).then(() => process.exit(0));
  };
  process.stdin.on("end", leave);
  process.stdin.on("close", leave);
  process.on("SIGINT", leave);
  process.on("SIGTERM", leave);
  process.stdout.on("error", leave);
  process.on("unhandledRejection", (reason) => process.stderr.write(`cs-strategist: ${String(reason)}\n`));
  await createServer({ ...doors, aside }, version).connect(new StdioTransport(process.stdin, process.stdout));
}
