import type { ArtifactStructure, Layer } from './structure';

/** One line a fact and a layer, so that an editor's text diff shows what changed. Ends in a newline. */
export function structureText({ format, facts, layers, parameters }: ArtifactStructure): string {
  const width = Math.min(60, Math.max(0, ...layers.map((layer) => layer.name.length)));
  return [
    `format: ${format}`,
    ...(parameters === null || layers.length === 0 ? [] : [`parameters: ${grouped(parameters)}`]),
    ...facts.map(({ name, value }) => `${name}: ${value.replaceAll('\n', ' ')}`),
    '',
    ...layers.map((layer) => `${layer.name.padEnd(width)}  ${describeLayer(layer)}`.trimEnd()),
  ]
    .join('\n')
    .trimEnd()
    .concat('\n');
}

/** `Dense  [64, 128]  float32  8,256`. */
export function describeLayer({ kind, shape, type, parameters }: Layer): string {
  return [
    ...(kind === null ? [] : [kind]),
    ...(shape.length === 0 ? [] : [shapeText(shape)]),
    ...(type === null ? [] : [type]),
    ...(parameters === null || parameters === 0 ? [] : [grouped(parameters)]),
  ].join('  ');
}

/** `[64, 128]`; a dimension that is not fixed is a question mark. */
export function shapeText(shape: Layer['shape']): string {
  return `[${shape.map((size) => size ?? '?').join(', ')}]`;
}

export function grouped(count: number): string {
  return count.toLocaleString('en');
}
