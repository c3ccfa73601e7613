import type { NamedRow } from "../../core/named-rows.ts";
import { Problem, shownPlaces } from "../../core/problem.ts";
import { folded } from "./names.ts";
import { type FeedbackItem, sameName, type Tone } from "./question.ts";
import { holds, type Searched, type ThemeWords, themesIn } from "./search.ts";

type FeedbackRow = NamedRow<"theme" | "date" | "segment" | "sure" | "comment" | "source" | "tone">;

/** Why a row is no customer's own new word. */
export const asides = ["internal", "prospect", "left", "copy", "passed_on", "no_theme"] as const;
export type Aside = (typeof asides)[number];

/** A row that counts in no theme. */
interface AsideRow {
  why: Aside;
  account: string;
  row: number;
  theme: string | null;
}

const prospects =
  /^\W*(?:prospects?|lead|opportunity|interessent|prospecto|prospecte?|prospekt|potencial|potentiel|zájemce|zajemce)(?:\W+|$)/i;

/** Whose a row is where it is no customer's: a colleague's, a prospect's, one who has left. */
const others: readonly (readonly [why: Aside, of: (row: FeedbackRow) => string | undefined, words: RegExp])[] = [
  [
    "internal",
    ({ account }) => account,
    /^\W*(?:internal|intern|interno|interna|interne|internt|us|ourselves|own team|sales(?: team)?|support(?: team)?|product(?: team)?)\W*$/i,
  ],
  ["internal", ({ texts }) => texts.source, /^\W*(?:internal|intern|interno|interna|interne|internt)\b/i],
  ["prospect", ({ account }) => account, prospects],
  ["prospect", ({ account }) => account, /[([]\s*(?:prospects?|lead|trial|interessent|prospecto|prospekt)\b/i],
  ["prospect", ({ texts }) => texts.source, /^\W*(?:prospects?|interessent|prospecto|prospekt|lost deal|rfp|demo)\b/i],
  [
    "left",
    ({ account }) => account,
    /[([]\s*(?:left|churned|lost|gone|cancell?ed|ex|former|gekündigt|ehemalig|verloren|parti|perdu|ancien|perdido|baja|saiu|cancelad[oa]|antigo|vertrokken|opgezegd|opsagt|oppsagt|uppsagd|odeszł|odešel|zrezygnował)/i,
  ],
];

/** A mail that was passed on: often the same words once more. */
const forwards =
  /\b(?:fwd?|forward(?:ed)?|weitergeleitet|transféré|reenviado|encaminhado|doorgestuurd|videresendt|vidarebefordrad|przekazan[ey]|přeposláno)\b/i;

/** What was read of a table of feedback. */
export interface FeedbackRead {
  items: FeedbackItem[];
  asides: AsideRow[];
  /** Rows of customers, for words that stand under several labels. */
  searched: Searched[];
  rows: number;
}

interface Terms {
  /** Themes the caller looks for by words. */
  words: ThemeWords;
  /** The largest share of rows without a theme that is not asked about. */
  most: number;
  /** Customers that the book says have left. */
  gone: ReadonlySet<string>;
  /** Names under those of the book. */
  meant: ReadonlyMap<string, string>;
}

/** Why a row counts in no theme, before its label is looked at; null where it is a customer's own. */
function asideOf(
  row: FeedbackRow,
  account: string,
  gone: ReadonlySet<string>,
  before: ReadonlySet<string> | undefined,
): Aside | null {
  const why = others.find(([, of, words]) => words.test(of(row) ?? ""))?.[0];
  if (why !== undefined) return why;
  if (gone.has(sameName(account))) return "left";
  if (before === undefined) return null;
  if (forwards.test(row.texts.source ?? "") || again.test(row.texts.comment ?? "")) return "passed_on";
  return row.texts.date !== undefined && before.has(row.texts.date) ? "copy" : null;
}

/** What a mail program puts before words that were said before. */
const again = /^(?:\s*(?:re|aw|fw|fwd|wg|tr|rv|enc|sv|vs|vb|vl|pd|odp)\s*:)+/i;

/** What makes two rows say the same: who, of what, in which words. Without words nothing does. */
const wordsOf = ({ row, texts }: FeedbackRow, account: string): string =>
  texts.comment === undefined
    ? `row ${row}`
    : `${sameName(account)}|${folded(texts.theme ?? "")}|${folded(texts.comment.replace(again, ""))}`;

/** The themes of a cell that may hold several between semicolons or bars. */
const labelsOf = (theme: string | undefined): string[] => (theme ?? "").split(/\s*[;|]\s*/).filter((one) => one !== "");

/**
 * The items of a table: one for each theme of a row. Rows of colleagues, prospects and customers who left, copies and mails passed on that say again what
 * was said stand aside, and so do rows without a theme. Throws Problem where more than `most` of the customers' rows have none, and for a
 * certainty that is no share.
 */
export function itemsOfRows(rows: readonly FeedbackRow[], { words, most, gone, meant }: Terms): FeedbackRead {
  const read: FeedbackRead = { items: [], asides: [], searched: [], rows: rows.length };
  const said = new Map<string, Set<string>>();
  for (const row of rows) {
    const { arr, texts, numbers } = row;
    const account = meant.get(row.account) ?? row.account;
    const labels = labelsOf(texts.theme);
    const before = said.get(wordsOf(row, account));
    const why = asideOf(row, account, gone, before);
    said.set(wordsOf(row, account), (before ?? new Set<string>()).add(texts.date ?? ""));
    const found = themesIn(`${texts.theme ?? ""} . ${texts.comment ?? ""}`, words);
    const themes = found.length > 0 ? found : labels;
    if (why !== null || themes.length === 0)
      read.asides.push({
        why: why ?? "no_theme",
        account: why === null ? account : row.account,
        row: row.row,
        theme: themes[0] ?? null,
      });
    if (why !== null) continue;
    read.searched.push({ account, label: themes[0] ?? null, text: texts.comment ?? "" });
    const { sure } = numbers;
    if (sure !== undefined && (sure < 0 || sure > 1))
      throw new Problem({
        what: `Row ${row.row}, ${account}: a certainty of ${sure} is no share.`,
        remedy: "Give it between 0 and 1, or as a percentage.",
      });
    for (const theme of themes)
      read.items.push({
        account,
        theme,
        date: texts.date,
        arr: arr ?? undefined,
        segment: texts.segment,
        sure,
        comment: texts.comment,
        tone: texts.tone,
      });
  }
  const bare = read.asides.filter(({ why }) => why === "no_theme");
  const own = read.searched.length;
  if (bare.length > 0 && (read.items.length === 0 || bare.length > own * most))
    throw new Problem({
      what: `${bare.length} of ${own} rows have no theme:`,
      places: shownPlaces(bare.map(({ row, account }) => `row ${row}: ${account}`)),
      remedy:
        'Label them first, name the column of themes: items: {"table": "...", "theme": "its header"}, or look for themes by words: {"table": "...", "words": {"Approvals": ["approv", "second signature"]}}.',
    });
  return read;
}

/** Rows of no customer by theme: what colleagues and prospects want, and who. */
export function wantedByOthers(
  asideRows: readonly AsideRow[],
): { theme: string; rows: number; internal: number; prospects: string[] }[] {
  const own = asideRows.filter(({ why }) => why === "internal" || why === "prospect");
  const themes = [...new Set(own.flatMap(({ theme }) => theme ?? []))];
  return themes.map((theme) => {
    const of = own.filter((row) => row.theme === theme);
    const names = of.filter(({ why }) => why === "prospect").map(({ account }) => account);
    const once = new Map(names.map((name) => [folded(prospectName(name)), prospectName(name)]));
    return { theme, rows: of.length, internal: of.filter(({ why }) => why === "internal").length, prospects: [...once.values()] };
  });
}

/** A prospect's name without the word that says so. @example prospectName("Prospect - Emaar") // "Emaar" */
const prospectName = (name: string): string => {
  const bare = name
    .replace(prospects, "")
    .replaceAll(/[([][^)\]]*[)\]]/g, "")
    .trim();
  return bare === "" ? name.trim() : bare;
};

/** Words by which a row thanks, sets a condition, or asks after all. */
interface ToneWords {
  settled: readonly string[];
  condition: readonly string[];
  not_settled: readonly string[];
}

/** The tone of what was said, by the words of the rule and by a column that says praise. @example toneOf("works now", undefined, words) // "settled" */
export function toneOf(comment: string | undefined, tone: string | undefined, words: ToneWords): Tone {
  const text = folded(comment ?? "");
  if (words.condition.some((word) => holds(text, word))) return "condition";
  const praised = words.settled.some((word) => holds(folded(tone ?? ""), word));
  const said = words.settled.some((word) => holds(text, word)) && !words.not_settled.some((word) => holds(text, word));
  return praised || said ? "settled" : "open";
}
