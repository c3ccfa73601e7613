import type { Draft } from "./draft.ts";
import { ACCOUNT_ID_RANK } from "./header-words.ts";
import { CodedValues, coded, type Values } from "./values.ts";
import { fold } from "./words.ts";

/** Ways to write one legal form. */
const sameForm = new Map(Object.entries({ incorporated: "inc", corporation: "corp", company: "co", limited: "ltd" }));
const legalForm =
  /\b(incorporated|inc|corporation|corp|company|co|llc|llp|ltd|limited|plc|gmbh ?(?:&|und) ?co ?kg|gmbh|mbh|ag|kg|ohg|ug|eu|se|eurl|sarl|sasu?|sau?|sl|slu|srl|spa|snc|bv|nv|oyj?|ab|aps|a ?s|asa|pty ltd|pte ltd|pvt ltd|pty|pte|pvt|ltda|limitada|lda|eireli|cv|sa de cv|s ?r ?o|spol s ?r ?o|sp ?z ?o ?o|sp k|kft|zrt|nyrt|bt|d ?o ?o|ad|ood|eood|sia|uab|ou|as|fzco|fze|fz llc|wll|pjsc|sti|ltd sti)$/;

const bare = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, "");

/** A name of plain letters, digits and single blanks, as most are. */
const simple = /^[a-z0-9]+(?: [a-z0-9]+)*$/;

/** A name without case, accents, signs and blanks, and its legal form apart. @example nameParts("Alpha, Inc.") // ["alpha", "inc"] */
function nameParts(name: string): [string, string] {
  const folded = fold(name).replace(/^the /, "");
  // Nothing is taken out of a simple name but its blanks, where it does not end like a legal form.
  if (simple.test(folded) && !legalForm.test(folded)) return [folded.replaceAll(" ", ""), ""];
  const plain = folded
    .replace(/(\p{L})\.(?=\p{L}\b)/gu, "$1")
    .replace(/[^\p{L}\p{N}& ]/gu, " ")
    .replace(/\s+/g, " ")
    .trim();
  const found = legalForm.exec(plain);
  const rest = found === null ? "" : bare(plain.slice(0, found.index));
  if (found === null || rest.length < 2) return [bare(plain), ""];
  const form = bare(found[1]!);
  return [rest, sameForm.get(form) ?? form];
}

const [DIGITS, SMALL, CAPITALS, DOT, BLANK, BEYOND] = [0x30, 0x61, 0x41, 0x2e, 0x20, 0x80];
const LETTERS = 26; // not a figure: of the alphabet
/** What two hashes of signs begin with and are multiplied by. */
const [FIRST, FIRST_PRIME, SECOND, SECOND_PRIME] = [0x811c9dc5, 0x01000193, 0x1234567, 0x5bd1e995];

/** Two numbers that stand for a text, and hardly ever both for another one. */
function hashesOf(text: string): [number, number] {
  let [first, second] = [FIRST | 0, SECOND | 0];
  for (let at = 0; at < text.length; at++) {
    first = Math.imul(first ^ text.charCodeAt(at), FIRST_PRIME);
    second = Math.imul(second ^ text.charCodeAt(at), SECOND_PRIME) ^ (second >>> 15); // not a figure: mixes the bits
  }
  return [first, second];
}

/** The last words of names at which a closer look is needed. */
const lastWords = new Set(
  "incorporated inc corporation corp company co llc llp ltd limited plc gmbh ag kg cokg gmbhundcokg undcokg ohg ug se sarl sas sa srl spa bv nv oy ab aps pty pte mbh eu eurl sasu sau sl slu snc oyj as asa s pvt ltda limitada lda eireli cv sro o zoo oo spzoo k kft zrt nyrt bt doo ad ood eood sia uab ou fzco fze wll pjsc sti"
    .split(" ")
    .map((word) => hashesOf(word)[0]),
);

