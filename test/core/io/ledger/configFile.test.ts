import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { defaultConfig } from '../../../../src/core/config';
import { Ledger } from '../../../../src/core/io/ledger/ledger';
import { temporaryFolder } from '../../../support/temporaryFolder';

async function ledgerWith(config: string | null): Promise<{ readonly ledger: Ledger; readonly file: string }> {
  const root = await temporaryFolder();
  await mkdir(`${root}/.model-ledger`);
  const file = `${root}/.model-ledger/config.json`;
  if (config !== null) {
    await writeFile(file, config);
  }
  return { ledger: Ledger.open(root), file };
}

describe('the config of a ledger', () => {
  it('is all defaults without a file', async () => {
    const { ledger } = await ledgerWith(null);

    expect(await ledger.config()).toEqual({ config: defaultConfig(), problems: [] });
    expect(await ledger.projectName()).toBe(ledger.root.split('/').at(-1));
  });

  it.each([
    ['', 'not valid JSON'],
    ['[]', 'config.json'],
    ['{ "stages": [] }', 'stages'],
    ['{ "naming": { "pattern": "{modle}_v{version}" } }', '{modle}'],
    ['{ "evidence": { "maxBytes": -1 } }', 'evidence.maxBytes'],
  ])('names what is wrong with %j and goes on', async (text, word) => {
    const { ledger } = await ledgerWith(text);

    const { config, problems } = await ledger.config();

    expect(problems.join()).toContain(word);
    expect(config.stages).toEqual(['none', 'staging', 'production', 'archived']);
    expect(await ledger.summaries()).toEqual([]);
  });

  it('names a folder in its place', async () => {
    const { ledger, file } = await ledgerWith(null);
    await mkdir(file);

    expect((await ledger.config()).problems).toEqual([expect.stringContaining('cannot be read')]);
  });

  it('changes the given keys only and keeps what it does not know', async () => {
    const { ledger, file } = await ledgerWith('\uFEFF{ "project": "shop", "mood": { "good": true } }');

    await ledger.saveConfig({ stages: ['candidate', 'live'] });
    await ledger.saveConfig({ project: undefined });

    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({ mood: { good: true }, stages: ['candidate', 'live'] });
    expect(await ledger.projectName()).toBe(ledger.root.split('/').at(-1));
  });

  it('refuses changes that make it unusable, and a file that already is', async () => {
    const { ledger, file } = await ledgerWith('{ "project": "shop" }');

    await expect(ledger.saveConfig({ stages: [] })).rejects.toMatchObject({ code: 'config-invalid' });
    await expect(ledger.saveConfig({ naming: { pattern: 'release' } })).rejects.toMatchObject({
      code: 'config-invalid',
    });
    expect(await readFile(file, 'utf8')).toBe('{ "project": "shop" }');
    await writeFile(file, '{ oops');
    await expect(ledger.saveConfig({ project: 'x' })).rejects.toMatchObject({ code: 'config-invalid' });
    expect(await readFile(file, 'utf8')).toBe('{ oops');
  });

  it('comes with the first write and names the project', async () => {
    const { ledger, file } = await ledgerWith(null);
    await rm(ledger.folder, { recursive: true });

    await ledger.saveConfig({});

    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({
      project: ledger.root.split('/').at(-1),
      naming: { pattern: '{project}_{model}_v{version}_{date}' },
    });
  });
});
