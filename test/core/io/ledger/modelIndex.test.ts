import { readdir, readFile, rm, stat, utimes, writeFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Ledger } from '../../../../src/core/io/ledger/ledger';
import { RepositoryLedger } from '../../../support/repositoryLedger';
import { bundleScript, startScript } from '../../../support/runScript';
import { temporaryFolder } from '../../../support/temporaryFolder';
import { versionFacts } from '../../../support/versionFacts';

const FOLDER = '.model-ledger/models/churn';

async function withVersions(count: number): Promise<RepositoryLedger> {
  const fixture = await RepositoryLedger.create();
  await fixture.registerMany(count);
  return fixture;
}

async function numbers(ledger: Ledger): Promise<readonly number[]> {
  return (await ledger.summaries()).flatMap(({ versions }) => versions.map(({ version }) => version));
}

/** Bytes that another event has in this length, with the time that the file had: as if nothing had happened. */
async function spoilUnseen(path: string): Promise<void> {
  const { atime, mtime } = await stat(path);
  const text = await readFile(path, 'utf8');
  await writeFile(path, text.replaceAll('A better model.', 'B better model.'));
  await utimes(path, atime, mtime);
}

describe('the index', () => {
  it('answers without reading event files when it is warm', async () => {
    const fixture = await withVersions(3);
    await fixture.reopen().summaries();
    await spoilUnseen(fixture.path((await fixture.ledger.summaries())[0]?.versions[0]?.event ?? ''));

    const [churn] = await fixture.reopen().summaries();

    // The text of the index, not of the file: so the file was not read.
    expect(churn?.versions[0]?.documentation.rationale).toBe('A better model.');
    expect((await fixture.reopen().version({ model: 'churn', version: 3 })).documentation.rationale).toBe(
      'B better model.',
    );
  });

  it('tells of an event of a newer program in every process, not only the one that read its file', async () => {
    const fixture = await withVersions(2);
    const event = fixture.path((await fixture.ledger.summaries())[0]?.versions[0]?.event ?? '');
    await writeFile(
      event.replace('-registered', '-blessed'),
      (await readFile(event, 'utf8')).replace('"registered"', '"blessed"'),
    );
    await rm(event);

    const faults = [await fixture.reopen().faults(), await fixture.reopen().faults()];

    expect(faults.map((found) => found.map(({ code }) => code))).toEqual([['event-too-new'], ['event-too-new']]);
  });

  it('gives back texts of every language, from a file of plain ASCII', async () => {
    const fixture = await RepositoryLedger.create();
    const rationale = 'Größer → besser: 更好 😀 "\\u00e9"\u2028';
    await fixture.register('churn', { documentation: { rationale, changes: '', impact: '' } });
    await fixture.reopen().summaries();

    const [churn] = await fixture.reopen().summaries();

    const saved = await readFile(fixture.path('.model-ledger/.cache/index/churn.json'), 'latin1');
    expect(churn?.versions[0]?.documentation.rationale).toBe(rationale);
    expect([...saved].filter((unit) => unit > '~')).toEqual([]);
    expect(saved).toContain('besser');
  });

  it('gives the same objects again while nothing has changed', async () => {
    const fixture = await withVersions(2);

    const [before] = await fixture.ledger.summaries();
    const [again] = await fixture.ledger.summaries();
    await fixture.register();
    const [after] = await fixture.ledger.summaries();

    expect(again).toBe(before);
    expect(after).not.toBe(before);
  });

  it('sees what another process, Git or a person did to the files', async () => {
    const fixture = await withVersions(2);
    const { ledger } = fixture;
    const [, second = ''] = (await readdir(fixture.path(FOLDER))).sort();
    const text = await readFile(fixture.path(`${FOLDER}/${second}`), 'utf8');

    expect(await numbers(ledger)).toEqual([2, 1]);
    await fixture.reopen().register('churn', versionFacts());
    expect(await numbers(ledger)).toEqual([3, 2, 1]);
    await rm(fixture.path(`${FOLDER}/${second}`));
    expect(await numbers(ledger)).toEqual([3, 1]);
    await writeFile(fixture.path(`${FOLDER}/${second}`), text);
    expect(await numbers(ledger)).toEqual([3, 2, 1]);
    await writeFile(fixture.path(`${FOLDER}/${second}`), text.slice(0, 200));
    expect(await numbers(ledger)).toEqual([3, 1]);
    await writeFile(fixture.path(`${FOLDER}/${second}`), text);
    expect(await numbers(ledger)).toEqual([3, 2, 1]);
    await rm(fixture.path(FOLDER), { recursive: true });
    expect(await numbers(ledger)).toEqual([]);
  });

  it('numbers on from what is there, also after files came and went', async () => {
    const fixture = await withVersions(3);
    const [first = '', , third = ''] = (await readdir(fixture.path(FOLDER))).sort();
    const text = await readFile(fixture.path(`${FOLDER}/${third}`), 'utf8');
    await rm(fixture.path(`${FOLDER}/${third}`));
    const again = await fixture.reopen().register('churn', versionFacts());
    await writeFile(fixture.path(`${FOLDER}/${third}`), text);
    const next = await fixture.reopen().register('churn', versionFacts());

    expect(again.event.body.version).toBe(3);
    expect(next.event.body.version).toBe(4);
    expect(next.event.parents.map(({ id }) => id).sort()).toEqual([third.slice(0, 26), again.event.id].sort());
    expect(first).not.toBe('');
  });

  it.each([
    ['empty', () => ''],
    ['cut', (text: string) => text.slice(0, text.length / 2)],
    ['of another program', () => '{"hello":"world"}'],
    ['changed in one byte', (text: string) => text.replace('A better', 'A bitter')],
    ['binary', () => '\0\x01\x02'],
  ])('does not mind a cache that is %s', async (_, spoil) => {
    const fixture = await withVersions(3);
    const before = await fixture.reopen().summaries();
    const index = fixture.path('.model-ledger/.cache/index');
    for (const name of await readdir(index)) {
      const text = await readFile(join(index, name), 'utf8');
      await writeFile(join(index, name), spoil(text));
    }

    expect(await fixture.reopen().summaries()).toEqual(before);
    expect((await fixture.reopen().register('churn', versionFacts())).event.body.version).toBe(4);
  });

  it('does not mind folders where its files should be, nor a file where its folder should be', async () => {
    const fixture = await withVersions(2);
    const cache = fixture.path('.model-ledger/.cache');
    await rm(cache, { recursive: true });
    await mkdir(join(cache, 'index', 'churn.json'), { recursive: true });
    await mkdir(join(cache, 'index', 'churn.json.tip'), { recursive: true });
    const withFolders = await numbers(fixture.reopen());
    await rm(join(cache, 'index'), { recursive: true });
    await writeFile(join(cache, 'index'), 'not a folder');

    expect(withFolders).toEqual([2, 1]);
    expect(await numbers(fixture.reopen())).toEqual([2, 1]);
    expect((await fixture.reopen().register('churn', versionFacts())).event.body.version).toBe(3);
  });

  it('is not written for every registration, and then is', async () => {
    const fixture = await withVersions(1);
    const file = fixture.path('.model-ledger/.cache/index/churn.json');
    const written: number[] = [];
    for (let index = 0; index < 130; index += 1) {
      await fixture.register();
      await fixture.reopen().summaries();
      written.push((await stat(file)).mtimeMs);
    }

    expect(new Set(written.slice(0, 30)).size).toBeGreaterThan(20);
    expect(new Set(written.slice(100)).size).toBeLessThan(15);
    expect(await numbers(fixture.reopen())).toHaveLength(131);
  });

  it('can be written by two processes at once', async () => {
    const fixture = await withVersions(80);
    const source = `
      import { rm } from 'node:fs/promises';
      import { Ledger } from './core/io/ledger/ledger';
      const root = process.argv[2];
      for (let index = 0; index < 40; index += 1) {
        if (index % 4 === 0) await rm(root + '/.model-ledger/.cache', { recursive: true, force: true }).catch(() => {});
        const [churn] = await Ledger.open(root).summaries();
        if (churn?.versions.length !== 80) throw new Error('saw ' + churn?.versions.length);
      }`;
    const script = await bundleScript(source, await temporaryFolder());

    const ends = await Promise.all([1, 2].map(() => startScript(script, [fixture.root]).ended));

    expect(ends).toEqual([
      { exit: 0, stdout: '', stderr: '' },
      { exit: 0, stdout: '', stderr: '' },
    ]);
    expect(await numbers(fixture.reopen())).toHaveLength(80);
  });

  it('keeps reading when nothing can be written', async () => {
    const fixture = await withVersions(2);
    await rm(fixture.path('.model-ledger/.cache'), { recursive: true });
    await writeFile(fixture.path('.model-ledger/.cache'), 'in the way');

    expect(await numbers(fixture.reopen())).toEqual([2, 1]);
    await expect(fixture.reopen().register('churn', versionFacts())).rejects.toMatchObject({
      code: 'ledger-unwritable',
    });
  });
});
