// What may come of a call: a result that holds what its schema says, or words that help. Nothing else.
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import * as z from "zod";
import { resultSchema } from "../../src/tool/run.ts";
import { type CallOutcome, tools } from "../../src/topics/tools.ts";

const MOST_CHARACTERS = 10_000;
const LONGEST_REFUSAL = 20_000;
const schemas = new Map<string, ValidateFunction>();

function schemaOf(name: string): ValidateFunction {
  const known = schemas.get(name);
  if (known) return known;
  const tool = tools.find((one) => one.name === name)!;
  const compiled = new Ajv2020({ strict: true }).compile(z.toJSONSchema(resultSchema(tool), { io: "output" }));
  schemas.set(name, compiled);
  return compiled;
}

/** Words that only a program says: its own kinds of nothing, its stack, its classes. */
const programWords = /\bundefined\b|\[object |\bNaN\b|\bInfinity\b|\bat \S+:\d+:\d+|TypeError|RangeError|ZodError|call stack/;

/** Why an outcome is none that a caller may see; null when it is one. */
export function faultOf(tool: string, outcome: CallOutcome, said: readonly string[] = []): string | null {
  // What the caller wrote may come back in a refusal; it is not the program that says it.
  const own = (text: string) => said.reduce((left, one) => left.replaceAll(one, ""), text);
  if (outcome.kind === "fault") return outcome.message;
  if (outcome.kind === "problem") {
    const { message } = outcome;
    if (message.length > LONGEST_REFUSAL) return `a refusal of ${message.length} characters`;
    if (!/[.?!)]$/.test(message.trim())) return `a refusal that ends in the middle: ${message.slice(-80)}`;
    return programWords.test(own(message)) ? `a refusal in a program's words: ${message.slice(0, 300)}` : null;
  }
  const { result, shown, text } = outcome.run;
  const data = JSON.stringify(shown);
  const validate = schemaOf(tool);
  if (!validate(JSON.parse(JSON.stringify(result))))
    return `not what the schema says: ${JSON.stringify(validate.errors?.slice(0, 2))}`;
  if (!/\S/.test(shown.summary)) return "no summary";
  if (data.length > MOST_CHARACTERS) return `${data.length} characters of data`;
  if (text.length > MOST_CHARACTERS) return `${text.length} characters of text`;
  if (/\bNaN\b|\bInfinity\b|\[object |\bundefined\b/.test(own(text).replace(/^#+ Undefined$/gm, "")))
    return `a program's words in the text: ${/.{40}(\bNaN\b|\bInfinity\b|\[object |\bundefined\b).{20}/.exec(text)?.[0]}`;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  if (/[\u0000-\u0008\u000b-\u001f\u007f]/.test(text)) return "a control character in the text";
  return null;
}
