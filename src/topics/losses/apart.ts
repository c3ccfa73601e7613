import { daysBetween } from "../../core/dates.ts";
import { known, unknown } from "../../core/known.ts";
import { sumMoney } from "../../core/money.ts";
import { groupBy } from "../../core/order.ts";
import type { Apart, LossesAnswer } from "./answer-apart.ts";
import type { LossSeen } from "./question.ts";

const amountOf = (rows: readonly { arr?: number | undefined }[]): number => sumMoney(rows.map(({ arr }) => arr ?? 0));

/** From the rows of the file to the losses that count, each step with its money. */
export function bridgeOf(
  all: number,
  total: number,
  apart: readonly Apart[],
  counted: readonly LossSeen[],
): LossesAnswer["bridge"] {
  const groups = groupBy(apart, ({ kind }) => kind);
  return [
    { step: "rows", accounts: all, arr: total },
    ...[...groups].map(([step, own]) => ({
      step,
      accounts: -own.length,
      arr: -sumMoney(own.map(({ arr }) => (typeof arr === "number" ? arr : 0))),
    })),
    { step: "counted" as const, accounts: counted.length, arr: amountOf(counted) },
  ];
}

/** The largest loss, what it is of all, and how long before its notice each sign stood there. */
export function largestOf(lost: readonly LossSeen[]): LossesAnswer["largest"] {
  const [first] = [...lost].sort((a, b) => (b.arr ?? 0) - (a.arr ?? 0));
  const total = amountOf(lost);
  if (first?.arr === undefined || total <= 0 || lost.length < 2) return unknown("Amounts are not given, or there is one loss.");
  const { decided, seen = {} } = first;
  return {
    account: first.account,
    arr: first.arr,
    share: first.arr / total,
    arr_without: sumMoney([total, -first.arr]),
    reason: known(first.reason, "No reason is written."),
    note: known(first.note, "No note is written."),
    signs:
      decided === undefined
        ? []
        : Object.entries(seen).map(([sign, on]) => ({ sign, on, days_before: daysBetween(on, decided) })),
  };
}

/** Losses at which none of the signs with a day stood before the notice, the largest first. */
export function silentOf(lost: readonly LossSeen[], dated: readonly string[], most: number): LossesAnswer["no_early_sign"] {
  if (dated.length === 0) return unknown("No sign has the day it was seen.");
  const own = lost
    .filter(({ signs = {} }) => dated.every((sign) => signs[sign] !== true))
    .sort((a, b) => (b.arr ?? 0) - (a.arr ?? 0));
  return { signs: [...dated], accounts: own.length, arr: amountOf(own), names: own.slice(0, most).map(({ account }) => account) };
}

/** Written reasons against the signs: how many of each had which sign before the notice, and how many none. */
export function reasonSigns(
  lost: readonly LossSeen[],
  signs: readonly string[],
  most: number,
): LossesAnswer["reasons_and_signs"] {
  const plain = (text: string) => text.trim().toLowerCase();
  return [...groupBy(lost, ({ reason }) => plain(reason ?? ""))]
    .map(([, own]) => {
      const without = own.filter(({ signs: shown = {} }) => signs.every((sign) => shown[sign] !== true));
      return {
        reason: own[0]!.reason?.trim() ?? "Nobody wrote one",
        accounts: own.length,
        arr: amountOf(own),
        with_note: own.filter(({ note }) => note !== undefined).length,
        before_notice: signs.flatMap((sign) => {
          const hit = own.filter(({ signs: shown = {} }) => shown[sign] === true);
          return hit.length === 0 ? [] : [{ sign, accounts: hit.length, arr: amountOf(hit) }];
        }),
        none: { accounts: without.length, arr: amountOf(without) },
      };
    })
    .sort((a, b) => b.arr - a.arr)
    .slice(0, most);
}

/** Notes that stand at several losses word for word, and single ones, the largest first. */
export function notesOf(lost: readonly LossSeen[], most: number): LossesAnswer["notes"] {
  const noted = lost.filter(({ note }) => note !== undefined);
  return [...groupBy(noted, ({ note }) => note!.trim().toLowerCase())]
    .map(([, own]) => ({ note: own[0]!.note!, accounts: own.length, arr: amountOf(own) }))
    .sort((a, b) => b.accounts - a.accounts || b.arr - a.arr)
    .slice(0, most);
}

/** Lost ones whose contract still runs on the day of the answer, by its end. */
export function stillOf(lost: readonly LossSeen[], asOf: string | undefined): LossesAnswer["still_customers"] {
  if (asOf === undefined) return [];
  return lost
    .flatMap(({ account, arr, end }) =>
      end === undefined || end <= asOf ? [] : [{ account, arr: known(arr, "No amount is given."), until: end }],
    )
    .sort((a, b) => (a.until < b.until ? -1 : a.until > b.until ? 1 : 0));
}
