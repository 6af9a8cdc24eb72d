import { relative, resolve } from 'node:path';
import { LedgerError } from '../../core/errors';
import { formatReference, type Artifact, type Version } from '../../core/model';
import { findVersion } from '../findVersion';
import { formatSize } from '../formatFacts';
import type { Invocation, Outcome } from '../invocation';
import { UsageError } from '../failure';
import type { Verb } from '../verb';

interface Options {
  readonly artifact?: string | undefined;
  readonly to?: string | undefined;
  readonly force?: boolean | undefined;
}

interface RestoredJson {
  /** As the version names it. */
  readonly path: string;
  /** Where it is now; absolute. */
  readonly file: string;
  readonly sha256: string;
  readonly size: number;
  /** False: it was there already. */
  readonly written: boolean;
}

export const restoreVerb: Verb = (program, act) => {
  program
    .command('restore')
    .summary('put the model file of a version back')
    .description(
      'Puts the model files of a version back from whoever keeps them: the store, Git, Git LFS or the DVC cache. A file with other bytes is not replaced without --force.',
    )
    .argument('<version>', 'MODEL@vN, MODEL@ALIAS or MODEL')
    .option('--artifact <path>', 'only this one of its model files, as the version names it')
    .option('--to <file>', 'write it there instead of to its own place')
    .option('--force', 'replace a file that has other bytes')
    .action(act(restore));
};

async function restore(invocation: Invocation, reference: string, options: Options): Promise<Outcome> {
  const { restoreArtifact } = await import('../../core/io/ledger/restoreArtifact');
  const ledger = await invocation.openLedger();
  const version = await findVersion(ledger, reference);
  const artifacts = chooseArtifacts(version, options);
  const target = options.to === undefined ? undefined : resolve(invocation.cwd, options.to);
  const restored: RestoredJson[] = [];
  for (const artifact of artifacts) {
    const { path, written } = await restoreArtifact({
      ledger,
      artifact,
      target,
      force: options.force,
      signal: invocation.signal,
      onProgress: (done, total) =>
        invocation.progress(`Restoring ${artifact.path}: ${formatSize(done)} of ${formatSize(total)}`),
    });
    restored.push({ path: artifact.path, file: path, sha256: artifact.sha256, size: artifact.size, written });
  }
  return {
    json: () => ({ model: version.model, version: version.version, id: version.id, artifacts: restored }),
    text: () =>
      restored
        .map(({ file, written, size }) => {
          const name = relative(invocation.cwd, file);
          return written ? `Restored ${name} (${formatSize(size)}).` : `${name} already has these bytes.`;
        })
        .join('\n'),
  };
}

function chooseArtifacts(version: Version, { artifact: wanted, to }: Options): readonly Artifact[] {
  const label = formatReference(version.model, version.version);
  const names = version.artifacts.map(({ path }) => path);
  const chosen = version.artifacts.filter(({ path }) => wanted === undefined || path === wanted);
  if (chosen.length === 0) {
    const reason = names.length === 0 ? 'It was registered without one.' : `It has ${names.join(', ')}.`;
    const asked = wanted === undefined ? 'no model file' : `no model file ${wanted}`;
    throw new LedgerError('artifact-missing', `${label} has ${asked}. ${reason}`, { wanted: wanted ?? null, names });
  }
  if (to !== undefined && chosen.length > 1) {
    throw new UsageError(`${label} has ${names.join(', ')}. Name one with --artifact to write it with --to.`);
  }
  return chosen;
}
