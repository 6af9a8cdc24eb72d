import { beforeAll, describe, expect, it } from 'vitest';
import type { VersionDifference } from '../../../../src/core/difference/versionDifference';
import { readDifference } from '../../../../src/core/io/difference/readDifference';
import { Ledger } from '../../../../src/core/io/ledger/ledger';
import { makeChurnRepository, registerChurn, trainAgain } from '../../../cli/support/churn';
import { commitAll, write } from '../../../cli/support/repository';

describe('what changed, read from a repository', () => {
  let root: string;
  beforeAll(async () => {
    root = await makeChurnRepository();
    await write(root, 'src/features.py', 'A = 1\n');
    await commitAll(root, 'features');
    await registerChurn(root);
    await trainAgain(root, 0.951);
    await write(root, 'src/features.py', 'A = 1\nB = 2\n');
    await write(root, 'data/churn.csv', 'tenure,churned\n12,0\n3,1\n9,1\n4,0\n');
    await commitAll(root, 'more data');
    // Not committed: it is kept as a snapshot.
    await write(root, 'src/draft.py', 'C = 3\n');
    await registerChurn(root);
  }, 60_000);

  async function difference(ledger = Ledger.open(root)): Promise<VersionDifference> {
    const { versions } = await ledger.model('churn');
    const [from, to] = versions;
    expect(from && to).toBeDefined();
    return from === undefined || to === undefined
      ? Promise.reject(new Error('two versions were registered'))
      : readDifference({ ledger, version: from }, { ledger, version: to });
  }

  it('tells the files whose code differs, those of the snapshot too, and not the ledger', async () => {
    const code = (await difference()).sections.find(({ group }) => group === 'code');

    expect(code?.items.map(({ kind, name, note }) => `${kind} ${name} ${note}`)).toEqual([
      'changed data/churn.csv +2 −0',
      'changed notebooks/train.ipynb +2 −2',
      'added src/draft.py +1 −0',
      'changed src/features.py +1 −0',
    ]);
  });

  it('counts the rows of the data that Git has', async () => {
    const data = (await difference()).sections.find(({ group }) => group === 'data');

    expect(data?.items[0]).toMatchObject({ name: 'data/churn.csv', kind: 'changed' });
    expect(data?.items[0]?.note).toMatch(/^\+2 rows, \+\d+ B$/);
  });

  it('tells the cells that were edited and why the inside of a pickle is not compared', async () => {
    const { sections } = await difference();

    const cells = sections.find(({ group }) => group === 'cells');
    expect(cells?.items.map(({ kind }) => kind)).toContain('changed');
    expect(sections.find(({ group }) => group === 'artifacts')?.notes[0]).toMatch(/never loaded/);
  });

  it('says so where there is no Git to ask', async () => {
    const { sections } = await difference(Ledger.open(root, { withoutGit: true }));

    expect(sections.find(({ group }) => group === 'code')).toMatchObject({
      summary: 'not known',
      notes: ['Git is not available here, so the code of the two versions is not compared.'],
    });
  });
});
