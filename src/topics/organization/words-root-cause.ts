import type { UndefinedField, Warning } from "../../core/answer.ts";
import { brief, listed, plural, sentence } from "../../core/english.ts";
import { decimal, shortMoney } from "../../render/numbers.ts";
import type { GapRanking } from "./gaps.ts";
import type { RootCause } from "./maturity.ts";
import { type AnswerName, type AssessmentFields, type AssessmentQuestion, answerName, answerWords } from "./question.ts";
import type { AssessmentFigures } from "./red-flags.ts";

export interface AssessmentContext {
  question: AssessmentQuestion;
  figures: AssessmentFigures;
  currency: string;
}

/** One assessment in words: the fields of the result, the answer for a VP, and a reason for each null. */
export interface Worded {
  summary: string;
  fields: Omit<AssessmentFields, "ask" | "charts">;
  undefined: UndefinedField[];
  warnings?: Warning[];
}

const ROWS = 3;
/** What the runner adds to an answer in words, out of the fields of an assessment. */
export function answerParts({ findings, next_steps, missing, recommendation }: Worded["fields"]) {
  return {
    because: findings
      .slice(0, ROWS)
      .map(({ finding, evidence }) => `${finding.replace(/\.$/, "")} (${evidence.replace(/\.$/, "")}).`),
    do_next: next_steps
      .slice(0, ROWS)
      .map(({ step, owner, by }) => `${owner ?? "VP"}${by === undefined ? "" : `, by ${by}`}: ${step.replace(/\.$/, "")}.`),
    unknown: missing
      .slice(0, ROWS)
      .map(({ what, why }) => `${sentence(asked(what.slice(what.indexOf(": ") + 1).trim()))}: you can say. ${why}`),
    ...(recommendation === null ? {} : { say: { ceo: recommendation } }),
  };
}

export type Finding = AssessmentFields["findings"][number];
export type Level = NonNullable<AssessmentFields["levels"]>[number];
export type Step = AssessmentFields["next_steps"][number];
export type Missing = AssessmentFields["missing"][number];

/** An answer that is lacking, and what it would change. */
/** What an answer takes, as words to say aloud. @example asked("true or false: it has a budget of its own") // "whether it has a budget of its own" */
const asked = (takes: string): string =>
  takes
    .replace(/^true or false: /, "whether ")
    .replace(/^[[{](?:line: )?/, "")
    .replace(/[\]}]$/, "");

export const lacking = (name: AnswerName, why: string): Missing => ({ what: `${answerName(name)}: ${answerWords[name]}`, why });

/** Questions asked at once. */
const MOST = 3;

export const firstThree = (missing: readonly Missing[]): Missing[] => missing.slice(0, MOST);

/** A text of a rule inside a sentence: no capital of its own, unless it is a name or short form. */
export const within = (text: string): string => text.replace(/^[A-Z](?=[a-z ])/, (letter) => letter.toLowerCase());

/** A text as a sentence of its own. */
export const closed = (text: string): string => (/[.?!]$/.test(text) ? text : `${text}.`);

/** "a player-coach", "an operator". */
export const withArticle = (text: string): string => `${/^[aeiou]/i.test(text) ? "an" : "a"} ${within(text)}`;

/** A share with a decimal only where it has one. @example shareText(0.575) // "57.5%" */
export const shareText = (share: number): string => `${decimal(share * 100, 1)}%`;

const RULE = "journey-friction";
/** Gaps shown at once. */
const SHOWN = 12;

type Row = GapRanking["gaps"][number];

function touched({ accounts, arr, severity }: Row, { ranked_by: by }: GapRanking, currency: string): string {
  const amount = by === "arr" ? `${shortMoney(arr ?? 0, currency)} of ARR` : plural(accounts ?? 0, "account");
  return `${amount} times ${decimal(severity)}`;
}

function stepsOf({ gaps }: GapRanking, { figures }: AssessmentContext): Step[] {
  const first = gaps[0]!;
  const same = (stage: string) => stage.toLowerCase() === first.stage?.toLowerCase();
  const usual = figures.frictions.value.filter(({ stage }) => same(stage)).map(({ remedy }) => within(remedy));
  const measures = figures.stageMeasures.value.filter(({ stage }) => same(stage)).map(({ measure }) => measure);
  const seen = figures.howCounted.value.filter(({ measure }) => measures.includes(measure));
  return [
    {
      step: `Ask why three times about "${first.gap}" and mend the cause${usual.length ? `; usual remedies at this stage: ${listed(usual, "or")}` : ""}`,
      ...(first.owner === undefined ? {} : { owner: first.owner }),
      rule: RULE,
    },
    ...(seen.length
      ? [
          {
            step: `Watch ${seen.map(({ measure, see_it_after }) => `${within(measure)} (shows after ${within(see_it_after)})`).join(" and ")}`,
            rule: "journey-measures",
          },
        ]
      : []),
    { step: "Count the gaps again in the same way", by: "after a quarter", rule: RULE },
  ];
}

function findingsOf(found: GapRanking, { currency }: AssessmentContext): Finding[] {
  const { gaps, first_by_other, touchpoints, ranked_by } = found;
  return [
    ...gaps.slice(0, 2).map((row) => ({
      finding: `Rank ${row.rank}: ${row.gap}${row.ruinous ? ", rare perhaps but ruinous" : ""}`,
      evidence: `${touched(row, found, currency)}${row.weight_share === null ? "" : `, ${shareText(row.weight_share)} of the whole`}`,
      rule: RULE,
    })),
    ...(first_by_other === null
      ? []
      : [
          {
            finding: `By ${ranked_by === "arr" ? "accounts" : "ARR"} touched, "${first_by_other}" would come first`,
            evidence: "The two measures weigh large and small customers differently.",
            rule: RULE,
          },
        ]),
    ...(touchpoints === null
      ? []
      : [
          {
            finding: touchpoints.too_many
              ? "The stage has more contacts than anybody can carry out"
              : "The number of contacts can be carried out",
            evidence: `${plural(touchpoints.given, "contact")}; too many from ${touchpoints.too_many_from}`,
            rule: "journey-map",
          },
        ]),
  ];
}

