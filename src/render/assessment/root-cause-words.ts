import type { RootCause } from "../../core/org/assessment/root-cause.ts";

import { plural, shortMoney } from "../numbers.ts";
import { causeFindings, signFindings } from "./root-cause-findings.ts";
import { type AssessmentContext, closed, firstThree, type Missing, type Step, shareText, type Worded, within } from "./worded.ts";

const RULE = "org-root-cause";

function whyNot({ why_not, upstream }: RootCause): string {
  if (why_not === "no_losses") return "No losses with a cause were given.";
  if (why_not === "too_few")
    return `Only ${plural(upstream.known, "loss", "losses")} with a known cause, and below ${upstream.fewest_losses} nobody can tell.`;
  return "Too many losses have no known cause; given to the other side they would turn the verdict.";
}

const range = (low: number, high: number, words: (value: number) => string): string =>
  words(low) === words(high) ? words(low) : `${words(low)} to ${words(high)}`;

function verdictWords(found: RootCause, { figures, currency }: AssessmentContext): string {
  const [fit = "", work = ""] = figures.causes.value.map(({ cause }) => within(cause));
  const { verdict, upstream, money, by_accounts, causes } = found;
  if (verdict === "cannot_tell") return `Cannot tell yet whether the losses come from ${fit}, or from ${work}. ${whyNot(found)}`;
  const judged = causes.filter(({ cause }) => cause !== "outside");
  const accounts = judged.reduce((sum, row) => sum + row.accounts, 0);
  const arr = judged.every((row) => row.arr !== null) ? judged.reduce((sum, row) => sum + (row.arr ?? 0), 0) : null;
  const { low_share: low, high_share: high, arr_low_share: low_arr, arr_high_share: high_arr } = upstream;
  const of = [
    low === null || high === null ? null : `${range(low, high, shareText)} of ${plural(accounts, "lost account")}`,
    arr === null || low_arr === null || high_arr === null
      ? null
      : `${range(low_arr, high_arr, shareText)} of ${shortMoney(arr, currency)} lost`,
  ].filter((part) => part !== null);
  const upstreamIs = `causes upstream are ${of.join(" and ")}`;
  if (verdict !== "mixed") return `The losses come mostly from ${verdict === "upstream" ? fit : work}: ${upstreamIs}.`;
  const accountsSay = by_accounts === null ? "By accounts chance allows either to lead" : `By accounts ${by_accounts} leads`;
  return `Both are at work, ${fit}, and ${work}: ${upstreamIs}. ${accountsSay}${money === null ? "" : `, in money ${money} does`}.`;
}

function recommended({ verdict, money }: RootCause): string | null {
  if (verdict === "cannot_tell") return null;
  if (verdict === "upstream")
    return "Change who is sold to, what is promised or what is built; more CSMs would not keep these customers.";
  if (verdict === "execution") return "Mend the work after the sale: people, process and tools.";
  return `Send each part to whoever can change it${money === null ? "" : `, the ${money} part first since more money lies there`}.`;
}

function missingOf({ upstream, why_not, causes }: RootCause, { question }: AssessmentContext): Missing[] {
  const unknown = causes.find(({ cause }) => cause === "unknown")?.accounts ?? 0;
  const more = upstream.fewest_losses - upstream.known;
  return firstThree([
    ...(why_not === "no_losses" || why_not === "too_few"
      ? [
          {
            what: `answers.losses: the cause of ${more} more`,
            why: `Below ${upstream.fewest_losses} with a known cause chance decides.`,
          },
        ]
      : []),
    ...(unknown > 0
      ? [{ what: `answers.losses: the cause of ${unknown} marked unknown`, why: "Either side may claim them until then." }]
      : []),
    ...(question.losses !== undefined && upstream.execution_arr_low === null
      ? [{ what: "answers.losses[].arr of every row", why: "Ten small losses upstream may weigh less than one in execution." }]
      : []),
    ...(question.signs === undefined
      ? [{ what: "answers.signs: where else you looked", why: "They show whether reasons given in exit calls can be believed." }]
      : []),
  ]);
}

/** The root cause for a VP: whose losses they are, in accounts and money, what execution could have kept, or that nobody can tell. */
export function rootCauseWords(found: RootCause, context: AssessmentContext): Worded {
  const { causes, upstream, verdict, why_not } = found;
  const { currency, question } = context;
  const recommendation = recommended(found);
  const { execution_arr_low: low, execution_arr_high: high } = upstream;
  const outside = causes.find(({ cause }) => cause === "outside")!.accounts;
  const kept =
    low === null || high === null
      ? []
      : [
          `Had execution been perfect, ${low === high ? shortMoney(low, currency) : `between ${shortMoney(low, currency)} and ${shortMoney(high, currency)}`} would have stayed.`,
        ];
  const steps: Step[] = [
    ...(verdict === "cannot_tell"
      ? [
          {
            step: "Give every loss of the last year one cause, and call five who left and five who stayed",
            rule: "renewal-churn-forensics",
          },
        ]
      : []),
    ...(verdict === "upstream" || verdict === "mixed"
      ? [
          {
            step: "Send the upstream part to whoever can change it, with a name and a date",
            owner: "CRO and head of product",
            rule: RULE,
          },
        ]
      : []),
    ...(verdict === "execution" || verdict === "mixed"
      ? [{ step: "Mend the earliest part of the work that failed them", owner: "VP", rule: "org-maturity" }]
      : []),
  ];
  const priced = causes.every(({ arr }) => arr !== null);
  const given = question.losses !== undefined;
  const none = given ? "No such loss was given, so there is no share." : "No losses were given.";
  const null_reasons = [
    ...(recommendation === null ? [{ field: "recommendation", reason: whyNot(found) }] : []),
    ...(priced ? [] : [{ field: "causes[].arr", reason: given ? "Not every loss has its ARR." : none }]),
    {
      field: "causes[].accounts_share",
      reason: "Losses outside anybody's reach are counted apart; without other losses there is no share.",
    },
    {
      field: "causes[].arr_share",
      reason: priced
        ? "Losses outside are counted apart; without other ARR lost there is no share."
        : "Not every loss has its ARR.",
    },
    ...Object.entries(upstream).flatMap(([name, value]) =>
      value === null
        ? [{ field: `upstream.${name}`, reason: name.includes("arr") ? "The ARR of every loss within reach is needed." : none }]
        : [],
    ),
  ];
  return {
    summary: [
      verdictWords(found, context),
      ...(recommendation === null ? [] : [recommendation]),
      ...kept,
      ...(outside > 0
        ? [`${plural(outside, "loss", "losses")} nobody could change ${outside === 1 ? "is" : "are"} counted apart.`]
        : []),
      ...(why_not === null ? [] : ["More coded losses would change that."]),
    ].join(" "),
    fields: {
      recommendation,
      levels: [
        {
          name: "Root cause",
          level: verdict.replaceAll("_", " "),
          evidence: closed(
            `${plural(upstream.known, "loss", "losses")} with a known cause; one leads above ${shareText(upstream.leading_share)}, chance and unknown causes allowed for`,
          ),
        },
      ],
      findings: [...causeFindings(found, context), ...signFindings(found)],
      ...(found.money !== null && verdict === "mixed"
        ? {
            disagreement: {
              signals: [
                { signal: "accounts", says: found.by_accounts ?? "no lead that chance would not explain" },
                { signal: "money", says: found.money },
              ],
              meaning: "Accounts and money do not point the same way; the shares decide where the next person goes.",
            },
          }
        : {}),
      next_steps: steps,
      missing: missingOf(found, context),
      causes,
      upstream,
    },
    undefined: null_reasons,
  };
}
