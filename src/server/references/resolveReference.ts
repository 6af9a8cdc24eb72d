import type { VersionSummary } from '../../core/ledger/versionSummary';
import type { LedgerSnapshot } from '../snapshot';
import type { VersionReference } from './reference';

/** The version that a reference means today; null when there is none. */
export function resolveReference(
  { model, selector }: VersionReference,
  snapshot: LedgerSnapshot,
): VersionSummary | null {
  switch (selector?.kind) {
    case undefined:
      return null;
    case 'version':
      return snapshot.version(model, selector.version);
    case 'alias':
      return snapshot.alias(model, selector.alias);
    case 'stage':
      return resolveStage(model, selector.stage, snapshot);
    default:
      return selector satisfies never;
  }
}

/** MLflow writes `Production` and knows `latest`. */
function resolveStage(model: string, word: string, snapshot: LedgerSnapshot): VersionSummary | null {
  const wanted = word.toLowerCase();
  if (wanted === 'latest') {
    return snapshot.newest(model);
  }
  const stage = snapshot.config.stages.find((known) => known.toLowerCase() === wanted);
  return stage === undefined ? null : snapshot.inStage(model, stage);
}
