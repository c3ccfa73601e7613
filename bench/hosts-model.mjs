// A stand-in for a language model on this machine: it speaks the three protocols of the hosts, makes the calls it was told to make, one a turn, and keeps
// what the host showed it. No model and no network are needed to see what a host does with the server.
import { createServer } from "node:http";

const body = (request) =>
  new Promise((done) => {
    let text = "";
    request.on("data", (part) => (text += part));
    request.on("end", () => done(text));
  });

const events = (response, list) => {
  response.writeHead(200, { "content-type": "text/event-stream" });
  for (const [event, data] of list) response.write(`${event ? `event: ${event}\n` : ""}data: ${JSON.stringify(data)}\n\n`);
  response.end();
};

/** Claude Code: the Messages API. */
const anthropic = {
  handles: (path) => path.startsWith("/v1/messages"),
  tools: ({ tools = [] }) => tools.map(({ name }) => name),
  results: ({ messages }) =>
    messages
      .flatMap(({ content }) => (Array.isArray(content) ? content : []))
      .flatMap((part) => {
        if (part.type !== "tool_result") return [];
        return [typeof part.content === "string" ? part.content : (part.content ?? []).map(({ text = "" }) => text).join("")];
      }),
  answer(response, { call, text }) {
    const message = {
      id: "msg_1",
      type: "message",
      role: "assistant",
      model: "stand-in",
      content: [],
      stop_reason: null,
      stop_sequence: null,
      usage: { input_tokens: 1, output_tokens: 1 },
    };
    const block = call ? { type: "tool_use", id: `toolu_${call.at}`, name: call.name, input: {} } : { type: "text", text: "" };
    const delta = call ? { type: "input_json_delta", partial_json: JSON.stringify(call.input) } : { type: "text_delta", text };
    events(response, [
      ["message_start", { type: "message_start", message }],
      ["content_block_start", { type: "content_block_start", index: 0, content_block: block }],
      ["content_block_delta", { type: "content_block_delta", index: 0, delta }],
      ["content_block_stop", { type: "content_block_stop", index: 0 }],
      [
        "message_delta",
        {
          type: "message_delta",
          delta: { stop_reason: call ? "tool_use" : "end_turn", stop_sequence: null },
          usage: { output_tokens: 1 },
        },
      ],
      ["message_stop", { type: "message_stop" }],
    ]);
  },
};

/** Codex: the Responses API; tools of a server stand in a namespace. */
const openai = {
  handles: (path) => path.startsWith("/v1/responses"),
  tools: ({ tools = [] }) =>
    tools.flatMap((tool) =>
      tool.type === "namespace" ? tool.tools.map(({ name }) => `${tool.name}${name}`) : [tool.name ?? tool.type],
    ),
  results: ({ input = [] }) =>
    input.flatMap(({ type, output }) => {
      if (type !== "function_call_output") return [];
      if (typeof output === "string") return [output];
      return [(Array.isArray(output) ? output : [output]).map(({ text = "" }) => text).join("")];
    }),
  answer(response, { call, text, request }) {
    const space = (request.tools ?? []).find((tool) => tool.type === "namespace" && call?.name.startsWith(tool.name));
    const item = call
      ? {
          type: "function_call",
          id: `fc_${call.at}`,
          call_id: `call_${call.at}`,
          name: space ? call.name.slice(space.name.length) : call.name,
          ...(space ? { namespace: space.name } : {}),
          arguments: JSON.stringify(call.input),
        }
      : { type: "message", id: "m_1", role: "assistant", content: [{ type: "output_text", text }] };
    events(response, [
      ["response.created", { type: "response.created", response: { id: "r_1" } }],
      ["response.output_item.done", { type: "response.output_item.done", output_index: 0, item }],
      [
        "response.completed",
        {
          type: "response.completed",
          response: { id: "r_1", output: [item], usage: { input_tokens: 1, output_tokens: 1, total_tokens: 2 } },
        },
      ],
    ]);
  },
};

/** Gemini CLI: generateContent. */
const gemini = {
  handles: (path) => path.includes("enerateContent"),
  tools: ({ tools = [] }) => tools.flatMap(({ functionDeclarations = [] }) => functionDeclarations.map(({ name }) => name)),
  results: ({ contents = [] }) =>
    contents
      .flatMap(({ parts = [] }) => parts)
      .flatMap(({ functionResponse }) =>
        functionResponse ? [functionResponse.response?.output ?? JSON.stringify(functionResponse.response)] : [],
      ),
  answer(response, { call, text, path }) {
    const part = call ? { functionCall: { name: call.name, args: call.input } } : { text };
    const answer = {
      candidates: [{ content: { role: "model", parts: [part] }, finishReason: "STOP", index: 0 }],
      usageMetadata: { promptTokenCount: 1, candidatesTokenCount: 1, totalTokenCount: 2 },
    };
    if (path.includes("stream")) return events(response, [["", answer]]);
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify(answer));
  },
};

/**
 * Starts the stand-in. `calls` are [tool, input] in their order; the tool is found in the host's list by the end of its name.
 * @returns {Promise<{port: number, seen: {tools: string[], results: string[], prompts: string[], paths: string[]}, close: () => void}>}
 */
export async function startModel(calls) {
  const seen = { tools: [], results: [], prompts: [], paths: [] };
  const server = createServer(async (request, response) => {
    const path = request.url;
    seen.paths.push(`${request.method} ${path}`);
    const text = await body(request);
    const protocol = [anthropic, openai, gemini].find(({ handles }) => handles(path));
    if (!protocol || request.method !== "POST" || path.includes("count_tokens")) {
      response.writeHead(path.includes("count_tokens") ? 200 : 404, { "content-type": "application/json" });
      return response.end(path.includes("count_tokens") ? '{"input_tokens":1}' : "{}");
    }
    const asked = JSON.parse(text);
    seen.prompts.push(text);
    const tools = protocol.tools(asked);
    // Hosts also ask for titles and summaries; those have no tools.
    const own = tools.filter((name) => calls.some(([tool]) => name.endsWith(tool)));
    if (tools.length > seen.tools.length) seen.tools = tools;
    const results = protocol.results(asked);
    if (results.length > seen.results.length) seen.results = results;
    const next = own.length ? calls[results.length] : undefined;
    const name = next && tools.find((one) => one.endsWith(next[0]));
    protocol.answer(response, {
      call: name ? { name, input: next[1], at: results.length } : null,
      text: "Done.",
      request: asked,
      path,
    });
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return { port: server.address().port, seen, close: () => server.close() };
}
