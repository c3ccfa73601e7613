import { ErrorCode, type GetPromptResult, McpError, type Prompt } from "@modelcontextprotocol/sdk/types.js";

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
