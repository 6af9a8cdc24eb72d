/** Counted from 0, characters in UTF-16 units, as editors count. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** A stretch of a text; `end` is not part of it. */
export interface Place {
  readonly start: Position;
  readonly end: Position;
}
