/** Text without case, accents and signs, its words between single blanks. @example folded("Al-Noor  Cafés") // "al noor cafes" */
export const folded = (text: string): string =>
  text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll("ß", "ss")
    .replaceAll("&", " and ")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

/** Legal forms that end a name, their words joined. */
const formsBehind =
  /^(?:pl|pte|pty|ltd|ltda|limited|inc|incorporated|llc|llp|lp|plc|pllc|pc|pa|corp|corporation|co|company|gmbh|ggmbh|mbh|ag|kg|kgaa|ohg|gbr|ug|ev|eg|se|sa|sas|sasu|sarl|eurl|sci|snc|scop|srl|srls|spa|sapa|sl|slu|sau|sac|saa|eirl|eireli|me|epp|sadecv|sapidecv|sderldecv|sderl|sab|bv|nv|vof|cv|oy|oyj|ab|as|asa|aps|ivs|is|ans|da|hf|ehf|sp|spzoo|zoo|spk|spj|sro|spol|vos|kft|zrt|nyrt|bt|doo|dd|ad|ead|ood|eood|pvt|private|bhd|sdn|tbk|persero|jsc|pjsc|cjsc|ooo|oao|zao|kk|yk|gk|fze|fzco|fzc|dmcc|wll|saog|saoc|bsc|spc|est|cc|rf|npc|pbc|ptyltd)$/;
const formsBefore = /^(?:pt|ooo|oao|pao|zao|ao|tov|too|ud|cv|ip)$/;
const MOST_FORM = 6; // not a figure: words that a legal form is written in, as "S. de R.L. de C.V."
const MOST_NAME = 120; // not a figure: letters of a name that is compared

/** What stands in brackets or is dotted short is taken out before words are. */
const plainName = (name: string): string =>
  folded(
    name
      .slice(0, MOST_NAME)
      .replaceAll(/\([^()]*\)|\[[^[\]]*\]/g, " ")
      .replaceAll(/(\p{L})\.(?=\s?\p{L}(?:\.|\b))/gu, "$1"),
  );

/** The words of a name without its article and legal form. @example bareWords("Katong Hotels Pte. Ltd.") // ["katong", "hotels"] */
export function bareWords(name: string): string[] {
  let words = plainName(name).split(" ");
  if (words.length > 1 && words[0] === "the") words = words.slice(1);
  if (words.length > 2 && formsBefore.test(words[0]!)) words = words.slice(1);
  for (let found = true; found; ) {
    found = false;
    for (let count = Math.min(MOST_FORM, words.length - 1); count > 0 && !found; count -= 1)
      if (formsBehind.test(words.slice(-count).join(""))) {
        words = words.slice(0, -count);
        found = true;
      }
    if (words.length > 1 && words.at(-1) === "and") words = words.slice(0, -1);
  }
  return words.filter(Boolean);
}

/** What is the same for a name in another order, with another form or signs. */
const keyOf = (name: string): string => [...bareWords(name)].sort().join("") || folded(name);

/** A name that was taken for one of the book, and why; or one that may be several of them. */
export interface NameTaken {
  name: string;
  as: string;
  /** Written otherwise; short for it; a part of it, such as a branch; one letter off. */
  how: "spelling" | "short" | "branch" | "letter";
}
interface NameDoubt {
  name: string;
  may_be: string[];
}

const branches =
  /\b(?:branch|site|plant|depot|warehouse|office|store|region|hq|head office|filiale|zweigstelle|niederlassung|standort|werk|agence|succursale|siege|usine|sucursal|planta|sede|filial|unidade|loja|vestiging|afdeling|avdeling|oddzial|pobocka)\b/;

const digitsOf = (text: string): string => text.replace(/\D+/g, " ").trim();

/** Whether two words or names differ by one letter: one more, one less, another one, or two neighbors exchanged. */
export function oneLetterOff(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  if (long.length - short.length > 1 || one === other) return false;
  let from = 0;
  while (from < short.length && short[from] === long[from]) from += 1;
  const rest = (by: number) => short.slice(from + by) === long.slice(from + 1);
  if (short.length < long.length) return rest(0);
  return (
    rest(1) ||
    (short[from] === long[from + 1] && short[from + 1] === long[from] && short.slice(from + 2) === long.slice(from + 2))
  );
}

