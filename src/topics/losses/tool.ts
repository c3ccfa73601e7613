import * as z from "zod";
import { daysBetween } from "../../core/dates.ts";
import type { Figures } from "../../core/figure.ts";
import { known, unknown } from "../../core/known.ts";
import { sumMoney } from "../../core/money.ts";
import type { Reading } from "../../core/table.ts";
import { isEventLog, readLog } from "../../tables/event-log.ts";
import { knowledgeOf } from "../../tables/knowledge.ts";
import { type LossTable, lossTable, pairSigns } from "../../tables/loss-table.ts";
import { keptColumns, lostColumns, rowsIn, tableWith, underOwnNames } from "../../tables/named-columns.ts";
import { AsOfParam, CurrencyParam, inWords } from "../../tool/params.ts";
import type { Ports } from "../../tool/ports.ts";
import { defineTool } from "../../tool/tool.ts";
import { LossFields } from "./answer.ts";
import type { LossesAnswer } from "./answer-apart.ts";
import { bridgeOf, largestOf, notesOf, reasonSigns, silentOf, stillOf } from "./apart.ts";
import { countCourses, courseOf, hadActed, lagsOf, stepsOf } from "./lags.ts";
import { logExtras, logReads } from "./log-question.ts";
import {
  checkLosses,
  KeptRow,
  type KeptSeen,
  keptExtras,
  keptOf,
  type LossSeen,
  LostRow,
  lossExtras,
  lossesOf,
  lossReads,
  withSeen,
} from "./question.ts";
import { logOf, lossOfLog } from "./review-log.ts";
import { answersWithDay, quartersOf, reasonsOf, sideOf, signsWorth, turnedSigns, withoutSigns } from "./signs.ts";
import { lossWarnings, wordLosses } from "./words.ts";
import { logWarnings, wordLog } from "./words-log.ts";

const allReads = { ...lossReads, ...logReads };

const Input = z.strictObject({
  lost: inWords(
    z.union([z.array(LostRow).min(1), tableWith(lostColumns, { ...logExtras, ...lossExtras })]),
    "account, decided, arr, first_sign, flagged, first_action, reason, score, signs {name: true}; or a table: {table, decided: header, exclude, lead}; or a log: {table, account, arr, contract_end, notice_days}",
  ),
  kept: inWords(z.union([z.array(KeptRow), tableWith(keptColumns, keptExtras)]), "Who stayed: the same").optional(),
  as_of: AsOfParam.optional(),
  currency: CurrencyParam.optional(),
});
type Input = z.infer<typeof Input>;

/** A log of one account as the caller names it. */
type LogGiven = { table: string; dates?: Reading["dates"] } & z.infer<z.ZodObject<typeof logExtras>>;

