import { describe, expect, it } from 'vitest';
import { readDvcDirectory, readDvcFile, readDvcLock } from '../../../src/core/capture/dvcOuts';

const BASE = { wdir: '.', hash: null, size: null };

describe('the outputs that DVC records', () => {
  it.each([
    ['DVC 3', { outs: [{ md5: 'abc', size: 5, hash: 'md5', path: 'x' }] }, { digest: 'abc', hash: 'md5', size: 5 }],
    ['DVC 2', { outs: [{ md5: 'abc.dir', path: 'x' }] }, { digest: 'abc.dir' }],
    ['another folder', { wdir: '../data', outs: [{ md5: 'a', path: 'x' }] }, { digest: 'a', wdir: '../data' }],
    ['a remote’s etag', { outs: [{ etag: 'e', path: 'x' }] }, { digest: null }],
  ])('are read from a file of %s', (_, content, expected) => {
    expect(readDvcFile(content)).toEqual([{ ...BASE, path: 'x', ...expected }]);
  });

  it.each([[null], ['text'], [[]], [{ outs: 'no list' }], [{ outs: [null, { md5: 'a' }, { path: 7 }] }]])(
    'are none in %j',
    (content) => {
      expect(readDvcFile(content)).toEqual([]);
      expect(readDvcLock({ stages: { train: content } })).toEqual([]);
    },
  );

  it('are gathered from all stages of a lock', () => {
    const lock = {
      stages: { prepare: { outs: [{ md5: 'a', path: 'x' }] }, train: { outs: [{ md5: 'b', path: 'y' }], deps: [] } },
    };

    expect(readDvcLock(lock).map(({ path, digest }) => [path, digest])).toEqual([
      ['x', 'a'],
      ['y', 'b'],
    ]);
  });

  it('are files by their path in a folder’s listing', () => {
    const listing = [{ relpath: 'a/b.csv', md5: 'abc' }, { relpath: 'no digest' }, null];

    expect([...readDvcDirectory(listing)]).toEqual([['a/b.csv', 'abc']]);
  });
});
