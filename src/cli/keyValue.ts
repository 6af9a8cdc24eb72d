import type { Param, ParamValue, Person } from '../core/model';
import { UsageError } from './failure';

/** For options that may be given several times. */
export function collect(value: string, previous: readonly string[] = []): readonly string[] {
  return [...previous, value];
}

/** `k=v`; the value may have further equals signs and may be empty. */
export function parsePair(option: string, text: string): readonly [key: string, value: string] {
  const at = text.indexOf('=');
  const key = text.slice(0, Math.max(at, 0)).trim();
  if (key === '') {
    throw new UsageError(`${option} ${text} has no name and value. Write it as ${option} name=value.`);
  }
  return [key, text.slice(at + 1)];
}

/** `max_depth=6`: numbers, true, false and null (also as Python writes them) are values, anything else is text. */
export function parseParam(text: string): Param {
  const [name, value] = parsePair('--param', text);
  return { name, value: paramValue(value) };
}

const CONSTANTS: Readonly<Record<string, ParamValue>> = {
  true: true,
  True: true,
  false: false,
  False: false,
  null: null,
  None: null,
};

function paramValue(text: string): ParamValue {
  if (Object.hasOwn(CONSTANTS, text)) {
    return CONSTANTS[text] ?? null;
  }
  // Digits that a number would not give back (leading zeros, 64-bit seeds) stay text.
  const number = Number(text);
  const isNumber = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(text) && Number.isFinite(number);
  const isExact = !/^[+-]?\d+$/.test(text) || (Number.isSafeInteger(number) && !/^[+-]?0\d/.test(text));
  return isNumber && isExact ? number : text;
}

/** `Ada Lovelace <ada@example.org>`. */
export function parseAuthor(text: string): Person {
  const { name, email } = /^(?<name>[^<>]+)<(?<email>[^<>\s]+)>\s*$/.exec(text)?.groups ?? {};
  if (name === undefined || email === undefined) {
    throw new UsageError(`"${text}" is no author. Write it as "Ada Lovelace <ada@example.org>".`);
  }
  return { name: name.trim(), email };
}
