import { markdownTable, numbered, proseHeadings } from "./good-texts.ts";

/** All eight faults at once. */
export const everyFault = `# Save playbook

When a customer seems unhappy, start this play.

1. Reach out to the customer
2. Check in with them and see how things are going
3. Leverage the relationship to improve engagement
4. Follow up as needed
5. Review the usage report
6. Review the ticket history
7. Review the contract
8. Review the invoices
9. Review the survey answers
10. Review the call notes
11. Review the stakeholder map
12. Review the success plan
13. Review the roadmap
14. Review the training records
15. Review the integrations
16. Review the onboarding notes
17. Review the health history
18. Review the emails
19. Review the meeting notes
20. Review the feature requests
21. Review the bugs
22. Review the benchmarks
23. Review the discounts
24. Review the product logs
25. Review the security review
26. Review the partner notes
27. Review the legal terms
28. Review the price list
29. Review the references
30. Review the org chart
31. Review the news on the company
`;

/** All eight faults in one table, with the load in the hours. */
export const everyFaultInATable = `# At-risk play

**When to use:** the account feels at risk.

| Step | Owner | Effort | Due |
|------|-------|--------|-----|
| Reach out to the customer | TBD | 12 h | Day 1 |
| Check in on the relationship | the team | 16 h | soon |
| Follow up | | 10 h | Day 2 |
`;

const without = (text: string, line: RegExp): string => {
  const changed = text.replace(line, "");
  if (changed === text) throw new Error(`${line} changes nothing`);
  return changed;
};
const instead = (text: string, old: string | RegExp, put: string): string => {
  const changed = text.replaceAll(old as string, put);
  if (changed === text) throw new Error(`${old} changes nothing`);
  return changed;
};

const daily = Array.from(
  { length: 10 },
  (_, index) => `${index + 7}. Day 5, CSM: read the notes of user group ${index + 1} and list its blockers.`,
);
const rows = Array.from(
  { length: 8 },
  (_, index) => `| ${index + 7} | Day 3 | CSM | Read the notes of site ${index + 1} and list its blockers | Document | List |`,
);

