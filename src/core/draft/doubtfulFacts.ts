import type { Capture } from '../capture/capture';
import { isSecretValue } from '../notebook/secrets';
import type { Draft } from './draft';

/** What the reader was not sure of, beside metrics: lines that a person may take over into the draft. */
export interface DoubtfulFacts {
  readonly params: readonly { readonly name: string; readonly value: string | number | boolean | null }[];
  /** Dataset paths. */
  readonly data: readonly string[];
  /** Artifact paths. */
  readonly artifacts: readonly string[];
}

/** Only what the draft does not say already, and only files that are there. */
export function doubtfulFacts({ inspection, artifacts }: Capture, draft: Draft): DoubtfulFacts {
  const named = new Set(draft.params.map(({ name }) => name));
  return {
    params: inspection.params
      .filter(({ name, value, confidence }) => confidence === 'low' && !named.has(name) && !isSecretValue(name, value))
      .map(({ name, value }) => ({ name, value })),
    data: inspection.datasets
      .filter(({ path, confidence }) => confidence === 'low' && !draft.data.includes(path))
      .map(({ path }) => path),
    artifacts: artifacts
      .filter(({ path, size, confidence }) => confidence === 'low' && size !== null && !draft.artifacts.includes(path))
      .map(({ path }) => path),
  };
}
