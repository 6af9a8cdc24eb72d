import type { PathFact } from '../python/codeFacts';
import type { InspectedPath } from './inspection';
import type { Notebook } from './notebook';
import { resolvePath } from './resolvePath';

export function readPaths(facts: readonly PathFact[], notebook: Notebook): InspectedPath[] {
  return standingAlone(facts.map((fact) => resolvePath(fact, notebook))).map((fact) => ({
    path: fact.path,
    spelled: fact.spelled,
    source: { cell: fact.cell, line: fact.line },
    confidence: !fact.isWhole ? 'low' : isNoFile(fact) || fact.tail !== undefined ? 'medium' : 'high',
  }));
}

/** `model-{epoch:02d}.h5`, `net_{fold+1}.pt` */
const PATTERN = /\{[\w.]+(?:[-+*/%][\w.]+)*(?::[^{}]*)?\}/;

/** What a tracking server keeps, and names with the epoch in them: there is nothing on the disk to look for. */
function isNoFile({ path, standing }: PathFact): boolean {
  return standing === 'tracked' || PATTERN.test(path);
}

/**
 * Where nothing else is known, a file in a folder that is not known is told by what is known of it, and one that a loop
 * writes again and again by how the code spells its name.
 */
function asSpelled(fact: PathFact): PathFact {
  const { tail, template, isWhole } = fact;
  if (tail !== undefined && !isWhole) {
    return { ...fact, path: tail, isWhole: true };
  }
  return template === undefined || isWhole
    ? fact
    : { ...fact, path: template.replace(/^(?:\.\/+)+/, ''), spelled: template, isWhole: true };
}

/** Files that the notebook wrote itself, where its files came from, and names that are no files count only alone. */
function standingAlone(facts: readonly PathFact[]): readonly PathFact[] {
  const sure = facts.filter((fact) => fact.standing === undefined && !isNoFile(fact));
  if (sure.some(({ isWhole }) => isWhole)) {
    return sure;
  }
  const others = facts.filter((fact) => fact.standing !== 'own');
  return others.some(({ isWhole }) => isWhole) ? others : facts.map(asSpelled);
}
