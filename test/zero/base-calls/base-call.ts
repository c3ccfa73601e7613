/** A call that is accepted and gives a value other than 0 wherever it gives a number, and true wherever it gives a truth value. */
export type BaseCall = Record<string, unknown>;
