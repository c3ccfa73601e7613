import { describe, expect, it } from "vitest";
import { escapeMarkdown, table } from "../../src/render/markdown.ts";
import { htmlPage } from "../../src/render/page.ts";

describe("htmlPage", () => {
  it("is one file: nothing is loaded from elsewhere and nothing runs", async () => {
    const page = await htmlPage("Plan", "# Plan\n\nText.");
    expect(page).toMatch(/^<!doctype html>/);
    expect(page).not.toMatch(/<script|<link|<img|src=|@import|url\(/);
    expect(page).toContain("<h1>Plan</h1>");
  });

  it("escapes a title and shows a hostile name as text", async () => {
    const name = `A|B "c" <script>alert(1)</script> <img src=x onerror=alert(1)>`;
    const page = await htmlPage(name, table(["Account"], [[escapeMarkdown(name)]]));
    expect(page).toContain("<title>A|B &quot;c&quot; &lt;script&gt;alert(1)&lt;/script&gt;");
    expect(page).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
    expect(page).not.toMatch(/<script|<img/);
  });
});
