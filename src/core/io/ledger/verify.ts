import type { ConfigReading } from '../../config';
import { orderEvents } from '../../ledger/order';
import { verifyChain, type Problem } from '../../ledger/verifyChain';
import { startChecking, type Checking, type Unavailable, type Verification, type VerifyOptions } from './checking';
import type { ArtifactStore } from './artifactStore';
import { EVENT_FILE, listEventFiles, listModels, readEventFile, tooNewFault, type EventFile } from './eventFiles';
import type { LedgerFault } from './eventFiles';
import type { Git } from '../git/git';
import type { LedgerPaths } from './ledgerPaths';
import { verifyArtifacts } from './verifyArtifacts';
import { gitBlob, verifyAgainstGit, type FileOnDisk } from './verifyHistory';
import { verifyObjects } from './verifyObjects';

export interface VerifyContext {
  readonly paths: LedgerPaths;
  readonly store: ArtifactStore;
  readonly git: Git | null;
  readonly config: ConfigReading;
  /** Where a shallow clone ends. */
  readonly shallow: ReadonlySet<string>;
}

/** Files read without giving way to others in this process. */
const BATCH = 250;

export async function verifyLedger(context: VerifyContext, options: VerifyOptions): Promise<Verification> {
  const problems: Problem[] = [];
  const unavailable: Unavailable[] = [];
  const checking = startChecking(options, problems, unavailable);
  const config = context.paths.relative(context.paths.config);
  for (const message of context.config.problems) {
    checking.problem({ code: 'config-invalid', path: config, message });
  }
  const models = await readModels(context.paths, checking);
  for (const { events, damaged } of models) {
    verifyChain(events, damaged).forEach(checking.problem);
  }
  if (context.git !== null) {
    const files = new Map(models.flatMap((model) => [...model.files]));
    await verifyAgainstGit({ ...context, git: context.git }, files, checking);
  }
  const ordered = models.flatMap(({ events }) => orderEvents(events.map(({ event }) => event)));
  await verifyObjects(context.paths, ordered, checking);
  await verifyArtifacts(context, ordered, checking);
  const events = models.reduce((sum, model) => sum + model.events.length, 0);
  return { ok: problems.length === 0, events, problems: problems.sort(byPath), unavailable };
}

interface ModelReading {
  readonly events: readonly (EventFile & { readonly path: string })[];
  /** Ids of events whose files are there but cannot be used. */
  readonly damaged: ReadonlySet<string>;
  readonly files: ReadonlyMap<string, FileOnDisk>;
}

async function readModels(paths: LedgerPaths, checking: Checking): Promise<readonly ModelReading[]> {
  const { models, faults } = await listModels(paths);
  faults.forEach((fault) => report(fault, checking));
  const readings: ModelReading[] = [];
  for (const model of models) {
    readings.push(await readModel(paths, model, checking));
  }
  return readings;
}

async function readModel(paths: LedgerPaths, model: string, checking: Checking): Promise<ModelReading> {
  const folder = await listEventFiles(paths, model);
  folder?.faults.forEach((fault) => report(fault, checking));
  checking.expect(folder?.files.length ?? 0);
  const events: (EventFile & { path: string })[] = [];
  const damaged = new Set<string>();
  const files = new Map<string, FileOnDisk>();
  for (const [position, file] of (folder?.files ?? []).entries()) {
    if (position % BATCH === BATCH - 1) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    checking.step();
    const reading = readEventFile(paths, model, file);
    if (reading === null) {
      continue;
    }
    const path = paths.relativeEvent(model, file);
    const { content, bytes } = reading;
    files.set(path, { blob: bytes === null ? null : gitBlob(bytes), isDamaged: 'code' in content });
    if ('code' in content) {
      report(content, checking);
      damaged.add(EVENT_FILE.exec(file)?.groups?.['id'] ?? '');
      continue;
    }
    events.push({ ...content, path });
    const tooNew = tooNewFault(paths, model, file, content.event.type);
    if (tooNew !== null) {
      report(tooNew, checking);
    }
  }
  return { events, damaged, files };
}

/** A newer program's event is no damage: this program only cannot read all of it. */
function report(fault: LedgerFault, checking: Checking): void {
  const { code, path, message } = fault;
  if (code === 'event-too-new') {
    checking.unavailable({ path, message });
  } else {
    checking.problem({ code, path, message });
  }
}

function byPath(a: Problem, b: Problem): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}
