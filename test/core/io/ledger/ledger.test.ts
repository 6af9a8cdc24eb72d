import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Ledger } from '../../../../src/core/io/ledger/ledger';
import { GitRepository } from '../../../support/gitRepository';
import { temporaryFolder } from '../../../support/temporaryFolder';
import { versionFacts } from '../../../support/versionFacts';

const ada = { name: 'Ada', email: 'ada@example.com' };

describe('Ledger', () => {
  it('numbers and names versions and shows them newest first', async () => {
    const root = await temporaryFolder();
    const ledger = Ledger.open(root, { person: ada, now: () => new Date('2024-06-12T08:00:00Z') });

    await ledger.register('churn', versionFacts());
    const second = await ledger.register('churn', versionFacts());

    const [churn] = await ledger.summaries();
    expect(churn?.versions.map((version) => version.version)).toEqual([2, 1]);
    expect(second.event.body.name).toMatch(/_churn_v2_20240612$/);
    expect(second.path).toBe(churn?.versions[0]?.event);
    expect(await ledger.find('churn@v2')).toMatchObject({ id: second.event.id, version: 2 });
  });

  it('keeps cache, store and lock out of Git', async () => {
    const repository = await GitRepository.create();
    const { folder } = repository;
    const ledger = Ledger.open(folder);

    const { path } = await ledger.register('churn', versionFacts());

    const seen = (await repository.git('status', '--porcelain', '--untracked-files=all'))
      .split('\n')
      .map((line) => line.slice(3));
    expect(seen.sort()).toEqual(
      ['.model-ledger/.gitattributes', '.model-ledger/.gitignore', '.model-ledger/config.json', path].sort(),
    );
    expect(JSON.parse(await readFile(join(folder, path), 'utf8'))).toMatchObject({ by: { name: 'Ada Test' } });
    expect(await readdir(join(folder, '.model-ledger', 'models', 'churn'))).toHaveLength(1);
  });
});
