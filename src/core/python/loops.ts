import type { LoopKind } from './codeFacts';
import type { Expression, Statement } from './syntax';
import { data, OTHER_KEY, UNKNOWN } from './values';
import type { Value } from './values';

type ForStatement = Extract<Statement, { kind: 'for' }>;

const MAX_UNROLLED = 24;
const EPOCH_NAME =
  /^(?:epochs?|ep|e|step|steps|it|iter|iteration|i_?epoch|n_?epoch|t|batch_?(?:idx|i|index)?|num_?batch|episode|i_episode|_epoch)$/i;
const EPOCH_COUNT = /epoch|iter|step|episode|round/i;

/** What kind of loop it is: that decides how values printed in it stand to each other. */
export function loopKind(statement: ForStatement, source: Value, outer: LoopKind | null): LoopKind {
  const names = namesIn(statement.target);
  if (
    isFoldSource(statement.source) ||
    names.some((name) =>
      /^(?:fold|k_?fold|fold_?\w+|(?:random_?)?seed|train_(?:idx|index|ix|ids)|test_(?:idx|index|ix|ids))$/i.test(name),
    )
  ) {
    return 'fold';
  }
  if (outer === 'fold' || outer === 'epoch') {
    return outer;
  }
  if (names.some((name) => EPOCH_NAME.test(name)) || namesIn(statement.source).some((name) => EPOCH_COUNT.test(name))) {
    return 'epoch';
  }
  if (source.kind === 'data' || (source.kind === 'unknown' && (source.split ?? null) !== null)) {
    return 'epoch';
  }
  if (isCount(statement.source) || isNumbers(source)) {
    return 'trial';
  }
  return outer ?? 'other';
}

/** Both parts of a fold, its number in `for fold in range(5)`, or all: `for fold, (seen, held) in enumerate(…)`. */
function foldOf({ target, source }: ForStatement): Value {
  const parts: Value = { kind: 'list', items: [data('train'), data('cv')], isTuple: true };
  const isCounted = target.kind === 'list' && target.items.length === 2 && target.items[1]?.kind === 'list';
  const isNumber = target.kind === 'name' && isCount(source);
  return isNumber ? UNKNOWN : isCounted ? { kind: 'list', items: [UNKNOWN, parts], isTuple: true } : parts;
}

/** What the target takes in turn: the known items, or one of unknown value. */
export function loopItems(source: Value, kind: LoopKind, statement: ForStatement | null): readonly Value[] {
  if (kind === 'fold' && source.kind === 'list' && source.items.length === 2) {
    return [source];
  }
  if (source.kind === 'list' && source.items.length > 0 && source.items.length <= MAX_UNROLLED) {
    return source.items;
  }
  if (source.kind === 'dict' && source.entries.size > 0 && source.entries.size <= MAX_UNROLLED) {
    return [...source.entries.keys()].map((key): Value =>
      key === OTHER_KEY ? UNKNOWN : { kind: 'literal', value: key },
    );
  }
  if (
    source.kind === 'data' ||
    source.kind === 'prediction' ||
    (source.kind === 'unknown' && (source.split ?? null) !== null)
  ) {
    return [source];
  }
  return [kind === 'fold' && statement !== null ? foldOf(statement) : UNKNOWN];
}

function isFoldSource(source: Expression): boolean {
  if (source.kind !== 'call') {
    return false;
  }
  const { callee, args } = source;
  const inner = args[0]?.value;
  if (callee.kind === 'name' && callee.name === 'enumerate' && inner !== undefined) {
    return isFoldSource(inner);
  }
  return callee.kind === 'attribute' && callee.name === 'split' && args.length > 0 && inner?.kind !== 'text';
}

/** `range(1, 20)`, `np.arange(…)`; but `range(len(models))` walks over things. */
function isCount(source: Expression): boolean {
  if (source.kind !== 'call') {
    return false;
  }
  const name = source.callee.kind === 'attribute' || source.callee.kind === 'name' ? source.callee.name : '';
  const isLength = source.args.some(
    ({ value }) => value.kind === 'call' && value.callee.kind === 'name' && value.callee.name === 'len',
  );
  return /^(?:range|arange|linspace|logspace|trange|xrange)$/.test(name) && !isLength;
}

function isNumbers(source: Value): boolean {
  return (
    source.kind === 'list' &&
    source.items.length > 1 &&
    source.items.every((item) => item.kind === 'literal' && typeof item.value === 'number')
  );
}

function namesIn(expression: Expression): string[] {
  switch (expression.kind) {
    case 'name':
      return [expression.name];
    case 'attribute':
      return [expression.name];
    case 'list':
      return expression.items.flatMap(namesIn);
    case 'call':
      return expression.args.flatMap(({ value }) => namesIn(value));
    case 'binary':
      return [...namesIn(expression.left), ...namesIn(expression.right)];
    default:
      return [];
  }
}
