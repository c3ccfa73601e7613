import { type Answered, type Known, known, mapKnown, over, unknown } from "../../core/known.ts";
import { MoneySum, ratioOfMoney, sumMoney } from "../../core/money.ts";
import { byText } from "../../core/order.ts";
import type { LostAccount, RetentionFields } from "./answer.ts";
import { type AccountChange, keptAmount, type Retention, type RetentionPolicy } from "./retention.ts";

/**
 * Who left and who shrank between two dates, the largest loss first. Money in one unit; `yearly` is how many times it makes a year's, where known.
 * @example lostAccounts([{ ...a, start: 100, end: 0 }], standardPolicy, 12).left // [{ account: "A", amount: 100, arr: 1200 }]
 */
export function lostAccounts(
  changes: readonly AccountChange[],
  policy: Pick<RetentionPolicy, "gap">,
  yearly: number | null,
): Record<"left" | "shrank", LostAccount[]> {
  const lost = changes
    .flatMap((change) => {
      const { account, start } = change;
      const end = keptAmount(change, policy);
      return end < start ? [{ account, gone: end === 0, amount: sumMoney([start, -end]) }] : [];
    })
    .sort((a, b) => b.amount - a.amount || byText(a.account, b.account));
  const of = (whole: boolean) =>
    lost
      .filter(({ gone }) => gone === whole)
      .map(({ account, amount }) => ({
        account,
        amount,
        ...(yearly === null ? {} : { arr: sumMoney([amount * yearly]) }),
      }));
  return { left: of(true), shrank: of(false) };
}

const noMonths = unknown("It needs what each account paid in the months between the two dates.");

type Part<Name extends "since_start" | "largest_now" | "look_alikes"> = Known<Answered<NonNullable<RetentionFields[Name]>>>;

/**
 * Customers won since the start, and those of them who are gone again with what they last paid: no rate of the window holds them.
 * @example wonSinceStart([{ ...b, start: 0, end: 0, series: [0, 40, 0] }], dates) // { won: 1, gone: [{ account: "B", amount: 40, ... }] }
 */
export function wonSinceStart(changes: readonly AccountChange[], dates: readonly string[] | null): Part<"since_start"> {
  if (dates === null) return noMonths;
  let won = 0;
  const gone = changes.flatMap((change) => {
    if (change.start !== 0 || change.paid_before === true) return [];
    won += 1;
    const { account, end, inside } = change;
    if (end > 0) return [];
    const { series } = change;
    const last = series!.findLastIndex((amount) => amount > 0);
    const stay = inside?.at(-1);
    if (last < 0 && stay === undefined) return [];
    const [amount, first, until] =
      last < 0 ? [stay!.amount, stay!.step, stay!.step + 1] : [series![last]!, series!.findIndex((paid) => paid > 0), last + 1];
    return [{ account, amount, from: dates[first]!, left: dates[until]! }];
  });
  return { won, gone: gone.sort((a, b) => b.amount - a.amount || byText(a.account, b.account)) };
}

/** Who pays most at the end; the first by name where several pay alike. */
export function largestNow(changes: readonly AccountChange[], dates: readonly string[] | null): Part<"largest_now"> {
  let first: AccountChange | null = null;
  let second: AccountChange | null = null;
  const sum = new MoneySum();
  for (const change of changes) {
    sum.add(change.end);
    if (change.end === 0) continue;
    if (first === null || change.end > first.end) [first, second] = [change, first];
    else if (second === null || change.end > second.end) second = change;
  }
  if (first === null) return unknown("Nobody pays at the end.");
  const { account, start, end, series } = first;
  const since = start > 0 || dates === null || series === null ? null : (dates[series.findIndex((amount) => amount > 0)] ?? null);
  return {
    account,
    amount: end,
    share: ratioOfMoney(end, sum.total()),
    times_next: over(end, known(second?.end, "Nobody else pays."), "Nobody else pays."),
    counted: start > 0,
    since: known(since, "It pays at the start, or the months between are not known."),
  };
}

/** Words of a company's name that say only its legal form. */
const legalForms = new Set([
  "gmbh",
  "ag",
  "se",
  "kg",
  "kgaa",
  "ohg",
  "gbr",
  "ug",
  "mbh",
  "ltd",
  "limited",
  "llc",
  "llp",
  "inc",
  "incorporated",
  "corp",
  "corporation",
  "co",
  "company",
  "plc",
  "sa",
  "sas",
  "sarl",
  "bv",
  "nv",
  "ab",
  "oy",
  "oyj",
  "srl",
  "spa",
]);

