import type { Warning } from "../../core/answer.ts";
import { daysBetween } from "../../core/dates.ts";
import { brief, inShort, plural } from "../../core/english.ts";
import { isKnown } from "../../core/known.ts";
import { sumMoney } from "../../core/money.ts";
import { type PassedOver, passedSaid, passedWarnings } from "../../core/passed-over.ts";
import { decimal, percent, shortMoney } from "../../render/numbers.ts";
import type { Apart, LossesAnswer } from "./answer-apart.ts";
import { type CourseCount, courseOf, hadActed, type Lag, type Moment } from "./lags.ts";
import type { Course, LostRow } from "./question.ts";
import type { ReasonCount, SignWorth } from "./signs.ts";
import { blanksSaid, bookSaid, chanceSaid, everSeen, lateOf, pairSaid, signSaid, timingSaid, turnedSaid } from "./words-signs.ts";

const ROWS = 3;
const APART = 7; // not a figure: names of a sentence

/** Everything a review found. */
export interface Review {
  lost: readonly LostRow[];
  /** Days after the flag from which an action is late. */
  late: number;
  kept: number;
  courses: readonly CourseCount[];
  lags: readonly Lag[];
  reasons: readonly ReasonCount[];
  signs: readonly SignWorth[];
  /** Answers of which the no is the sign. */
  turned: readonly string[];
  /** Answers whose day stands in another column. */
  doubled: readonly { answer: string; day: string }[];
  /** What was read of the tables of lost and kept; null where a list was given. */
  read: readonly ({ passed: readonly PassedOver[]; all: number } | null)[];
  /** What a table holds beside its losses. */
  table: LossesAnswer | null;
  /** Both tables with their signs; null where a list was given. */
  sides: readonly ({
    path: string;
    assumed: boolean;
    signs: readonly { name: string; header: string; period: boolean }[];
    headers: object;
  } | null)[];
}

const momentWords: Record<Moment, string> = {
  first_sign: "the first sign",
  flagged: "the flag",
  first_action: "the first action",
  decided: "the decision",
};

const numberOf = (review: Review, ...of: Course[]): CourseCount => {
  const own = review.courses.filter(({ course }) => of.includes(course));
  return { ...own[0]!, accounts: own.reduce((sum, { accounts }) => sum + accounts, 0), arr: sumMoney(own.map(({ arr }) => arr)) };
};

/** One loss as a story: what was seen when, and how much time was left. */
function story(row: LostRow, amount: (value: number) => string): string {
  const name = row.arr === undefined ? row.account : `${row.account} (${amount(row.arr)})`;
  const between = (from: Moment, to: Moment) =>
    row[from] === undefined || row[to] === undefined ? null : daysBetween(row[from], row[to]);
  const [before, toFlag, toAction, left] = [
    between("first_sign", "decided"),
    between("first_sign", "flagged"),
    between("flagged", "first_action"),
    between("first_action", "decided"),
  ];
  const steps = [
    toFlag === null ? "" : `${plural(toFlag, "day")} to the flag`,
    toAction === null ? "" : `${plural(toAction, "day")} from the flag to the first action`,
    left === null ? "" : `which left ${plural(Math.max(0, left), "day")}`,
  ].filter(Boolean);
  const after = steps.length ? `: ${steps.join(", ")}` : "";
  return before === null
    ? `${name}: when its first sign stood there is not known${after}.`
    : `${name} gave its first sign ${plural(before, "day")} before it decided${after}.`;
}

function lead(review: Review, amount: (value: number) => string): string {
  const [only, ...others] = review.lost;
  if (only !== undefined && others.length === 0) return story(only, amount);
  const dated = review.lost.length - numberOf(review, "not_known").accounts;
  const money = sumMoney(review.lost.map(({ arr }) => arr ?? 0));
  const of = money > 0 ? ` worth ${amount(money)}` : "";
  if (dated === 0)
    return `${plural(review.lost.length, "loss", "losses")}${of}, and for none is it known when anybody saw it or acted.`;
  const idle = numberOf(review, "seen_not_acted");
  const blind = numberOf(review, "not_seen", "seen_too_late");
  const acted = numberOf(review, "acted");
  const late = numberOf(review, "acted_late");
  const said = [
    idle.accounts
      ? `${idle.accounts} ${idle.accounts === 1 ? "was" : "were"} seen and not acted on${money > 0 ? ` (${amount(idle.arr)})` : ""}`
      : "",
    blind.accounts ? `${blind.accounts} not seen in time` : "",
    late.accounts ? `${late.accounts} acted on more than ${plural(review.late, "day")} after the flag` : "",
    acted.accounts ? `${acted.accounts} lost in spite of action` : "",
  ].filter(Boolean);
  return `Of ${plural(dated, "loss", "losses")} with dates, ${said.join(", ")}.`;
}

