import { type ValueFigures, valueReads } from "../../../src/topics/value/question.ts";
import { openTestPorts } from "../../open-test-ports.ts";

const { library } = openTestPorts();

/** The shipped figures. */
export const figures: ValueFigures = {
  unitWords: library.figure(valueReads.unitWords) as ValueFigures["unitWords"],
  caseShares: library.figure(valueReads.caseShares) as ValueFigures["caseShares"],
  caseYears: library.figure(valueReads.caseYears) as ValueFigures["caseYears"],
  wording: library.figure(valueReads.wording) as ValueFigures["wording"],
};
