import * as z from "zod";
import type { Figures } from "../core/contract/figure.ts";
import { Problem } from "../core/contract/problem.ts";
import { IsoDate, Touch } from "../core/contract/vocabulary.ts";
import { draftPlaybook as draft, type PlaybookDraft } from "../core/playbooks/draft-playbook.ts";
import * as playbooks from "../core/playbooks/figures.ts";
import { Playbook } from "../core/playbooks/playbook-shape.ts";
import { reviewPlaybook } from "../core/playbooks/review-playbook.ts";
import { plural } from "../render/numbers.ts";
import { AsOfParam, StandardParam } from "./params.ts";
import { type Answer, defineTool } from "./tool.ts";

const { PlaybookKind, draftedKinds } = playbooks;

const reads = {
  onboarding: playbooks.onboardingFigure,
  onboarding_steps: playbooks.onboardingStepsFigure,
  onboarding_checks: playbooks.onboardingChecksFigure,
  renewal: playbooks.renewalFigure,
  renewal_steps: playbooks.renewalStepsFigure,
  renewal_checks: playbooks.renewalChecksFigure,
  at_risk: playbooks.atRiskFigure,
  at_risk_steps: playbooks.atRiskStepsFigure,
  at_risk_checks: playbooks.atRiskChecksFigure,
  qbr: playbooks.qbrFigure,
  qbr_steps: playbooks.qbrStepsFigure,
  qbr_checks: playbooks.qbrChecksFigure,
  handoff: playbooks.handoffFigure,
  handoff_steps: playbooks.handoffStepsFigure,
  handoff_checks: playbooks.handoffChecksFigure,
  parts: playbooks.playbookPartsFigure,
  review_signs: playbooks.reviewSignsFigure,
  vague_words: playbooks.vagueWordsFigure,
};

const input = z.strictObject({
  kind: PlaybookKind.describe("Which playbook").optional(),
  touch: Touch.describe("Touch model").optional(),
  start: IsoDate.describe("Day 0, except for renewal: start, trigger, meeting or closing").optional(),
  renewal_date: IsoDate.describe("End of the term, for renewal").optional(),
  notice_days: z.number().multipleOf(1).min(0).describe("Days of notice; omit if unknown").optional(),
  holidays: z.array(IsoDate).describe("Days off beside weekends").optional(),
  as_of: AsOfParam.optional(),
  account: z.string().describe("Name to print").optional(),
  review: z.string().describe("Playbook text to check, alone").optional(),
  standard: StandardParam.optional(),
});
type Input = z.infer<typeof input>;

const output = z.strictObject({
  playbook: Playbook.optional(),
  hours_per_run: z.number().optional(),
  hours_before_deadline: z.number().nullable().optional(),
  findings: z.array(z.strictObject({ place: z.string(), problem: z.string(), fix: z.string() })).optional(),
});

/** Drafts one of the five dated playbooks, or checks the text of an existing one. */
export const draftPlaybook = defineTool({
  name: "draft_playbook",
  title: "Draft a playbook",
  description:
    "Drafts an onboarding, renewal, at_risk, qbr or handoff playbook with steps on working days; refuses other kinds. " +
    "Renewals count back from the opt-out deadline. Or checks the text of a playbook.",
  reads,
  input,
  output,
  async run(request, figures) {
    return request.review === undefined ? drafted(request, figures) : reviewed(request, request.review, figures);
  },
});

function drafted(request: Input, figures: Figures<typeof reads>): Answer<z.infer<typeof output>> {
  const { kind, touch, account } = request;
  if (kind === undefined || touch === undefined)
    throw new Problem({
      what: `${[kind === undefined && "kind", touch === undefined && "touch"].filter((name) => !!name).join(" and ")} missing.`,
      remedy: `Give kind (${draftedKinds.join(", ")}) and touch (high, low, tech), or a playbook's text as review.`,
    });
  const known = draftedKinds.find((candidate) => candidate === kind);
  if (known === undefined)
    throw new Problem({
      what: `The ${kind} playbook is not written yet.`,
      places: draftedKinds.map((available) => `${available} is available`),
      remedy: "The rule playbooks-catalogue says when each kind is used; write your own and have it checked with review.",
    });
  const outlines = figures[known];
  const { playbook, hours_per_run, hours_before_deadline, ...findings } = draft(
    { ...request, kind: known, touch },
    {
      rule: outlines.rule,
      outlines: outlines.value,
      steps: figures[`${known}_steps`].value,
      checks: figures[`${known}_checks`].value,
    },
  );
  const fields = { playbook, hours_per_run, hours_before_deadline };
  return { fields, summary: summary(fields, account, request.renewal_date), ...findings };
}

function summary(
  { playbook, hours_per_run }: Pick<PlaybookDraft, "playbook" | "hours_per_run">,
  account: string | undefined,
  renewalDate: string | undefined,
): string {
  const { kind, touch, steps, anchor, anchor_date, exit_criteria } = playbook;
  const name = `${touch}-touch ${kind.replaceAll("_", "-")} playbook${account === undefined ? "" : ` for ${account}`}`;
  const [first, last] = [steps[0]!.date, steps.at(-1)!.date];
  const dates =
    first === null
      ? `It has no date to start from, so days are counted from the ${anchor.replaceAll("_", " ")}.`
      : `The first step is due on ${first}, the last on ${last}.`;
  const deadline =
    anchor !== "opt_out_deadline"
      ? ""
      : anchor_date !== null
        ? ` The customer can opt out until ${anchor_date}; the decision has to be in writing before that.`
        : renewalDate !== undefined
          ? " The notice period is unknown, so these are the latest possible dates and the real deadline may be much earlier: look it up first."
          : " The decision has to be in writing before that deadline.";
  return `${name[0]!.toUpperCase()}${name.slice(1)}: ${plural(steps.length, "step")}, ${plural(hours_per_run, "hour")} of customer-success work. ${dates}${deadline} It is over when: ${exit_criteria.join("; ")}.`;
}

function reviewed(request: Input, text: string, figures: Figures<typeof reads>): Answer<z.infer<typeof output>> {
  const others = Object.keys(request).filter((name) => !["review", "standard"].includes(name));
  if (others.length > 0)
    throw new Problem({
      what: `review stands alone, but ${others.join(", ")} came with it.`,
      remedy: "Leave those out to check the text, or leave review out to draft a playbook.",
    });
  const signs = figures.review_signs.value;
  const findings = reviewPlaybook(text, { parts: figures.parts.value, signs, vague: figures.vague_words.value });
  const absent = findings.filter((finding) => finding.place === "whole text").length;
  return {
    fields: { findings },
    summary:
      findings.length === 0
        ? `All ${signs.length} parts of a playbook are named and no vague word was found. Whether the advice is right is not something this check can tell.`
        : `${absent} of ${signs.length} parts of a playbook are missing, and ${plural(findings.length - absent, "passage is", "passages are")} too vague to act on. The check matches English words and does not judge the advice.`,
    assumptions: [
      {
        what: "How the text is read",
        value: "English words",
        why: "A part counts as present when one of the words in playbooks-anatomy stands in the text.",
        if_wrong: "A part said in other words is reported as missing, and a part only mentioned passes.",
      },
    ],
  };
}
