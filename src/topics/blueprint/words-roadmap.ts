import { listed, plural, sentence } from "../../core/english.ts";
import { escapeMarkdown } from "../../render/markdown.ts";
import { roleHeads, roleHeadsInWords } from "../team/roles.ts";
import type { Plan } from "./plan.ts";
import type { RoadmapStep } from "./roadmap.ts";
import { namedWithArr } from "./words-capacity.ts";
import { cash, leaderName, ownerOf } from "./words-choice.ts";

interface StepWords {
  action: string;
  owner: string;
  output: string;
}

/** A step as a sentence, who does it and what can be seen when it is done. */
export function stepWords(plan: Plan, { what }: RoadmapStep): StepWords {
  const leader = leaderName(plan);
  switch (what.kind) {
    case "library":
      return { action: what.action, owner: ownerOf(plan, what.owner), output: what.output };
    case "call":
      return {
        action: `Call ${namedWithArr(plan, what.accounts, what.accounts.length)}: past the renewal date without an outcome`,
        owner: leader,
        output: "An outcome for each",
      };
    case "ask":
      return {
        action: `Ask what these decided, whose last day to object has passed: ${namedWithArr(plan, what.accounts, what.accounts.length)}`,
        owner: "their owners",
        output: "Renewed or lost, in writing",
      };
    case "owners":
      return {
        action: `Name an owner for ${plural(what.accounts, "account")} with ${cash(plan, what.arr)} of ARR that have none`,
        owner: leader,
        output: "An owner for every account",
      };
    case "hand_over":
      return {
        action: `Hand over ${plural(what.accounts, "account")}, first ${what.first.account} from ${what.first.from} to ${what.first.to}`,
        owner: leader,
        output: "A meeting of both owners with each customer",
      };
    case "largest":
      return {
        action: `Settle the renewal of ${what.account} before ${what.deadline}, ${what.noticed ? "its last day to object" : "its renewal date; the notice is not known"}`,
        owner: leader,
        output: "A signed renewal, or a plan without it",
      };
    case "step_down":
      return {
        action: `Go from ${what.from} to ${roleHeads("csm", what.to)} by moves and by not backfilling, if the hours logged agree`,
        owner: leader,
        output: "Books that fit a year",
      };
    case "release":
      return {
        action: `Do not fill again, or move to other work: ${roleHeadsInWords(what.role, what.heads)}`,
        owner: leader,
        output: "A seat less on the budget",
      };
    case "open":
      return {
        action: `Open the position: ${roleHeadsInWords(what.role, what.heads)}`,
        owner: leader,
        output: "Candidates seen",
      };
    case "start":
      return {
        action: `${sentence(roleHeadsInWords(what.role, what.heads))} ${what.heads === 1 ? "starts" : "start"}, with a named book`,
        owner: leader,
        output: "Accounts told, first meetings held",
      };
    case "full":
      return { action: "The new book is full; compare its hours with the plan's", owner: leader, output: "Hours by account" };
    case "program":
      return {
        action: `Start the digital program for the ${plural(what.accounts, `${listed(what.tiers)} account`)}, who get no CSM hours`,
        owner: ownerOf(plan, "CS operations"),
        output: "Messages sent by what customers do, and a held-back tenth to compare",
      };
  }
}

/** The steps of the first year, quarter by quarter. */
export function roadmapSection(plan: Plan): string {
  const quarters = [...new Set(plan.roadmap.map((step) => step.quarter))];
  const parts = quarters.map((quarter) => {
    const lines = plan.roadmap
      .filter((step) => step.quarter === quarter)
      .map((step) => {
        const { action, owner, output } = stepWords(plan, step);
        const when = step.until === null ? weeksOf(step) : `By ${step.until}`;
        const result = output.replace(/^[A-Z](?![A-Z])/, (letter) => letter.toLowerCase());
        return `- **${when}.** ${escapeMarkdown(action)} (${escapeMarkdown(owner)}). Result: ${escapeMarkdown(result)}.`;
      });
    return `### ${quarter.replace(/^q/, "Q")}\n\n${lines.join("\n")}`;
  });
  return `## Roadmap\n\n${parts.join("\n\n")}`;
}

const weeksOf = ({ weeks: [from, to] }: RoadmapStep): string => (from === to ? `Week ${from}` : `Weeks ${from} to ${to}`);

/** A step as a line of the answer. */
export const stepLine = (plan: Plan, step: RoadmapStep) => ({
  when: step.until === null ? weeksOf(step).toLowerCase() : `by ${step.until}`,
  action: stepWords(plan, step).action,
});
