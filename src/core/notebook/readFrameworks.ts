import type { CodeFacts } from '../python/codeFacts';
import { FRAMEWORKS } from '../python/libraries';

/** The frameworks that the code imports, most specific first. */
export function readFrameworks(facts: CodeFacts): string[] {
  const roots = new Set([...facts.imports].map((module) => module.split('.')[0] ?? module));
  if ([...facts.imports].some((module) => module.startsWith('tensorflow.keras'))) {
    roots.add('keras');
  }
  const found = new Set<string>();
  for (const [root, name] of FRAMEWORKS) {
    if (roots.has(root)) {
      found.add(name);
    }
  }
  return [...found];
}