function reasonSaid(reasons: readonly ReasonCount[], total: number, amount: (value: number) => string): string {
  const repeat = reasons.find(({ repeats }) => repeats);
  if (repeat === undefined) return reasons.length > 1 ? "No written reason comes twice." : "";
  return `${repeat.reason} comes ${repeat.accounts} times${repeat.arr > 0 && total > 0 ? `, ${amount(repeat.arr)} or ${percent(repeat.arr / total, 0)} of what was lost` : ""}.`;
}

function sidesSaid(reasons: readonly ReasonCount[], amount: (value: number) => string): string {
  const of = (side: ReasonCount["side"]) => reasons.filter((one) => one.side === side);
  const money = (side: ReasonCount["side"]) => sumMoney(of(side).map(({ arr }) => arr));
  const accounts = (side: ReasonCount["side"]) => of(side).reduce((sum, one) => sum + one.accounts, 0);
  if (accounts("upstream") + accounts("execution") === 0) return "";
  const open = accounts("not_said");
  if (reasons.length === 1) return "";
  return `Upstream (sold to, priced or built wrong): ${accounts("upstream")} with ${amount(money("upstream"))}; execution: ${accounts("execution")} with ${amount(money("execution"))}${open ? `; ${open} not said` : ""}.`;
}

/** From the first sign to the flag, with those that nobody flagged. */
function signToFlag(lags: readonly Lag[], lost: readonly LostRow[]): string {
  const lag = lags.find(({ from, to }) => from === "first_sign" && to === "flagged");
  const never = lost.filter(({ first_sign, flagged }) => first_sign !== undefined && flagged === undefined).length;
  if (lag === undefined || lost.length === 1 || !isKnown(lag.median) || !isKnown(lag.shortest) || !isKnown(lag.longest))
    return "";
  return `From the first sign to the flag ${decimal(lag.shortest, 0)} to ${decimal(lag.longest, 0)} days, half within ${decimal(lag.median, 0)}${never ? `; ${never} with a sign ${never === 1 ? "was" : "were"} never flagged` : ""}.`;
}

/** What a rule would have meant for a single loss. */
function castBack([only, ...others]: readonly LostRow[], within: readonly number[]): string {
  if (only === undefined || others.length > 0) return "";
  const row = hadActed(only, within).find(({ after }) => after === "flagged");
  const last = hadActed(only, within)
    .filter(({ after }) => after === "flagged")
    .at(-1);
  if (row === undefined || last === undefined || !isKnown(last.days_left) || last.days_left <= 0) return "";
  const earlier =
    isKnown(last.days_earlier) && last.days_earlier > 0 ? `, ${plural(last.days_earlier, "day")} earlier than it was` : "";
  return `Acted on within ${last.working_days} working days of the flag would have been by ${last.by}${earlier}, with ${plural(last.days_left, "day")} left; whether that had kept it nobody can say.`;
}

function lagSaid(lags: readonly Lag[]): string {
  if (lags.some(({ accounts, missing }) => accounts + missing === 1)) return "";
  const lag = lags.find(({ from, accounts }) => from === "flagged" && accounts > 0) ?? lags.find(({ accounts }) => accounts > 0);
  if (lag === undefined || !isKnown(lag.median)) return "";
  if (lag.accounts === 2 && isKnown(lag.shortest) && isKnown(lag.longest))
    return `From ${momentWords[lag.from]} to ${momentWords[lag.to]} ${decimal(lag.shortest, 0)} and ${decimal(lag.longest, 0)} days, known for 2 of ${lag.accounts + lag.missing}.`;
  const range = isKnown(lag.low) && isKnown(lag.high) ? ` (${decimal(lag.low, 0)} to ${decimal(lag.high, 0)} by chance)` : "";
  return `From ${momentWords[lag.from]} to ${momentWords[lag.to]} usually ${decimal(lag.median, 0)} days${range}, known for ${lag.accounts} of ${lag.accounts + lag.missing}.`;
}

const apartWords: Record<Apart["kind"], string> = {
  double: "twice",
  test: "a test",
  cannot_be: "dates that cannot be",
  came_back: "came back",
  moved: "moved or merged",
  not_own_choice: "not its own choice",
  named: "left out by name",
};

