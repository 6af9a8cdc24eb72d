import type { CallArguments, Machine } from './machine';
import { knownText } from './valueText';
import type { TextValue, Value } from './values';

/** Notes what a call of `print` will show. */
export function notePrint(machine: Machine, args: CallArguments): void {
  const separator = knownText(args.named.get('sep')) ?? ' ';
  const parts: (string | Value)[] = [];
  args.positional.forEach((value, index) => {
    if (index > 0) {
      parts.push(separator);
    }
    parts.push(...textParts(value));
  });
  if (machine.facts.prints.length < MAX_PRINTS) {
    machine.facts.prints.push({
      cell: machine.cell,
      line: machine.line,
      parts,
      loop: machine.loop,
      isCertain: machine.isCertain && !args.named.has('file'),
    });
  }
}

const MAX_PRINTS = 5_000;

/** A value as pieces of text and holes. */
export function textParts(value: Value): readonly (string | Value)[] {
  if (value.kind === 'text') {
    return value.parts;
  }
  const known = value.kind === 'literal' && typeof value.value === 'string' ? value.value : null;
  return [known ?? value];
}

export function joinText(left: Value, right: Value): TextValue {
  return makeText([...textParts(left), ...textParts(right)]);
}

const MAX_PARTS = 400;

/** A text of so many pieces at most: one that is put into itself again and again would double each time. */
export function makeText(parts: readonly (string | Value)[]): TextValue {
  return { kind: 'text', parts: parts.length > MAX_PARTS ? parts.slice(0, MAX_PARTS) : parts };
}

/** `'{} of {name:.2f}'.format(a, name=b)`. */
export function formatBraces(template: string, args: CallArguments): TextValue {
  const parts: (string | Value)[] = [];
  let from = 0;
  let next = 0;
  for (const match of template.matchAll(/\{\{|\}\}|\{([^{}:!]*)(?:![rsa])?(?::[^{}]*(?:\{[^{}]*\})?[^{}]*)?\}/g)) {
    parts.push(template.slice(from, match.index));
    from = match.index + match[0].length;
    if (match[0] === '{{' || match[0] === '}}') {
      parts.push(match[0].charAt(0));
      continue;
    }
    const field = match[1] ?? '';
    const isNumbered = /^\d+$/.test(field);
    const value =
      field === '' || isNumbered ? args.positional[isNumbered ? Number(field) : next] : args.named.get(field);
    next += field === '' ? 1 : 0;
    parts.push(...textParts(value ?? { kind: 'unknown' }));
  }
  parts.push(template.slice(from));
  return makeText(parts.filter((part) => part !== ''));
}

/** `'%s: %.3f' % (name, score)`. */
export function formatPercent(template: string, values: readonly Value[]): TextValue {
  const parts: (string | Value)[] = [];
  let from = 0;
  let next = 0;
  for (const match of template.matchAll(/%(?:\(\w+\))?[-+# 0]*(?:\d+|\*)?(?:\.(?:\d+|\*))?[a-zA-Z%]/g)) {
    parts.push(template.slice(from, match.index));
    from = match.index + match[0].length;
    if (match[0].endsWith('%')) {
      parts.push('%');
    } else {
      parts.push(...textParts(values[next] ?? { kind: 'unknown' }));
      next += 1;
    }
  }
  parts.push(template.slice(from));
  return makeText(parts.filter((part) => part !== ''));
}
