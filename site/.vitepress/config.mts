import { readFileSync } from "node:fs";
import { defineConfig } from "vitepress";

interface Pages {
  sections: { prefix: string; title: string; pages: { id: string; name: string }[] }[];
  forms: { name: string; title: string }[];
  asked: Record<string, string>;
}

/** What scripts/make-site-pages.ts wrote. */
const { sections, forms, asked } = JSON.parse(readFileSync(new URL("pages.json", import.meta.url), "utf8")) as Pages;
const library = sections.map(({ prefix, title, pages }) => ({
  text: title,
  link: `/library/${prefix}`,
  collapsed: true,
  items: pages.map(({ id, name }) => ({ text: name, link: `/rules/${id}` })),
}));

/** How wide a cell is at least, by its characters. */
const ROOM = [
  { from: 60, width: "17rem" },
  { from: 28, width: "11rem" },
  { from: 14, width: "7rem" },
];

// A link to a page that is not there fails the build: that is vitepress's default, and this site relies on it.
export default defineConfig({
  title: "CS Strategist",
  description: "Customer success, page by page: what to do, why, and the figures to do it with.",
  base: process.env.SITE_BASE ?? "/",
  cleanUrls: false,
  // The markdown that pages offer is given as it is.
  srcExclude: ["public/**"],
  lastUpdated: false,
  // Example sheets hold addresses and file names that are no links.
  markdown: {
    linkify: false,
    config(md) {
      // A cell with a sentence in it gets room, so that a row of many columns does not become a column of words.
      md.renderer.rules.td_open = (tokens, at, options, _env, self) => {
        const length = tokens[at + 1]?.content.length ?? 0;
        const room = ROOM.find(({ from }) => length >= from);
        if (room) tokens[at]!.attrSet("style", `min-width: ${room.width}`);
        return self.renderToken(tokens, at, options);
      };
    },
  },
  themeConfig: {
    nav: [
      { text: "Library", link: "/library/" },
      { text: "Blank forms", link: "/templates/" },
      { text: "Benchmarks", link: "/rules/metrics-benchmarks" },
      { text: "Glossary", link: "/rules/org-glossary" },
    ],
    sidebar: {
      "/templates/": [
        {
          text: "Blank forms",
          link: "/templates/",
          items: forms.map(({ name, title }) => ({ text: title, link: `/templates/${name}` })),
        },
      ],
      "/": library,
    },
    outline: { level: [2, 2], label: "On this page" },
    docFooter: { prev: false, next: false },
    notFound: {
      title: "There is no such page",
      quote: "Search for its subject, or begin at the library.",
      linkText: "To the front page",
    },
    search: {
      provider: "local",
      options: {
        // A page is also found by what people say when they need it.
        _render(source, env, md) {
          const html = md.render(source, env);
          const id = env.relativePath.replace(/^rules\/|\.md$/g, "");
          return asked[id] === undefined ? html : html.replace("</h1>", `</h1><p>${asked[id]}</p>`);
        },
        miniSearch: {
          options: {
            // Small words say nothing about a page. This runs in the browser too, so it uses nothing from outside.
            processTerm: (term) =>
              /^(a|an|the|and|or|of|to|in|on|for|is|are|was|be|do|does|we|our|i|my|it|its|who|what|when|how|which|should|can|with|at|by|that|this)$/i.test(
                term,
              )
                ? null
                : term.toLowerCase(),
          },
          searchOptions: { fuzzy: 0.2, prefix: true, boost: { title: 4, text: 2, titles: 1 } },
        },
      },
    },
    footer: { message: "House figures are working assumptions. Replace them with your own." },
  },
});
