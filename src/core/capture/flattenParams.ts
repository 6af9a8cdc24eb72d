import type { InspectedParam } from '../notebook/inspection';
import { isSecretValue } from '../notebook/secrets';

/** More are no settings of a run that anybody reads. */
const MOST = 200;
const DEEPEST = 6;

/** The settings of a params file, nested ones under dotted names. Lists and secrets are left out. */
export function flattenParams(content: unknown, path: string): readonly InspectedParam[] {
  return flatten(content, [])
    .filter(({ name, value }) => !isSecretValue(name, value))
    .slice(0, MOST)
    .map((param) => ({ ...param, source: { path }, confidence: 'high' }));
}

function flatten(content: unknown, keys: readonly string[]): readonly Pick<InspectedParam, 'name' | 'value'>[] {
  if (typeof content === 'string' || typeof content === 'number' || typeof content === 'boolean') {
    return keys.length === 0 ? [] : [{ name: keys.join('.'), value: content }];
  }
  const isInner = typeof content === 'object' && content !== null && !Array.isArray(content) && keys.length < DEEPEST;
  return isInner ? Object.entries(content).flatMap(([key, value]) => flatten(value, [...keys, key])) : [];
}
