import { createHash } from 'node:crypto';
import { readEvent } from '../../ledger/event';
import { foldModel, type StoredEvent } from '../../ledger/fold';
import type { Artifact, Version } from '../../model';
import { withoutCommittedTexts } from '../../rationale/committedTexts';
import { readJsonFiles } from '../git/blob';
import type { Git } from '../git/git';
import type { Ledger } from '../ledger/ledger';

/** What is asked of every version: a summary has it, and a whole version too. */
export type KnownVersion = Pick<
  Version,
  'model' | 'version' | 'id' | 'at' | 'metrics' | 'source' | 'documentation' | 'conflict'
> & {
  readonly artifacts: readonly Pick<Artifact, 'path' | 'sha256' | 'size'>[];
  readonly archived: object | boolean | null;
};

/** The versions against which a commit is held. */
export interface KnownVersions {
  /** Every version, in no particular order within its model. */
  readonly models: readonly { readonly model: string; readonly versions: readonly KnownVersion[] }[];
  /** With params, data and keepers. */
  whole(version: KnownVersion): Promise<Version>;
}

/** Those of the working tree, which has the newest. */
export async function knownHere(ledger: Ledger, signal?: AbortSignal): Promise<KnownVersions> {
  const summaries = await ledger.summaries(signal);
  // A message that is being written anew, as by --amend, is no documentation yet.
  const models = summaries.map(({ model, versions }) => ({
    model,
    versions: versions.map((version) =>
      version.writtenIn === undefined ? version : { ...version, documentation: withoutCommittedTexts(version) },
    ),
  }));
  return { models, whole: ({ model, version, id }) => ledger.version({ model, version, id }) };
}

/** Those that a commit has, for looking at a branch that is not checked out. */
export async function knownAt(git: Git, commit: string, modelsFolder: string): Promise<KnownVersions> {
  const events = new Map<string, StoredEvent[]>();
  for (const [path, text] of await readJsonFiles(git, commit, modelsFolder)) {
    const reading = readEvent(text);
    const model = path.slice(modelsFolder.length + 1).split('/')[0] ?? '';
    if (reading.kind !== 'damaged' && reading.event.model === model) {
      const sha256 = createHash('sha256').update(text).digest('hex');
      const stored = events.get(model) ?? [];
      stored.push({ event: reading.event, sha256 });
      events.set(model, stored);
    }
  }
  const models = [...events].map(([model, stored]) => ({ model, versions: foldModel(model, stored).versions }));
  const byId = new Map(models.flatMap(({ versions }) => versions.map((version) => [version.id, version])));
  return {
    models,
    whole: (version) => {
      const whole = byId.get(version.id);
      return whole === undefined ? Promise.reject(new Error(`${version.id} is not known.`)) : Promise.resolve(whole);
    },
  };
}
