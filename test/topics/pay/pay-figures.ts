import { onTheWire, type Unknown } from "../../../src/core/known.ts";
import type { PayPlan, SettledComponent } from "../../../src/topics/pay/plan.ts";
import { type CompensationFigures, compensationReads } from "../../../src/topics/pay/question.ts";
import { shippedLibrary as library } from "../../shipped-library.ts";

/** The figures of the shipped rules, as the tool would hand them over. */
export function payFigures(standard?: string): CompensationFigures {
  return Object.fromEntries(
    Object.entries(compensationReads).map(([name, reference]) => [name, library.figure(reference, standard)]),
  ) as unknown as CompensationFigures;
}

/** A component that pays in proportion, but for what is said. */
export function component(metric: string, at_target: number, parts: Partial<SettledComponent> = {}): SettledComponent {
  return {
    metric,
    at_target,
    weight: 0,
    target: null,
    threshold: 0,
    from_zero: false,
    accelerator: 1,
    cap: null,
    gate: null,
    ...parts,
  };
}

/** A plan of these components; variable pay is their sum. */
export function payPlan(components: SettledComponent[], base = 0): PayPlan {
  return { base, variable: components.reduce((sum, { at_target }) => sum + at_target, 0), components };
}

/** A value as it goes out: null for what is unknown. */
export const wire = <Value>(value: Value): Wired<Value> =>
  onTheWire<{ value: unknown }>({ value } as never).fields.value as Wired<Value>;
type Wired<Value> = Value extends Unknown
  ? null
  : Value extends (infer Row)[]
    ? Wired<Row>[]
    : Value extends object
      ? { [Key in keyof Value]: Wired<Value[Key]> }
      : Value;
