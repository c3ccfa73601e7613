import type { RealCall } from "../real-calls.ts";

// Every kind; the touches without a run are refused, which server.test asks in its own way.
const kinds = [
  "onboarding",
  "adoption",
  "expansion",
  "renewal",
  "advocacy",
  "at_risk",
  "escalation",
  "champion_change",
  "sponsor_loss",
  "qbr",
  "ebr",
  "success_plan",
  "handoff",
  "plateau",
  "single_threaded",
  "new_stakeholder",
];
const noRun = ["ebr low", "ebr tech", "sponsor_loss tech", "new_stakeholder tech"];

const drafts = kinds.flatMap((kind) =>
  ["high", "low", "tech"]
    .filter((touch) => !noRun.includes(`${kind} ${touch}`))
    .map((touch): RealCall => {
      const date = kind === "renewal" ? { renewal_date: "2026-12-31", notice_days: 60 } : { start: "2026-01-12" };
      // 31 December less 60 days is 1 November.
      const anchor = kind === "renewal" ? "2026-11-01" : "2026-01-12";
      return {
        what: `${kind}, ${touch} touch`,
        tool: "draft_playbook",
        input: { kind, touch, ...date },
        output: { playbook: { kind, touch, anchor_date: anchor } },
      };
    }),
);

export const calls: RealCall[] = [
  ...drafts,
  {
    what: "a renewal without notice period",
    tool: "draft_playbook",
    input: { kind: "renewal", touch: "high", renewal_date: "2026-12-31" },
  },
  { what: "no date", tool: "draft_playbook", input: { kind: "handoff", touch: "low" } },
  {
    what: "a run before a holiday, with its messages and a year of it",
    tool: "draft_playbook",
    input: {
      kind: "champion_change",
      touch: "low",
      start: "2026-05-22",
      holidays: ["2026-05-25"],
      as_of: "2026-05-26",
      account: "Acme",
      owner: "Rosa Ilic",
      merge: { champion: "A. Lind" },
      runs_a_year: 24,
      capacity: { csms: 3, hours_per_csm: 1128 },
    },
    // Friday 22 May; day 1 is a Saturday and Monday 25 a holiday, so Tuesday 26. 0.25 + 0.25 + 0.5 + 0.25 = 1.25 hours; 24 runs take 30 of 3,384.
    output: {
      hours_per_run: 1.25,
      hours_a_year: 30,
      capacity_share: 30 / 3384,
      playbook: {
        steps: [
          { date: "2026-05-22", past: true },
          { date: "2026-05-26", past: false },
        ],
        messages: [{ day: 1, subject: "Who takes over from A. Lind?" }],
      },
    },
  },
  {
    what: "an existing playbook",
    tool: "draft_playbook",
    input: { review: "When a customer seems unhappy, reach out and try to improve the relationship as soon as possible." },
    output: { nearest: { kind: "at_risk", touch: "high" }, findings: [{ fault: "vague_trigger", place: "line 1" }] },
  },
  {
    what: "an existing playbook whose kind the caller knows",
    tool: "draft_playbook",
    input: { kind: "renewal", touch: "low", review: "1. Touch base with the customer\n2. Send the contract" },
    output: { steps_found: 2, nearest: { kind: "renewal", touch: "low" } },
  },
];
