import { resolve } from 'node:path';
import type { Capture } from '../core/capture/capture';
import { cellName } from '../core/cellName';
import type { LedgerConfig } from '../core/config';
import type { Draft } from '../core/draft/draft';
import { requireModelName } from '../core/ledger/event';
import type { Ledger } from '../core/io/ledger/ledger';
import { formatMetric, metricLabel } from '../core/metricRows';
import type { Documentation, Metric, Param } from '../core/model';
import { readDocumentation } from './documentationOptions';
import { UsageError } from './failure';
import type { Invocation } from './invocation';
import { parsePair, parseParam } from './keyValue';
import { readDraft } from './readDraft';
import type { RegisterOptions } from './registerOptions';

export interface Prepared {
  readonly ledger: Ledger;
  readonly draft: Draft;
  /** With the datasets of the command line identified too. */
  readonly capture: Capture;
  /** Sentences. */
  readonly warnings: readonly string[];
  /** The sentence about facts that are too uncertain to be recorded without a person; null where there are none. */
  readonly leftOut: string | null;
}

interface Place {
  readonly invocation: Invocation;
  readonly ledger: Ledger;
  readonly config: LedgerConfig;
}

/** What the options say, read and checked before the source is. */
interface Given {
  readonly metrics: readonly Metric[];
  readonly split: string | null;
  readonly params: readonly Param[];
  readonly tags: Readonly<Record<string, string>>;
  readonly documentation: Partial<Documentation>;
  /** As recorded: relative to the root of the repository. */
  readonly data: readonly string[];
  readonly artifacts: readonly string[];
}

/** The draft that the command line describes, and the facts behind it. Nothing has been written yet. */
export async function prepareRegistration(
  invocation: Invocation,
  source: string,
  options: RegisterOptions,
): Promise<Prepared> {
  const isDraft = /\.(?:md|markdown)$/i.test(source);
  if (options.model === undefined && !isDraft) {
    throw new UsageError(`Say which model ${source} belongs to: --model NAME.`);
  }
  const model = options.model === undefined ? null : requireModelName(options.model);
  const ledger = await invocation.openLedger(options.author);
  const { config } = await ledger.config();
  const place: Place = { invocation, ledger, config };
  const given = await readGiven(place, options);
  return isDraft ? await fromDraft(place, source, model, given) : await fromSource(place, source, model ?? '', given);
}

async function readGiven({ invocation, ledger, config }: Place, options: RegisterOptions): Promise<Given> {
  const { parseMetric } = await import('./metricOption');
  const { isUrl, recordedPath } = await import('../core/io/files/workspacePath');
  const split = options.split ?? null;
  const record = (path: string): string =>
    isUrl(path) ? path : recordedPath(ledger.root, resolve(invocation.cwd, path));
  return {
    metrics: (options.metric ?? []).map((text) => parseMetric(text, config, split)),
    split,
    params: (options.param ?? []).map(parseParam),
    tags: Object.fromEntries((options.tag ?? []).map((pair) => parsePair('--tag', pair))),
    documentation: await readDocumentation(invocation, options),
    data: (options.data ?? []).map(record),
    artifacts: (options.artifact ?? []).map(record),
  };
}

async function fromSource(place: Place, source: string, model: string, given: Given): Promise<Prepared> {
  const { ledger, invocation } = place;
  const { prepareDraft } = await import('../core/io/capture/prepareDraft');
  const { capture, warnings } = await captureWith(place, resolve(invocation.cwd, source), given);
  // Prepared from all the facts, so that Changes and Impact speak of those of the command line too.
  const { draft } = await prepareDraft({ ledger, model, capture: await withGiven(capture, given) });
  const complete = await applyGiven(draft, given);
  return { ledger, capture, warnings, draft: complete, leftOut: await describeLeftOut(complete, capture) };
}

const NAMED = 5;

