import { appendFile, readFile, rm, stat, truncate, utimes, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { Ledger } from '../../../../src/core/io/ledger/ledger';
import { RepositoryLedger } from '../../../support/repositoryLedger';

const KEPT = '.model-ledger/.cache/list.answer';

/** A ledger that was looked at before, and what makes its answers: each is large and another one. */
async function prepared() {
  const fixture = await RepositoryLedger.create();
  await fixture.registerMany(2);
  await fixture.reopen().summaries();
  let made = 0;
  const ask = async (form = '1', options: { size?: number; isLasting?: boolean } = {}): Promise<number> => {
    const bytes = await fixture.reopen().answer('list', form, async () => {
      made += 1;
      const text = String(made).padEnd(options.size ?? 100_000);
      return { bytes: Buffer.from(text), isLasting: options.isLasting ?? true };
    });
    return Number(Buffer.from(bytes).toString('utf8'));
  };
  return { fixture, ask };
}

describe('a kept answer', () => {
  it('is given again while nothing has changed', async () => {
    const { ask } = await prepared();

    expect([await ask(), await ask(), await ask()]).toEqual([1, 1, 1]);
  });

  it.each<[string, (fixture: RepositoryLedger, event: string) => Promise<unknown>]>([
    ['a new event', (fixture) => fixture.register()],
    ['another model', (fixture) => fixture.register('other')],
    ['an event that is gone', (_, event) => rm(event)],
    ['an event that was cut', async (_, event) => truncate(event, (await stat(event)).size - 1)],
    ['an event with another time', async (_, event) => utimes(event, new Date(0), new Date(1_000))],
    ['a file that is no event', (fixture) => writeFile(fixture.path('.model-ledger/models/churn/notes.txt'), 'x')],
    ['another config', (fixture) => writeFile(fixture.path('.model-ledger/config.json'), '{"stages":["new"]}')],
    ['a commit', (fixture) => fixture.repository.commitAll('everything')],
    ['a byte too many in its own file', (fixture) => appendFile(fixture.path(KEPT), ' ')],
    ['a lost byte in its own file', (fixture) => truncate(fixture.path(KEPT), 90_000)],
  ])('is made anew after %s', async (_, change) => {
    const { fixture, ask } = await prepared();
    const event = fixture.path((await fixture.ledger.summaries())[0]?.versions[0]?.event ?? '');
    await ask();

    await change(fixture, event);

    expect([await ask(), await ask()]).toEqual([2, 2]);
  });

  it('is made anew in another form', async () => {
    const { ask } = await prepared();

    expect([await ask('1'), await ask('2'), await ask('2')]).toEqual([1, 2, 2]);
  });

  it('is not kept when it is small, when it tells a fault, and at the first look', async () => {
    const { fixture, ask } = await prepared();

    expect([await ask('1', { size: 1_000 }), await ask('1', { size: 1_000 })]).toEqual([1, 2]);
    expect([await ask('1', { isLasting: false }), await ask('1', { isLasting: false })]).toEqual([3, 4]);
    await rm(fixture.path('.model-ledger/.cache'), { recursive: true });
    await ask();
    await expect(readFile(fixture.path(KEPT))).rejects.toThrow('ENOENT');
  });

  it('is not kept when the ledger changed while it was made', async () => {
    const { fixture, ask } = await prepared();
    await fixture.reopen().answer('list', '1', async () => {
      await fixture.register();
      return { bytes: Buffer.alloc(100_000), isLasting: true };
    });

    expect(await ask()).toBe(1);
  });

  it('is not kept when an event had changed before it was read', async () => {
    const { fixture } = await prepared();
    const event = fixture.path(await fixture.register());
    const before = await stat(event);
    const ledger = fixture.reopen();
    await ledger.answer('list', '1', async (look) => {
      await truncate(event, 10);
      const { faults } = await ledger.overview(undefined, look);
      expect(faults).toHaveLength(1);
      return { bytes: Buffer.alloc(100_000), isLasting: true };
    });
    expect(before.size).toBeGreaterThan(10);

    await expect(readFile(fixture.path(KEPT))).rejects.toThrow('ENOENT');
  });

  it('is made from the files as they were when it was asked for', async () => {
    const { fixture } = await prepared();
    const ledger = fixture.reopen();
    let numbers: readonly number[] = [];
    await ledger.answer('list', '1', async (look) => {
      await fixture.register();
      const { models } = await ledger.overview(undefined, look);
      numbers = models.flatMap(({ versions }) => versions.map(({ version }) => version));
      return { bytes: Buffer.alloc(100_000), isLasting: true };
    });

    expect(numbers).toEqual([2, 1]);
  });

  it('is kept without Git only where Git has told of all commits before', async () => {
    const { fixture } = await prepared();
    await fixture.repository.commitAll('everything');
    const ask = () =>
      Ledger.open(fixture.root, { withoutGit: true }).answer('list', '1', () =>
        Promise.resolve({ bytes: Buffer.alloc(100_000), isLasting: true }),
      );

    await ask();
    await expect(readFile(fixture.path(KEPT))).rejects.toThrow('ENOENT');
    await fixture.reopen().commits();
    await ask();

    expect((await readFile(fixture.path(KEPT))).length).toBeGreaterThan(100_000);
  });
});
