import { basename, resolve } from 'node:path';
import { LedgerError } from '../../core/errors';
import { locateDataset } from '../../core/io/capture/datasetIdentity';
import { DvcRecords } from '../../core/io/capture/dvcRecords';
import { listProjectFiles } from '../../core/io/files/listProjectFiles';
import { isUrl, relativeInside } from '../../core/io/files/workspacePath';
import type { Version } from '../../core/model';
import type { SourceFacts } from '../../core/notebook/sourceFacts';
import type { Subject } from '../session';
import type { LedgerSnapshot } from '../snapshot';
import { entriesOf, type Card } from './card';
import type { SourceFactsReader } from './sourceFactsReader';
import type { Surroundings } from './surroundings';

/** As many whole versions as hovers, completions and comparisons look back on. */
const VERSIONS = 20;
const FILES_KEPT_MS = 5_000;

/** `files`: listing a folder takes its time, and only completions and missing paths ask for it. */
interface Needs {
  readonly files: boolean | 'where missing';
}

/** Gathers what is known around a card, from the ledger, its source and the disk. */
export class SurroundingsReader {
  private readonly versions = new WeakMap<LedgerSnapshot, Map<string, Promise<readonly Version[]>>>();
  private readonly files = new Map<string, { readonly at: number; readonly list: Promise<readonly string[]> }>();

  constructor(
    private readonly sources: SourceFactsReader,
    private readonly now: () => number = Date.now,
  ) {}

  async around(card: Card, subject: Subject, needs: Needs): Promise<Surroundings> {
    const { snapshot } = subject;
    const { config } = snapshot;
    const file = card.kind === 'draft' ? this.sourceFile(card, subject) : null;
    const [versions, source, exists] = await Promise.all([
      this.versionsOf(card.model, subject),
      file === null ? null : this.sources.read(file, { directions: config.metrics }),
      card.kind === 'draft' ? this.existing(card, subject) : new Map<string, boolean>(),
    ]);
    const isMissing = [...exists.values()].includes(false);
    const listFiles = needs.files === true || (needs.files === 'where missing' && isMissing);
    const project = config.project?.trim() ?? '';
    return {
      config,
      project: project === '' ? basename(snapshot.root) : project,
      models: snapshot.models,
      versions,
      source: source === null ? null : withRecordedPaths(source, snapshot.root, file),
      exists,
      files: listFiles ? await this.filesOf(snapshot.root) : [],
    };
  }

  /** The notebook of a draft, absolute; null for another source, and for one outside of the ledger's folder. */
  sourceFile(card: Card, { snapshot }: Pick<Subject, 'snapshot'>): string | null {
    const { kind, path } = card.reading.draft.source;
    const file = resolve(snapshot.root, path);
    return kind === 'notebook' && path !== '' && relativeInside(snapshot.root, file) !== null ? file : null;
  }

  /** Read once for each state of the ledger. */
  private versionsOf(model: string, { snapshot, view }: Subject): Promise<readonly Version[]> {
    const known = this.versions.get(snapshot) ?? new Map<string, Promise<readonly Version[]>>();
    this.versions.set(snapshot, known);
    const reading =
      known.get(model) ??
      Promise.all(
        snapshot
          .versions(model)
          .filter(({ conflict }) => conflict === null)
          .slice(0, VERSIONS)
          .map(({ id }) => view.version({ id }).catch(damagedAsNone)),
      ).then((versions) => versions.filter((version) => version !== null));
    known.set(model, reading);
    return reading;
  }

  private async existing(card: Card, { snapshot }: Subject): Promise<ReadonlyMap<string, boolean>> {
    const { root } = snapshot;
    const { source } = card.reading.draft;
    const dvc = new DvcRecords(root);
    const folder = source.kind === 'none' ? root : resolve(root, source.path, '..');
    const place = { root, folder, git: null, dvc };
    const data = entriesOf(card, 'path')
      .filter(({ list, path }) => list === 'data' && !isUrl(path))
      .map(async ({ path }) => [path, (await locateDataset(path, place, dvc)) !== null] as const);
    // Model files and the source are looked for below the ledger's folder and nowhere else.
    const files = [
      ...entriesOf(card, 'path').flatMap(({ list, path }) => (list === 'artifacts' ? [path] : [])),
      ...(source.kind === 'none' ? [] : [source.path]),
    ].map(
      async (path) => [path, (await locateDataset(path, { root, git: null }, new DvcRecords(root))) !== null] as const,
    );
    return new Map(await Promise.all([...data, ...files]));
  }

  private filesOf(root: string): Promise<readonly string[]> {
    const kept = this.files.get(root);
    if (kept !== undefined && this.now() - kept.at < FILES_KEPT_MS) {
      return kept.list;
    }
    const list = listProjectFiles(root);
    this.files.set(root, { at: this.now(), list });
    return list;
  }
}

/** A version that cannot be read is named by the ledger's problems; the others will do here. */
function damagedAsNone(error: unknown): null {
  if (error instanceof LedgerError) {
    return null;
  }
  throw error;
}

/** Paths as a draft writes them: the code's own begin at the notebook's folder. */
function withRecordedPaths(source: SourceFacts, root: string, file: string | null): SourceFacts {
  const folder = resolve(file ?? root, '..');
  const recorded = <T extends { readonly path: string }>(item: T): T => ({
    ...item,
    path: isUrl(item.path) ? item.path : (relativeInside(root, resolve(folder, item.path)) ?? item.path),
  });
  return { ...source, datasets: source.datasets.map(recorded), artifacts: source.artifacts.map(recorded) };
}