async function describeLeftOut(draft: Draft, capture: Capture): Promise<string | null> {
  const { doubtfulFacts } = await import('../core/draft/doubtfulFacts');
  const { params, data, artifacts } = doubtfulFacts(capture, draft);
  const metrics = draft.uncertain.map((metric) => {
    const cell = metric.source?.cell;
    const place = cell === undefined ? '' : ` (${cellName({ index: cell })})`;
    return `${metricLabel(metric)} ${formatMetric(metric.value)}${place}`;
  });
  const names = [...metrics, ...params.map(({ name, value }) => `${name} = ${String(value)}`), ...data, ...artifacts];
  const more = names.length > NAMED ? ` and ${names.length - NAMED} more` : '';
  return names.length === 0
    ? null
    : `Not recorded because uncertain: ${names.slice(0, NAMED).join(', ')}${more}. What is right can be given with --metric, --param, --data or --artifact, or kept in a draft that --dry-run writes.`;
}

async function withGiven(capture: Capture, given: Given): Promise<Capture> {
  const { mergeMetrics } = await import('./metricOption');
  const stated = { source: {}, confidence: 'high' } as const;
  const { inspection } = capture;
  const metrics = mergeMetrics(
    inspection.metrics,
    given.metrics.map((metric) => ({ ...metric, ...stated })),
  );
  const params = [...inspection.params, ...given.params.map((param) => ({ ...param, ...stated }))];
  return { ...capture, inspection: { ...inspection, metrics: withSplit(metrics, given.split), params } };
}

function withSplit<T extends Metric>(metrics: readonly T[], split: string | null): readonly T[] {
  return split === null ? metrics : metrics.map((metric) => (metric.split === null ? { ...metric, split } : metric));
}

/** The draft says what is registered; its source is read again for code state, environment and evidence. */
async function fromDraft(place: Place, file: string, model: string | null, given: Given): Promise<Prepared> {
  const { ledger, invocation, config } = place;
  const { draft, warnings } = await readDraft(resolve(invocation.cwd, file), file, config);
  const captured = await captureWith(place, resolve(ledger.root, draft.source.path), given);
  return {
    ledger,
    capture: captured.capture,
    warnings: [...warnings, ...captured.warnings],
    draft: await applyGiven(model === null ? draft : { ...draft, model }, given),
    // Somebody has read the draft and left them where they are.
    leftOut: null,
  };
}

/** The facts of the source, and the datasets of the command line with their identity. */
async function captureWith(
  { ledger, invocation }: Place,
  path: string,
  given: Given,
): Promise<{ readonly capture: Capture; readonly warnings: readonly string[] }> {
  const [{ captureFile }, { identifyDataset }] = await Promise.all([
    import('../core/io/capture/captureFile'),
    import('../core/io/capture/datasetIdentity'),
  ]);
  const { signal } = invocation;
  const capture = await captureFile({ ledger, path, signal });
  const git = await ledger.git();
  const datasets = [...capture.datasets];
  const warnings = capture.warnings.map(({ message }) => message);
  for (const named of given.data.filter((name) => !datasets.some((dataset) => dataset.path === name))) {
    const identified = await identifyDataset(named, { root: ledger.root, git, signal });
    datasets.push(identified.dataset);
    warnings.push(...identified.warnings);
  }
  return { capture: { ...capture, datasets }, warnings };
}

async function applyGiven(draft: Draft, given: Given): Promise<Draft> {
  const { mergeMetrics } = await import('./metricOption');
  const metrics = mergeMetrics(draft.metrics, given.metrics);
  const params = new Map([...draft.params, ...given.params].map((param) => [param.name, param]));
  return {
    ...draft,
    metrics: withSplit(metrics, given.split),
    params: [...params.values()],
    data: [...new Set([...draft.data, ...given.data])],
    artifacts: [...new Set([...draft.artifacts, ...given.artifacts])],
    tags: { ...draft.tags, ...given.tags },
    documentation: { ...draft.documentation, ...given.documentation },
  };
}
