import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fieldsOf, fillText } from "../../../src/topics/playbooks/draft-playbook.ts";

describe("fillText", () => {
  it("fills what is known and leaves the rest in braces", () => {
    expect(fillText("{account}: {goal}, {account}", new Map([["account", "Acme"]]))).toBe("Acme: {goal}, Acme");
  });

  it("does not fill braces that came with a value", () => {
    const values = new Map([
      ["account", "{goal}"],
      ["goal", "Speed"],
    ]);
    expect(fillText("{account} {goal}", values)).toBe("{goal} Speed");
  });

  it("takes a value with a dollar sign as it is", () => {
    expect(fillText("{price}", new Map([["price", "$1$&"]]))).toBe("$1$&");
  });

  it("names each field once, in order", () => {
    expect(fieldsOf(["{b} {a}", "{a} {c_1}", "{ d } {E}"])).toEqual(["b", "a", "c_1"]);
  });

  it("leaves text without fields alone, whatever it says", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(fillText(text.replace(/[{}]/g, ""), new Map([["a", "x"]]))).toBe(text.replace(/[{}]/g, ""));
      }),
    );
  });
});
