import type { CallArguments, Machine } from './machine';
import { scoreIn } from './metricCalls';
import { matchesToScore } from './operators';
import { callScore } from './scoreMethods';
import { knownText } from './valueText';
import { OTHER_KEY, UNKNOWN } from './values';
import type { Value } from './values';

const MAX_ITEMS = 100;

/** The value of calling a method on a list. */
export function callList(
  machine: Machine,
  object: Extract<Value, { kind: 'list' }>,
  name: string,
  args: CallArguments,
): Value {
  const [value] = args.positional;
  if (name === 'append' && value !== undefined) {
    if (object.items.length < MAX_ITEMS) {
      object.items.push(value);
    }
    return UNKNOWN;
  }
  if (name === 'extend' && value !== undefined) {
    const added = value.kind === 'list' ? value.items : [value];
    object.items.push(...added.slice(0, Math.max(0, MAX_ITEMS - object.items.length)));
    return UNKNOWN;
  }
  const score = scoreIn(object);
  if (score !== null && /^(?:mean|std|max|min|describe)$/.test(name)) {
    return callScore(score, name);
  }
  if (name === 'mean' && object.items[0]?.kind === 'matches') {
    return matchesToScore(machine, object.items[0]);
  }
  return name === 'copy' ? object : UNKNOWN;
}

/** The value of calling a method on a dict, a row of a table, or a parser of arguments. */
export function callDict(object: Extract<Value, { kind: 'dict' }>, name: string, args: CallArguments): Value {
  const entries = [...object.entries];
  switch (name) {
    case 'items':
      return {
        kind: 'list',
        items: entries.map(([key, value]) => ({
          kind: 'list',
          items: [key === OTHER_KEY ? UNKNOWN : { kind: 'literal', value: key }, value],
          isTuple: true,
        })),
        isTuple: false,
      };
    case 'keys':
      return {
        kind: 'list',
        items: entries.map(([key]) => (key === OTHER_KEY ? UNKNOWN : { kind: 'literal', value: key })),
        isTuple: false,
      };
    case 'values':
      return { kind: 'list', items: entries.map(([, value]) => value), isTuple: false };
    case 'get':
      return object.entries.get(knownText(args.positional[0]) ?? '') ?? UNKNOWN;
    case 'copy':
    case 'sort_values':
    case 'sort_index':
    case 'nlargest':
    case 'nsmallest':
    case 'round':
    case 'parse_args':
      return object;
    case 'parse_known_args':
      return { kind: 'list', items: [object, UNKNOWN], isTuple: true };
    case 'add_argument':
      addArgument(object.entries, args);
      return UNKNOWN;
    default:
      return UNKNOWN;
  }
}

/** `add_argument('-b', '--batch-size', default=64)` of a parser: what is not given is the default. */
function addArgument(entries: Map<string, Value>, args: CallArguments): void {
  const names = args.positional.map((value) => knownText(value)).filter((name) => name !== null);
  const named = knownText(args.named.get('dest')) ?? names.find((name) => name.startsWith('--')) ?? names[0];
  const isFlag = /^store_(?:true|false)$/.test(knownText(args.named.get('action')) ?? '');
  const value = isFlag ? undefined : args.named.get('default');
  if (named !== undefined && value !== undefined && entries.size < MAX_ENTRIES) {
    entries.set(named.replace(/^-+/, '').replaceAll('-', '_'), value);
  }
}

const MAX_ENTRIES = 500;
