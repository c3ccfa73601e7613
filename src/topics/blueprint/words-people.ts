import { listed, plural, sentence } from "../../core/english.ts";
import { escapeMarkdown, rightOf, table } from "../../render/markdown.ts";
import { decimal, percent } from "../../render/numbers.ts";
import type { Plan } from "./plan.ts";
import { cash } from "./words-choice.ts";

const MOST_ACCOUNTS = 12; // not a figure: rows of a chapter
const stateWords = {
  exposed: "one departure from nobody",
  unknown: "not known enough",
  thin: "thin",
  sound: "sound",
} as const;

/** Who is known at which accounts, where the company file names contacts: the answer of map_stakeholders for the same people. */
export function stakeholderSection(plan: Plan): string | null {
  const { stakeholders: map } = plan.others;
  if (map === null) return null;
  const { threading, accounts, coverage } = map;
  const empty = coverage.filter(({ gap }) => gap === "nobody_known").map(({ box }) => box);
  const rows = accounts
    .slice(0, MOST_ACCOUNTS)
    .map((one) => [
      escapeMarkdown(one.account),
      one.arr === null ? "not known" : cash(plan, one.arr),
      String(one.live),
      stateWords[one.state],
      escapeMarkdown(one.champion.champion ?? "none known"),
    ]);
  const arr = threading.exposed_arr === null || threading.exposed_arr === 0 ? "" : ` (${cash(plan, threading.exposed_arr)})`;
  const head = `${plural(threading.exposed, "account")}${arr} of ${threading.accounts} ${threading.exposed === 1 ? "is" : "are"} one departure from nobody; ${plural(threading.contacts_needed, "person", "people")} in touch is what each should have.`;
  const nobody = empty.length ? ` Nobody is known as ${escapeMarkdown(listed(empty, "or"))}.` : "";
  return `## People at customers\n\n${head}${nobody}\n\n${table(["Account", "ARR", "In touch", "State", "Champion"], rows, [false, true, true, false, false])}`;
}

/** The stage of maturity, where the company file marks the parts of the customer's path; else which three marks would tell most. */
export function maturityLines(plan: Plan): string {
  const { maturity, maturity_asks } = plan.others;
  if (maturity === null)
    return `Maturity is not known. Mark three things low, medium or high, each with what shows it, to learn most: ${listed(maturity_asks.map((one) => one.toLowerCase()))}.`;
  const { stage, weakest, next } = maturity;
  const range = stage.low === stage.high ? "" : ` (${stage.low} to ${stage.high}, by what is shown)`;
  const step =
    next === null ? "" : ` Next: ${next.component} from ${next.from} to ${next.to}, when it looks like this: ${next.looks_like}.`;
  return escapeMarkdown(
    `Maturity is ${stage.level}${range}, read from the weakest: ${listed(weakest.map(({ component }) => component))}.${step}`,
  );
}

const names: Record<string, string> = {
  onboarding: "Onboarding",
  renewal: "Renewal",
  at_risk: "Account at risk",
  qbr: "Quarterly business review",
  ebr: "Executive business review",
  handoff: "Handoff from sales",
  plateau: "Adoption at a standstill",
  single_threaded: "Only one contact",
  new_stakeholder: "New stakeholder",
  champion_change: "Champion leaves",
  sponsor_loss: "Sponsor leaves",
  success_plan: "Success plan",
};

/** A playbook as people call it. @example playbookName("qbr") // "Quarterly business review" */
export const playbookName = (kind: string): string => names[kind] ?? sentence(kind.replaceAll("_", " "));

/** The program for accounts of tech touch: what it may cost, who can run it, what it sends. */
export function digitalSection(plan: Plan): string | null {
  const { digital } = plan;
  if (digital === null) return null;
  const { accounts, arr, most, rate, people, hours } = digital;
  const runs = plan.playbooks.filter(({ touch }) => touch === "tech");
  const rows = runs.map((one) => [playbookName(one.kind), String(one.steps), decimal(one.hours_per_run, 1)]);
  const run =
    people === null
      ? "How many people that pays is not known before their cost is."
      : people >= 1
        ? `That pays ${decimal(people, 1)} people of the program with no tool beside them.`
        : "That pays no whole person: somebody runs it beside other work, and tools come out of the same money.";
  const own =
    hours === 0 ? "The plan gives these accounts no CSM hours." : `The plan gives them ${decimal(hours, 0)} CSM hours a year.`;
  return `## Digital program\n\n${plural(accounts, "account")} of tech touch pay ${cash(plan, arr)}, and a program with its tools may take ${percent(rate, 0)} of it: ${cash(plan, most)} a year. ${run} ${own}\n\n${table(["What runs", "Steps", "Hours of a person each"], rows, rightOf(3, 0))}`;
}
