import { Buffer } from 'node:buffer';
import type { Capture } from '../../capture/capture';
import { describeCellChanges } from '../../draft/cellChanges';
import type { Draft } from '../../draft/draft';
import { draftFromCapture } from '../../draft/draftFromCapture';
import { LedgerError } from '../../errors';
import type { Version } from '../../model';
import type { Notebook } from '../../notebook/notebook';
import { parseNotebook } from '../../notebook/parseNotebook';
import { findPrevious } from '../../ledger/previousVersion';
import type { Ledger } from '../ledger/ledger';

export interface PreparedDraft {
  readonly draft: Draft;
  /** The version that Changes and Impact were written against. */
  readonly previous: Version | null;
  /** The number that the version gets if nobody registers another one before. */
  readonly nextVersion: number;
}

/** The draft of the next version of `model`, compared with the newest one, its notebook included. */
export async function prepareDraft(request: {
  readonly ledger: Ledger;
  readonly capture: Capture;
  readonly model: string;
}): Promise<PreparedDraft> {
  const { ledger, capture, model } = request;
  const [{ config }, summaries] = await Promise.all([ledger.config(), ledger.summaries()]);
  const versions = summaries.find((summary) => summary.model === model)?.versions ?? [];
  const newest = findPrevious(versions);
  const previous = newest === null ? null : await ledger.version({ id: newest.id });
  const cellChanges = previous === null ? undefined : await readCellChanges(ledger, previous, capture);
  return {
    draft: draftFromCapture({ capture, model, previous, config, cellChanges }),
    previous,
    nextVersion: Math.max(0, ...versions.map((version) => version.version)) + 1,
  };
}

/** Undefined when one of the two has no notebook that can be read. */
async function readCellChanges(
  ledger: Ledger,
  previous: Version,
  capture: Capture,
): Promise<readonly string[] | undefined> {
  const kept = previous.evidence.find((evidence) => evidence.kind === 'notebook');
  const current = capture.evidence.find((evidence) => evidence.kind === 'notebook');
  if (kept === undefined || current === undefined || !('bytes' in current.content)) {
    return undefined;
  }
  // An object that is missing or damaged here is verify's matter; the draft goes without the comparison.
  const bytes = await ledger.readObject(kept.sha256).catch(() => null);
  const [before, after] = [bytes === null ? null : readNotebook(bytes), readNotebook(current.content.bytes)];
  if (before === null || after === null) {
    return undefined;
  }
  const changes = describeCellChanges(before, after);
  return previous.source.path === capture.source.path || changes.changed <= changes.cells / 2
    ? changes.lines
    : [`- another notebook: \`${previous.source.path}\` → \`${capture.source.path}\``];
}

function readNotebook(bytes: Uint8Array): Notebook | null {
  try {
    return parseNotebook(Buffer.from(bytes).toString('utf8'));
  } catch (error) {
    if (error instanceof LedgerError) {
      return null;
    }
    throw error;
  }
}
