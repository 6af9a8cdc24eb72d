import type { Statement } from './syntax';
import { literal, modelOf } from './values';
import type { Value } from './values';

const MOST_MODELS = 24;
const MOST_NODES = 3_000;

/**
 * `for i in range(3): models[i].fit(…)` walks over models and tries no values: the indexes of the list that its body takes
 * models from; null for a loop that does not.
 */
export function modelIndexes(
  { target, source, body }: Extract<Statement, { kind: 'for' }>,
  lookUp: (name: string) => Value | undefined,
): readonly Value[] | null {
  const isRange = source.kind === 'call' && source.callee.kind === 'name' && source.callee.name === 'range';
  if (!isRange || target.kind !== 'name' || source.args.length !== 1) {
    return null;
  }
  const looks = { left: MOST_NODES };
  const list = findListed(body, target.name, lookUp, looks);
  return list === null ? null : list.map((_, index) => literal(index));
}

/** The list of models that something in `node` is taken out of by that index. */
function findListed(
  node: unknown,
  index: string,
  lookUp: (name: string) => Value | undefined,
  looks: { left: number },
): readonly Value[] | null {
  looks.left -= 1;
  if (typeof node !== 'object' || node === null || looks.left < 0) {
    return null;
  }
  if (isIndexed(node, index)) {
    const list = lookUp(node.object.name);
    const items = list?.kind === 'list' ? list.items : [];
    if (items.length > 1 && items.length <= MOST_MODELS && items.every((item) => modelOf(item) !== null)) {
      return items;
    }
  }
  for (const part of Object.values(node)) {
    const found = findListed(part, index, lookUp, looks);
    if (found !== null) {
      return found;
    }
  }
  return null;
}

interface Indexed {
  readonly object: { readonly name: string };
}

/** `models[i]` */
function isIndexed(node: object, index: string): node is Indexed {
  const { kind, object, index: at } = node as { kind?: unknown; object?: unknown; index?: unknown };
  return kind === 'index' && isName(object) && isName(at) && at.name === index;
}

function isName(node: unknown): node is { readonly name: string } {
  return typeof node === 'object' && node !== null && (node as { kind?: unknown }).kind === 'name';
}
