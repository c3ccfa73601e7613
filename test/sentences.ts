const tokens =
  /\/\*[\s\S]*?\*\/|\/\/.*|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|(?<=[(,=:[!&|?{};]\s*|return\s)\/(?:[^/\\\n[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[a-z]*|`|[A-Za-z_$][\w$]*|[^\s\w]/g;
const template = /(?:[^`\\$]|\\[\s\S]|\$(?!\{))*(`|\$\{)/y;

/** Calls whose text is a reason, a refusal or a description: these say at the line that knows it what they say. */
const mayHoldWords = new Set([
  "unknown",
  "known",
  "over",
  "Problem",
  "fault",
  "faultIf",
  "refuse",
  "describe",
  "inWords",
  "refine",
  "min",
  "max",
  "regex",
  "multipleOf",
]);

/** Lists of what is wrong: what is added to them goes out in a refusal. */
const faultLists = new Set(["faults", "places", "troubles"]);

const FEW = 6;
const wordsIn = (text: string): number => text.match(/[A-Za-z][A-Za-z'-]+/g)?.length ?? 0;

/** The name of the call that a bracket begins, by the tokens before it; adding to a list of faults counts as faultIf. */
function callOf([list, dot, name]: readonly string[]): string {
  if (name === "push" && dot === "." && faultLists.has(list!)) return "faultIf";
  return /^[A-Za-z_$]/.test(name!) ? name! : "";
}

/**
 * The lines of a formula file that hold a sentence: a text of six words or more outside a reason of an unknown value, a refusal and the
 * description of a parameter.
 * @example sentencesIn('const a = "one two three four five six";') // ["line 1: one two three four five six"]
 */
export function sentencesIn(text: string): string[] {
  const found: string[] = [];
  /** What is open, the name of the call for a bracket that begins one. */
  const open: { sign: string; call: string }[] = [];
  const lineAt = (place: number): number => text.slice(0, place).split("\n").length;
  const allowed = (): boolean => open.some(({ call }) => mayHoldWords.has(call));
  const note = (place: number, said: string): void => {
    if (wordsIn(said) >= FEW && !allowed()) found.push(`line ${lineAt(place)}: ${said}`);
  };
  let at = 0;
  /** The three tokens before the one that is read, for calls like faults.push(. */
  let before = ["", "", ""];
  /** The parts of a template between its values, from the place where they are read until it closes or a value begins. */
  const texts: { from: number; said: string }[] = [];
  const readTemplate = (): void => {
    template.lastIndex = at;
    const match = template.exec(text);
    if (match === null) throw new Error(`a template is not closed at line ${lineAt(at)}`);
    const holder = texts.at(-1)!;
    holder.said += match[0].slice(0, -match[1]!.length);
    at = template.lastIndex;
    if (match[1] === "${") {
      holder.said += "…";
      open.push({ sign: "${", call: "" });
    } else {
      texts.pop();
      note(holder.from, holder.said);
    }
  };
  for (;;) {
    tokens.lastIndex = at;
    const match = tokens.exec(text);
    if (match === null) return found;
    const token = match[0];
    at = tokens.lastIndex;
    if (token.startsWith("//") || token.startsWith("/*")) continue;
    if (token === "`") {
      texts.push({ from: match.index, said: "" });
      readTemplate();
    } else if (token.length > 1 && (token.startsWith('"') || token.startsWith("'"))) note(match.index, token.slice(1, -1));
    else if ("([{".includes(token)) open.push({ sign: token, call: token === "(" ? callOf(before) : "" });
    else if (")]}".includes(token)) {
      const closed = open.pop();
      if (closed?.sign === "${") readTemplate();
    }
    before = [...before.slice(1), token];
  }
}
