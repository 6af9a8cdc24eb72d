import type { PathFact } from '../python/codeFacts';
import type { InspectedPath } from './inspection';

export function readPaths(facts: readonly PathFact[]): InspectedPath[] {
  return facts.map(({ path, cell, line, isWhole }) => ({
    path,
    source: { cell, line },
    confidence: isWhole ? 'high' : 'low',
  }));
}
