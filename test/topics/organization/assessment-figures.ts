import { type AssessmentFigures, assessmentReads } from "../../../src/topics/organization/red-flags.ts";
import { openTestPorts } from "../../open-test-ports.ts";

/** The shipped figures; the expected values beside each test are read from the pages by hand. */
export function assessmentFigures(): AssessmentFigures {
  const { library } = openTestPorts();
  return Object.fromEntries(
    Object.entries(assessmentReads).map(([name, reference]) => [name, library.figure(reference)]),
  ) as unknown as AssessmentFigures;
}
