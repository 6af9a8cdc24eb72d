import { execFileSync } from 'node:child_process';
import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { RepositoryLedger } from '../../../support/repositoryLedger';
import { temporaryFolder } from '../../../support/temporaryFolder';

const CHURN = '.model-ledger/models/churn';
const OTHER_ID = '01ARZ3NDEKTSV4RRFFQ69G5FAV';

/** Three healthy versions of churn and one of price, and something else that `spoil` puts between them. */
async function ledgerWith(spoil: (fixture: RepositoryLedger, first: string) => Promise<unknown>) {
  const fixture = await RepositoryLedger.create();
  const [first = ''] = await fixture.registerMany(3);
  await fixture.register('price');
  await fixture.ledger.summaries();
  await spoil(fixture, first);
  return fixture;
}

async function seen(fixture: RepositoryLedger) {
  const ledger = fixture.reopen();
  const summaries = await ledger.summaries();
  const faults = await ledger.faults();
  return {
    versions: summaries.map(({ model, versions }) => `${model} ${versions.map(({ version }) => version).join(' ')}`),
    faults: faults.map(({ code, path }) => `${code} ${path}`),
    messages: faults.map(({ message }) => message),
  };
}

describe('event files', () => {
  it.each([
    ['an empty file', '', 'empty'],
    ['half an event', '{ "schema": 1, "id"', 'not valid JSON'],
    ['merge markers', '<<<<<<< HEAD\n{}\n=======\n{}\n>>>>>>> side\n', 'not valid JSON'],
    ['another document', '{ "hello": "world" }', 'damaged'],
    ['binary data', '\0\0\0\0', 'damaged'],
    ['null', 'null', 'damaged'],
  ])('report %s by name and hide nothing else', async (_, content, word) => {
    const fixture = await ledgerWith((one, first) => writeFile(one.path(first), content));
    const { versions, faults, messages } = await seen(fixture);

    expect(versions).toEqual(['churn 3 2', 'price 1']);
    expect(faults).toEqual([expect.stringMatching(/^event-damaged .*-registered\.json$/)]);
    expect(messages[0]).toContain(word);
  });

  it('report an event under a wrong name, of another model, and a copy', async () => {
    const fixture = await ledgerWith(async (one, first) => {
      const text = await readFile(one.path(first), 'utf8');
      await writeFile(one.path(`${CHURN}/${OTHER_ID}-registered.json`), text);
      await writeFile(one.path(first.replace('/churn/', '/price/')), text);
      await writeFile(one.path(first.replace('.json', ' (1).json')), text);
    });
    const { versions, faults } = await seen(fixture);

    expect(versions).toEqual(['churn 3 2 1', 'price 1']);
    expect(faults).toEqual([
      expect.stringMatching(/^event-foreign .*\/churn\/.* \(1\)\.json$/),
      `event-damaged ${CHURN}/${OTHER_ID}-registered.json`,
      expect.stringMatching(/^event-damaged .*\/price\/.*-registered\.json$/),
    ]);
  });

  it('report links, folders, pipes and foreign files, and follow none of them', async () => {
    const fixture = await ledgerWith(async (one, first) => {
      await symlink(one.path(first), one.path(`${CHURN}/${OTHER_ID}-staged.json`));
      await mkdir(one.path(`${CHURN}/${OTHER_ID}-tagged.json`));
      execFileSync('mkfifo', [one.path(`${CHURN}/${OTHER_ID}-linked.json`)]);
      await writeFile(one.path(`${CHURN}/notes.md`), 'Nice model.');
      await writeFile(one.path('.model-ledger/models/readme.txt'), 'Models.');
      await mkdir(one.path('.model-ledger/models/no model'));
      await symlink(await temporaryFolder(), one.path('.model-ledger/models/elsewhere'));
      await writeFile(one.path(`${CHURN}/.DS_Store`), '');
    });
    const { versions, faults } = await seen(fixture);

    expect(versions).toEqual(['churn 3 2 1', 'price 1']);
    expect([...faults].sort()).toEqual(
      [
        `event-foreign ${CHURN}/${OTHER_ID}-staged.json`,
        `event-foreign ${CHURN}/${OTHER_ID}-tagged.json`,
        `event-foreign ${CHURN}/${OTHER_ID}-linked.json`,
        `event-foreign ${CHURN}/notes.md`,
        'event-foreign .model-ledger/models/elsewhere',
        'event-foreign .model-ledger/models/no model',
        'event-foreign .model-ledger/models/readme.txt',
      ].sort(),
    );
  });

  it('keep events of a newer program in the chain, and say that they are not understood', async () => {
    const fixture = await ledgerWith(async (one, first) => {
      const event = JSON.parse(await readFile(one.path(first), 'utf8')) as object;
      const newer = { ...event, schema: 7, id: OTHER_ID, body: { number: 'four' } };
      await writeFile(one.path(`${CHURN}/${OTHER_ID}-registered.json`), JSON.stringify(newer));
    });
    const { versions, faults, messages } = await seen(fixture);
    const next = await readFile(fixture.path(await fixture.register()), 'utf8');

    expect(versions).toEqual(['churn 3 2 1', 'price 1']);
    expect(faults).toEqual([`event-too-new ${CHURN}/${OTHER_ID}-registered.json`]);
    expect(messages[0]).toContain('schema 7');
    expect((JSON.parse(next) as { parents: { id: string }[] }).parents.map(({ id }) => id)).toContain(OTHER_ID);
  });

  it('report the same faults again and again, and none when they are gone', async () => {
    const fixture = await RepositoryLedger.create();
    const path = await fixture.register();
    const text = await readFile(fixture.path(path), 'utf8');
    await writeFile(fixture.path(path), '');
    const first = await fixture.ledger.faults();
    const second = await fixture.ledger.faults();
    await writeFile(fixture.path(path), text);

    expect(first).toHaveLength(1);
    expect(second).toEqual(first);
    expect(await fixture.ledger.faults()).toEqual([]);
    expect((await fixture.ledger.summaries())[0]?.versions).toHaveLength(1);
  });

  it('do not stop a registration when one of them is damaged, nor lend it their number twice', async () => {
    const fixture = await ledgerWith((one, first) => writeFile(one.path(first), 'x'));

    await fixture.register();
    await fixture.register();

    expect((await seen(fixture)).versions).toEqual(['churn 5 4 3 2', 'price 1']);
  });
});
