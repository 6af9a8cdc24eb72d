/** A table of texts with one header row, however it was printed. */
export interface TextTable {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** How many of the first columns are an index without meaning of its own or row names. */
  readonly labelColumns: number;
  readonly line: number;
  readonly form: string;
}
