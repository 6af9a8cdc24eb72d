import { splitFromName } from './splitNames';
import { data } from './values';
import type { Value } from './values';

const MAX_NAMES = 5_000;

/** Names and their values; functions see the notebook's names behind their own. */
export class Scope {
  private readonly names = new Map<string, Value>();

  constructor(private readonly outer: Scope | null = null) {}

  get(name: string): Value | undefined {
    return this.names.get(name) ?? this.outer?.get(name);
  }

  /** A name that promises a split gives it to a value that has none: `X_val`, `test_loader`. */
  set(name: string, value: Value): void {
    if (this.names.size < MAX_NAMES || this.names.has(name)) {
      this.names.set(name, withSplit(value, splitFromName(name), name));
    }
  }

  /** A parameter keeps the split of what it is given; its name speaks only where that has none. */
  bind(name: string, value: Value): void {
    const isSplit = value.kind === 'data' && value.split !== null;
    this.names.set(name, isSplit ? value : withSplit(value, splitFromName(name), name));
  }
}

/** Names of results: what they hold is no data. */
const RESULT_NAME =
  /score|result|acc|loss|metric|report|auc|err|rmse|mse|mae|r2|f1|perf|summary|table|hist|log|precision|recall/i;

function withSplit(value: Value, split: string | null, name: string): Value {
  if (split === null) {
    return value;
  }
  switch (value.kind) {
    case 'unknown':
      return RESULT_NAME.test(name) ? { kind: 'unknown', split } : data(split);
    case 'data':
      // What a name says is more than the position in a split, but a fold stays a fold.
      return value.split === 'cv' ? value : { ...value, split };
    case 'prediction':
    case 'score':
      return value.split === null ? { ...value, split } : value;
    default:
      return value;
  }
}
