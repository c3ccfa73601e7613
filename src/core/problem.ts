/** What the user can mend: bad input, an unreadable file, a broken rule. Anything else that is thrown is a fault of the program. */
export interface ProblemDetail {
  /** What is wrong, in one sentence that names the thing and its place. */
  what: string;
  /** What to do about it. */
  remedy: string;
  /** One line for each further place with the same trouble. */
  places?: string[];
}

/**
 * The one error class for input the user can mend: names the thing, the place and the remedy.
 * @example throw new Problem({ what: "totals.starting is -100.", remedy: "Give the opening amount as a positive number." })
 */
export class Problem extends Error {
  readonly detail: ProblemDetail;

  constructor(detail: ProblemDetail) {
    const places = detail.places?.length ? `\n${detail.places.map((place) => `- ${place}`).join("\n")}\n` : " ";
    super(`${detail.what}${places}${detail.remedy}`);
    this.name = "Problem";
    this.detail = detail;
  }
}
