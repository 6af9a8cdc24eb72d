import { isCancelled } from '../core/errors';
import type { DuplicateRef, Registered } from '../core/io/capture/register';
import { formatReference } from '../core/model';
import { formatSize } from './formatFacts';
import type { Invocation, Outcome } from './invocation';
import { plainLine } from './plainText';
import { prepareRegistration, type Prepared } from './prepareRegistration';
import type { RegisterOptions } from './registerOptions';

/** What `register --json` prints. */
interface RegisterJson {
  /** False: `--if-changed` found a version that is the same; the rest describes that one. */
  readonly registered: boolean;
  readonly model: string;
  readonly version: number;
  readonly name: string;
  readonly id: string;
  readonly event: string;
  readonly artifacts: readonly unknown[];
  readonly warnings: readonly string[];
  readonly duplicateOf: string | null;
}

/** Reads the source, lets the options have their say, and registers; or shows the draft, or finds nothing new. */
export async function register(invocation: Invocation, source: string, options: RegisterOptions): Promise<Outcome> {
  const prepared = await prepareRegistration(invocation, source, options);
  const { warnings } = prepared;
  if (options.dryRun === true) {
    return await showDraft(invocation, prepared);
  }
  const { registerDraft } = await import('../core/io/capture/register');
  const duplicates: DuplicateRef[] = [];
  try {
    const registered = await registerDraft({
      ...prepared,
      signal: invocation.signal,
      store: options.store,
      onProgress: (done, total) =>
        invocation.progress(`Reading model files: ${formatSize(done)} of ${formatSize(total)}`),
      onDuplicate: async (found) => {
        duplicates.push(found);
        return options.ifChanged !== true;
      },
    });
    const { leftOut } = prepared;
    return tellRegistered(invocation, registered, leftOut === null ? warnings : [...warnings, leftOut]);
  } catch (error) {
    const [duplicate] = duplicates;
    if (duplicate === undefined || !isCancelled(error) || invocation.signal.aborted) {
      throw error;
    }
    return await tellUnchanged(invocation, prepared, duplicate);
  }
}

function tellRegistered(invocation: Invocation, registered: Registered, found: readonly string[]): Outcome {
  const { model, version, name, id, event, artifacts, duplicateOf } = registered;
  const again =
    duplicateOf === null ? [] : [`The same artifacts, metrics and code are registered as ${duplicateOf} already.`];
  const warnings = [...found, ...registered.warnings, ...again];
  invocation.progress(null);
  warnings.forEach((warning) => invocation.tell(plainLine(warning)));
  const document: RegisterJson = {
    registered: true,
    model,
    version,
    name,
    id,
    event,
    artifacts: artifacts.map(({ path, sha256, size, kept }) => ({ path, sha256, size, kept })),
    warnings,
    duplicateOf,
  };
  const kept = artifacts.map(
    (artifact) =>
      `  ${artifact.path}, ${formatSize(artifact.size)}, ${artifact.kept === 'none' ? 'not kept' : `kept by ${artifact.kept}`}`,
  );
  return {
    json: () => document,
    text: () => [`Registered ${formatReference(model, version)} as ${name}.`, ...kept].map(plainLine).join('\n'),
  };
}

async function tellUnchanged(
  invocation: Invocation,
  { ledger }: Awaited<ReturnType<typeof prepareRegistration>>,
  { model, version, id }: DuplicateRef,
): Promise<Outcome> {
  const summaries = await ledger.summaries();
  const same = summaries.find((summary) => summary.model === model)?.versions.find((summary) => summary.id === id);
  const reference = formatReference(model, version);
  const document: RegisterJson = {
    registered: false,
    model,
    version,
    name: same?.name ?? '',
    id,
    event: same?.event ?? '',
    artifacts: (same?.artifacts ?? []).map(({ path, sha256, size, kept }) => ({ path, sha256, size, kept })),
    warnings: [],
    duplicateOf: reference,
  };
  invocation.progress(null);
  return { json: () => document, text: () => `Nothing new: ${reference} has the same artifacts, metrics and code.` };
}

async function showDraft(invocation: Invocation, { draft, capture, warnings }: Prepared): Promise<Outcome> {
  const [{ renderDraft }, { doubtfulFacts }] = await Promise.all([
    import('../core/card/renderDraft'),
    import('../core/draft/doubtfulFacts'),
  ]);
  const markdown = renderDraft(draft, { warnings, doubtful: doubtfulFacts(capture, draft) });
  warnings.forEach((warning) => invocation.tell(plainLine(warning)));
  return { json: () => ({ dryRun: true, draft, markdown, warnings }), text: () => markdown };
}