/** Gaps of the journey for a VP: what to mend first, what it touches, and which gaps could not be ranked. */
export function journeyWords(found: GapRanking, context: AssessmentContext): Worded {
  const { gaps, unranked, ranked_by, first_by_other } = found;
  const first = gaps[0]!;
  const second = gaps[1];
  const why = first.ruinous ? "it can ruin a customer" : `it weighs most (${touched(first, found, context.currency)})`;
  const recommendation = `Mend "${first.gap}" first${second === undefined ? "" : `, then "${second.gap}"`}.`;
  return {
    summary: brief([
      `Mend "${first.gap}" first: ${why}${first.weight_share === null ? "" : `, ${shareText(first.weight_share)} of the weight of ${plural(gaps.length, "ranked gap")}`}.`,
      ...(second === undefined ? [] : [`Then "${second.gap}".`]),
      ...(first_by_other === null
        ? []
        : [`Counted by ${ranked_by === "arr" ? "accounts" : "ARR"} it would be "${first_by_other}".`]),
      ...(unranked.length ? [`${plural(unranked.length, "gap")} could not be ranked.`] : []),
    ]),
    fields: {
      recommendation,
      findings: findingsOf(found, context),
      ...(first_by_other === null
        ? {}
        : {
            disagreement: {
              signals: [
                { signal: ranked_by, says: first.gap },
                { signal: ranked_by === "arr" ? "accounts" : "arr", says: first_by_other },
              ],
              meaning: "Accounts touched and ARR touched put another gap first; decide which customers it is for.",
            },
          }),
      next_steps: stepsOf(found, context),
      missing: firstThree(
        unranked.map(({ gap, lacks }) => ({
          what: `answers.gaps: ${lacks} of "${gap}"`,
          why: "Without it the gap has no place in the order.",
        })),
      ),
      ranked_by,
      gaps: gaps.slice(0, SHOWN).map(({ owner: _, ...row }) => row),
      gaps_total: gaps.length,
    },
    undefined: gaps.some(({ weight_share }) => weight_share === null)
      ? [{ field: "gaps[].weight_share", reason: "All weights are 0, so there is nothing to share." }]
      : [],
  };
}

const ROOT_CAUSE_FINDINGS_RULE = "org-root-cause";

/** What the places looked at speak for. */
function signFindings({ signs, verdict }: RootCause): Finding[] {
  const count = (side: "upstream" | "execution") => signs.filter(({ points_to }) => points_to === side).length;
  const [up, work] = [count("upstream"), count("execution")];
  const against = (verdict === "upstream" && work > up) || (verdict === "execution" && up > work);
  return [
    ...signs.map(({ look_at, points_to, means }) => ({
      finding: `${look_at} speaks for ${points_to}`,
      evidence: means,
      rule: ROOT_CAUSE_FINDINGS_RULE,
    })),
    ...(signs.length
      ? [
          {
            finding: `Signs: ${up} for upstream, ${work} for execution${against ? "; most speak against the count of losses" : ""}`,
            evidence: "A sign is no loss, so signs do not enter the shares.",
            rule: ROOT_CAUSE_FINDINGS_RULE,
          },
        ]
      : []),
  ];
}

/** Losses by cause, and what perfect execution would have kept. */
function causeFindings({ causes, upstream }: RootCause, { currency, question }: AssessmentContext): Finding[] {
  const { execution_arr_low: low, execution_arr_high: high } = upstream;
  const amounts = (one: number, other: number) =>
    one === other ? shortMoney(one, currency) : `${shortMoney(one, currency)} to ${shortMoney(other, currency)}`;
  const reasons = (cause: string) =>
    (question.losses ?? [])
      .filter((loss) => loss.cause === cause)
      .flatMap(({ reason }) => (reason === undefined ? [] : [reason]));
  return [
    ...causes
      .filter(({ accounts, arr }) => accounts > 0 || (arr ?? 0) > 0)
      .map(({ cause, accounts, arr, accounts_share }) => ({
        finding: `${cause.replace(/^./, (letter) => letter.toUpperCase())}: ${plural(accounts, "account")}${arr === null ? "" : ` and ${shortMoney(arr, currency)}`}${accounts_share === null ? ", counted apart" : `, ${shareText(accounts_share)} of those counted`}`,
        evidence: [...new Set(reasons(cause))].sort().join("; ") || "no reasons given",
        rule: ROOT_CAUSE_FINDINGS_RULE,
      })),
    ...(low === null || high === null
      ? []
      : [
          {
            finding: `Perfect execution would have kept ${amounts(low, high)}, and no plan for customer success can promise more`,
            evidence: "ARR lost to execution, and with the unknown",
            rule: ROOT_CAUSE_FINDINGS_RULE,
          },
        ]),
  ];
}

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
            rule: ROOT_CAUSE_FINDINGS_RULE,
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
    summary: brief([
      verdictWords(found, context),
      ...(recommendation === null ? [] : [recommendation]),
      ...kept,
      ...(outside > 0
        ? [`${plural(outside, "loss", "losses")} nobody could change ${outside === 1 ? "is" : "are"} counted apart.`]
        : []),
      ...(why_not === null ? [] : ["More coded losses would change that."]),
    ]),
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
