import type { Capture } from '../../capture/capture';
import type { Draft } from '../../draft/draft';
import { findDuplicate } from '../../draft/duplicate';
import { LedgerError } from '../../errors';
import { requireModelName } from '../../ledger/event';
import type { Artifact, CodeState, Dataset, DocumentationField, FactSource, VersionFacts } from '../../model';
import { makeSnapshot, readCodeState, type Snapshot } from '../git/codeState';
import { identifyDataset } from './datasetIdentity';
import { keepArtifacts } from './keepArtifacts';
import type { Ledger } from '../ledger/ledger';
import { storeEvidence } from './storeEvidence';

export interface RegisterRequest {
  readonly ledger: Ledger;
  readonly draft: Draft;
  readonly capture: Capture;
  readonly signal?: AbortSignal | undefined;
  /** Bytes of the artifacts read so far, and of all. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
  /** False: keep no copy of model files that nothing else keeps, whatever the config says. */
  readonly store?: boolean | undefined;
  /**
   * Asked when an existing version has the same artifacts, metrics and code, before anything of the new one is written.
   * False stops with `cancelled`. Without it the version is registered and `duplicateOf` names the other.
   */
  readonly onDuplicate?: ((duplicate: DuplicateRef) => Promise<boolean>) | undefined;
}

export interface DuplicateRef {
  readonly model: string;
  readonly version: number;
  readonly id: string;
}

export interface Registered {
  readonly model: string;
  readonly version: number;
  readonly name: string;
  readonly id: string;
  /** Workspace-relative path of the event's file. */
  readonly event: string;
  readonly artifacts: readonly Artifact[];
  /** Sentences. */
  readonly warnings: readonly string[];
  /** Reference of an existing version with the same artifacts, metrics and code. */
  readonly duplicateOf: string | null;
}

/** Turns a draft and the facts it was made from into a version. The event is written last: before it there is no version. */
export async function registerDraft(request: RegisterRequest): Promise<Registered> {
  const { ledger, draft, capture, signal } = request;
  const model = requireModelName(draft.model);
  const { config } = await ledger.config();
  requireDocumentation(draft, config.documentation.required);
  requireNumbers(draft);
  const git = await ledger.git();
  const kept = await keepArtifacts(draft.artifacts, {
    ...request,
    git,
    store: config.store.enabled && request.store !== false,
  });
  const duplicate = await findExisting(request, kept.artifacts);
  if (duplicate !== null && request.onDuplicate !== undefined && !(await request.onDuplicate(duplicate))) {
    throw new LedgerError('cancelled', 'Not registered again.', { ...duplicate });
  }
  const datasets = await chooseDatasets(request);
  const evidence = await storeEvidence(capture.evidence, { ledger, maxBytes: config.evidence.maxBytes });
  // Read again: between draft and registration people commit, and commit and snapshot must be of one moment.
  const code = await readCodeState(git, capture.code.sourceSha256);
  const snapshot = git === null || !code.dirty ? NO_SNAPSHOT : await makeSnapshot(git, signal);
  const facts: VersionFacts = {
    source: draft.source,
    metrics: draft.metrics.map((metric) => restoreSource(metric, capture.inspection.metrics)),
    params: draft.params.map((param) => restoreSource(param, capture.inspection.params)),
    datasets: datasets.datasets,
    artifacts: kept.artifacts,
    evidence: evidence.evidence,
    documentation: draft.documentation,
    code: { ...code, snapshot: snapshot.commit },
    environment: capture.environment,
    execution: capture.execution,
    tags: draft.tags,
  };
  signal?.throwIfAborted();
  const registered = await ledger.register(model, facts, signal);
  return {
    model,
    version: registered.event.body.version,
    name: registered.event.body.name,
    id: registered.event.id,
    event: registered.path,
    artifacts: kept.artifacts,
    warnings: [
      ...kept.warnings,
      ...datasets.warnings,
      ...evidence.warnings,
      ...snapshot.warnings,
      ...unkept(code, snapshot),
    ],
    duplicateOf: duplicate === null ? null : `${duplicate.model}@v${duplicate.version}`,
  };
}

const NO_SNAPSHOT: Snapshot = { commit: null, warnings: [] };

/** Dirty, and still nothing to keep beside HEAD: then the changes are where a commit cannot hold them. */
function unkept(code: CodeState, snapshot: Snapshot): readonly string[] {
  return code.dirty && snapshot.commit === null && snapshot.warnings.length === 0
    ? ['There are uncommitted changes that a snapshot cannot hold, such as work inside a submodule.']
    : [];
}

function requireDocumentation(draft: Draft, required: readonly DocumentationField[]): void {
  const missing = required.filter((field) => draft.documentation[field].trim() === '');
  if (missing.length > 0) {
    const fields = new Intl.ListFormat('en').format(missing);
    throw new LedgerError(
      'documentation-missing',
      `${draft.model} cannot be registered without ${fields}: the ledger's config requires it. Write it and register again.`,
      { model: draft.model, missing },
    );
  }
}

function requireNumbers(draft: Draft): void {
  const metric = draft.metrics.find(({ value }) => !Number.isFinite(value));
  if (metric !== undefined) {
    throw new LedgerError('metric-invalid', `The value of ${metric.name} is not a number. Correct it or take it out.`, {
      name: metric.name,
    });
  }
  const param = draft.params.find(({ value }) => typeof value === 'number' && !Number.isFinite(value));
  if (param !== undefined) {
    throw new LedgerError(
      'param-invalid',
      `The value of ${param.name} cannot be recorded as a number. Write it as a text.`,
      {
        name: param.name,
      },
    );
  }
}

async function findExisting(
  { ledger, draft, capture }: RegisterRequest,
  artifacts: readonly Artifact[],
): Promise<DuplicateRef | null> {
  const summaries = await ledger.summaries();
  const versions = summaries.find((summary) => summary.model === draft.model)?.versions ?? [];
  const candidates = versions
    .filter((version) => !version.archived)
    .map((version) => ({ ...version, code: { sourceSha256: version.sourceSha256 } }));
  const found = findDuplicate(candidates, { metrics: draft.metrics, artifacts, code: capture.code });
  return found === null ? null : { model: found.model, version: found.version, id: found.id };
}

/** The captured identity where the draft still names the dataset; what a person added is identified now. */
async function chooseDatasets({
  ledger,
  draft,
  capture,
  signal,
}: RegisterRequest): Promise<{ datasets: readonly Dataset[]; warnings: readonly string[] }> {
  const context = { root: ledger.root, git: await ledger.git(), signal };
  const datasets: Dataset[] = [];
  const warnings: string[] = [];
  for (const path of new Set(draft.data)) {
    const captured = capture.datasets.find((dataset) => dataset.path === path);
    if (captured !== undefined) {
      datasets.push(captured);
    } else {
      const identified = await identifyDataset(path, context);
      datasets.push(identified.dataset);
      warnings.push(...identified.warnings);
    }
  }
  return { datasets, warnings };
}

/** The text of a draft carries the cell of a metric at most: the exact place comes from the capture it was made from. */
function restoreSource<T extends SourcedFact>(fact: T, captured: readonly SourcedFact[]): T {
  const isSame = (other: SourcedFact) =>
    other.name === fact.name &&
    other.value === fact.value &&
    (fact.source?.cell === undefined || fact.source.cell === other.source?.cell);
  const source = captured.findLast(isSame)?.source ?? fact.source;
  return source === undefined ? fact : { ...fact, source };
}

interface SourcedFact {
  readonly name: string;
  readonly value: unknown;
  readonly source?: FactSource | undefined;
}