/** What the tables hold that is not counted, by name, and the money it makes of the file's. */
function tablesSaid({ read: [, kept], table, lost: counted }: Review, amount: (value: number) => string): string {
  const keptSaid = kept == null ? "" : passedSaid(kept.passed, kept.all);
  const apart = table?.apart ?? [];
  const first = table?.bridge[0];
  const money = sumMoney(counted.map(({ arr }) => arr ?? 0));
  const names = apart
    .slice(0, APART)
    .map(({ account, kind, arr }) => `${account} (${apartWords[kind]}${isKnown(arr) ? `, ${amount(arr)}` : ""})`);
  const more = apart.length > APART ? ` and ${apart.length - APART} more` : "";
  const said =
    apart.length === 0 || first === undefined
      ? ""
      : `Of ${first.accounts} rows${money > 0 ? ` with ${amount(first.arr)}` : ""} ${plural(counted.length, "loss counts", "losses count")}${money > 0 ? ` with ${amount(money)}` : ""}; apart: ${names.join(", ")}${more}.`;
  return [said, keptSaid ? `Of those who stayed, ${keptSaid}` : ""].filter(Boolean).join(" ");
}

function largestSaid(table: Review["table"], amount: (value: number) => string): string {
  if (table === null || !isKnown(table.largest)) return "";
  const { account, share, arr_without } = table.largest;
  const LARGE = 0.15; // not a figure: a share that turns a total
  return share < LARGE ? "" : `${account} alone is ${percent(share, 0)}; the others are ${amount(arr_without)}.`;
}

function silentSaid(table: Review["table"], amount: (value: number) => string): string {
  if (table === null || !isKnown(table.no_early_sign) || table.no_early_sign.accounts === 0) return "";
  const { accounts, arr, signs } = table.no_early_sign;
  return `${plural(accounts, "loss", "losses")}${arr > 0 ? ` with ${amount(arr)}` : ""} had none of the dated signs (${signs.join(", ")}) before the notice: why they left these tables do not say.`;
}

/** Of the commonest reason, how many had a sign first. */
function reasonFirst(table: Review["table"], best: SignWorth | undefined): string {
  const [top] = table?.reasons_and_signs ?? [];
  const own = top?.before_notice.find(({ sign }) => sign === best?.sign);
  if (top === undefined || own === undefined || own.accounts === 0) return "";
  return `"${top.reason}" is written at ${top.accounts}; at ${own.accounts} of them "${own.sign}" came first, and at ${top.none.accounts} no dated sign stands before the notice.`;
}

