import type { PathFact } from '../python/codeFacts';
import type { InspectedPath } from './inspection';
import type { Notebook } from './notebook';
import { resolvePath } from './resolvePath';

export function readPaths(facts: readonly PathFact[], notebook: Notebook): InspectedPath[] {
  return facts
    .map((fact) => resolvePath(fact, notebook))
    .map(({ path, cell, line, isWhole }) => ({
      path,
      source: { cell, line },
      confidence: isWhole ? 'high' : 'low',
    }));
}
