import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { z } from "zod";
import { Problem } from "../../../src/core/problem.ts";
import type { Ports } from "../../../src/tool/ports.ts";
import { resultSchema, runTool } from "../../../src/tool/run.ts";
import { draftedKinds, PlaybookKind, playbookReads } from "../../../src/topics/playbooks/figures.ts";
import { draftPlaybook } from "../../../src/topics/playbooks/tool.ts";
import { accountHoursFigure, onboardingHoursFigure } from "../../../src/topics/workload/hours.ts";
import { everyNullHasAReason } from "../../every-null-has-a-reason.ts";
import { shippedLibrary as library } from "../../shipped-library.ts";
import { subsetOf } from "../../subset-of.ts";
import { goodTexts } from "./good-texts.ts";
import { asLines, asNumbered, asProse, asTable } from "./playbook-as-text.ts";

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
/** No run: nobody to meet, no sponsor to lose, no contact known from another. */
const noRun = ["ebr low", "ebr tech", "sponsor_loss tech", "new_stakeholder tech"];
const everyPlaybook = draftedKinds
  .flatMap((kind) => touches.map((touch) => ({ kind, touch })))
  .filter(({ kind, touch }) => !noRun.includes(`${kind} ${touch}`));
const dated = (kind: string) => (kind === "renewal" ? { renewal_date: "2026-12-31", notice_days: 30 } : { start: "2026-03-02" });

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
    const input = {
      kind,
      touch,
      ...dated(kind),
      as_of: "2026-03-05",
      account: "Acme Manufacturing International",
      owner: "Rosa Ilic",
      runs_a_year: 10,
      capacity: { csms: 3, hours_per_csm: 1128 },
    };
    const run = await runTool(draftPlaybook, input, ports);
    const result = run.result as unknown as Result;
    resultSchema(draftPlaybook).parse(run.result);
    everyNullHasAReason(run.result);
    expect(Math.max(JSON.stringify(run.shown).length, run.text.length)).toBeLessThan(10_000);
    const playbook = result.playbook!;
    for (const list of [playbook.exit_criteria, playbook.metrics, playbook.escalation, playbook.messages])
      expect(list.length).toBeGreaterThan(0);
    expect(result.hours_per_run).toBe(playbook.steps.reduce((total, step) => total + step.hours, 0));
    expect(result.hours_a_year).toBeCloseTo(10 * result.hours_per_run!, 9);
    expect(playbook.escalation.every((line) => /\d+ (working )?(days?|hours?)|same day|next day/.test(line))).toBe(true);
    // A test that opens the run, one line a step, and one for late steps.
    expect(playbook.automation.length).toBeGreaterThanOrEqual(playbook.steps.length + 2);
    for (const message of playbook.messages) expect(playbook.steps.map((step) => step.day)).toContain(message.day);
    expect(result.summary).toContain("Acme");
    const pages = new Set(result.basis.map((entry) => entry.rule));
    const moves = kind === "at_risk" && touch !== "tech" ? ["playbooks-at-risk-moves"] : [];
    expect([...pages].sort()).toEqual(["playbooks-catalogue", playbookReads[kind].rule, ...moves].sort());
  });

  it.each(everyPlaybook)("finds nothing to mend in its own $kind playbook for $touch touch", async ({ kind, touch }) => {
    const run = await runTool(draftPlaybook, { kind, touch, ...dated(kind) }, ports);
    const playbook = (run.result as unknown as Result).playbook!;
    const texts = {
      numbered: asNumbered(playbook),
      table: asTable(playbook),
      prose: asProse(playbook),
      lines: asLines(playbook),
    };
    for (const [form, review] of Object.entries(texts)) {
      const found = await call({ review });
      expect(found.findings, form).toEqual([]);
      expect(found.steps_found, form).toBe(playbook.steps.length);
      if (form !== "lines") expect(found.nearest, form).toEqual({ kind, touch });
    }
    // The text that a client without structured results shows.
    expect((await call({ review: run.text })).findings).toEqual([]);
  });

  it("writes every test so that a program can run it, with each field it needs", async () => {
    // A sum or difference of fields and numbers, compared with one more, joined by and, or and brackets.
    const term = "(?:\\d{4}-\\d{2}-\\d{2}|[a-z][a-z0-9_]*|-?\\d+(?:\\.\\d+)?)";
    const test = `${term}(?: [-/] ${term})? (?:=|<|>|<=|>=) ${term}`;
    const whole = new RegExp(`^\\(?${test}(?:(?:\\)? (?:and|or) \\(?)${test})*\\)?$`);
    for (const { kind, touch } of everyPlaybook)
      for (const start of [{}, dated(kind)]) {
        const { playbook } = await call({ kind, touch, ...start });
        for (const { when, needs } of playbook!.automation) {
          expect(when, `${kind} ${touch}`).toMatch(whole);
          expect(when.split("(").length).toBe(when.split(")").length);
          const fields = [...when.matchAll(/[a-z][a-z0-9_]*(?= (?:[-/<>=]))|(?<=[-/] )[a-z][a-z0-9_]*/g)].map(([field]) => field);
          const compared = [...when.matchAll(/(?:=|<|>|<=|>=) ([a-z][a-z0-9_]*)/g)].map((match) => match[1]!);
          const values = ["true", "false", "empty", "today", "closed_won"];
          const named = [...new Set([...fields, ...compared])].filter((field) => !values.includes(field));
          expect([...needs].sort(), when).toEqual(named.sort());
        }
      }
  });

  it("refuses a kind that a touch has no run for, and says what to do instead", async () => {
    for (const pair of noRun) {
      const [kind, touch] = pair.split(" ");
      const text = await message({ kind, touch, start: "2026-03-02" });
      expect(text).toContain(`has no ${kind} playbook for ${touch} touch:`);
      expect(text).toMatch(/low touch|qbr/);
    }
    const lines = library.rule("playbooks-catalogue").data.figures.no_run!.house as { kind: string; touch: string }[];
    expect(lines.map((line) => `${line.kind} ${line.touch}`).sort()).toEqual([...noRun].sort());
  });

  it("fills messages from the input alone", async () => {
    const input = {
      kind: "renewal",
      touch: "high",
      renewal_date: "2026-12-31",
      notice_days: 0,
      account: "Acme",
      merge: { contact: "Ana" },
    };
    const { playbook, merge_fields, undefined: reasons, summary } = await call(input);
    // No notice is needed, so the customer can opt out until the renewal date itself.
    const final = playbook!.messages.find(({ day }) => day === -14)!.text;
    expect(final).toContain("Hello Ana, this is the document");
    expect(final).toContain("runs to 2026-12-31, and you can opt out until 2026-12-31");
    expect(final).toContain("{owner}");
    expect(merge_fields).toContainEqual({ field: "owner", value: null });
    expect(reasons.map((entry) => entry.field)).toContain("merge_fields[].value");
    expect(summary).toContain("still lack 1 field: owner");
    expect(await message({ ...input, account: "" })).toContain("account: no text");
  });

  it("takes 0 as a value in every number", async () => {
    const renewal = await call({ kind: "renewal", touch: "tech", renewal_date: "2026-12-31", notice_days: 0 });
    expect(renewal.playbook!.anchor_date).toBe("2026-12-31");
    expect(renewal.warnings).toEqual([]);
    const none = await call({ kind: "at_risk", touch: "low", runs_a_year: 0, capacity: { customer_hours: 0 } });
    expect(none).toMatchObject({ runs_a_year: 0, hours_a_year: 0, customer_hours: 0, capacity_share: null });
    everyNullHasAReason(none);
    expect(none.summary).toContain("0 runs a year take 0 hours");
    // A program's steps take nobody's time.
    const program = await call({ kind: "adoption", touch: "tech", runs_a_year: 500, capacity: { customer_hours: 100 } });
    expect(program).toMatchObject({ hours_per_run: 0, hours_a_year: 0, capacity_share: 0 });
  });

  it("says how much of the team's year it takes, and asks for what it lacks", async () => {
    const at = { kind: "at_risk", touch: "high", runs_a_year: 20 };
    // 0.75 + 0.25 + 1 + 1.5 + 0.5 + 3 + 2 + 0.5 + 2 + 1 + 1.5 = 14 hours; 20 runs take 280 of 2,800.
    const result = await call({ ...at, capacity: { customer_hours: 2800 } });
    expect(result).toMatchObject({ hours_per_run: 14, hours_a_year: 280, capacity_share: 0.1 });
    expect(result.summary).toContain("20 runs a year take 280 hours, 10.0% of the team's hours for customers");
    const over = await call({ ...at, capacity: { customer_hours: 279 } });
    expect(over.warnings.map((warning) => warning.code)).toEqual(["over_capacity"]);
    expect(await message({ kind: "at_risk", touch: "high", capacity: { csms: 3, hours_per_csm: 1128 } })).toContain(
      "runs_a_year",
    );
    expect(await message({ ...at, capacity: { heads: 3 } })).toContain("heads");
    expect(await message({ ...at, runs_a_year: -1 })).toContain("runs_a_year");
    expect((await call({ kind: "at_risk", touch: "high" })).hours_a_year).toBeUndefined();
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
            if ((step.counted_from ?? result.playbook!.anchor) === "opt_out_deadline")
              expect(step.date! <= (result.playbook!.anchor_date ?? day)).toBe(true);
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
    const onboarding = library.figure<{ touch: string; central: number; high: number }[]>(onboardingHoursFigure).value;
    for (const line of onboarding) expect(await hours("onboarding", line.touch)).toBe(line.central);
    const both = (await hours("onboarding", "high"))! + (await hours("handoff", "high"))!;
    expect(both).toBeLessThanOrEqual(onboarding.find((line) => line.touch === "high")!.high);
  });

  it("agrees with the catalogue on the kinds and on which are drafted", () => {
    const kinds = library.rule("playbooks-catalogue").data.figures.kinds!.strategist as { kind: string; drafted: boolean }[];
    expect(kinds.map((line) => line.kind).sort()).toEqual([...PlaybookKind.options].sort());
    expect(
      kinds
        .filter((line) => line.drafted)
        .map((line) => line.kind)
        .sort(),
    ).toEqual([...draftedKinds].sort());
  });

  it("has an agenda that fills the longest meeting", () => {
    const figures = library.rule("playbooks-qbr").data.figures;
    const agenda = figures.agenda!.house as { minutes: number }[];
    // 10 + 15 + 10 + 10 + 10 + 5 = 60
    expect(agenda.map((line) => line.minutes)).toEqual([10, 15, 10, 10, 10, 5]);
    expect(agenda.reduce((total, line) => total + line.minutes, 0)).toBe((figures.meeting_minutes!.strategist as number[])[1]);
  });

  it("has a handoff document of five blocks that holds all eighteen fields of the published form, all filled", () => {
    const document = library.rule("playbooks-handoff").data.figures.document!.house as {
      block: string;
      example: string;
    }[];
    expect(document.length).toBeGreaterThanOrEqual(18);
    expect(new Set(document.map((line) => line.block)).size).toBe(5);
    expect(document.every((line) => line.example.length > 0)).toBe(true);
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
    expect(await message({ review: "Call the customer.", start: "2026-02-03" })).toContain("start came with it");
    expect(await message({ review: " " })).toContain("the text is empty");
    expect(await message({ kind: "at_risk", touch: "high", merge: { goal: "" } })).toContain("goal: no text");
  });

  it("reviews a text that says nothing a program could run", async () => {
    const result = await call({ review: "When a customer seems unhappy, reach out …" });
    expect(result.findings!.map(({ fault }) => fault)).toEqual([
      "vague_trigger",
      "missing_owner",
      "missing_timeline",
      "generic_step",
      "missing_exit",
      "missing_metric",
      "missing_escalation",
    ]);
    expect(result.playbook).toBeUndefined();
    expect(result.nearest).toEqual({ kind: "at_risk", touch: "high" });
    resultSchema(draftPlaybook).parse(result);
    everyNullHasAReason(result);
    everyNullHasAReason(await call({ review: "1. Follow up" }));
  });

  it("says plainly that a good text is good, and takes kind and touch with it", async () => {
    const result = await call({ review: goodTexts.numbered, kind: "at_risk", touch: "high" });
    expect(result.findings).toEqual([]);
    expect(result.summary).toContain("Nothing to fix was found in 6 steps");
  });

  it("keeps the review of a long bad text short", async () => {
    const review = Array.from(
      { length: 300 },
      (_, index) => `${index % 900}. Reach out to customer number ${index} and check in`,
    ).join("\n");
    const run = await runTool(draftPlaybook, { review, kind: "at_risk", touch: "high" }, ports);
    expect(JSON.stringify(run.result).length).toBeLessThan(10_000);
  });

  it("runs the examples of its rules", async () => {
    for (const { kind } of everyPlaybook) {
      const rule = library.rule(playbookReads[kind].rule);
      expect(rule.data.examples.length).toBeGreaterThan(0);
      for (const example of rule.data.examples)
        expect(subsetOf(await call(example.input), example.output), example.name).toEqual([]);
    }
  });
});
