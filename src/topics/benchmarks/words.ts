import { brief, listed, plural, sentence } from "../../core/english.ts";
import { decimal, money, percent, points } from "../../render/numbers.ts";
import {
  type Benchmark,
  type Cut,
  type FittingBenchmark,
  type FoundBenchmarks,
  isView,
  type Placed,
  type Unfit,
} from "./find-benchmarks.ts";

const short = new Set(["nrr", "grr", "nps", "csat", "ces"]);
const little: Record<string, string> = { arr: "ARR", csm: "CSM", cac: "CAC", cs: "CS" };
/** A metric as people say it. @example metricName("cac_payback_months") // "CAC payback months" */
const metricName = (metric: string): string =>
  short.has(metric)
    ? metric.toUpperCase()
    : metric
        .split("_")
        .map((word) => little[word] ?? word)
        .join(" ");

const isShare = (unit: string): boolean => /^share|share$/.test(unit);
function amount({ unit }: Benchmark, value: number): string {
  if (isShare(unit)) return percent(value, value > 0 && value < 0.1 ? 1 : 0).replace(".0%", "%"); // a small share keeps its tenth
  if (/^USD\b/.test(unit)) return money(value, "USD");
  const word = /^(months|days|hours|weeks)/.exec(unit)?.[1];
  return `${decimal(value, 1)}${word === undefined ? "" : ` ${word}`}`;
}

function figureOf(one: Benchmark): string {
  if (one.value !== null) return amount(one, one.value);
  return [one.low, one.high]
    .filter((end) => end !== null)
    .map((end) => amount(one, end))
    .join(" to ");
}

/** The publisher inside brackets of a population, or the population. @example "SaaS Capital 12th survey, 2022, 1,500 companies" */
function sourceOf(one: Benchmark): string {
  const { population, year, sample, grade } = one;
  const name = /\(([^)]*)\)\s*$/.exec(population)?.[1] ?? population;
  const companies = sample === null ? "" : `, ${plural(sample, "company", "companies")}`;
  const weak = isView(one) ? "; a view, not measured" : grade === "S" ? "; relayed" : "";
  return `${name}${year === null || name.includes(year) ? "" : `, ${year}`}${companies}${weak}`;
}
const groupOf = ({ segment }: Benchmark): string =>
  segment === null || segment.startsWith("all")
    ? "companies of all sizes"
    : segment.replace(/^ACV (?=under|over)/, "contracts ").replace(/^ACV /, "contracts of ");

/** A published figure in words. @example "median 105% (ACV $50K to $100K; SaaS Capital 12th survey, 2022)" */
const words = ({ benchmark, old, age }: FittingBenchmark): string =>
  `${benchmark.statistic} ${figureOf(benchmark)} (${benchmark.segment === null ? "" : `${groupOf(benchmark)}; `}${sourceOf(benchmark)}${old ? `; ${plural(age ?? 0, "year")} old` : ""})`;

/** A difference in the metric's unit. @example apart(grr, 0.04) // "4 points" */
function apart(one: Benchmark, difference: number): string {
  const size = Math.abs(difference);
  if (isShare(one.unit)) return points(size);
  return one.metric === "nps" ? plural(Math.round(size), "point") : amount(one, size);
}

