import * as z from "zod";
import { addDays, addMonths, monthStart } from "../../core/dates.ts";
import { isKnown, type Known, known, mapKnown, unknown } from "../../core/known.ts";
import { sumMoney } from "../../core/money.ts";
import { Problem } from "../../core/problem.ts";
import type { Reading } from "../../core/table.ts";
import { IsoDate } from "../../core/vocabulary.ts";
import { bookColumns, bookFields, headersOf, itemColumns, rowsIn, tableWith } from "../../tables/named-columns.ts";
import { markUsed } from "../../tables/unused-columns.ts";
import { likelyHolidays, offDay } from "../../tool/holidays.ts";
import { CurrencyParam, inWords } from "../../tool/params.ts";
import type { Ports } from "../../tool/ports.ts";
import { defineTool } from "../../tool/tool.ts";
import { FeedbackFields } from "./answer.ts";
import { type BookRead, bookOfTable } from "./book.ts";
import { type NamesRead, readNames, underOneSpelling } from "./names.ts";
import { BookRow, type FeedbackFigures, FeedbackItem, feedbackReads, sameName, spellingsOf, voicesOf } from "./question.ts";
import { type FeedbackRead, itemsOfRows, toneOf, wantedByOthers } from "./rows.ts";
import { likeLabels, type ThemeWords } from "./search.ts";
import { adviceOf, silenceOf, themesOf, type WholeTheme, type Window } from "./themes.ts";
import { acrossOf, conditionsOf, renewingOf, togetherOf, whoSaid } from "./voices.ts";
import { hiddenWord, questionsOf, type RollUp, wordFeedback } from "./words.ts";
import { feedbackWarnings } from "./words-warnings.ts";

const ItemTable = tableWith(itemColumns, {
  account: z.string().optional(),
  /** Themes to look for by words in what was said and in labels; a row that holds one leaves its label. */
  words: z.record(z.string(), z.array(z.string().min(1)).min(1)).optional(),
  as_of: IsoDate.optional(),
});
const BookTable = tableWith(
  bookColumns,
  Object.fromEntries(bookFields.map((field) => [field, z.string().optional()])) as Record<
    (typeof bookFields)[number],
    z.ZodOptional<z.ZodString>
  >,
);