const plainName = /^[\0-\x7f]*$/;
const [FIRST_DIGIT, LAST_DIGIT, SMALL, BEHIND] = [0x30, 0x39, 0x61, 0x7b];

/** The same of a name in plain small letters, digits and signs, which nearly all are. */
function plainStem(name: string): string {
  let [stem, start, hasLetter] = ["", -1, false];
  for (let at = 0; at <= name.length; at++) {
    const sign = at < name.length ? name.charCodeAt(at) : 0;
    const isLetter = sign >= SMALL && sign < BEHIND;
    if (isLetter || (sign >= FIRST_DIGIT && sign <= LAST_DIGIT)) {
      if (start === -1) [start, hasLetter] = [at, false];
      if (isLetter) hasLetter = true;
      continue;
    }
    const word = hasLetter && start !== -1 ? name.slice(start, at) : "";
    if (word !== "" && !legalForms.has(word)) stem = stem === "" ? word : `${stem} ${word}`;
    start = -1;
  }
  return stem;
}

/** What is left of a company's name without its legal form and without numbers. @example nameStem("Elbwerk 2 SE") // "elbwerk" */
export function nameStem(name: string): string {
  const lower = name.toLowerCase().replaceAll(".", "");
  if (plainName.test(lower)) return plainStem(lower);
  const words = lower.split(/[^\p{L}\p{N}]+/u);
  return words.filter((word) => word !== "" && !legalForms.has(word) && !/^\p{N}+$/u.test(word)).join(" ");
}

/**
 * Customers won since the start whose name is that of exactly one who pays at the start, but for a number or the legal form: a second contract of
 * theirs would be expansion. Gross counts what an earlier customer lost only where its second contract does not make up
 * for it. Each pair also stands alone. Rates are fractions of the opening.
 * @example lookAlikes([elbwerk at 622 and 474, elbwerk 2 at 0 and 9419], retention, policy).nrr_if_same // (474 + 9419) / 622
 */
export function lookAlikes(
  changes: readonly AccountChange[],
  { bridge, nrr, grr }: Pick<Retention, "bridge" | "nrr" | "grr">,
  policy: Pick<RetentionPolicy, "gap">,
): Part<"look_alikes"> {
  const won: { account: string; stem: string; end: number }[] = [];
  /** Who pays at the start under each name of those; null where none has it yet. A name that two bear is no one's and goes. */
  const bearers = new Map<string, AccountChange | null>();
  for (const { account, start, end } of changes) {
    const stem = start === 0 && end > 0 ? nameStem(account) : "";
    if (stem === "") continue;
    won.push({ account, stem, end });
    bearers.set(stem, null);
  }
  for (const change of changes) {
    if (bearers.size === 0) break;
    if (change.start === 0) continue;
    const stem = nameStem(change.account);
    const known = bearers.get(stem);
    if (known === null) bearers.set(stem, change);
    else if (known !== undefined) bearers.delete(stem);
  }
  const alike = won.flatMap(({ account, stem, end }) => {
    const like = bearers.get(stem) ?? null;
    return like === null ? [] : [{ account, like, end }];
  });
  if (alike.length === 0) return unknown("No customer won since the start bears the name of an earlier one.");
  alike.sort((a, b) => b.end - a.end || byText(a.account, b.account));
  const amount = sumMoney(alike.map(({ end }) => end));
  const lossOf = (like: AccountChange) => Math.max(0, sumMoney([like.start, -keptAmount(like, policy)]));
  /** What gross gains when these contracts belong to the customers of their names: a loss, as far as they make up for it. */
  const regained = (rows: typeof alike) =>
    sumMoney(
      [...new Set(rows.map(({ like }) => like))].map((like) =>
        Math.min(lossOf(like), sumMoney(rows.filter((row) => row.like === like).map(({ end }) => end))),
      ),
    );
  const rates = (rows: typeof alike, [net, gross]: readonly [number, number]) => ({
    nrr_if_same: net + ratioOfMoney(sumMoney(rows.map(({ end }) => end)), bridge.starting),
    grr_if_same: gross + ratioOfMoney(regained(rows), bridge.starting),
  });
  return mapKnown(nrr, (net) =>
    mapKnown(grr, (gross) => ({
      accounts: alike.map(({ account }) => account),
      first_like: alike[0]!.like.account,
      amount,
      ...rates(alike, [net, gross]),
      pairs: alike.map((row) => ({
        account: row.account,
        like: row.like.account,
        amount: row.end,
        ...rates([row], [net, gross]),
      })),
    })),
  );
}
