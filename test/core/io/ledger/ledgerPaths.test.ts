import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findLedgerRoot, isInside, LedgerPaths } from '../../../../src/core/io/ledger/ledgerPaths';
import { GitRepository } from '../../../support/gitRepository';
import { temporaryFolder } from '../../../support/temporaryFolder';

describe('findLedgerRoot', () => {
  it('is the nearest folder with a ledger, below the top of the repository', async () => {
    const { folder } = await GitRepository.create();
    await mkdir(join(folder, 'services/churn/.model-ledger'), { recursive: true });
    await mkdir(join(folder, 'services/churn/notebooks/old'), { recursive: true });

    expect(await findLedgerRoot(join(folder, 'services/churn/notebooks/old'))).toBe(join(folder, 'services/churn'));
    expect(await findLedgerRoot(join(folder, 'services'))).toBe(folder);
  });

  it('never leaves the repository for a ledger above it', async () => {
    const outer = await temporaryFolder();
    await mkdir(join(outer, '.model-ledger'));
    await mkdir(join(outer, 'inner/notebooks'), { recursive: true });
    await GitRepository.create(join(outer, 'inner'));

    expect(await findLedgerRoot(join(outer, 'inner/notebooks'))).toBe(join(outer, 'inner'));
  });

  it('is the folder itself without Git and without a ledger, or the ledger above it', async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, 'a/b'), { recursive: true });
    const alone = await findLedgerRoot(join(folder, 'a/b'));
    await mkdir(join(folder, '.model-ledger'));

    expect(alone).toBe(join(folder, 'a/b'));
    expect(await findLedgerRoot(join(folder, 'a/b'))).toBe(folder);
  });

  it('resolves links, so that one repository has one root', async () => {
    const { folder } = await GitRepository.create();
    const link = join(await temporaryFolder(), 'link');
    await symlink(folder, link);

    expect(await findLedgerRoot(link)).toBe(folder);
  });
});

describe('LedgerPaths', () => {
  it('resolves recorded paths below the root only', () => {
    const paths = new LedgerPaths('/work/project');

    expect(paths.resolve('models/churn.pkl')).toBe('/work/project/models/churn.pkl');
    expect(paths.resolve('..data/x')).toBe('/work/project/..data/x');
    for (const path of ['../other', 'models/../../x', '/etc/passwd']) {
      expect(() => paths.resolve(path)).toThrow(expect.objectContaining({ code: 'path-outside' }) as Error);
    }
  });

  it('knows what lies inside a folder', () => {
    expect(isInside('/a/b', '/a/b')).toBe(true);
    expect(isInside('/a/b', '/a/b/c')).toBe(true);
    expect(isInside('/a/b', '/a/bc')).toBe(false);
    expect(isInside('/a/b', '/a')).toBe(false);
  });
});
