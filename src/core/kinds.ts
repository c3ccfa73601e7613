import * as z from "zod";
import { isExactMoney, isTooLarge } from "./money.ts";

/** What a number is: decides its bounds where it is given, the words of its refusal, and how it is printed. */
export type Kind = "money" | "rate" | "count" | "hours" | "days" | "months" | "number";

const kinds = z.registry<{ kind: Kind }>();
const kinded = (kind: Kind, schema: z.ZodNumber): z.ZodNumber => schema.register(kinds, { kind });

/** The largest amount whose hundredths a double still tells apart. */
const LARGEST_EXACT = 9e13; // not a figure: hundredths stay exact in a double

/** Above 0 and yet no money: it would round to 0 hundredths, and a share of it would be a division by 0. */
const isLessThanMoney = (amount: number) => amount > 0 && Math.round(amount * 100) === 0;

/** An amount of money that is given: in major units, 0 or at least half a hundredth. @example money().parse(1200.5) // 1200.5 */
export const money = () =>
  kinded(
    "money",
    z
      .number()
      .min(0, "must be 0 or more")
      .max(LARGEST_EXACT, "is too large to be exact to the cent")
      .refine((amount) => !isLessThanMoney(amount), "is less than a hundredth; give 0, or the amount in whole units"),
  );

/** An amount of money that is given to the cent. @example cents().safeParse(0.005).success // false */
export const cents = () =>
  kinded(
    "money",
    money().refine((amount) => isTooLarge(amount) || isExactMoney(amount), "is finer than a hundredth; round it to cents"),
  );

/** A share that is given, as a fraction of 0 to 1. @example rate().safeParse(80).success // false: 80% is 0.8 */
export const rate = () =>
  kinded("rate", z.number().min(0, "is a fraction from 0 to 1; 80% is 0.8").max(1, "is a fraction from 0 to 1; 80% is 0.8"));

/** More things than any company counts here, and fewer than would fill the memory where each gets a place of its own. */
const MOST_THINGS = 10_000_000; // not a figure: a bound on typing mistakes
/** People, each of whom gets a line. */
export const MOST_PEOPLE = 100_000; // not a figure: a bound on typing mistakes

/** A number of things that is given: whole, 0 to 10 million. @example count().safeParse(1.5).success // false */
export const count = () =>
  kinded(
    "count",
    z.number().multipleOf(1, "must be a whole number").min(0, "must be 0 or more").max(MOST_THINGS, "is more than 10 million"),
  );

/** A number of people that is given: whole, 0 to 100,000. @example people().safeParse(1e6).success // false */
export const people = () =>
  kinded(
    "count",
    z
      .number()
      .multipleOf(1, "must be a whole number")
      .min(0, "must be 0 or more")
      .max(MOST_PEOPLE, "is more than 100,000 people"),
  );

/** Hours that are given: 0 or more. @example hours().parse(1656) // 1656 */
export const hours = () => kinded("hours", z.number().min(0, "must be 0 or more").max(LARGEST_EXACT, "is too large to be exact"));

/** Days that are given: whole, 0 or more. @example days().parse(90) // 90 */
export const days = () => kinded("days", z.number().multipleOf(1, "must be whole days").min(0, "must be 0 or more"));

/** Months that are given: 0 or more. @example months().parse(12) // 12 */
export const months = () => kinded("months", z.number().min(0, "must be 0 or more"));

/** The same kinds in an answer: printed alike and without bounds, since a difference may be below 0 and a rate above 1. */
export const shown = {
  money: () => kinded("money", z.number()),
  rate: () => kinded("rate", z.number()),
  count: () => kinded("count", z.number()),
  hours: () => kinded("hours", z.number()),
  days: () => kinded("days", z.number()),
  months: () => kinded("months", z.number()),
  number: () => kinded("number", z.number()),
};

/** A schema, where there is one. */
export type Shape = z.ZodType | undefined;

interface Wrapped {
  innerType?: z.ZodType;
  /** What a preprocessed value must be. */
  out?: z.ZodType;
  element?: z.ZodType;
  shape?: Record<string, z.ZodType>;
  valueType?: z.ZodType;
  options?: readonly z.ZodType[];
}
const inside = (schema: z.ZodType): Wrapped => schema._zod.def as unknown as Wrapped;

/** A schema without the wrappers that only say whether a value may be missing. */
function bare(schema: z.ZodType): z.ZodType {
  const { innerType, out } = inside(schema);
  const inner = innerType ?? out;
  return inner === undefined ? schema : bare(inner);
}

/** The kind of number a schema holds, through optional, nullable and lists. @example kindOf(rate().nullable()) // "rate" */
export function kindOf(schema: Shape): Kind {
  if (schema === undefined) return "number";
  const known = kinds.get(schema)?.kind;
  if (known !== undefined) return known;
  const { innerType, element, valueType, options } = inside(schema);
  const within = innerType ?? element ?? valueType ?? options?.find((one) => kindOf(one) !== "number");
  return within === undefined ? "number" : kindOf(within);
}

/** The schema of a field of a record, or of what a list or an open record holds; undefined where the schema does not say. */
export function fieldOf(schema: Shape, name: string): Shape {
  if (schema === undefined) return undefined;
  const { shape, element, valueType, options } = inside(bare(schema));
  if (element !== undefined) return fieldOf(element, name);
  if (options !== undefined) return options.map((one) => fieldOf(one, name)).find((one) => one !== undefined);
  return shape === undefined ? valueType : Object.hasOwn(shape, name) ? shape[name] : undefined;
}

/** The names of the fields of a record, or of the records in a list; empty for what is no record. */
export function namesOf(schema: Shape): string[] {
  if (schema === undefined) return [];
  const { shape, element, options } = inside(bare(schema));
  if (element !== undefined) return namesOf(element);
  if (options !== undefined) return [...new Set(options.flatMap(namesOf))];
  return Object.keys(shape ?? {});
}

/** What a schema says of itself, through the wrappers that only say whether a value may be missing. */
export function descriptionOf(schema: Shape): string | undefined {
  if (schema === undefined) return undefined;
  return schema.description ?? descriptionOf(inside(schema).innerType);
}
