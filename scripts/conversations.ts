// Three conversations for the README, with what the tools really answer: run again at each npm run generate.
import { join } from "node:path";
import { openPorts, type Ports } from "../src/tool/ports.ts";
import { callTool } from "../src/topics/tools.ts";

interface Conversation {
  asked: string;
  tool: string;
  input: Record<string, unknown>;
  /** For whom the last sentence is. */
  reader: string;
}

const conversations: Conversation[] = [
  {
    asked: "We are at 12M ARR with 212 customers and 4 CSMs. Do I need to hire?",
    tool: "build_blueprint",
    input: { company: { arr: 12_000_000, accounts: 212, team: { csm: 4 } } },
    reader: "board",
  },
  {
    asked: "Our NPS went from 31 to 38. Can we announce it?",
    tool: "score_surveys",
    input: { nps: { score: 38, answers: 61 }, previous: { nps: { score: 31, answers: 84 } } },
    reader: "ceo",
  },
  {
    asked: "Here are our accounts. Two of my CSMs leave in March and I may not replace them. Who gets less?",
    tool: "size_team",
    input: { table: "accounts.csv", leaving: 2, leaving_on: "2026-03-01", as_of: "2026-01-01" },
    reader: "cfo",
  },
];

const readers: Record<string, string> = { board: "For the board", ceo: "For the CEO", cfo: "For the CFO" };

/** The three as markdown. `folder` holds the tables that are named. */
export async function conversationsBlock(library: Ports["library"], folder: string): Promise<string> {
  const ports = openPorts(library, { currency: null, columns: {} }, { working: folder, extra: [] });
  const parts: string[] = [];
  for (const { asked, tool, input, reader } of conversations) {
    const outcome = await callTool(tool, input, ports);
    if (outcome.kind !== "done") throw new Error(`${tool} for the README: ${outcome.message}`);
    const {
      summary,
      because = [],
      say = {},
    } = outcome.run.shown as { summary: string; because?: string[]; say?: Record<string, string> };
    const said = say[reader];
    if (said === undefined) throw new Error(`${tool} for the README says nothing for ${reader}`);
    const answer = [`> ${summary}`, because.map((fact) => `> - ${fact}`).join("\n"), `> ${readers[reader]}: *"${said}"*`];
    parts.push(`**"${asked}"** (\`${tool}\`)\n\n${answer.filter(Boolean).join("\n>\n")}`);
  }
  return parts.join("\n\n");
}

/** The folder whose tables the conversations read. */
export const conversationFolder = (root: string): string => join(root, "examples");