/** A review in words: seen or not, how fast, why, which sign would have told, and what cannot be concluded. */
export function wordLosses(review: Review, currency: string, within: readonly number[]) {
  const amount = (value: number) => shortMoney(value, currency);
  const { reasons, signs, lags, lost, kept } = review;
  const total = sumMoney(lost.map(({ arr }) => arr ?? 0));
  const priced = lost.some(({ arr }) => arr !== undefined);
  const telling = signs.filter(({ verdict, kind }) => verdict === "tells" && kind === "one");
  const best = telling[0] ?? signs[0];
  // The sign of which most was seen too late, where days are known.
  const late = signs.filter(({ timing }) => isKnown(timing)).sort((a, b) => lateOf(b) - lateOf(a))[0];
  const idle = numberOf(review, "seen_not_acted");
  const names = lost.filter((row) => courseOf(row, review.late) === "seen_not_acted");
  const slow = lost.filter((row) => courseOf(row, review.late) === "acted_late");
  const circular = signs.filter(({ kind }) => kind === "one").filter(({ same_as_reason }) => isKnown(same_as_reason));
  const { table } = review;
  const singles = signs.filter(({ kind }) => kind === "one");
  // The sign that most lost ones show and that tells nothing: what a leader sees first.
  const loud = singles
    .filter(({ verdict, sign }) => verdict !== "tells" && sign !== best?.sign)
    .sort((a, b) => everSeen(b) - everSeen(a))[0];
  const asTable = table !== null && review.courses.every(({ course, accounts }) => course === "not_known" || accounts === 0);
  const blanksUndo = telling[0] !== undefined && isKnown(telling[0].bounds) && !telling[0].bounds.holds_at_worst;
  const [share] = review.courses.filter(({ course }) => course === "seen_not_acted");
  return {
    summary: asTable
      ? brief([
          `${plural(lost.length, "loss", "losses")}${priced ? (total > 0 ? ` worth ${amount(total)}` : "") : "; what they paid is unknown, no amount was read"}. ${largestSaid(table, amount)}`.trim(),
          best === undefined ? "" : signSaid(best),
          loud === undefined ? "" : signSaid(loud),
          reasonSaid(reasons, total, amount),
        ])
      : brief([
          lead(review, amount),
          reasonSaid(reasons, total, amount),
          best === undefined ? "" : signSaid(best),
          sidesSaid(reasons, amount),
        ]),
    because: [
      ...(asTable
        ? [
            bookSaid(best, amount),
            pairSaid(signs, best),
            turnedSaid(loud, table),
            timingSaid(late),
            reasonFirst(table, best),
            silentSaid(table, amount),
          ]
        : []),
      castBack(lost, within),
      ...(best === undefined ? [] : [[signSaid(best), chanceSaid(best)].filter(Boolean).join(" ")]),
      timingSaid(late),
      asTable ? "" : bookSaid(best, amount),
      signToFlag(lags, lost),
      lagSaid(lags),
      sidesSaid(reasons, amount),
    ]
      .filter(Boolean)
      .slice(0, ROWS),
    check_first: [
      ...[tablesSaid(review, amount), blanksSaid(best, kept)].filter(Boolean),
      ...circular
        .slice(0, 1)
        .map(
          ({ sign, same_as_reason, lost_flagged }) =>
            `The sign "${sign}" and the reason "${same_as_reason as string}" are the same ${lost_flagged} accounts: if one was written from the other it proves nothing. Was it in a system before?`,
        ),
      ...(lost.length > 1 && share !== undefined && isKnown(share.low) && isKnown(share.high) && idle.accounts > 0
        ? [`From so few, the share seen and not acted on may lie between ${percent(share.low, 0)} and ${percent(share.high, 0)}.`]
        : []),
      "Signs and reasons are often written down after the loss, when everybody knows the end: were they in the system before?",
    ].slice(0, 2),
    do_next: [
      ...(slow.length
        ? [
            `Head of CS: ask what held the first action up after the flag at ${inShort(slow.map((row) => `${row.account} (${plural(daysBetween(row.flagged!, row.first_action!), "day")})`))}, and set a day by which a flag is answered.`,
          ]
        : []),
      ...(lost.length === 1
        ? ["Head of CS: list the signs of this loss that stood in a system before the flag, and look for them today in the book."]
        : []),
      ...(names.length
        ? [`Head of CS: read ${inShort(names.map(({ account }) => account))} first: what stopped the action after the flag?`]
        : []),
      ...(telling.length
        ? [
            isKnown(telling[0]!.same_as_reason)
              ? `CS operations: look when "${telling[0]!.sign}" was first written down at each lost account, before anybody makes it an alert.`
              : blanksUndo
                ? `CS operations: fill the blanks of "${telling[0]!.sign}" at those who stayed first, the largest before the others; only then is it worth an alert.`
                : `CS operations: try "${telling[0]!.sign}" as an alert for a quarter, with an owner, days to act and a number at which it stops.`,
          ]
        : []),
      ...(signs.length > 0 && kept === 0
        ? ["CS operations: look for the same signs at accounts that stayed, at the same point of their term."]
        : []),
    ].slice(0, ROWS),
    unknown: [
      ...(lost.some(({ reason }) => reason !== undefined)
        ? [
            `Whether the reason written down is the cause${lost.length === 1 ? `: "${lost[0]!.reason}" is to confirm` : ""}; the customer's own decider can say, in a call after the loss.`,
          ]
        : []),
      "Whether acting works: a customer whom action saved stands in no list of losses. It takes those who were flagged and stayed.",
      ...(asTable ? [] : lags)
        .filter(({ missing, accounts, from, to }) => missing > accounts && !(from === "flagged" && to === "decided"))
        .slice(0, 1)
        .map(
          ({ from, to, missing }) =>
            `When ${momentWords[from]} or ${momentWords[to]} was, for ${plural(missing, "loss", "losses")}; tickets, mails and the CRM's history hold it.`,
        ),
      ...(kept === 0 ? ["What any sign would have flagged for nothing: accounts that stayed are not given."] : []),
      ...(reasons.some(({ side }) => side === "not_said")
        ? ["Whether some losses were sold wrong or served wrong: read the record with sales and product."]
        : []),
    ].slice(0, ROWS),
    say: {
      board: asTable
        ? brief([
            `${plural(lost.length, "customer")} left${total > 0 ? `, ${amount(total)}` : ""}. ${largestSaid(table, amount)}`.trim(),
            best === undefined ? "" : signSaid(best),
            "Whether acting on it keeps anybody is not known yet.",
          ])
        : brief([lead(review, amount), reasonSaid(reasons, total, amount)]),
    },
    next: [{ call: "score_health", why: "Whether the score as a whole tells who leaves." }],
  };
}

