import { readdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sweep, temporaryName } from '../../../../src/core/io/files/temporaryFiles';
import { bundleScript, startScript } from '../../../support/runScript';
import { temporaryFolder } from '../../../support/temporaryFolder';

describe('sweep', () => {
  it('removes what dead processes of this machine left, and nothing that may be in use', async () => {
    const scripts = await temporaryFolder();
    const running = startScript(await bundleScript('', scripts), []);
    await running.ended;
    const folder = await temporaryFolder();
    const own = await temporaryName();
    const dead = own.replace(/^\d+/, String(running.child.pid));
    const elsewhere = own.replace(/^(\d+)-[0-9a-f]{8}/, `${running.child.pid}-00000000`);
    const forgotten = elsewhere.replace('-00000000', '-11111111');
    for (const name of [own, dead, elsewhere, forgotten, 'notes.txt']) {
      await writeFile(join(folder, name), '');
    }
    const longAgo = new Date(Date.now() - 30 * 24 * 60 * 60 * 1000);
    await utimes(join(folder, forgotten), longAgo, longAgo);

    await sweep(folder);
    await sweep(join(folder, 'missing'));

    expect((await readdir(folder)).sort()).toEqual([own, elsewhere, 'notes.txt'].sort());
  });
});
