import type { Layer } from '../structure/structure';
import { grouped, shapeText } from '../structure/structureText';
import type { DifferenceItem } from './versionDifference';

type LayerItem = Pick<DifferenceItem, 'name' | 'kind' | 'from' | 'to' | 'note'>;

/** The layers that are not the same in both, by name: what differs about them, and what they are besides. */
export function differingLayers(before: readonly Layer[], after: readonly Layer[]): readonly LayerItem[] {
  const [old, young] = [byName(before), byName(after)];
  return [...new Set([...young.keys(), ...old.keys()])].flatMap((name): readonly LayerItem[] => {
    const [from, to] = [old.get(name), young.get(name)];
    if (from === undefined || to === undefined) {
      const only = from ?? to;
      const text =
        only === undefined
          ? ''
          : partsOf(only)
              .filter((part) => part !== '')
              .join(', ');
      return [{ name, kind: from === undefined ? 'added' : 'removed', from: null, to: null, note: text }];
    }
    const [was, is] = [partsOf(from), partsOf(to)];
    const changed = was.flatMap((part, index) => (part === is[index] ? [] : [index]));
    const pick = (parts: readonly string[]): string =>
      changed
        .map((index) => parts[index] ?? '')
        .filter((part) => part !== '')
        .join(', ');
    const same = was.filter((part, index) => part === is[index] && part !== '');
    return changed.length === 0
      ? []
      : [{ name, kind: 'changed', from: pick(was) || 'none', to: pick(is) || 'none', note: same.join(', ') }];
  });
}

function byName(layers: readonly Layer[]): ReadonlyMap<string, Layer> {
  return new Map(layers.map((layer) => [layer.name, layer]));
}

/** Kind, shape, parameters and type, each empty where nothing says it. */
function partsOf({ kind, shape, type, parameters }: Layer): readonly string[] {
  return [
    kind ?? '',
    shape.length === 0 ? '' : shapeText(shape),
    parameters === null || parameters === 0 ? '' : `${grouped(parameters)} parameters`,
    type ?? '',
  ];
}