/** What somebody expects, as they put it. @example "the 75% to 80% a lender calls quite strong" */
function viewWords(one: Benchmark): string {
  const [who = "", what = ""] = one.statistic.split(", ");
  const holder = who.replace(/'s .*/, "");
  return /at least|above/.test(what)
    ? `the ${figureOf(one)} a ${holder} expects`
    : `the ${figureOf(one)} a ${holder} calls ${what}`;
}

/** @example "the median of 90%", "the average of about 41", "about 7%" */
function middleWords(one: Benchmark): string {
  const [what, about] = one.statistic.split(", ");
  if (what === "about") return `about ${figureOf(one)}`;
  return `the ${what} of ${about === "about" ? "about " : ""}${figureOf(one)}`;
}

/** Where a value lies in one population. @example "4 points better than the median of 90% for contracts under $12K (SaaS Capital, 2022)" */
function placedWords({ benchmark, place, difference, better_quartile: top, worse_quartile: bottom }: Placed): string {
  const middle = isView(benchmark) ? viewWords(benchmark) : middleWords(benchmark);
  const where = `for ${groupOf(benchmark)} (${sourceOf(benchmark)})`;
  switch (place) {
    case "level":
      return `level with ${middle} ${where}`;
    case "better":
    case "worse": {
      const [edge, side] = place === "better" ? [top, "short of the better quarter"] : [bottom, "not in the worse quarter"];
      const rest = edge === null ? "" : `, ${side} (${amount(benchmark, edge)} or ${place}),`;
      return isView(benchmark)
        ? `${place} than ${middle} ${where}`
        : `${apart(benchmark, difference)} ${place} than ${middle}${rest} ${where}`;
    }
    case "far_better":
      return `in the better quarter (${amount(benchmark, top ?? 0)} or better) ${where}`;
    case "far_worse":
      return `in the worse quarter (${amount(benchmark, bottom ?? 0)} or worse) ${where}`;
  }
}

/** What a user's value is, as the metric has it. */
interface GivenValue {
  value: number;
  /** As it was given, where it was a loss and the metric is what was kept. */
  as_given: number | null;
}

function givenWords(metric: string, { value, as_given }: GivenValue, one: Benchmark): string {
  const text = `${amount(one, value)} ${metricName(metric).replace(/ (?:months|days|hours)$/, "")}`;
  return as_given === null ? text : `Churn of ${amount(one, as_given)}, if it is of revenue and a year's, is ${text}, which`;
}

const YEAR_OF_QUARTERS = 4;
const YEAR_OF_MONTHS = 12;
const yearly = (rate: number, times: number) => percent(rate ** times, 0);

/** What to check before a value is believed, most of all one that looks good. */
function checks(metric: string, value: number | null, placed: readonly Placed[]): string[] {
  const good = placed[0]?.place === "better" || placed[0]?.place === "far_better";
  if (!["grr", "nrr"].includes(metric) || value === null) return [];
  return [
    ...(value > 0 && value < 1
      ? [
          `Is it a year's rate? ${percent(value, 0)} a quarter would be ${yearly(value, YEAR_OF_QUARTERS)} a year, ${percent(value, 0)} a month ${yearly(value, YEAR_OF_MONTHS)}.`,
        ]
      : []),
    good
      ? "Are downgrades in it, and customers who left in their first months? Both flatter a rate when they are missing."
      : "Is it of revenue and not of accounts, and of contracts that could leave in the year?",
  ];
}

interface BenchmarkAnswer {
  metric: string;
  read_as_lost: boolean;
  found: FoundBenchmarks;
  placed: readonly Placed[];
  given: GivenValue | null;
}

/** One place for each population but the best fitting: those of one's own kind first, then those whose quartiles are known. */
function othersOf(placed: readonly Placed[]): Placed[] {
  const byPopulation = new Map<string, Placed>();
  for (const one of placed) if (!byPopulation.has(one.benchmark.population)) byPopulation.set(one.benchmark.population, one);
  const weight = ({ fits_by, better_quartile }: Placed) => 2 * fits_by.length + (better_quartile === null ? 0 : 1);
  return [...byPopulation.values()].slice(1).sort((a, b) => weight(b) - weight(a));
}

/** On which side of their middle the value lies in the measured populations that fit. */
function countWords(placed: readonly Placed[]): string {
  const measured = [placed[0]!, ...othersOf(placed)].filter(({ benchmark }) => !isView(benchmark));
  if (measured.length < 2) return "";
  const on = (side: "better" | "worse") => measured.filter(({ place }) => place.endsWith(side)).length;
  const side = on("better") >= on("worse") ? "better" : "worse";
  const quarter = measured.filter(({ place }) => place === `far_${side}`).length;
  const of = on(side) === measured.length ? `all ${measured.length}` : `${on(side)} of ${measured.length}`;
  return `It is ${side} than the middle of ${of} populations that fit${quarter ? `, and in the ${side} quarter of ${quarter}` : ""}.`;
}

const NAMED = 3;
const cutWords: Record<Cut, string> = {
  contract: "your contract size",
  customers: "whom you sell to",
  arr: "your company's ARR",
  selling: "how you sell",
};

/** Why a figure was refused, as the answer shows it. */
export function unfitWords(why: Unfit): string {
  switch (why.code) {
    case "no_sample":
      return "No sample is disclosed: folklore, not a benchmark.";
    case "opinion":
      return "An opinion or a single company, not a measured population.";
    case "contract_not_given":
      return `It holds for ${why.of ?? "one contract size"} only; give acv.`;
    case "contract_outside":
      return `Its population is ${why.of ?? "another contract size"}; your contract size is outside.`;
    case "arr_not_given":
      return `It holds for ${why.of} only; give arr.`;
    case "arr_outside":
      return `Its population is ${why.of}; your ARR is outside.`;
    case "customers":
      return `It is about ${why.of.replace("_", "-")} customers${why.asked ? "" : "; give segment"}.`;
    case "selling":
      return `It is about ${why.of === "ai_native" ? "AI-native products" : `${why.of.replace("_", "-")} selling`}${why.asked ? "" : "; give motion"}.`;
    case "by_account_revenue":
      return "Its population is cut by revenue per account a month, which was not asked for.";
    case "no_sound_figure":
      return "An audit of public sources found no sound figure for this metric.";
  }
}

/** The published figures in words, the best fitting first, and where the user's own value lies among them. */
export function wordBenchmarks({ metric, read_as_lost, found, placed, given }: BenchmarkAnswer) {
  const { matches, refused, none_exists } = found;
  const name = metricName(metric);
  const ask =
    found.open.length === 0 || none_exists
      ? []
      : [`${sentence(listed(found.open.map((cut) => cutWords[cut])))}: you can say, and figures cut that way come first.`];
  const next =
    given === null && matches.length > 0
      ? [{ call: "find_benchmarks with value", why: "Places your own figure in each population." }]
      : [];
  if (none_exists)
    return {
      summary: `No sound public figure exists for ${name}. The ${plural(refused.length, "number")} in circulation are opinions, vendors' ranges or relays; compute your own from hours of work.`,
      because: refused
        .slice(0, NAMED)
        .map(({ benchmark, why }) => `${figureOf(benchmark)} (${sourceOf(benchmark)}): ${unfitWords(why)}`),
      next: [{ call: "size_team", why: "Computes accounts and ARR for each CSM from hours." }],
    };
  const left = refused.length
    ? `${plural(refused.length, "figure")} did not fit; ${refused.length === 1 ? "it" : "each"} says why.`
    : "";
  if (matches.length === 0) {
    const [only] = refused;
    const why =
      only === undefined || refused.length > 1
        ? left
        : `There is ${figureOf(only.benchmark)} (${sourceOf(only.benchmark)}). ${only.why}`;
    return { summary: brief([`No published figure for ${name} fits this company.`, why]), unknown: ask };
  }
  const [first, ...rest] = matches;
  const best = placed[0];
  const other = othersOf(placed);
  const old = matches[0]!.old ? `It is ${plural(first!.age ?? 0, "year")} old.` : "";
  const lost = read_as_lost && given === null ? "Churn of revenue is what gross retention leaves." : "";
  const summary =
    given !== null && best !== undefined
      ? brief([
          `${givenWords(metric, given, best.benchmark)} is ${placedWords(best)}.`,
          countWords(placed),
          old,
          "They are not averaged.",
        ])
      : brief([
          lost,
          `The best fit for ${name}: ${words(first!)}.`,
          rest.length ? `Then: ${rest.slice(0, 2).map(words).join("; ")}.` : "",
          rest.length ? "They are not averaged: populations differ." : "",
          left,
        ]);
  return {
    summary,
    because:
      given !== null && placed.length > 0
        ? other.slice(0, NAMED).map((one) => sentence(placedWords(one)).concat("."))
        : matches.slice(0, NAMED).map((one) => sentence(words(one)).concat(".")),
    check_first: [
      ...checks(metric, given?.value ?? null, placed),
      ...(matches.some((one) => one.old)
        ? ["Figures marked old are kept for want of newer ones; say their year when you quote them."]
        : []),
    ].slice(0, 2),
    unknown: ask,
    ...(given !== null && best !== undefined
      ? { say: { board: `${sentence(givenWords(metric, given, best.benchmark))} is ${placedWords(best)}.` } }
      : {}),
    next,
  };
}
