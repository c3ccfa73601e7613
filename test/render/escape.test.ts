import { marked } from "marked";
import { describe, expect, it } from "vitest";
import { escapeCsv, escapeHtml, escapeMarkdown } from "../../src/render/markdown.ts";

describe("escapeMarkdown", () => {
  it.each([
    ["A|B", "A\\|B"],
    ["*bold* `tick` ~gone~", "\\*bold\\* \\`tick\\` \\~gone\\~"],
    ["<script>", "&lt;script>"],
    ["one\r\ntwo\u2028three", "one two three"],
    ["[name](http://x)", "\\[name\\](http://x)"],
    ["back\\slash", "back\\\\slash"],
    // Between letters an underscore marks nothing up; around a word it would.
    ["health_score _stressed_", "health_score \\_stressed\\_"],
    ["Smith & Co, R&D", "Smith & Co, R&D"],
    ["&lt; is an entity", "&amp;lt; is an entity"],
    ["# not a heading", "\\# not a heading"],
    ["- not a list", "\\- not a list"],
    ["1. not a list", "1\\. not a list"],
    ["-5 and 0.15 stay", "-5 and 0.15 stay"],
    ["pools[].csms", "pools[].csms"],
    ["=cmd|' /C calc'!A0", "=cmd\\|' /C calc'!A0"],
  ])("%j becomes %j", (text, escaped) => expect(escapeMarkdown(text)).toBe(escaped));

  it.each(["A|B *x* <b>y</b>", "[a](javascript:alert(1))", "_a_ **b** `c`", "&copy; <!-- x", "# x", "1. x", "![i](u)", "> q"])(
    "%j comes out of a cell and of a list as it was",
    (text) => {
      const shown = (html: string) => html.replace(/<[^>]+>/g, "").trim();
      const asHtml = escapeHtml(text).replaceAll("&quot;", '"');
      const options = { async: false, gfm: true } as const;
      expect(shown(marked.parse(`- ${escapeMarkdown(text)}`, options)).replaceAll("&quot;", '"')).toBe(asHtml);
      expect(marked.parse(`| h |\n|---|\n| ${escapeMarkdown(text)} |`, options).replaceAll("&quot;", '"')).toContain(
        `<td>${asHtml}</td>`,
      );
    },
  );
});

describe("escapeHtml", () => {
  it("leaves no tag, entity or attribute to open", () => {
    expect(escapeHtml(`<a href="x">R&D</a>`)).toBe("&lt;a href=&quot;x&quot;&gt;R&amp;D&lt;/a&gt;");
  });
});

describe("escapeCsv", () => {
  it.each([
    ["=1+2", "'=1+2"],
    ["+1", "'+1"],
    ["-1", "'-1"],
    ["@SUM(A1)", "'@SUM(A1)"],
    ["  =1+2", "'  =1+2"],
    ["\uFF1D1", "'\uFF1D1"],
    ["\tx", `"'\tx"`],
    ['=HYPERLINK("http://x")', `"'=HYPERLINK(""http://x"")"`],
    ["Halden, Finch & Moore", '"Halden, Finch & Moore"'],
    ['the "big" one', '"the ""big"" one"'],
    ["two\nlines", '"two\nlines"'],
    ["a;b", '"a;b"'],
    ["Plain - name", "Plain - name"],
    ["", ""],
  ])("%j becomes %j", (text, cell) => expect(escapeCsv(text)).toBe(cell));

  it("writes numbers as they are, negative ones too, and nothing for what is not known", () => {
    expect([escapeCsv(0), escapeCsv(-12.5), escapeCsv(null)]).toEqual(["0", "-12.5", ""]);
  });
});
