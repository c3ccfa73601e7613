// What the server and its page in a host share.

/** The page that draws an answer, as a host asks for it. */
export const PAGE = "ui://cs-strategist/charts";
/** The kind of resource that a host shows beside an answer. */
export const PAGE_TYPE = "text/html;profile=mcp-app";
/** What a host that shows such pages says it can do. */
export const EXTENSION = "io.modelcontextprotocol/ui";
/** The version of that extension which the page speaks. */
export const PROTOCOL = "2026-01-26";
/** Where lists stand that the answer had to cut and the page draws whole. */
export const WHOLE_LISTS = "cs-strategist/lists";
/** Tools whose answers the page draws. */
export const drawnTools: readonly string[] = ["compute_nrr", "design_tiers", "size_team", "forecast_renewals", "build_blueprint"];

/** Lists that a picture draws whole. */
const drawnLists = ["segments", "definitions", "tiers", "books", "books_after", "by_month", "by_band"] as const;

/** Rows beyond these are in no picture. */
const MOST_ROWS = 200;

type Fields = Record<string, unknown>;

/** The lists that an answer had to cut and its pictures draw; none where nothing was cut. */
export function wholeLists(result: Fields, shown: Fields): Fields {
  const cut = drawnLists.flatMap((list): [string, unknown][] => {
    const [all, kept] = [result[list], shown[list]];
    const more = Array.isArray(all) && Array.isArray(kept) && kept.length < all.length;
    return more ? [[list, all.slice(0, MOST_ROWS)]] : [];
  });
  return cut.length === 0 ? {} : { [WHOLE_LISTS]: Object.fromEntries(cut) };
}
