/** The names real exports give a field, each text a rank of names, the first the best; a name may stand under several fields. */
export interface FieldNames {
  certain: readonly string[];
  likely?: readonly string[];
}
