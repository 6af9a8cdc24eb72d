import { grouped } from '../structure/structureText';
import { differingLayers } from './layerDifference';
import type { ArtifactStructure } from '../structure/structure';
import { formatBytes } from '../table/formatCell';
import type { StructurePair } from './differenceFacts';
import { plural, section, summarise } from './sectionWords';
import type { DifferenceItem, DifferenceSection } from './versionDifference';

/** Layers that are listed one by one; the editor shows the rest. */
const LISTED_LAYERS = 40;

export function artifactSection(pairs: readonly StructurePair[]): DifferenceSection {
  const changed = pairs.filter(({ from, to }) => from?.sha256 !== to?.sha256);
  const items = changed.flatMap((pair) => [fileItem(pair), ...insideItems(pair)]);
  const notes = changed.flatMap(({ fromReading, toReading }) =>
    [fromReading, toReading].flatMap((reading) =>
      reading?.reason === null || reading === null ? [] : [reading.reason],
    ),
  );
  const kinds = changed.map(({ from, to }) => ({
    kind: from === null ? ('added' as const) : to === null ? ('removed' as const) : ('changed' as const),
  }));
  return section('artifacts', 'Model files', summarise(kinds, pairs.length - changed.length), items, {
    notes: [...new Set(notes)],
  });
}

function fileItem({ from, to, fromReading, toReading }: StructurePair): DifferenceItem {
  const isReadable = [fromReading, toReading].some((reading) => reading !== null && reading.structure !== null);
  const path = to?.path ?? from?.path ?? '';
  const describe = (artifact: typeof from): string | null =>
    artifact === null
      ? null
      : [
          ...(from?.path === to?.path ? [] : [artifact.path]),
          artifact.sha256.slice(0, 8),
          formatBytes(artifact.size),
        ].join(' · ');
  return {
    name: path,
    kind: from === null ? 'added' : to === null ? 'removed' : 'changed',
    from: describe(from),
    to: describe(to),
    note: totals(fromReading?.structure ?? null, toReading?.structure ?? null),
    verdict: null,
    opens: isReadable ? { kind: 'structure', path } : null,
  };
}

function totals(from: ArtifactStructure | null, to: ArtifactStructure | null): string {
  const [before, after] = [from?.parameters ?? null, to?.parameters ?? null];
  if (from === null || to === null || before === null || after === null) {
    return '';
  }
  const change = after - before;
  return change === 0
    ? `${grouped(after)} parameters in both`
    : `${grouped(before)} → ${grouped(after)} parameters (${change > 0 ? '+' : '−'}${grouped(Math.abs(change))})`;
}

/** Facts and layers that are not the same in both. */
function insideItems({ from, to, fromReading, toReading }: StructurePair): readonly DifferenceItem[] {
  const [before, after] = [fromReading?.structure ?? null, toReading?.structure ?? null];
  if (before === null || after === null) {
    return [];
  }
  const path = to?.path ?? from?.path ?? '';
  const facts = differingFacts(
    new Map([['format', before.format], ...before.facts.map(({ name, value }) => [name, value] as const)]),
    new Map([['format', after.format], ...after.facts.map(({ name, value }) => [name, value] as const)]),
  );
  const layers = differingLayers(before.layers, after.layers);
  const shown = layers.slice(0, LISTED_LAYERS);
  const rest = layers.length - shown.length;
  const all = [...facts, ...shown].map((item): DifferenceItem => ({
    ...item,
    verdict: null,
    opens: { kind: 'structure', path },
  }));
  return rest === 0
    ? all
    : [
        ...all,
        {
          name: `and ${plural(rest, 'more layer')}`,
          kind: 'changed',
          from: null,
          to: null,
          note: '',
          verdict: null,
          opens: { kind: 'structure', path },
        },
      ];
}

function differingFacts(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): readonly Pick<DifferenceItem, 'name' | 'kind' | 'from' | 'to' | 'note'>[] {
  return [...new Set([...after.keys(), ...before.keys()])].flatMap((name) => {
    const from = before.get(name) ?? null;
    const to = after.get(name) ?? null;
    const kind = from === null ? ('added' as const) : to === null ? ('removed' as const) : ('changed' as const);
    return from === to ? [] : [{ name, kind, from, to, note: '' }];
  });
}
