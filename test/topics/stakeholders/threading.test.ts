import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { threading, verdicts } from "../../../src/topics/stakeholders/threading.ts";
import { person, silent, undated } from "./stakeholder-figures.ts";

const of = (...list: Parameters<typeof threading>[0][number][]) => threading(list, 3);
const apart = (name: string, department: string, box: string) => person(name, { department, box });

describe("threading of one account", () => {
  it("counts live people only", () => {
    expect(of()).toMatchObject({ verdict: "nobody", single_threaded: true, contacts: 0 });
    expect(of(person("A", { left: true, live: false }))).toMatchObject({ verdict: "nobody", contacts: 0 });
    expect(of(person("A", silent), person("B", silent))).toMatchObject({ verdict: "none_live", contacts: 2, live: 0 });
    expect(of(person("A"), person("B", silent))).toMatchObject({ verdict: "single_threaded", single_threaded: true, live: 1 });
    expect(of(person("A"), person("B"))).toMatchObject({ verdict: "below_figure", single_threaded: false });
  });

  it("people of whom nobody knows leave the verdict open where they could change it", () => {
    expect(of(person("A"), person("B", undated))).toMatchObject({ verdict: "unknown", single_threaded: null, undated: 1 });
    // One at most, whether in touch or not.
    expect(of(person("A", undated))).toMatchObject({ verdict: "single_threaded", single_threaded: true });
    // Two are in touch, so it is not single-threaded, and a third may be.
    expect(of(person("A"), person("B"), person("C", undated))).toMatchObject({ verdict: "unknown", single_threaded: false });
    expect(of(person("A"), person("B"), person("C", silent))).toMatchObject({ verdict: "below_figure" });
  });

  it("three friends in one office, or on one level, are one thread", () => {
    const same = [apart("A", "IT", "Management"), apart("B", "IT", "Executive"), apart("C", "IT", "Management")];
    expect(of(...same).verdict).toBe("one_department");
    const level = [apart("A", "IT", "Management"), apart("B", "HR", "Management"), apart("C", "IT", "Management")];
    expect(of(...level).verdict).toBe("one_level");
    const broad = [apart("A", "IT", "Management"), apart("B", "HR", "Executive"), apart("C", "IT", "Management")];
    expect(of(...broad)).toMatchObject({ verdict: "multi_threaded", departments: ["HR", "IT"] });
    // An unknown department may be another one.
    expect(of(person("A", { department: "IT" }), person("B", { department: "IT" }), person("C")).verdict).toBe("multi_threaded");
  });
});

const anybody = fc.record({
  state: fc.constantFrom("live", "silent", "undated", "left"),
  department: fc.constantFrom("IT", "HR", null),
});

describe("properties", () => {
  it("order changes nothing, and one more live contact never makes it worse", () => {
    fc.assert(
      fc.property(fc.array(anybody, { maxLength: 7 }), (given) => {
        const list = given.map(({ state, department }, index) => {
          const more =
            state === "silent" ? silent : state === "undated" ? undated : state === "left" ? { left: true, live: false } : {};
          return person(`P${index}`, { department, ...more });
        });
        const found = of(...list);
        expect(of(...list.toReversed())).toEqual(found);
        expect(found.live + found.undated).toBeLessThanOrEqual(found.contacts);
        const more = of(...list, person("New", { department: "Other", box: "Other" }));
        const rank = verdicts.indexOf(more.verdict) - verdicts.indexOf(found.verdict);
        // From below the figure to open, where a third person may or may not be in touch, is no fall.
        if (found.undated === 0) expect(rank).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
