import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { z } from "zod";
import { Problem } from "../../src/core/contract/problem.ts";
import { accountHoursFigure, onboardingHoursFigure } from "../../src/core/org/figures.ts";
import { draftedKinds, PlaybookKind } from "../../src/core/playbooks/figures.ts";
import { openLibrary } from "../../src/rules/library.ts";
import { draftPlaybook } from "../../src/tools/draft-playbook.ts";
import type { Ports } from "../../src/tools/ports.ts";
import { resultSchema } from "../../src/tools/result-schema.ts";
import { runTool } from "../../src/tools/run-tool.ts";

const library = openLibrary({ folder: fileURLToPath(new URL("../../rules", import.meta.url)) });
const refuse = () => Promise.reject(new Error("draft_playbook touches no file"));
const ports: Ports = {
  library,
  defaults: { currency: null, columns: {} },
  readTable: refuse,
  readCompanyFile: refuse,
  writeFiles: refuse,
};
type Output = z.infer<typeof draftPlaybook.output>;
type Result = Output & {
  summary: string;
  warnings: { code: string; message: string }[];
  undefined: { field: string }[];
  basis: { rule: string; figure: string }[];
};
const call = async (input: object): Promise<Result> => (await runTool(draftPlaybook, input, ports)).result as unknown as Result;
const message = (input: object): Promise<string> =>
  call(input).then(
    () => "no problem",
    (problem) => (problem instanceof Problem ? problem.message : `not a Problem: ${problem}`),
  );
const touches = ["high", "low", "tech"] as const;
const everyPlaybook = draftedKinds.flatMap((kind) => touches.map((touch) => ({ kind, touch })));

