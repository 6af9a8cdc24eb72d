import { describe, expect, it } from 'vitest';
import { differingLayers } from '../../../src/core/difference/layerDifference';
import type { Layer } from '../../../src/core/structure/structure';

function layer(name: string, facts: Partial<Layer> = {}): Layer {
  return { name, kind: 'Dense', shape: [null, 8], type: 'float32', parameters: 80, ...facts };
}

describe('differingLayers', () => {
  it('says of a changed layer what differs, and what it is besides', () => {
    const [item] = differingLayers([layer('a')], [layer('a', { shape: [null, 16], parameters: 1_600 })]);

    expect(item).toEqual({
      name: 'a',
      kind: 'changed',
      from: '[?, 8], 80 parameters',
      to: '[?, 16], 1,600 parameters',
      note: 'Dense, float32',
    });
  });

  it('says what a new and a removed layer are', () => {
    const items = differingLayers([layer('old', { parameters: null })], [layer('new', { kind: null, type: null })]);

    expect(items).toEqual([
      { name: 'new', kind: 'added', from: null, to: null, note: '[?, 8], 80 parameters' },
      { name: 'old', kind: 'removed', from: null, to: null, note: 'Dense, [?, 8], float32' },
    ]);
  });

  it('leaves out what is the same', () => {
    expect(differingLayers([layer('a')], [layer('a')])).toEqual([]);
  });
});