export const rollUpFeedback = defineTool({
  name: "roll_up_feedback",
  title: "Roll up feedback",
  description: "Comments, tickets, churn reasons as themes with accounts and ARR; asks no label shows; trends; who was silent.",
  reads: feedbackReads,
  input: z.strictObject({
    items: inWords(
      z.union([z.array(FeedbackItem).min(1), ItemTable]),
      'account, theme, date, comment, arr, segment, sure; or a table, or {table, theme: "header", words: {theme: [word]}, as_of}',
    ),
    book: inWords(z.union([z.array(BookRow), BookTable]), "account, arr, segment; or a table").optional(),
    currency: CurrencyParam.optional(),
  }),
  output: FeedbackFields,
  lists: [
    { list: "beside.tests", least: 0 },
    { list: "focus.who", least: 15 }, // not a figure: rows that stay before other lists give way
    { list: "beside.across", least: 3 }, // not a figure: rows that stay before other lists give way
    { list: "themes", least: 5 }, // not a figure: rows that stay before other lists give way
    { list: "beside.not_customers", least: 3 }, // not a figure: rows that stay before other lists give way
    { list: "beside.conditions", least: 5 }, // not a figure: rows that stay before other lists give way
  ],
  async run(input, figures, ports) {
    const odd: { row: number; header: string }[] = [];
    const itemTable = await rowsIn(input.items, itemColumns, ports, (row, header) => odd.push({ row, header }));
    const given = Array.isArray(input.items) ? null : typeof input.items === "string" ? { table: input.items } : input.items;
    const book = await bookIn(input.book, ports);
    const spoken = itemTable?.rows ?? (input.items as FeedbackItem[]);
    const accounts = spoken.map(({ account }) => account);
    const names: NamesRead = book.rows.length
      ? readNames(accounts, [...book.rows.map(({ account }) => account), ...book.gone])
      : { meant: underOneSpelling(accounts), taken: [], doubts: [] };
    const terms = { most: figures.mostUnlabeled.value, gone: new Set(book.gone.map(sameName)), meant: names.meant };
    const itemsWith = (words: ThemeWords) =>
      itemTable === null ? null : itemsOfRows(itemTable.rows, { ...terms, words: { ...given?.words, ...words } });
    const read = itemsWith({});
    const items =
      read?.items ??
      (input.items as FeedbackItem[]).map((item) => ({ ...item, account: names.meant.get(item.account) ?? item.account }));
    const currency = input.currency ?? book.currency ?? itemTable?.currency ?? ports.defaults.currency ?? "";
    const window = windowOf(items, given?.as_of, figures);
    const rolled = (own: readonly FeedbackItem[]) => {
      const spoke = voicesOf(own, book.rows, (comment, tone) => toneOf(comment, tone, figures.toneWords.value));
      return { ...spoke, themes: themesOf(spoke.voices, spoke.names, book.rows, window, figures) };
    };
    const { voices, names: themeNames, themes } = rolled(items);
    const advice = adviceOf(themes);
    const across = read === null ? [] : acrossOf(read.searched, voices, book.rows, figures);
    // A word that no label shows is counted as a call with it would count it.
    const asked = themes.filter(({ row }) => Object.keys(given?.words ?? {}).includes(row.theme));
    const hidden = asked.length > 0 ? undefined : hiddenWord({ across, advice });
    const counted = hidden === undefined ? [] : rolled(itemsWith({ [hidden.forms[0]!]: hidden.forms })?.items ?? []).themes;
    const focus = counted.find(({ row }) => row.theme === hidden?.forms[0]) ?? adviceOf(asked.length > 0 ? asked : themes);
    const rollUp: RollUp = {
      focus,
      hidden,
      together: togetherOf(asked),
      voices,
      read,
      odd,
      names,
      book,
      across,
      conditions: conditionsOf(themes),
      wanted: read === null ? [] : wantedByOthers(read.asides),
      spellings: spellingsOf(items),
      alike: likeLabels(themes.map(({ row }) => row.theme)),
      items: items.length,
      themes,
      advice,
      window,
      days: await daysOff(focus, window, currency),
      silent: silenceOf(voices, book.rows),
    };
    const moneyless = voices.every(({ arr }) => arr === null) && book.rows.every(({ arr }) => arr === undefined);
    const none = unknown(book.unpriced === null ? "No amount was given." : "No amount was read in the book.");
    const money = <Amount>(amount: Amount): Known<Amount> => (moneyless ? none : amount);
    const told = (row: WholeTheme["row"]) => ({
      ...row,
      arr: money(row.arr),
      arr_without_largest: money(row.arr_without_largest),
      soon_arr: moneyless ? none : row.soon_arr,
      weak_arr: moneyless ? none : row.weak_arr,
    });
    const bare = focus.voices.filter((voice) => voice.themes.get(focus.key)!.comments.length === 0);
    return {
      fields: {
        items: items.length,
        accounts: voices.length,
        arr: money(sumMoney(voices.map(({ arr }) => arr ?? 0))),
        accounts_without_arr: voices.filter(({ arr }) => arr === null).length,
        focus: {
          ...told(focus.row),
          questions: questionsOf(focus, currency),
          who: whoSaid(
            ports.whole || voices.length <= FEW
              ? [...new Set([focus, ...asked, ...themes])]
              : [focus, ...asked.filter((one) => one !== focus)],
          ),
          without_comment: bare.map(({ account }) => account),
          arr_without_comment: money(sumMoney(bare.map(({ arr }) => arr ?? 0))),
        },
        themes: themes.map(({ row }) => {
          const { soon_accounts: _, weak_accounts: __, ...own } = told(row);
          return own;
        }),
        beside: {
          rows:
            itemTable === null || read === null ? unknown("Items were given, no table.") : bridgeOf(read, itemTable.rows_read),
          as_of: known(window.as_of, "The items have no dates."),
          renew_by: known(window.renew_by, "The items have no dates."),
          renewing:
            window.as_of !== null && book.rows.some(({ renewal_date }) => renewal_date !== undefined)
              ? { ...renewingOf(book.rows, window), ...(moneyless ? { arr: none } : {}) }
              : unknown("The book has no renewal dates."),
          months: [...window.months],
          across: rollUp.across.map((one) => ({ ...one, arr: money(one.arr) })),
          conditions: rollUp.conditions,
          not_customers: rollUp.wanted.map((one) => {
            const own = themes.find(({ key }) => key === themeKeyOf(one.theme, themeNames));
            return { ...one, customers: own?.row.accounts ?? 0, arr: money(own?.row.arr ?? 0) };
          }),
          tests: themes.map(({ test }) => ({ ...test, arr_by_rows: money(test.arr_by_rows) })),
        },
        silent: mapKnown(rollUp.silent, (silent) => ({ ...silent, arr: money(silent.arr) })),
        charts: moneyless
          ? []
          : [{ kind: "bars" as const, title: "Money behind each theme", list: "themes", label: "theme", values: ["arr"] }],
      },
      ...wordFeedback(rollUp, currency),
      warnings: feedbackWarnings(rollUp, figures.fewAccounts.value),
    };
  },
});

const themeKeyOf = (theme: string, names: ReadonlyMap<string, string>): string | undefined =>
  [...names].find(([, name]) => sameName(name) === sameName(theme))?.[0];

