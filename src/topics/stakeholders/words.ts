import type { Assumption, Warning } from "../../core/answer.ts";
import { brief, plural } from "../../core/english.ts";
import { largest } from "../../core/order.ts";
import { shortMoney } from "../../render/numbers.ts";
import type { StakeholderMap } from "./contacts.ts";
import type { AccountLine, CoverageRow, Person, StakeholderFigures, Verdict } from "./threading.ts";

/** More people than this are counted in the grid and not numbered under it. */
const MOST_NUMBERED = 24;
const rows = ["high", "middle", "low", null] as const;

/**
 * The people of one account, or of a book, by power and relationship in characters: numbers with names under them where they are few
 * and of one account, else how many stand in each cell. People who left are not on it.
 * @example stakeholderMap([sand], figures.scale).split("\n")[0] // "power    at risk  weak  neutral  good  strong  not known"
 */
export function stakeholderMap(list: readonly Person[], scale: StakeholderFigures["scale"]): string {
  const columns = [...scale.value].sort((a, b) => a.points - b.points).map(({ points, name }) => ({ points, name }));
  const all = [...columns, { points: null, name: "not known" }];
  const strength = ({ points }: Person) => all.findIndex((column) => column.points === points);
  const present = list
    .filter(({ left }) => !left)
    .sort((a, b) => rows.indexOf(a.power) - rows.indexOf(b.power) || strength(a) - strength(b));
  const numbered = present.length <= MOST_NUMBERED && new Set(present.map(({ account }) => account)).size <= 1;
  const cell = (power: (typeof rows)[number], points: number | null) => {
    const inside = present.flatMap((person, index) => (person.power === power && person.points === points ? [index + 1] : []));
    if (inside.length === 0) return ".";
    return numbered ? inside.join(" ") : String(inside.length);
  };
  const lines = rows
    .filter((power) => power !== null || present.some((person) => person.power === null))
    .map((power) => [power ?? "not known", ...all.map(({ points }) => cell(power, points))]);
  const grid = [["power", ...all.map(({ name }) => name)], ...lines];
  const widths = grid[0]!.map((_, column) => largest(grid.map((line) => line[column]!.length)));
  const drawn = grid.map((line) =>
    line
      .map((text, column) => text.padEnd(widths[column]!))
      .join("  ")
      .trimEnd(),
  );
  const legend = present.map(({ name, level, roles, live }, index) => {
    const held = [level ?? "level not known", ...roles].join(", ");
    return `${index + 1} ${name} (${held})${live === false ? ", silent" : live === null ? ", last contact not known" : ""}`;
  });
  return [...drawn, "", ...(numbered ? legend : ["Numbers of people over all accounts."])].join("\n").trimEnd();
}

/** What to know before trusting a map of stakeholders. */
export function stakeholderWarnings({ people, accounts }: StakeholderMap, expiresDays: number): Warning[] {
  const expired = people.filter((person) => person.expired && !person.left);
  const undated = people.filter((person) => person.points !== null && person.days === null && !person.left);
  const without = accounts.filter(({ arr }) => arr === null);
  const names = (list: readonly { name: string }[]) =>
    list
      .slice(0, 5)
      .map(({ name }) => name)
      .join(", ");
  return [
    ...(expired.length
      ? [
          {
            code: "scores_expired",
            message: `${plural(expired.length, "score")} older than ${expiresDays} days count as unknown: ${names(expired)}${expired.length > 5 ? " and more" : ""}.`,
          },
        ]
      : []),
    ...(undated.length
      ? [
          {
            code: "scores_undated",
            message: `${plural(undated.length, "score")} of people without a last contact are taken as they are; nobody can say whether they still count.`,
          },
        ]
      : []),
    ...(without.length > 0 && without.length < accounts.length
      ? [{ code: "arr_missing", message: `${plural(without.length, "account")} without ARR stand outside every sum of ARR.` }]
      : []),
  ];
}

/** What a map of stakeholders took for granted. */
export function stakeholderAssumptions({ people }: StakeholderMap, leftKnown: boolean, unnamed: boolean): Assumption[] {
  return [
    {
      what: "a last contact went both ways",
      value: "yes",
      why: "Only an exchange counts; a newsletter is none. The dates do not say which it was.",
      if_wrong: "Fewer people are in touch, and more accounts hang on one of them.",
    },
    ...(leftKnown || people.length === 0
      ? []
      : [
          {
            what: "everybody on the list is still there",
            value: "yes",
            why: "Nobody is marked as having left.",
            if_wrong: "Take them out or mark them with left; a champion who left changes the verdict.",
          },
        ]),
    ...(unnamed
      ? [
          {
            what: "all contacts belong to one account",
            value: "yes",
            why: "No contact names an account.",
            if_wrong: "Give each contact its account.",
          },
        ]
      : []),
  ];
}

const listed = (words: readonly string[]): string =>
  words.length < 2 ? (words[0] ?? "") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;