/** What was decided in reading the two tables: signs under two names, a day without notice, periods that differ. */
function readWarnings({ lost, sides: [own, kept], signs }: Review): Warning[] {
  if (own == null) return [];
  const undated = lost.filter(({ decided }) => decided === undefined).length;
  const differing = signs.filter(({ kind, sign, timing }) => {
    const period = kept?.signs.find(({ name }) => name === sign)?.period === true;
    return kind === "one" && period && isKnown(timing) && timing.in_period < timing.before;
  });
  const two = (kept?.signs ?? []).filter(({ name, header }) =>
    own.signs.some((one) => one.name === name && one.header !== header),
  );
  const alone = (kept?.signs ?? []).length
    ? own.signs.filter(({ name }) => !kept!.signs.some((one) => one.name === name)).map(({ header }) => header)
    : [];
  const warned = (code: string, message: string): Warning[] => (message === "" ? [] : [{ code, message }]);
  return [
    ...warned(
      "signs_paired",
      two.length
        ? `Read as one sign: ${two.map(({ name, header }) => `"${own.signs.find((one) => one.name === name)!.header}" and "${header}"`).join("; ")}. Others: name the columns with signs in both tables.`
        : "",
    ),
    ...warned(
      "signs_of_one_side",
      alone.length
        ? `Only the lost have ${alone.map((one) => `"${one}"`).join(", ")}: how often it rings for nothing is unknown.`
        : "",
    ),
    ...warned(
      "notice_unknown",
      undated === lost.length
        ? `No column says when a customer gave notice, so no sign can be told to have come before: lost: {"table": "${own.path}", "decided": "header"}.`
        : undated > 0
          ? `${plural(undated, "loss has", "losses have")} no day of notice that can be read; signs with a day are unknown there.`
          : "",
    ),
    ...warned(
      "periods_differ",
      differing.length
        ? `Those who stayed were looked at over a year; of the lost, counting only since the first month of the losses: ${differing.map(({ sign, timing, lost_seen }) => (isKnown(timing) ? `"${sign}" ${timing.in_period} of ${lost_seen} instead of ${timing.before}` : "")).join(", ")}.`
        : "",
    ),
    ...warned(
      "dates_assumed",
      own.assumed || kept?.assumed === true
        ? "Some dates do not tell whether the day or the month comes first; they are read with the day first. If not, give dates in lost and kept."
        : "",
    ),
  ];
}

export function lossWarnings(review: Review, fewAccounts: number): Warning[] {
  const { lost, read } = review;
  const unpriced = lost.filter(({ arr }) => arr === undefined);
  return [
    ...read.flatMap((one) => (one === null ? [] : passedWarnings(one.passed, one.all))),
    ...readWarnings(review),
    ...(lost.length < fewAccounts
      ? [{ code: "few_losses", message: `Only ${plural(lost.length, "loss", "losses")}: read each as a story; no rate holds.` }]
      : []),
    ...review.doubled.map(({ answer, day }) => ({
      code: "answer_with_day",
      message: `"${answer}" says the same as the days of "${day}": only a day before the notice counts, so it is read by "${day}".`,
    })),
    ...(review.turned.length > 0
      ? [
          {
            code: "signs_turned",
            message: `The "no" is the sign, by the data: ${review.turned.map((one) => `"${one}"`).join(", ")}, answered no at the lost more often than at those who stayed.`,
          },
        ]
      : []),
    ...(unpriced.length > 0 && unpriced.length === lost.length && review.table !== null
      ? [
          {
            code: "amounts_unknown",
            message:
              'No amount was read for any loss: every money below is unknown, not 0. Name the column: lost: {"table": "...", "arr": "header"}.',
          },
        ]
      : []),
    ...(unpriced.length > 0 && unpriced.length < lost.length
      ? [
          {
            code: "losses_without_arr",
            message: `${plural(unpriced.length, "loss has", "losses have")} no amount (${inShort(unpriced.map(({ account }) => account))}): the money named is that of the others.`,
          },
        ]
      : []),
  ];
}
