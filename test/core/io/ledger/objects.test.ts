import { createHash } from 'node:crypto';
import { truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Ledger } from '../../../../src/core/io/ledger/ledger';
import { temporaryFolder } from '../../../support/temporaryFolder';

const PLOT = Buffer.from('plot');
const SHA256 = createHash('sha256').update(PLOT).digest('hex');

describe('objects', () => {
  it('keep bytes and files by their digest', async () => {
    const root = await temporaryFolder();
    const ledger = Ledger.open(root);
    await writeFile(join(root, 'plot.png'), PLOT);

    expect(await ledger.putObject({ bytes: PLOT })).toEqual({ sha256: SHA256, size: 4 });
    expect(await ledger.putObject({ file: join(root, 'plot.png') })).toEqual({ sha256: SHA256, size: 4 });
    expect(ledger.objectPath(SHA256)).toBe(join(root, '.model-ledger', 'objects', SHA256.slice(0, 2), SHA256));
    expect(Buffer.from(await ledger.readObject(SHA256))).toEqual(PLOT);
  });

  it('repair a copy that was cut', async () => {
    const ledger = Ledger.open(await temporaryFolder());
    await ledger.putObject({ bytes: PLOT });
    await truncate(ledger.objectPath(SHA256), 1);

    await ledger.putObject({ bytes: PLOT });

    expect(Buffer.from(await ledger.readObject(SHA256))).toEqual(PLOT);
  });

  it('refuse what is larger than the config allows, before reading it', async () => {
    const root = await temporaryFolder();
    const ledger = Ledger.open(root);
    await ledger.saveConfig({ evidence: { maxBytes: 3 } });
    await writeFile(join(root, 'plot.png'), PLOT);

    for (const content of [{ bytes: PLOT }, { file: join(root, 'plot.png') }]) {
      await expect(ledger.putObject(content, 'plot.png')).rejects.toMatchObject({
        code: 'object-too-large',
        data: { name: 'plot.png', size: 4, largest: 3 },
      });
    }
  });

  it('say what is missing', async () => {
    const ledger = Ledger.open(await temporaryFolder());

    await expect(ledger.readObject(SHA256)).rejects.toMatchObject({ code: 'object-missing' });
    await expect(ledger.putObject({ file: '/none/plot.png' })).rejects.toMatchObject({ code: 'source-missing' });
  });
});