const FEW = 12; // not a figure: accounts whose words fit an answer whatever they speak of
const AHEAD = 14; // not a figure: days ahead in which meetings are already set

/** The last days of notice behind the theme that are no working day, and the holidays of the next days, in the country that the currency tells. */
async function daysOff(focus: WholeTheme, { as_of, renew_by }: Window, currency: string): Promise<RollUp["days"]> {
  if (as_of === null) return { notices: [], holidays: [], place: null };
  const notices = whoSaid([focus]).flatMap(({ account, notice_by }) =>
    isKnown(notice_by) && notice_by >= as_of && notice_by <= (renew_by ?? notice_by) ? [{ account, date: notice_by }] : [],
  );
  const holidays = await likelyHolidays({ currency }, [as_of, ...notices.map(({ date }) => date)]);
  return {
    notices: notices.flatMap(({ account, date }) => {
      const off = offDay(date, holidays);
      return off === null ? [] : [{ account, ...off }];
    }),
    holidays: [...(holidays?.names ?? [])]
      .filter(([date]) => date >= as_of && date <= addDays(as_of, AHEAD))
      .map(([date, name]) => ({ date, name })),
    place: holidays?.name ?? null,
  };
}

/** The months that were heard, and the stretch in which a renewal is near: from the day given or the last one heard. */
function windowOf(items: readonly FeedbackItem[], asOf: string | undefined, { renewalMonths }: FeedbackFigures): Window {
  const dates = items.flatMap(({ date }) => date ?? []).sort();
  const last = dates.at(-1);
  const as_of = asOf ?? last ?? null;
  const months: string[] = [];
  const MOST_MONTHS = 12; // not a figure: columns of one answer
  if (last !== undefined)
    for (
      let month = monthStart(last);
      month >= monthStart(dates[0]!) && months.length < MOST_MONTHS;
      month = addMonths(month, -1)
    )
      months.unshift(month.slice(0, "2026-01".length));
  const renew_by = as_of === null ? null : addDays(addMonths(monthStart(as_of), renewalMonths.value + 1), -1);
  return { months, as_of, renew_by };
}

/** Where the rows of a table went: its parts add up to what was read. */
function bridgeOf({ asides, searched, rows }: FeedbackRead, rows_read: number) {
  const of = (wanted: string) => asides.filter(({ why }) => why === wanted).length;
  return {
    read: rows_read,
    counted: searched.length - of("no_theme"),
    no_theme: of("no_theme"),
    copies: of("copy"),
    passed_on: of("passed_on"),
    internal: of("internal"),
    prospects: of("prospect"),
    left: of("left"),
    by_reader: rows_read - rows,
  };
}

const noDays = { renewal_date: null, end: null, start: null, notice_days: null, health: null };

/** The book as it was given or as its table has it. Its days are passed over, and said, where they cannot be read. */
async function bookIn(given: unknown, ports: Ports): Promise<BookRead & { currency: string | null } & RollUp["book"]> {
  const none = { gone: [], twice: [], currency: null, unread: null, thousands: false, unpriced: null };
  if (given === undefined) return { rows: [], ...none };
  if (Array.isArray(given)) return { rows: given as BookRow[], ...none };
  const {
    table: path,
    dates,
    segment,
    ...said
  } = (typeof given === "string" ? { table: given } : given) as { table: string; dates?: Reading["dates"]; segment?: string };
  const readWith = (columns: Record<string, string | null>, decimal?: ",") =>
    ports.readTable(path, {
      decimal,
      skip_bad_rows: true,
      rows_repeat: true,
      dates,
      columns: { ...said, ...columns },
      needs: { always: ["account"], if_present: ["amount", "renewal_date", "end", "notice_days", "health", "status"] },
    });
  let unread: string | null = null;
  const first = await readWith({}).catch((error: unknown) => {
    if (!(error instanceof Problem)) throw error;
    unread = error.message;
    return readWith(noDays);
  });
  // "20.000" in every row: of a customer's yearly amount nobody writes three decimals.
  const thousands = first.issues.some(({ code }) => code === "decimal_unclear");
  const table = thousands ? await readWith(unread === null ? {} : noDays, ",") : first;
  const header = headersOf(table, bookColumns, { segment }).segment;
  table.reading.doubts = table.reading.doubts.filter(({ code }) => code !== "similar_accounts");
  if (header !== undefined) markUsed(table.reading, new Set([header]));
  const read = bookOfTable(table, header);
  const free = table.columns.flatMap(({ header: own, field }) => (field === null && own !== header ? [own] : []));
  return {
    ...read,
    currency: table.currency,
    unread,
    thousands,
    unpriced: read.rows.length > 0 && read.rows.every(({ arr }) => arr === undefined) ? { table: path, free } : null,
  };
}
