import { rm, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { readBeginning } from '../../../../src/core/io/ledger/beginning';
import type { Ledger } from '../../../../src/core/io/ledger/ledger';
import { RepositoryLedger } from '../../../support/repositoryLedger';

/** Long enough in sum that keeping it is worth while. */
const RATIONALE = 'A better model, for reasons that take a while to tell. '.repeat(4);

async function withVersions(count: number): Promise<RepositoryLedger> {
  const fixture = await RepositoryLedger.create();
  for (let index = 0; index < count; index += 1) {
    await fixture.register('churn', {
      documentation: { rationale: RATIONALE, changes: RATIONALE, impact: RATIONALE },
    });
  }
  return fixture;
}

/** What a window shows first, and whether it had to read everything for that. */
async function open(ledger: Ledger) {
  let hasReadAll = false;
  const models = await readBeginning(ledger, () => {
    hasReadAll = true;
    return ledger.overview();
  });
  return { models, hasReadAll };
}

describe('the beginning of a ledger', () => {
  it('is kept by the second look, and is what the summaries begin with', async () => {
    const fixture = await withVersions(120);
    await open(fixture.reopen());
    await open(fixture.reopen());

    const { models, hasReadAll } = await open(fixture.reopen());

    const summaries = await fixture.reopen().summaries();
    expect(hasReadAll).toBe(false);
    expect(models).toEqual(summaries.map((model) => ({ ...model, total: 120 })));
  });

  it('is read from the files when one of them is gone', async () => {
    const fixture = await withVersions(120);
    await open(fixture.reopen());
    await open(fixture.reopen());
    await rm(fixture.path((await fixture.ledger.summaries())[0]?.versions[3]?.event ?? ''));

    const { models, hasReadAll } = await open(fixture.reopen());

    expect(hasReadAll).toBe(true);
    expect(models[0]?.total).toBe(119);
  });

  it('is shown at once while an event is edited in place, which reading all of it tells', async () => {
    const fixture = await withVersions(120);
    await open(fixture.reopen());
    await open(fixture.reopen());
    const event = fixture.path((await fixture.ledger.summaries())[0]?.versions[3]?.event ?? '');
    await writeFile(event, 'not an event any more');

    const { models, hasReadAll } = await open(fixture.reopen());
    const { faults } = await fixture.reopen().overview();

    expect(hasReadAll).toBe(false);
    expect(models[0]?.total).toBe(120);
    expect(faults).toHaveLength(1);
  });

  it('is read from the files when there is one more', async () => {
    const fixture = await withVersions(120);
    await open(fixture.reopen());
    await open(fixture.reopen());
    await fixture.register('churn');

    const { models, hasReadAll } = await open(fixture.reopen());

    expect(hasReadAll).toBe(true);
    expect(models[0]?.total).toBe(121);
  });

  it('has only the newest versions of a large model', async () => {
    const fixture = await withVersions(260);

    const { models } = await open(fixture.reopen());

    expect(models[0]?.total).toBe(260);
    expect(models[0]?.versions.map(({ version }) => version).slice(0, 2)).toEqual([260, 259]);
    expect(models[0]?.versions).toHaveLength(250);
  });

  it('is empty without a ledger', async () => {
    const fixture = await RepositoryLedger.create();

    expect((await open(fixture.ledger)).models).toEqual([]);
  });
});
