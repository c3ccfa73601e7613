import { join } from "node:path";

const OWN_FILE = "cs-strategist.yaml";

/** The file with the user's own figures: the one named at the start, else the usual one in the working folder. */
export function ownFile(config: string | undefined): string {
  return config ?? join(process.cwd(), OWN_FILE);
}