describe("draft_playbook", () => {
  it("counts a renewal back from the opt-out deadline", async () => {
    const result = await call({ kind: "renewal", touch: "high", renewal_date: "2026-12-31", notice_days: 60 });
    // 31 December - 60 days = Sunday 1 November; 120 days before it is Saturday 4 July, so Friday 3 July.
    expect(result.playbook).toMatchObject({ anchor: "opt_out_deadline", anchor_date: "2026-11-01" });
    expect(result.playbook!.steps[0]).toMatchObject({ day: -120, date: "2026-07-03" });
    const decision = result.playbook!.steps.find((step) => step.output === "Signed renewal or a written no")!;
    expect(decision.date! < "2026-11-01").toBe(true);
    expect(result.playbook!.steps.at(-1)).toMatchObject({ counted_from: "renewal_date", date: "2026-12-31" });
    expect(result.summary).toContain("opt out until 2026-11-01");
  });

  it("starts an onboarding on its Monday and moves Saturday on", async () => {
    const { playbook } = await call({ kind: "onboarding", touch: "high", start: "2026-01-12" });
    // Day 5 is Saturday 17 January, so Monday 19, where day 7 is too.
    expect(playbook!.steps.map((step) => step.day)).toEqual([0, 1, 3, 5, 7, 10, 14, 21, 30]);
    expect(playbook!.steps.slice(3, 5).map((step) => step.date)).toEqual(["2026-01-19", "2026-01-19"]);
  });

  it("does not take an unknown notice period for none", async () => {
    const result = await call({ kind: "renewal", touch: "high", renewal_date: "2026-12-31" });
    expect(result.playbook!.anchor_date).toBeNull();
    expect(result.undefined.map((entry) => entry.field)).toContain("playbook.anchor_date");
    expect(result.warnings.map((warning) => warning.code)).toEqual(["notice_unknown"]);
    expect(result.summary).toContain("notice period is unknown");
    // As late as can be: 7 days before 31 December 2026, a Thursday, is Thursday 24.
    expect(result.playbook!.steps.find((step) => step.day === -7)!.date).toBe("2026-12-24");
  });

  it("marks steps already past and says what is left", async () => {
    const result = await call({
      kind: "renewal",
      touch: "high",
      renewal_date: "2026-12-31",
      notice_days: 60,
      as_of: "2026-09-01",
    });
    // 3 July and 3 August lie before 1 September, 2 September does not: 1 + 2 hours; 61 days to 1 November.
    expect(result.playbook!.steps.map((step) => step.past)).toEqual([true, true, ...Array(7).fill(false)]);
    expect(result.warnings[0]!.message).toContain("2 of 9 steps (3 hours)");
    expect(result.warnings[0]!.message).toContain("61 days");
  });

  it("plans in relative days without a date", async () => {
    const result = await call({ kind: "handoff", touch: "low" });
    expect(result.playbook!.steps.every((step) => step.date === null)).toBe(true);
    expect(result.undefined.map((entry) => entry.field)).toContain("playbook.steps[].date");
  });

  it("has the days of its sources", async () => {
    const days = async (kind: string, touch: string) => (await call({ kind, touch })).playbook!.steps.map((step) => step.day);
    expect(await days("onboarding", "tech")).toEqual([0, 0, 3, 5, 7, 14, 21, 30]);
    expect(await days("at_risk", "high")).toEqual([0, 0, 1, 2, 3, 5, 7, 10, 14, 21, 30]);
    // The eight days before and on the deadline, then the renewal date itself.
    expect(await days("renewal", "high")).toEqual([-120, -90, -60, -45, -30, -14, -7, 0, 0]);
    expect((await days("renewal", "low"))[0]).toBe(-60);
    expect((await days("renewal", "tech"))[0]).toBe(-30);
    expect(await days("qbr", "high")).toEqual(expect.arrayContaining([-14, -7, 0, 2]));
    expect(await days("handoff", "high")).toEqual(expect.arrayContaining([-14, 0, 2]));
  });

  it.each(everyPlaybook)("gives a whole $kind playbook for $touch touch", async ({ kind, touch }) => {
    const date = kind === "renewal" ? { renewal_date: "2026-12-31", notice_days: 30 } : { start: "2026-03-02" };
    const run = await runTool(draftPlaybook, { kind, touch, ...date, as_of: "2026-03-05", account: "Acme" }, ports);
    const result = run.result as unknown as Result;
    resultSchema(draftPlaybook).parse(run.result);
    expect(JSON.stringify(run.result).length).toBeLessThan(10_000);
    const playbook = result.playbook!;
    for (const list of [playbook.exit_criteria, playbook.metrics, playbook.automation, playbook.escalation])
      expect(list.length).toBeGreaterThan(0);
    expect(result.hours_per_run).toBe(playbook.steps.reduce((total, step) => total + step.hours, 0));
    expect(playbook.escalation.every((line) => /\d+ (working )?days?|same day|next day/.test(line))).toBe(true);
    expect(result.summary).toContain("Acme");
    expect(new Set(result.basis.map((entry) => entry.rule)).size).toBe(1);
  });

  it("keeps off weekends and holidays and in order, for every playbook and date", async () => {
    const date = fc
      .date({ min: new Date("2024-01-01T00:00:00Z"), max: new Date("2032-12-31T00:00:00Z"), noInvalidDate: true })
      .map((each) => each.toISOString().slice(0, 10));
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...everyPlaybook),
        date,
        fc.option(fc.integer({ min: 0, max: 180 }), { nil: undefined }),
        fc.array(fc.integer({ min: -300, max: 40 }), { maxLength: 40 }),
        async ({ kind, touch }, day, notice_days, offsets) => {
          const holidays = offsets.map((offset) => new Date(Date.parse(day) + offset * 86_400_000).toISOString().slice(0, 10));
          const dates = kind === "renewal" ? { renewal_date: day, notice_days } : { start: day };
          const result = await call({ kind, touch, holidays, ...dates });
          const steps = result.playbook!.steps;
          for (const [index, step] of steps.entries()) {
            expect([0, 6]).not.toContain(new Date(`${step.date}T00:00:00Z`).getUTCDay());
            expect(holidays).not.toContain(step.date);
            if (index > 0) expect(step.date! >= steps[index - 1]!.date!).toBe(true);
            if (step.counted_from === "opt_out_deadline") expect(step.date! <= (result.playbook!.anchor_date ?? day)).toBe(true);
          }
          expect(result.hours_per_run).toBe(steps.reduce((total, step) => total + step.hours, 0));
        },
      ),
      { numRuns: 200 },
    );
  });

  it("takes the hours that the team is sized with", async () => {
    const activities =
      library.figure<{ touch: string; activity: string; times_a_year: number; hours_each: number; work: string }[]>(
        accountHoursFigure,
      ).value;
    const hours = async (kind: string, touch: string) => (await call({ kind, touch })).hours_per_run;
    for (const touch of touches) {
      const renewal = activities.find((line) => line.touch === touch && line.work === "renewal")!;
      expect(await hours("renewal", touch)).toBe(renewal.times_a_year * renewal.hours_each);
    }
    const review = (touch: string) => activities.find((line) => line.touch === touch && /review/.test(line.activity))!.hours_each;
    expect(await hours("qbr", "high")).toBe(review("high"));
    expect(await hours("qbr", "low")).toBe(review("low"));
    expect(await hours("onboarding", "low")).toBe(activities.find((line) => line.work === "onboarding")!.hours_each);
    const onboarding = library.figure<{ low: number; central: number; high: number }>(onboardingHoursFigure).value;
    const both = (await hours("onboarding", "high"))! + (await hours("handoff", "high"))!;
    expect(await hours("onboarding", "high")).toBe(onboarding.central);
    expect(both).toBeLessThanOrEqual(onboarding.high);
  });

  it("agrees with the catalogue on the kinds and on which are drafted", () => {
    const kinds = library.rule("playbooks-catalogue").front.figures!.kinds!.strategist as { kind: string; drafted: boolean }[];
    expect(kinds.map((line) => line.kind).sort()).toEqual([...PlaybookKind.options].sort());
    expect(kinds.filter((line) => line.drafted).map((line) => line.kind)).toEqual([...draftedKinds]);
  });

  it("has an agenda that fills the longest meeting", () => {
    const figures = library.rule("playbooks-qbr").front.figures!;
    const agenda = figures.agenda!.strategist as { minutes: number }[];
    // 10 + 15 + 10 + 10 + 10 + 5 = 60
    expect(agenda.map((line) => line.minutes)).toEqual([10, 15, 10, 10, 10, 5]);
    expect(agenda.reduce((total, line) => total + line.minutes, 0)).toBe((figures.meeting_minutes!.strategist as number[])[1]);
  });

  it("has a handoff document of five blocks and sixteen fields, all filled", () => {
    const document = library.rule("playbooks-handoff").front.figures!.document!.strategist as {
      block: string;
      example: string;
    }[];
    expect(document).toHaveLength(16);
    expect(new Set(document.map((line) => line.block)).size).toBe(5);
    expect(document.every((line) => line.example.length > 0)).toBe(true);
  });

  it("refuses a kind that is not written, and lists those that are", async () => {
    const text = await message({ kind: "advocacy", touch: "high" });
    for (const kind of draftedKinds) expect(text).toContain(`${kind} is available`);
    expect(text).toContain("playbooks-catalogue");
  });

  it("refuses what is missing, contradictory or impossible", async () => {
    expect(await message({})).toContain("kind and touch missing");
    expect(await message({ kind: "renewal" })).toContain("touch missing");
    expect(await message({ kind: "onboarding", touch: "high", renewal_date: "2026-12-31" })).toContain("renewal_date");
    expect(await message({ kind: "renewal", touch: "high", renewal_date: "2026-12-31", notice_days: -1 })).toContain(
      "notice_days",
    );
    expect(await message({ kind: "renewal", touch: "high", renewal_date: "2026-12-31", notice_days: 1.5 })).toContain(
      "notice_days",
    );
    expect(await message({ kind: "onboarding", touch: "high", start: "2026-02-30" })).toContain("2026-02-30");
    expect(await message({ kind: "onboarding", touch: "high", begin: "2026-02-03" })).toContain("begin");
    expect(await message({ review: "Call the customer.", kind: "renewal" })).toContain("kind came with it");
  });

  it("reviews a text that says nothing a program could run", async () => {
    const result = await call({ review: "When a customer seems unhappy, reach out …" });
    const problems = result.findings!.map((finding) => finding.problem).join(" ");
    for (const part of ["owner", "timeline", "exit", "metric", "escalation"])
      expect(problems).toContain(`No sign of the ${part}`);
    expect(problems).toContain("The trigger names no number");
    expect(problems).toContain('"reach out"');
    expect(result.playbook).toBeUndefined();
    resultSchema(draftPlaybook).parse(result);
  });

  it("finds nothing to mend in its own drafts", async () => {
    const { playbook } = await call({ kind: "renewal", touch: "high", renewal_date: "2026-12-31", notice_days: 60 });
    const { trigger, owner, steps, exit_criteria, metrics, automation, escalation } = playbook!;
    const review = [
      `Trigger: ${trigger}`,
      `Owner: ${owner}`,
      ...steps.map((step) => `Step, day ${step.day}: ${step.action} (${step.owner}, ${step.channel})`),
      ...exit_criteria.map((line) => `Exit: ${line}`),
      ...metrics.map((line) => `Metric: ${line}`),
      ...automation.map((line) => `Automation: ${line}`),
      ...escalation.map((line) => `Escalation: ${line}`),
    ].join("\n");
    expect((await call({ review })).findings).toEqual([]);
  });

  it("runs the examples of its rules", async () => {
    for (const { kind } of everyPlaybook) {
      const rule = library.rule(`playbooks-${kind.replaceAll("_", "-")}`);
      expect(rule.front.examples?.length).toBeGreaterThan(0);
      for (const example of rule.front.examples!) expect(await call(example.input), example.name).toMatchObject(example.output);
    }
  });
});
