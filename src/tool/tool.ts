import type * as z from "zod";
import type { Assumption, UndefinedField, Warning } from "../core/answer.ts";
import type { FigureReferences, Figures } from "../core/figure.ts";
import { type Answered, onTheWire } from "../core/known.ts";
import type { RowQuestion } from "../core/table.ts";
import type { Gives } from "./length.ts";
import type { Ports } from "./ports.ts";
import type { OutputFile } from "./write-files.ts";

/** A call or a question that leads on, and what it would change. */
interface Lead {
  call?: string;
  question?: string;
  why: string;
}

/** The sentence for one reader, where the question will be asked again by them. */
interface Say {
  ceo?: string;
  cfo?: string;
  board?: string;
  team?: string;
  champion?: string;
}

/** What a tool's run gives: the answer in words, its own fields, and what to know before trusting it. */
export interface Answer<Fields> {
  fields: Fields;
  /** The answer to the question in a sentence one could say aloud, the number it rests on, the doubt that could turn it: at most 60 words. */
  summary: string;
  /** At most three facts that decide, each one number with its base. */
  because?: string[];
  /** At most two traps that would make this answer wrong here. */
  check_first?: string[];
  /** At most three steps: who does what by when. */
  do_next?: string[];
  /** At most three things that would change the answer, by how much, and who could tell. */
  unknown?: string[];
  say?: Say;
  /** At most two calls or questions that lead on. */
  next?: Lead[];
  warnings?: Warning[];
  assumptions?: Assumption[];
  /** A reason for every null among the fields. */
  undefined?: UndefinedField[];
  /** A whole document for a terminal, where the fields are only its digest. */
  document?: string;
  /** Files beside the lists, made only where a folder is given. */
  files?: () => Promise<readonly OutputFile[]>;
}

/** One tool as a value: it knows neither MCP nor the command line. */
interface Tool<
  Input extends z.ZodObject = z.ZodObject,
  Output extends z.ZodObject = z.ZodObject,
  References extends FigureReferences = FigureReferences,
> {
  name: string;
  title: string;
  /** What it does, when to use it, what it refuses; bounds and defaults in words. */
  description: string;
  /** The figures it may read: rule, name, shape. */
  reads: References;
  input: Input;
  /** The tool's own fields; the runner adds what every result carries. */
  output: Output;
  /** The lists that may give way when the answer is too long to send, in the order in which they do. */
  lists?: readonly Gives[];
  /** The questions about a table's rows that decide its answer; no column that speaks to one of them is passed over. */
  asks?: readonly RowQuestion[];
  /** Set where the answer rests on who pays today, so that those who left are said and not counted. */
  book?: "today";
  /** True when it can write files. */
  writes?: boolean;
  run(input: z.infer<Input>, figures: Figures<References>, ports: Ports): Promise<Answer<z.infer<Output>>>;
}

/** What a tool's own run gives: values that cannot be known carry their reason. */
type Made<Fields> = Omit<Answer<Fields>, "fields"> & { fields: Fields | Answered<Fields> };

/** A tool as its subject writes it. */
interface Draft<Input extends z.ZodObject, Output extends z.ZodObject, References extends FigureReferences>
  extends Omit<Tool<Input, Output, References>, "run"> {
  run(input: z.infer<Input>, figures: Figures<References>, ports: Ports): Promise<Made<z.infer<Output>>>;
}

/** Declares a tool, and makes nulls with their reasons of what its answer does not know. */
export function defineTool<Input extends z.ZodObject, Output extends z.ZodObject, References extends FigureReferences>(
  draft: Draft<Input, Output, References>,
): Tool<Input, Output, References> {
  return {
    ...draft,
    async run(input, figures, ports) {
      const made = await draft.run(input, figures, ports);
      const wire = onTheWire<z.infer<Output>>(made.fields as Answered<z.infer<Output>>);
      return { ...made, fields: wire.fields, undefined: [...(made.undefined ?? []), ...wire.undefined] };
    },
  };
}

/** Any tool, its input and output known only at run time. */
export interface AnyTool extends Omit<Tool, "run"> {
  run(input: never, figures: never, ports: Ports): Promise<Answer<Record<string, unknown>>>;
}
