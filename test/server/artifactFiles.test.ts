import { utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { defaultConfig } from '../../src/core/config';
import { ArtifactFiles } from '../../src/server/artifactFiles';
import { LedgerSnapshot } from '../../src/server/snapshot';
import { temporaryFolder } from '../support/temporaryFolder';
import { snapshotOf, versionOfModel } from './support/snapshots';

const CONTENT = 'weights';
const SHA256 = createHash('sha256').update(CONTENT).digest('hex');

describe('ArtifactFiles', () => {
  it('tells what lies at a registered path', async () => {
    const { root, look } = await project();
    const file = path.join(root, 'model.pkl');

    expect(await look()).toBeUndefined();
    await writeFile(file, CONTENT);
    expect(await look()).toBe(SHA256);
    await writeFile(file, 'other weights');
    expect(await look()).toBe('changed');
    await writeFile(file, `version https://git-lfs.github.com/spec/v1\noid sha256:${SHA256}\nsize 7\n`);
    expect(await look()).toBe(SHA256);
  });

  it('sees other bytes of the same size, and asks the file only when its time has changed', async () => {
    const { root, look } = await project();
    const file = path.join(root, 'model.pkl');
    await writeFile(file, CONTENT);
    await utimes(file, 1000, 1000);
    expect(await look()).toBe(SHA256);

    await writeFile(file, 'WEIGHTS');
    await utimes(file, 1000, 1000);
    expect(await look()).toBe(SHA256);
    await utimes(file, 2000, 2000);

    expect(await look()).toBe(createHash('sha256').update('WEIGHTS').digest('hex'));
  });

  it('never leaves the folder of the ledger', async () => {
    const { look } = await project('../outside.pkl');

    expect(await look()).toBeUndefined();
  });

  it('hashes a large file while the answer goes out, and says when it is known', async () => {
    const content = Buffer.alloc(17_000_000, 1);
    let isKnown: () => void = () => undefined;
    const known = new Promise<void>((resolve) => {
      isKnown = resolve;
    });
    const { root, look } = await project('model.pkl', content.length, () => isKnown());
    await writeFile(path.join(root, 'model.pkl'), content);

    expect(await look()).toBeUndefined();
    await known;

    expect(await look()).toBe(createHash('sha256').update(content).digest('hex'));
  });
});

async function project(recorded = 'model.pkl', size = CONTENT.length, onKnown = () => undefined as void) {
  const root = await temporaryFolder();
  const artifacts = [{ path: recorded, sha256: SHA256, size, kept: 'none' as const }];
  const { models } = snapshotOf([versionOfModel('churn', 1, { artifacts })]);
  const snapshot = new LedgerSnapshot({ root, config: defaultConfig(), models, knowsCommits: true });
  const files = new ArtifactFiles(onKnown);
  const reference = { kind: 'artifact' as const, start: 0, end: 1, path: recorded };
  return { root, look: async () => (await files.bytesOf([reference], snapshot)).get(recorded) };
}