/** The hashes of a name's letters and digits; null where it is not plain enough to tell without taking it apart. */
function plainHashes(name: string, into: Int32Array): boolean {
  let [first, second, word] = [FIRST | 0, SECOND | 0, FIRST | 0];
  let isInside = false;
  if (name.length > 3 && name.charCodeAt(3) === BLANK && name.slice(0, 3).toLowerCase() === "the") return false;
  for (let at = 0; at < name.length; at++) {
    const own = name.charCodeAt(at);
    if (own >= BEYOND || own === DOT) return false;
    const capital = own - CAPITALS;
    const sign = capital >= 0 && capital < LETTERS ? own + SMALL - CAPITALS : own;
    if (!(sign >= SMALL && sign < SMALL + LETTERS) && !(sign >= DIGITS && sign < DIGITS + 10)) {
      isInside = false;
      continue;
    }
    if (!isInside) word = FIRST | 0;
    isInside = true;
    word = Math.imul(word ^ sign, FIRST_PRIME);
    first = Math.imul(first ^ sign, FIRST_PRIME);
    second = Math.imul(second ^ sign, SECOND_PRIME) ^ (second >>> 15); // not a figure: mixes the bits
  }
  into[0] = first;
  into[1] = second;
  return !lastWords.has(word);
}

/** Whether some names may be spellings of one: quick, since it compares numbers made of their letters. Where that is not enough, true. */
function mayBeAlike(names: readonly (string | null)[]): boolean {
  let size = 1;
  while (size < names.length * 2) size *= 2;
  const slots = new Int32Array(size * 2);
  const own = new Int32Array(2);
  for (const name of names) {
    if (name === null) continue;
    if (!plainHashes(name, own)) {
      if (umlaut.test(name.normalize("NFC"))) return true;
      const [first, second] = hashesOf(nameParts(name)[0]);
      own[0] = first;
      own[1] = second;
    }
    const [first, second] = [own[0]! | 1, own[1]!];
    let slot = (first >>> 1) & (size - 1);
    for (; slots[slot * 2] !== 0; slot = (slot + 1) & (size - 1))
      if (slots[slot * 2] === first && slots[slot * 2 + 1] === second) return true;
    slots[slot * 2] = first;
    slots[slot * 2 + 1] = second;
  }
  return false;
}

const umlaut = /[äöü]/i;

/** A key for each name: a name without a legal form is the one of its kind that has one, where there is only one. */
function accountKeys(names: readonly string[]): string[] {
  // Where some names have umlauts, others may write them out: "Müller" is "Mueller".
  const umlauts = names.some((name) => umlaut.test(name.normalize("NFC")));
  const [plains, own]: [string[], string[]] = [[], []];
  const forms = new Map<string, Set<string>>();
  for (const name of names) {
    const [bareName, form] = nameParts(name);
    const plain = umlauts ? bareName.replace(/([aou])e/g, "$1") : bareName;
    plains.push(plain);
    own.push(form);
    if (form !== "") forms.set(plain, (forms.get(plain) ?? new Set()).add(form));
  }
  return plains.map((plain, place) => {
    const known = own[place] === "" ? forms.get(plain) : undefined;
    return `${plain}|${known?.size === 1 ? [...known][0] : own[place]}`;
  });
}

/** The spellings of one name, the commonest first, for each name that has several; `keys` are those of the counted names, in their order. */
function spellings(counts: ReadonlyMap<string, number>, keys: readonly string[]): string[][] {
  // Nearly every name is the only one of its key, so that a list is made where a second one comes.
  const first = new Map<string, string>();
  const groups = new Map<string, string[]>();
  let place = 0;
  for (const name of counts.keys()) {
    const key = keys[place++]!;
    const known = first.get(key);
    if (known === undefined) first.set(key, name);
    else groups.set(key, [...(groups.get(key) ?? [known]), name]);
  }
  const inOrder = groups.size < 2 ? groups.keys() : [...first.keys()].filter((key) => groups.has(key));
  return [...inOrder].map((key) => groups.get(key)!.sort((a, b) => counts.get(b)! - counts.get(a)!));
}

