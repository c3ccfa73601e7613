import { describe, expect, it } from "vitest";
import { championRisk, whoNext } from "../../../src/topics/stakeholders/threading.ts";
import { figures, person, silent, undated } from "./stakeholder-figures.ts";

const champion = (name: string, more: Parameters<typeof person>[1] = {}) =>
  person(name, { roles: ["champion"], points: 5, ...more });
const risk = (...list: Parameters<typeof championRisk>[0][number][]) => championRisk(list, figures);
const other = person("Other", { points: 3 });

describe("champion risk", () => {
  it("a strong champion in touch with others around is at low risk", () => {
    expect(risk(champion("Sand"), other)).toMatchObject({ level: "low", champion: "Sand", why: [] });
  });

  it("none, left, silent and weak are high", () => {
    expect(risk(other)).toMatchObject({ level: "high", champion: null, why: [expect.stringContaining("No champion is known")] });
    expect(risk(champion("Sand", { left: true, live: false }), other)).toMatchObject({
      level: "high",
      champion: null,
      why: [expect.stringContaining("left and nobody took over (Sand)")],
    });
    expect(risk(champion("Sand", silent), other).level).toBe("high");
    // A champion needs 4 points.
    expect(risk(champion("Sand", { points: 3 }), other).level).toBe("high");
    expect(risk(champion("Sand", { points: 4 }), other).level).toBe("low");
  });

  it("alone is medium, and so is losing one of two", () => {
    expect(risk(champion("Sand")).level).toBe("medium");
    expect(risk(champion("Sand"), person("Other", silent)).level).toBe("medium");
    expect(risk(champion("Sand"), champion("Gone", { left: true, live: false }), other)).toMatchObject({
      level: "medium",
      champion: "Sand",
      why: [expect.stringContaining("(Gone)")],
    });
    // Somebody of whom nobody knows may be in touch: not alone for certain.
    expect(risk(champion("Sand"), person("Other", undated)).level).toBe("low");
  });

  it("what nobody knows is unknown and not low", () => {
    expect(risk(champion("Sand", undated), other).level).toBe("unknown");
    expect(risk(champion("Sand", { points: null }), other).level).toBe("unknown");
  });

  it("of several champions the safest counts, whatever the order", () => {
    const list = [champion("Weak", { points: 2 }), champion("Sand"), champion("Quiet", silent)];
    expect(risk(...list)).toMatchObject({ level: "low", champion: "Sand" });
    expect(risk(...list.toReversed())).toEqual(risk(...list));
  });
});

describe("who next", () => {
  const names = (...list: Parameters<typeof whoNext>[0][number][]) => whoNext(list, figures).map(({ name }) => name);

  it("in touch before undated, then points, then power, then the name; two at most", () => {
    const list = [
      person("Undated", { points: 5, ...undated }),
      person("Three", { points: 3 }),
      person("Four", { points: 4 }),
      person("Unscored"),
    ];
    expect(names(...list)).toEqual(["Four", "Three"]);
    expect(names(list[0]!, list[3]!)).toEqual(["Unscored", "Undated"]);
    expect(
      names(person("B", { points: 4, power: "low" }), person("C", { points: 4, power: "high" }), person("A", { points: 4 })),
    ).toEqual(["C", "B"]);
  });

  it("never an opponent, a champion, one who left, is silent or cool; nobody is made up", () => {
    const none = [
      person("Against", { roles: ["opponent"], points: 5 }),
      champion("Sand"),
      person("Gone", { left: true, live: false, points: 5 }),
      person("Quiet", { ...silent, points: 5 }),
      person("Cool", { points: 2 }),
    ];
    expect(names(...none)).toEqual([]);
  });
});