/** Each good text with one fault planted, and the fault. */
export const oneFault: { fault: string; format: string; text: string }[] = [
  {
    fault: "vague_trigger",
    format: "numbered",
    text: instead(numbered, /Trigger: .*/g as unknown as string, "Trigger: the customer seems unhappy or disengaged."),
  },
  {
    fault: "vague_trigger",
    format: "numbered, one mood among tests",
    text: instead(numbered, "or the customer mentions cancelling in a ticket", "or the relationship feels off"),
  },
  {
    fault: "vague_trigger",
    format: "table",
    text: instead(
      markdownTable,
      /\*\*Trigger:\*\* .*/g as unknown as string,
      "**Trigger:** things with the champion look different than before",
    ),
  },
  {
    fault: "vague_trigger",
    format: "prose",
    text: instead(
      proseHeadings,
      /Run this when[\s\S]*?away\./g as unknown as string,
      "Run this when adoption is low and the renewal is coming up.",
    ),
  },
  { fault: "vague_trigger", format: "numbered, none at all", text: without(numbered, /Trigger: .*\n/) },
  {
    fault: "generic_step",
    format: "numbered",
    text: instead(
      numbered,
      "call the main contact and ask what changed in the last 30 days",
      "reach out to the customer to see how things are going",
    ),
  },
  {
    fault: "generic_step",
    format: "numbered, with a channel and nothing said",
    text: instead(
      numbered,
      "email the sponsor the state of each action: done, late or dropped",
      "follow up with the customer by email",
    ),
  },
  {
    fault: "generic_step",
    format: "table",
    text: instead(
      markdownTable,
      "| Meet the successor and write down two goals | Video call | Two goals |",
      "| Leverage the relationship to drive value | | |",
    ),
  },
  {
    fault: "generic_step",
    format: "prose",
    text: instead(
      proseHeadings,
      /On day 3 she emails[\s\S]*?empty team\. /g as unknown as string,
      "On day 3 she checks in with the customer. ",
    ),
  },
  {
    fault: "missing_owner",
    format: "numbered",
    text: instead(without(numbered, /Owner: .*\n/), /(Day \d+), (?:CSM|CS manager):/g as unknown as string, "$1:"),
  },
  {
    fault: "missing_owner",
    format: "numbered, a team",
    text: instead(
      instead(numbered, "Owner: CSM of the account.", "Owner: the team"),
      /(Day \d+), (?:CSM|CS manager):/g as unknown as string,
      "$1:",
    ),
  },
  {
    fault: "missing_owner",
    format: "table",
    text: instead(
      instead(markdownTable, "**Owner:** CSM", "**Owner:** TBD"),
      /\| (Day \d+) \| [^|]+ \|/g as unknown as string,
      "| $1 | |",
    ),
  },
  {
    fault: "missing_owner",
    format: "prose",
    text: instead(
      without(proseHeadings, /## Who runs it\n.*\n/),
      /the (?:pool|digital) CSM exports|she emails|she calls|the digital CSM sends/g as unknown as string,
      "somebody reads",
    ),
  },
  {
    fault: "missing_timeline",
    format: "numbered",
    text: instead(numbered, /\d\. Day \d+, /g as unknown as string, "- "),
  },
  {
    fault: "missing_timeline",
    format: "numbered, one step soon",
    text: instead(numbered, "3. Day 2, CS manager:", "3. CS manager, as soon as possible:"),
  },
  {
    fault: "missing_timeline",
    format: "table",
    text: instead(markdownTable, /\| Day \d+ \|/g as unknown as string, "| |"),
  },
  {
    fault: "missing_timeline",
    format: "prose",
    text: instead(proseHeadings, /On day \d+ |Within ten days /g as unknown as string, "Then "),
  },
  { fault: "missing_exit", format: "numbered", text: without(numbered, /Exit criteria: .*\n/) },
  {
    fault: "missing_exit",
    format: "numbered, a mood",
    text: instead(numbered, /Exit criteria: .*/g as unknown as string, "Exit criteria: the customer is happy again."),
  },
  { fault: "missing_exit", format: "table", text: without(markdownTable, /\| Exit \|.*\n/) },
  { fault: "missing_exit", format: "prose", text: without(proseHeadings, /## When it is over\n[\s\S]*?\n\n/) },
  { fault: "missing_metric", format: "numbered", text: without(numbered, /Metrics: .*\n/) },
  {
    fault: "missing_metric",
    format: "numbered, a mood",
    text: instead(numbered, /Metrics: .*/g as unknown as string, "Metrics: better customer relationships."),
  },
  { fault: "missing_metric", format: "table", text: without(markdownTable, /\| Metric \|.*\n/) },
  { fault: "missing_metric", format: "prose", text: without(proseHeadings, /## How we know it works\n[\s\S]*?\n\n/) },
  { fault: "missing_escalation", format: "numbered", text: without(numbered, /Escalation: .*\n/) },
  {
    fault: "missing_escalation",
    format: "numbered, without a time",
    text: instead(numbered, /Escalation: .*/g as unknown as string, "Escalation: to the CS manager if needed."),
  },
  { fault: "missing_escalation", format: "table", text: without(markdownTable, /\| Escalation \|.*\n/) },
  { fault: "missing_escalation", format: "prose", text: without(proseHeadings, /## If it stalls\n[\s\S]*$/) },
  {
    fault: "overload",
    format: "numbered, steps in a week",
    text: instead(numbered, "\nExit criteria", `${daily.join("\n")}\n\nExit criteria`),
  },
  {
    fault: "overload",
    format: "table, steps on a day",
    text: instead(markdownTable, "\n| Part |", `${rows.join("\n")}\n\n| Part |`),
  },
  {
    fault: "overload",
    format: "numbered, hours in a week",
    text: instead(numbered, /^(\d\. Day [0125],.*)\.$/gm as unknown as string, "$1 (6 hours)."),
  },
];