/** One spelling for each account, the commonest. @example oneSpelling(["Acme", "acme", "Acme"])("acme") // "Acme" */
export function oneSpelling(names: readonly string[]): (name: string) => string {
  const counts = CodedValues.from(names).counts();
  const groups = spellings(counts, accountKeys([...counts.keys()]));
  const meant = new Map(groups.flatMap(([first, ...others]) => others.map((name) => [name, first!] as const)));
  return (name) => meant.get(name) ?? name;
}

const MOST_PAIRS = 3; // not a figure: pairs that fit a sentence

const pairs = (groups: readonly (readonly string[])[]): string => {
  const shown = groups.slice(0, MOST_PAIRS).map((names) => names.map((name) => `"${name}"`).join(" and "));
  return groups.length > MOST_PAIRS ? `${shown.join("; ")}; and ${groups.length - MOST_PAIRS} more` : shown.join("; ");
};

function unite(values: Values<string>, groups: readonly (readonly string[])[]): void {
  const meant = new Map(groups.flatMap(([first, ...others]) => others.map((name) => [name, first!] as const)));
  if (meant.size === 0) return;
  values.forEach((value, row) => {
    const name = value === null ? undefined : meant.get(value);
    if (name !== undefined) values.set(row, name);
  });
}

/** Accounts that differ only in spelling are one; where both stand at the same time they may be two, and are named. */
function uniteAccounts(draft: Draft): void {
  const matched = draft.matching.fields.get("account");
  const values = draft.texts("account");
  if (!matched || !values || matched.rank === ACCOUNT_ID_RANK || draft.shape === "survey" || draft.shape === "stakeholders")
    return;
  const all = coded(values);
  if (!mayBeAlike(all.distinct())) return;
  const counts = all.counts();
  const groups = spellings(counts, accountKeys([...counts.keys()]));
  if (groups.length === 0) return;
  const months = draft.shape === "snapshots" ? draft.texts("month") : null;
  const names = new Set(groups.flat());
  const seen = new Map<string, Set<string>>();
  values.forEach((value, row) => {
    if (value !== null && names.has(value)) seen.set(value, (seen.get(value) ?? new Set<string>()).add(months?.get(row) ?? ""));
  });
  const together = (group: readonly string[]) =>
    draft.shape !== "subscriptions" &&
    group.some((one, place) =>
      group.slice(place + 1).some((other) => [...seen.get(one)!].some((month) => seen.get(other)!.has(month))),
    );
  const one = groups.filter((group) => !together(group));
  const two = groups.filter(together);
  unite(values, one);
  if (one.length > 0)
    draft.doubt("spellings_united", `Names that differ only in spelling are read as one account: ${pairs(one)}.`, true);
  if (two.length > 0)
    draft.doubt(
      "similar_accounts",
      `Accounts whose names look alike stand side by side and are counted as two: ${pairs(two)}.`,
      true,
    );
}

/** A person's name without case, accents and signs, the family name last. @example personKey("Schulz, Anna") // "annaschulz" */
function personKey(name: string): string {
  const [family, given, ...more] = name.split(",");
  const ordered = given?.trim() && more.length === 0 ? `${given} ${family}` : name;
  return bare(fold(ordered));
}

/** Owners that differ only in spelling are one person. */
function uniteOwners(draft: Draft): void {
  const values = draft.texts("owner");
  if (!values) return;
  const counts = coded(values).counts();
  const groups = spellings(counts, [...counts.keys()].map(personKey));
  unite(values, groups);
  if (groups.length > 0) draft.doubt("owners_united", `Owners that differ only in spelling are one: ${pairs(groups)}.`);
}

/** Makes one of the spellings of accounts and of owners. */
export function settleNames(draft: Draft): void {
  uniteAccounts(draft);
  uniteOwners(draft);
}