export const reviewLosses = defineTool({
  name: "review_losses",
  title: "Review lost customers",
  description:
    "What churned accounts teach: seen and not acted on, causes that repeat, which sign would have told at what false alarms.",
  reads: allReads,
  input: Input,
  output: LossFields,
  lists: [
    { list: "log.writers", least: 2 },
    { list: "log.silences", least: 2 },
    { list: "log.had_acted", least: 4 }, // not a figure: rows that stay before other lists give way
    { list: "log.timeline", least: 8 }, // not a figure: rows that stay before other lists give way
    { list: "table.notes", least: 3 }, // not a figure: rows that stay before other lists give way
    { list: "table.reasons_and_signs", least: 3 }, // not a figure: rows that stay before other lists give way
    { list: "signs", least: 7 }, // not a figure: rows that stay before other lists give way
    { list: "accounts", least: 2 },
    { list: "signs", least: 5 }, // not a figure: rows that stay before other lists give way
    { list: "table.apart", least: 4 }, // not a figure: rows that stay before other lists give way
    { list: "reasons", least: 2 },
    { list: "signs", least: 2 },
  ],
  async run(input, figures, ports) {
    const logged = await loggedIn(input, figures, ports);
    if (logged !== null) return logged;
    const given = extrasOf(input.lost);
    const keptGiven = extrasOf(input.kept);
    const [lostTable, keptTable] = [
      await lossTable(input.lost, lostColumns, ports),
      await lossTable(input.kept, keptColumns, ports),
    ];
    const most = knowledgeOf(ports.library).limits.contradiction_share;
    const { lead = 1, exclude, include } = given;
    const keptNames = keptTable?.rows.map(({ account }) => account) ?? [];
    const pairs = pairSigns(lostTable?.signs ?? [], keptTable?.signs ?? []);
    const whom = { exclude, include, asOf: input.as_of, lead, words: figures.apartWords.value, most };
    const lostRead = lostTable === null ? null : lossesOf(lostTable.rows, lostTable.signs, keptNames, whom);
    const lost: LossSeen[] = lostRead?.rows ?? (input.lost as LostRow[]).map((row) => withSeen(row, lead));
    const keptSide = keptTable === null ? null : underNames(keptTable, pairs);
    const keptRead =
      keptSide === null ? null : keptOf(keptSide.rows, keptSide.signs, lost, { ...whom, exclude: keptGiven.exclude });
    const kept: KeptSeen[] = keptRead?.rows ?? (input.kept as KeptRow[] | undefined) ?? [];
    checkLosses(lost, kept, input.as_of);
    const dated = (lostTable?.signs ?? []).flatMap(({ name, kind }) => (kind === "answers" ? [] : [name]));
    const decisions = lost.flatMap(({ decided }) => decided ?? []).sort();
    const answers = (lostTable?.signs ?? []).flatMap(({ name, kind }) => (kind === "answers" ? [name] : []));
    const doubled = answersWithDay(lost, answers, dated);
    const bare = doubled.map(({ answer }) => answer);
    const turned = turnedSigns(
      lost.map((row) => withoutSigns(row, bare)),
      kept.map((row) => withoutSigns(row, bare)),
      answers,
      figures,
    );
    const signs = signsWorth(turned.lost, turned.kept, figures);
    // Signs that tell, or all with a day where fewer than two do.
    const telling = dated.filter((name) => signs.some(({ sign, verdict }) => sign === name && verdict === "tells"));
    const deciding = telling.length > 1 ? telling : dated;
    const table: LossesAnswer | null =
      lostRead === null
        ? null
        : {
            bridge: bridgeOf(lostRead.all, lostRead.total, lostRead.apart, lost),
            apart: lostRead.apart,
            period:
              decisions[0] === undefined
                ? unknown("No day of a notice is known.")
                : { from: decisions[0], to: decisions.at(-1)!, quarters: quartersOf(decisions) },
            base_rate: kept.length === 0 ? unknown("Nobody who stayed is given.") : lost.length / (lost.length + kept.length),
            lead_days: lead,
            largest: largestOf(lost),
            no_early_sign: silentOf(lost, deciding, NAMED),
            reasons_and_signs: reasonSigns(lost, deciding, REASONS),
            notes: notesOf(lost, REASONS),
            still_customers: stillOf(lost, input.as_of),
          };
    const courses = countCourses(lost, figures);
    const review = {
      lost,
      late: figures.lateDays.value,
      kept: kept.length,
      courses,
      lags: lagsOf(lost, figures),
      reasons: reasonsOf(lost, figures),
      signs,
      turned: turned.names,
      doubled,
      read: [lostRead, keptRead],
      table,
      sides: [lostTable, keptSide],
    };
    const moneyOf = (side: "upstream" | "execution" | "not_said") =>
      sumMoney(review.reasons.filter((one) => one.side === side).map(({ arr }) => arr));
    // Where nobody flagged or acted, or no day is known, there is no course to show.
    const coursed = lostRead === null || courses.some(({ course, accounts }) => course !== "not_known" && accounts > 0);
    return {
      fields: {
        log: unknown("It is a list of losses, no log of one."),
        table: table ?? unknown("A list is given, no table."),
        losses: lost.length,
        arr: lost.some(({ arr }) => arr !== undefined)
          ? sumMoney(lost.map(({ arr }) => arr ?? 0))
          : unknown("No amount is given."),
        kept: kept.length,
        courses: coursed ? courses : [],
        lags: coursed ? review.lags : [],
        sides: { upstream: moneyOf("upstream"), execution: moneyOf("execution"), not_said: moneyOf("not_said") },
        reasons: review.reasons,
        signs: review.signs,
        accounts: (coursed || ports.whole === true ? lost : []).map((row) => ({
          account: row.account,
          arr: known(row.arr, "No amount is given."),
          course: courseOf(row, figures.lateDays.value),
          side: sideOf(row, figures),
          days_seen: known(
            row.flagged === undefined || row.decided === undefined ? null : daysBetween(row.flagged, row.decided),
            "Nobody flagged it, or a day is not known.",
          ),
          steps: stepsOf(row),
          had_acted: hadActed(row, figures.actedWithin.value).filter(({ after }) => after === "flagged" || lost.length === 1),
        })),
      },
      ...wordLosses(review, input.currency ?? lostTable?.currency ?? ports.defaults.currency ?? "", figures.actedWithin.value),
      warnings: lossWarnings(review, figures.fewAccounts.value),
    };
  },
});