const breadth: Record<Verdict, (line: AccountLine, needed: number) => string> = {
  nobody: () => "has no contact at all",
  none_live: (line) => `has nobody in touch; ${plural(line.contacts, "contact is", "contacts are")} silent`,
  single_threaded: (line) => (line.live === 1 ? "hangs on one person" : "hangs on one person at most"),
  unknown: (line) =>
    `cannot be judged: ${line.live} of ${plural(line.contacts, "contact")} are in touch and of ${line.undated} nobody knows`,
  below_figure: (line, needed) => `has ${plural(line.live, "contact")} in touch where ${needed} are wanted`,
  one_department: (line) => `has ${plural(line.live, "contact")} in touch, all of one department`,
  one_level: (line) => `has ${plural(line.live, "contact")} in touch, all on one level`,
  multi_threaded: (line) => `is known broadly: ${plural(line.live, "contact")} in touch`,
};

function verdict({ accounts, threading }: StakeholderMap, currency: string): string {
  const only = accounts[0]!;
  if (accounts.length === 1) {
    const arr = only.arr === null ? "" : ` (${shortMoney(only.arr, currency)} ARR)`;
    return `${only.account.replace(/^the /, "The ")}${arr} ${breadth[only.verdict](only, threading.contacts_needed)}.`;
  }
  const paying = accounts.some(({ arr }) => arr !== null);
  const money = (arr: number | null) => (arr === null ? "ARR nobody gave" : `${shortMoney(arr, currency)} of ARR`);
  const { exposed, single_threaded: single, exposed_arr, single_threaded_arr } = threading;
  if (exposed === 0) return `None of ${accounts.length} accounts is known to hang on one person.`;
  const worst = accounts.filter(({ state }) => state === "exposed").slice(0, 2);
  return [
    `${exposed} of ${accounts.length} accounts${paying ? `, with ${money(exposed_arr)},` : ""} could be lost with one person, first ${listed(worst.map(({ account }) => account))}.`,
    single === 0
      ? "All of them have a champion at high risk or none."
      : `${single === 1 ? "1 of them hangs" : `${single} of them hang`} on one contact or none${paying && single !== exposed ? ` (${money(single_threaded_arr)})` : ""}.`,
  ].join(" ");
}

function champion({ champion_risk: risk, accounts }: StakeholderMap): string {
  if (risk.level === "low")
    return accounts.length === 1 ? `The champion, ${risk.champion}, is safe by every sign of the rule.` : "";
  const level = risk.level === "unknown" ? "cannot be judged" : `is at ${risk.level} risk`;
  const next = risk.who_next.map(({ name }) => name);
  const asked = next.length
    ? `Best placed to be the next: ${listed(next)}; none of them has passed the tests yet.`
    : "Nobody on the list can be the next; ask who else would miss it.";
  const whose = accounts.length === 1 ? "The champion" : `The champion of ${risk.account}`;
  return `${whose} ${level}: ${(risk.why[0] ?? "").replace(/^./, (letter) => letter.toLowerCase())} ${asked}`;
}

const empty = (rows: readonly CoverageRow[], kind: CoverageRow["kind"]) =>
  rows.filter((row) => row.gap === "nobody_known" && row.kind === kind).map(({ box }) => box);

function work({ overdue, coverage, unknown, accounts }: StakeholderMap): string[] {
  const late = overdue.slice(0, 2).map(({ name, account }) => (accounts.length === 1 ? name : `${name} at ${account}`));
  const [roles, levels] = [empty(coverage, "role"), empty(coverage, "level")];
  const dates = unknown.filter(({ missing }) => missing.includes("last_contact")).length;
  return [
    overdue.length ? `${plural(overdue.length, "person is", "people are")} overdue, first ${listed(late)}.` : "",
    roles.length ? `Nobody is known as ${listed(roles)}.` : "",
    levels.length ? `Nobody is known at this level: ${listed(levels)}.` : "",
    dates
      ? `Of ${plural(dates, "person", "people")} nobody knows when they were last in touch; their dates could change the verdict.`
      : "",
  ].filter(Boolean);
}

const ROWS = 3;

/**
 * A map of stakeholders in words: what could be lost with one person, the champion, and what is overdue, empty or unknown.
 * @example wordStakeholders(map, "USD").summary // "Harbour ($84K ARR) hangs on one person at most. ..."
 */
export function wordStakeholders(map: StakeholderMap, currency: string) {
  const { overdue, coverage, unknown, accounts, champion_risk: risk } = map;
  const [first, second, rest] = [verdict(map, currency), champion(map), work(map)];
  const at = ({ name, account }: { name: string; account: string }) => (accounts.length === 1 ? name : `${name} at ${account}`);
  const next = risk.who_next[0]?.name;
  const empties = empty(coverage, "role");
  const dates = unknown.filter(({ missing }) => missing.includes("last_contact"));
  return {
    summary: brief([first, second, ...rest]),
    because: [...rest, second].filter(Boolean).slice(0, ROWS),
    check_first: ["Was each last contact an exchange both ways? A newsletter is none."],
    do_next: [
      ...(overdue.length ? [`CSM: write to ${listed(overdue.slice(0, 2).map(at))} this week.`] : []),
      ...(empties.length ? [`CSM: ask the champion, or the main contact, who the ${listed(empties)} is, at the next call.`] : []),
      ...(risk.level !== "low" && next !== undefined
        ? [`CSM: give ${next} something to win with, before a champion is needed.`]
        : []),
    ].slice(0, ROWS),
    unknown: dates.length
      ? [
          `When ${listed(dates.slice(0, 2).map(at))}${dates.length > 2 ? ` and ${dates.length - 2} more` : ""} last answered: their CSM can say, and the verdict may change.`,
        ]
      : [],
    say: { ceo: first },
  };
}
