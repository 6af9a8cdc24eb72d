import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { cliBundle } from './cli';
import { write } from './repository';

/** A folder with `model-ledger` in it, as `npm install --global` would make one, and a PATH that begins with it. */
export async function commandOnPath(): Promise<{ readonly PATH: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'model-ledger-bin-'));
  const program = await write(folder, 'model-ledger', `#!/bin/sh\nexec node '${await cliBundle()}' "$@"\n`);
  await chmod(program, 0o755);
  return { PATH: `${folder}${delimiter}${process.env['PATH'] ?? ''}` };
}
