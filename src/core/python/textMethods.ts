import type { CallArguments } from './machine';
import { formatBraces, makeText, textParts } from './printSites';
import { knownText } from './valueText';
import { UNKNOWN } from './values';
import type { Value } from './values';

/** The value of calling a method on a text. */
export function callText(object: Value, name: string, args: CallArguments): Value {
  const known = knownText(object);
  if (name === 'format' && known !== null) {
    return formatBraces(known, args);
  }
  const [items] = args.positional;
  if (name === 'join' && known !== null && items?.kind === 'list') {
    return makeText(
      items.items.flatMap((item, index) => (index === 0 ? textParts(item) : [known, ...textParts(item)])),
    );
  }
  if (name === 'joinpath') {
    return makeText([...textParts(object), ...args.positional.flatMap((value) => ['/', ...textParts(value)])]);
  }
  const spelled = known === null ? null : respelled(known, name, args.positional.map(knownText));
  if (spelled !== null) {
    return { kind: 'literal', value: spelled };
  }
  return /^(?:strip|rstrip|lstrip|title|upper|lower|ljust|rjust|center|resolve|absolute|as_posix|expanduser|encode|decode)$/.test(
    name,
  )
    ? object
    : UNKNOWN;
}

/** What a name becomes on its way into the name of a file. */
function respelled(text: string, name: string, [from, to]: readonly (string | null)[]): string | null {
  switch (name) {
    case 'lower':
      return text.toLowerCase();
    case 'upper':
      return text.toUpperCase();
    case 'replace':
      return from === null || from === undefined || from === '' || to === null || to === undefined
        ? null
        : text.slice(0, MAX_TEXT).replaceAll(from, to).slice(0, MAX_TEXT);
    default:
      return null;
  }
}

const MAX_TEXT = 1_000;
