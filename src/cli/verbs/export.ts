import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { LedgerError } from '../../core/errors';
import { formatReference } from '../../core/model';
import { findVersion } from '../findVersion';
import type { Invocation, Outcome } from '../invocation';
import type { Verb } from '../verb';

interface Options {
  readonly output?: string | undefined;
  readonly force?: boolean | undefined;
  /** Commander makes it of `--no-plots`. */
  readonly plots: boolean;
}

export const exportVerb: Verb = (program, act) => {
  program
    .command('export')
    .summary('write the model card of a version as Markdown')
    .description('Writes the model card of a version as Markdown, to standard output or to a file.')
    .argument('<version>', 'MODEL@vN, MODEL@ALIAS or MODEL')
    .option('-o, --output <file>', 'file to write; one with another content is kept')
    .option('--force', 'replace the file whatever it contains')
    .option('--no-plots', 'name the plots without putting them into the card')
    .action(act(exportVersion));
};

async function exportVersion(invocation: Invocation, reference: string, options: Options): Promise<Outcome> {
  const ledger = await invocation.openLedger();
  const version = await findVersion(ledger, reference);
  const { exportCard } = await import('../../core/io/ledger/exportCard');
  const markdown = await exportCard({ ledger, version, plots: options.plots });
  const path = options.output === undefined ? null : resolve(invocation.cwd, options.output);
  if (path !== null) {
    await writeCard(path, markdown, options.force === true);
  }
  return {
    json: () => ({ model: version.model, version: version.version, id: version.id, path, markdown }),
    text: () =>
      path === null ? markdown : `Wrote the card of ${formatReference(version.model, version.version)} to ${path}.`,
  };
}

async function writeCard(path: string, markdown: string, force: boolean): Promise<void> {
  try {
    await writeFile(path, markdown, { flag: force ? 'w' : 'wx' });
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'EEXIST' && (await readFile(path, 'utf8').catch(() => null)) === markdown) {
      return;
    }
    if (code === 'EEXIST') {
      throw new LedgerError(
        'file-exists',
        `${path} is there already. Name another file, or give --force to replace it.`,
        {
          path,
        },
      );
    }
    throw new LedgerError(
      'file-unwritable',
      `${path} cannot be written: ${(error as Error).message}.`,
      { path },
      { cause: error },
    );
  }
}
