import { describe, expect, it } from "vitest";
import { Problem } from "../../../src/core/problem.ts";
import { Fault } from "../../../src/topics/playbooks/rewrite-text.ts";
import { everyFault, everyFaultInATable, oneFault } from "./bad-texts.ts";
import { goodTexts, numbered } from "./good-texts.ts";
import { moreGoodTexts } from "./more-good-texts.ts";
import { faults, modelOf, review } from "./real-rule.ts";

const eight = [
  "vague_trigger",
  "missing_owner",
  "missing_timeline",
  "generic_step",
  "overload",
  "missing_exit",
  "missing_metric",
  "missing_escalation",
];

describe("reviewPlaybook", () => {
  it.each(Object.entries({ ...goodTexts, ...moreGoodTexts }))("finds nothing to mend in a good one: %s", (_, text) => {
    expect(review(text).findings).toEqual([]);
  });

  it.each(oneFault)("finds $fault, and nothing else, planted in a good one: $format", ({ fault, text }) => {
    expect(faults(text)).toEqual([fault]);
  });

  it("plants each of the eight faults in a list, a table and prose", () => {
    expect(new Set(oneFault.map(({ fault }) => fault))).toEqual(new Set(eight));
    for (const fault of eight) expect(oneFault.filter((one) => one.fault === fault).length).toBeGreaterThanOrEqual(3);
  });

  it.each([
    ["a list", everyFault],
    ["a table", everyFaultInATable],
  ])("finds all eight faults in a bad one, in %s", (_, text) => {
    expect(new Set(faults(text))).toEqual(new Set(eight));
  });

  it("reports each generic step on its own, and no step that is plain", () => {
    const generic = review(everyFault).findings.filter(({ fault }) => fault === "generic_step");
    expect(generic.map(({ place }) => place)).toEqual([
      "step 1 (line 5)",
      "step 2 (line 6)",
      "step 3 (line 7)",
      "step 4 (line 8)",
    ]);
    expect(generic.map(({ problem }) => problem.split('"')[1])).toEqual(["reach out", "check in", "leverage", "follow up"]);
  });

  it("tells them in the order of the parts, whatever the order of the text", () => {
    const order = faults(everyFault).map((fault) => Fault.options.indexOf(fault as Fault));
    expect(order).toEqual([...order].sort((one, other) => one - other));
  });

  it("reads the same text with other line ends the same way", () => {
    for (const text of [everyFault, ...Object.values(goodTexts)])
      expect(review(text.replaceAll("\n", "\r\n"))).toEqual(review(text));
  });

  it("mends with the nearest playbook's own trigger, steps and checks", () => {
    const model = modelOf("at_risk", "high")!;
    const { findings, nearest } = review(everyFault);
    const fix = (fault: string) => findings.find((one) => one.fault === fault)!.fix;
    expect(nearest).toEqual({ kind: "at_risk", touch: "high" });
    expect(fix("vague_trigger")).toContain(model.outline.trigger);
    expect(fix("vague_trigger")).toContain("cancel_signal = true or red_signs >= 1 or yellow_signs >= 2 or health < 40");
    const actions = findings
      .filter(({ fault }) => fault === "generic_step")
      .map(({ fix: text }) => model.steps.find(({ action }) => text.includes(action)));
    expect(actions.every((step) => step !== undefined)).toBe(true);
    expect(new Set(actions).size).toBe(4);
    expect(fix("missing_owner")).toContain('"Owner: CSM."');
    expect(fix("missing_exit")).toContain("The customer confirms in writing that the cause is gone");
    expect(fix("missing_metric")).toContain("Median days from trigger to the first conversation");
    expect(fix("missing_escalation")).toContain("No answer for 3 days: the CS manager calls within 1 day");
    // 0.75 + 0.25 + 1 + 1.5 + 0.5 + 3 = 7 hours on days 0, 0, 1, 2, 3 and 5.
    expect(fix("overload")).toContain("6 steps and 7 hours in its first 7 days");
    // Ten days (0, 1, 2, 3, 5, 7, 10, 14, 21, 30) over 31 steps: the first on the first.
    expect(fix("missing_timeline")).toContain("step 1 on day 0");
  });

  it("gives the step a rewrite of its own day", () => {
    const text = numbered.replace(
      "call the sponsor, compare logins with day 0 and close the run",
      "touch base with the customer",
    );
    // The text's day 21 has a step of the at-risk playbook on that very day.
    expect(review(text).findings.map(({ fix }) => fix)).toEqual([
      expect.stringContaining("Day 21, CSM, phone: Compare the signs"),
    ]);
  });

  it.each(["make sure the customer is delighted", "build a strong relationship", "make them feel valued", "exceed expectations"])(
    "%s is a step nobody could tell done",
    (wish) => {
      const text = numbered.replace("call the sponsor, compare logins with day 0 and close the run", wish);
      expect(review(text).findings.map(({ fault }) => fault)).toEqual(
        review(text.replace(wish, "touch base")).findings.map(({ fault }) => fault),
      );
      expect(review(text).findings).toHaveLength(1);
    },
  );

  it("takes the kind and touch the caller names", () => {
    const named = review("1. Reach out to the customer", { kind: "renewal", touch: "low" });
    expect(named.nearest).toEqual({ kind: "renewal", touch: "low" });
    expect(named.findings[0]!.fix).toContain("60 days before the opt-out deadline");
    // An executive review has no run for low touch, so the high-touch one mends it.
    expect(review("1. Reach out", { kind: "ebr", touch: "low" }).nearest).toEqual({ kind: "ebr", touch: "high" });
  });

  it("says so when no kind is recognised, and asks for one", () => {
    const { nearest, findings } = review("1. Follow up");
    expect(nearest).toBeNull();
    expect(findings[0]!.fix).toContain("Name the kind");
  });

  it("says so when the text seems to be in another language, and only then", () => {
    const codes = (text: string) => review(text).warnings.map(({ code }) => code);
    const german =
      "Auslöser: Der Wert fällt unter 40. Verantwortlich: CSM. Tag 0: Der CSM ruft den Kunden an und fragt nach dem Grund.";
    const spanish = "Cuando el cliente parece descontento, ponerse en contacto con él y hacer seguimiento durante la semana.";
    for (const text of [german, spanish, "解約の兆候があるときに開始する。担当者はCSM。初日に電話する。"])
      expect(codes(text)).toContain("not_english");
    for (const text of Object.values(goodTexts)) expect(codes(text)).not.toContain("not_english");
  });

  it("reads days and labels of a text in German, French or Spanish, and calls nothing missing", () => {
    const german =
      "# Risiko\nAuslöser: Gesundheit unter 40\nVerantwortlich: CSM\nTag 0: CSM ruft an\nTag 3: Plan\n10. Tag: Prüfung\nTag 30: Ende\nAusstieg: Kunde bestätigt";
    expect(review(german)).toMatchObject({
      findings: [],
      steps_found: 4,
      foreign: { language: "German", days: [0, 3, 10, 30], parts: ["trigger", "owner", "exit"] },
    });
    const french = "Déclencheur : score sous 40\nJour 0 : appeler le client\nJour 5 : plan avec le responsable";
    expect(review(french).foreign).toMatchObject({ language: "French", days: [0, 5] });
    const spanish = "Disparador: salud bajo 40\nDía 1: llamar al cliente\nDía 7: plan";
    expect(review(spanish).foreign).toMatchObject({ language: "Spanish", days: [1, 7] });
    // An English text that tags accounts stays English.
    expect(review("1. Day 0, CSM: tag 3 accounts in the CRM and call the sponsor").foreign).toBeNull();
  });

  it("does not check messages between fences or in quotes, unless there is nothing else", () => {
    const template = "\n```\nJust checking in, happy to follow up as needed.\n```\n\n> Let me know if you want to touch base.\n";
    expect(faults(`${numbered}${template}`)).toEqual([]);
    expect(faults("> 1. Reach out to the customer")).toContain("generic_step");
  });

  it("keeps many generic steps in few findings, and counts those it joins", () => {
    const text = Array.from({ length: 100 }, (_, index) => `${index + 1}. Reach out again`).join("\n");
    const generic = review(text).findings.filter(({ fault }) => fault === "generic_step");
    expect(generic).toHaveLength(13);
    expect(generic.at(-1)!.problem).toContain("88 more steps");
    expect(JSON.stringify(review(text)).length).toBeLessThan(9_000);
  });

  it("refuses a text without a word", () => {
    expect(() => review(" \n 12 | -- \n")).toThrow(Problem);
  });

  it("reads a long text in a moment", () => {
    const long = Array.from(
      { length: 3_000 },
      (_, index) => `${index % 900}. Day ${index}, CSM: send report ${index} by email to the sponsor.`,
    ).join("\n");
    expect(review(long).steps_found).toBe(3_000);
  });
});
