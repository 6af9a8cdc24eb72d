import type { LedgerConfig } from '../../config';
import { configureMetrics } from '../../configureMetrics';
import { mergeRounded } from '../../metric/mergeRounded';
import type { Metric } from '../../model';
import { inspectNotebook } from '../../notebook/inspectNotebook';
import { parseNotebook } from '../../notebook/parseNotebook';
import type { Concern } from '../../rationale/concern';
import { movedMetrics, showSameResults } from '../../rationale/movedMetrics';
import type { CommittedFiles } from './committedFiles';
import type { CommitView, ViewedFile } from './commitView';
import type { KnownVersion, KnownVersions } from './knownVersions';

/**
 * Executed notebooks that show other results than every version that was registered from them. One whose results are
 * those of the commit before was asked about then.
 */
export async function notebookConcerns(
  view: CommitView,
  known: KnownVersions,
  {
    files,
    config,
    signal,
  }: { readonly files: CommittedFiles; readonly config: LedgerConfig; readonly signal?: AbortSignal | undefined },
): Promise<readonly Concern[]> {
  const notebooks = view.files.filter((file) => file.shown.endsWith('.ipynb') && !file.isRemoved);
  if (notebooks.length === 0) {
    return [];
  }
  const sources = versionsBySource(known);
  const concerns: Concern[] = [];
  for (const file of notebooks) {
    const versions = sources.get(file.shown) ?? [];
    const [last] = versions;
    if (last === undefined) {
      continue;
    }
    signal?.throwIfAborted();
    const { before, after } = await readMetrics(file, files, config);
    if (showSameResults(before, after) || versions.some((version) => showSameResults(version.metrics, after))) {
      continue;
    }
    const metrics = movedMetrics(last.metrics, after);
    if (metrics.length > 0) {
      concerns.push({
        code: 'metrics-moved',
        path: file.shown,
        last: { model: last.model, version: last.version },
        metrics,
      });
    }
  }
  return concerns;
}

async function readMetrics(file: ViewedFile, files: CommittedFiles, config: LedgerConfig) {
  const read = (text: string): readonly Metric[] => sureMetrics(text, config);
  const [before, after] = await Promise.all([files.textBefore(file), files.textAfter(file)]);
  return {
    before: before === null ? [] : files.metrics(file.before, before, read),
    after: after === null ? [] : files.metrics(file.after, after, read),
  };
}

function sureMetrics(text: string, config: LedgerConfig): readonly Metric[] {
  try {
    const { metrics } = inspectNotebook(parseNotebook(text), { directions: config.metrics });
    return configureMetrics(mergeRounded(metrics.filter(({ confidence }) => confidence !== 'low')), config);
  } catch {
    // Half written, or in conflict: it shows nothing that could have moved.
    return [];
  }
}

/** Newest first. */
function versionsBySource({ models }: KnownVersions): ReadonlyMap<string, readonly KnownVersion[]> {
  const sources = new Map<string, KnownVersion[]>();
  for (const version of models.flatMap(({ versions }) => versions)) {
    const versions = sources.get(version.source.path) ?? [];
    versions.push(version);
    sources.set(version.source.path, versions);
  }
  for (const versions of sources.values()) {
    versions.sort((a, b) => (a.at < b.at ? 1 : -1));
  }
  return sources;
}
