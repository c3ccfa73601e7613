import type { ReadingOptions, ReadTable } from "../../src/core/table.ts";
import { knowledgeOf } from "../../src/tables/knowledge.ts";
import { readTable as read } from "../../src/tables/open-file.ts";
import { shippedLibrary } from "../shipped-library.ts";

/** What the reader knows as the package ships it. */
export const shippedKnowledge = knowledgeOf(shippedLibrary);

/** The real reader with the shipped words and limits. */
export const readTable = (path: string, options: ReadingOptions): Promise<ReadTable> => read(path, options, shippedKnowledge);