/** Names and reasons that are shown. */
const [NAMED, REASONS] = [6, 6]; // not a figure: what fits an answer

/** What a caller says of one side beside its table. */
const extrasOf = (lost: Input["lost"] | Input["kept"]): z.infer<z.ZodObject<typeof lossExtras>> =>
  lost === undefined || typeof lost === "string" || Array.isArray(lost) ? {} : lost;

/** The signs of those who stayed under the names they have at the lost. */
function underNames<Name extends string>(
  { rows, signs, ...side }: LossTable<Name>,
  pairs: ReadonlyMap<string, string>,
): LossTable<Name> {
  const named = (name: string) => pairs.get(name) ?? name;
  const renamed = <Value>(of: Record<string, Value>) =>
    Object.fromEntries(Object.entries(of).map(([name, value]) => [named(name), value]));
  return {
    ...side,
    signs: signs.map((one) => ({ ...one, name: named(one.name) })),
    rows: rows.map((row) => ({ ...row, flags: renamed(row.flags), seen: renamed(row.seen), blank: row.blank.map(named) })),
  };
}

/** The answer from a log of events of one account; null where the lost are no such log. */
async function loggedIn(input: Input, figures: Figures<typeof allReads>, ports: Ports) {
  const given = typeof input.lost === "string" ? { table: input.lost } : input.lost;
  if (Array.isArray(given)) return null;
  const {
    table: path,
    dates,
    account,
    arr,
    marks,
    contract_end,
    notice_days,
    notice_months,
    renews_months,
    notice_dated,
    ...said
  } = given as LogGiven;
  const table = await ports.readTable(path, underOwnNames([]));
  if (!isEventLog(table)) return null;
  const { when, entered, who, source, what } = said;
  const named = Object.entries({ when, entered, who, source, what }).filter(([, header]) => header !== undefined);
  const read = readLog(table, Object.fromEntries(named), dates);
  const amount = typeof arr === "number" ? arr : undefined;
  const kept = await rowsIn(input.kept, keptColumns, ports);
  const book = (kept?.rows ?? (input.kept as KeptRow[] | undefined) ?? []).map((row) => row.account);
  const name = account ?? table.records[0]?.account ?? "";
  const log = logOf(
    read,
    {
      account: name === "" ? "This account" : name,
      arr: amount,
      marks,
      contract_end,
      notice_days,
      notice_months,
      renews_months,
      notice_dated,
      as_of: input.as_of,
      whole: ports.whole === true,
    },
    book,
    figures,
  );
  const row = lossOfLog(log, amount);
  const review = {
    log,
    arr: amount ?? null,
    assumed: read.assumed,
    order: read.order,
    unread: read.rows - read.entries.length,
  };
  return {
    fields: {
      losses: 1,
      arr: amount ?? 0,
      kept: book.length,
      courses: countCourses([row], figures).filter(({ accounts }) => accounts > 0),
      lags: [],
      sides: { upstream: 0, execution: 0, not_said: amount ?? 0 },
      reasons: [],
      signs: [],
      accounts: [],
      log,
      table: unknown("It is a log of one loss."),
    },
    ...wordLog(review, input.currency ?? ports.defaults.currency ?? ""),
    warnings: logWarnings(review),
  };
}