const LETTERS_TO_TELL = 7; // not a figure: letters from which one other letter is a slip

const SHORT = 3; // not a figure: letters from which the beginning of a word may stand for it

/** Whether each word is the other's or the beginning of it: "clin du parc" of "clinique du parc". */
const beginsLike = (short: readonly string[], long: readonly string[]): boolean =>
  short.length <= long.length &&
  short.every((word, place) => long[place] === word || (word.length >= SHORT && long[place]!.startsWith(word)));

const startOf = (words: readonly string[]): string => (words[0] ?? "").slice(0, SHORT);

/** The names of a list under those of the book: as they are, taken for one of them, or in doubt; what fits none is a stranger. */
export interface NamesRead {
  meant: Map<string, string>;
  taken: NameTaken[];
  doubts: NameDoubt[];
}

/**
 * Names that were written by many hands, under those of the book: without case, accents, signs and legal form; short for one name of it and no other; a
 * branch of one; one letter off one of it and no other. What could be several stays as it is and is named.
 * @example readNames(["Katong Hotels P/L"], ["Katong Hotels Pte Ltd"]).meant.get("Katong Hotels P/L") // "Katong Hotels Pte Ltd"
 */
export function readNames(heard: readonly string[], book: readonly string[]): NamesRead {
  const listed = new Map<string, string[]>();
  for (const name of book) listed.set(keyOf(name), [...(listed.get(keyOf(name)) ?? []), name]);
  const parts = book.map((name) => ({ name, words: bareWords(name), key: keyOf(name) }));
  const byFirst = new Map<string, typeof parts>();
  for (const part of parts) byFirst.set(startOf(part.words), [...(byFirst.get(startOf(part.words)) ?? []), part]);
  const exact = new Set(book);
  const read: NamesRead = { meant: new Map(), taken: [], doubts: [] };
  const take = (name: string, as: string, how: NameTaken["how"]) => {
    read.meant.set(name, as);
    if (name !== as) read.taken.push({ name, as, how });
  };
  const one = (name: string, found: readonly string[], how: NameTaken["how"]): boolean => {
    const names = [...new Set(found)];
    if (names.length === 1) take(name, names[0]!, how);
    else if (names.length > 1) read.doubts.push({ name, may_be: names });
    return names.length > 0;
  };
  for (const name of new Set(heard)) {
    if (exact.has(name)) {
      read.meant.set(name, name);
      continue;
    }
    const same = (listed.get(keyOf(name)) ?? []).filter((own, _, all) => all.length === 1 || folded(own) === folded(name));
    if (one(name, same.length > 0 ? same : (listed.get(keyOf(name)) ?? []), "spelling")) continue;
    const words = bareWords(name);
    const neighbors = byFirst.get(startOf(words)) ?? [];
    const longer = (words.length === 1 ? parts.filter(({ words: own }) => beginsLike(words, own)) : neighbors)
      .filter(({ words: own }) => beginsLike(words, own))
      .map((part) => part.name);
    const enough = words.join("").length > 3; // not a figure: letters of a name that can be told from others
    if (enough && one(name, longer, "short")) continue;
    const shorter = neighbors.filter(({ words: own }) => own.length < words.length && beginsLike(own, words));
    const longest = shorter.filter(({ words: own }) => shorter.every((other) => other.words.length <= own.length));
    if (longest.length === 1 && branches.test(words.slice(longest[0]!.words.length).join(" "))) {
      take(name, longest[0]!.name, "branch");
      continue;
    }
    const key = keyOf(name);
    const slips =
      key.length < LETTERS_TO_TELL
        ? []
        : parts.filter((part) => digitsOf(part.key) === digitsOf(key) && oneLetterOff(part.key, key)).map((part) => part.name);
    if (one(name, slips, "letter")) continue;
    if (longest.length > 0) read.doubts.push({ name, may_be: longest.map((part) => part.name) });
  }
  return read;
}

/** Names of no book, each under the spelling that stands first. */
export function underOneSpelling(names: readonly string[]): Map<string, string> {
  const first = new Map<string, string>();
  for (const name of names) if (!first.has(keyOf(name))) first.set(keyOf(name), name);
  return new Map(names.map((name) => [name, first.get(keyOf(name))!]));
}
