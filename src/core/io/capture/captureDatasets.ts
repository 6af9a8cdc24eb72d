import type { CaptureWarning } from '../../capture/capture';
import type { Dataset } from '../../model';
import type { InspectedPath } from '../../notebook/inspection';
import { identifyDataset } from './datasetIdentity';
import { DvcRecords } from './dvcRecords';
import type { Git } from '../git/git';
import type { Ledger } from '../ledger/ledger';

export interface CapturePlace {
  readonly ledger: Ledger;
  readonly git: Git | null;
  /** Where the relative paths of the source start. Absolute. */
  readonly folder: string;
  readonly signal?: AbortSignal | undefined;
}

export interface CapturedDatasets {
  readonly datasets: readonly Dataset[];
  readonly warnings: readonly CaptureWarning[];
}

/** Gives each dataset that a source reads its identity; two names of the same file are one dataset. */
export async function captureDatasets(named: readonly InspectedPath[], place: CapturePlace): Promise<CapturedDatasets> {
  const { ledger, git, folder, signal } = place;
  const context = { root: ledger.root, git, folder, signal, dvc: new DvcRecords(git?.toplevel ?? ledger.root) };
  const datasets = new Map<string, Dataset>();
  const warnings: CaptureWarning[] = [];
  for (const entry of named.filter((path) => path.confidence !== 'low')) {
    signal?.throwIfAborted();
    const { dataset, warnings: sentences } = await identifyDataset(entry.path, context, entry.source);
    if (!datasets.has(dataset.path)) {
      datasets.set(dataset.path, dataset);
      warnings.push(...sentences.map((message) => ({ code: 'dataset', message, source: entry.source })));
    }
  }
  return { datasets: [...datasets.values()], warnings };
}
