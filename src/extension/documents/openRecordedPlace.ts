import { readFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import { LedgerError } from '../../core/errors';
import { formatReference, type Evidence, type FactSource, type Version } from '../../core/model';
import type { Notebook } from '../../core/notebook/notebook';
import type { OpenLedger } from '../openLedger';
import { readLiveNotebook } from '../register/liveNotebook';
import { objectUri } from './documentUri';
import { openCell, openPlace } from './openPlace';

/**
 * Opens the cell that a version's fact was read from: in the notebook where it still says so, otherwise in the copy that
 * is kept with the version.
 */
export async function openRecordedPlace(
  open: OpenLedger,
  id: string,
  source: FactSource & { readonly path: string },
): Promise<void> {
  const version = source.cell === undefined ? null : await open.ledger.version({ id });
  const kept = version === null ? null : await keptNotebook(open, version, source);
  if (version === null || kept === null) {
    await openPlace(open, source);
    return;
  }
  const reference = formatReference(version.model, version.version);
  const name = `${kept.evidence.name.replace(/\.ipynb$/, '')} (${reference}).ipynb`;
  await openCell(objectUri(open.root, kept.evidence.sha256, name), source.cell ?? null);
  vscode.window.setStatusBarMessage(
    `${source.path} has changed since: this is the notebook as ${reference} was registered`,
    8000,
  );
}

/** The kept copy, where the notebook is gone or its cell is not what it was; null where the notebook will do. */
async function keptNotebook(
  open: OpenLedger,
  version: Version,
  source: FactSource & { readonly path: string },
): Promise<{ readonly evidence: Evidence } | null> {
  const evidence = version.evidence.find(({ kind }) => kind === 'notebook');
  if (evidence === undefined || source.cell === undefined || version.source.path !== source.path) {
    return null;
  }
  const [{ parseNotebook }, { isSameCell }] = await Promise.all([
    import('../../core/notebook/parseNotebook'),
    import('../../core/capture/isSameCell'),
  ]);
  const parse = (bytes: Uint8Array) => parseNotebook(Buffer.from(bytes).toString('utf8'));
  // A copy that was not fetched, or is damaged, is verify's matter: then the notebook itself has to do.
  const kept = await orNull(async () => parse(await open.ledger.readObject(evidence.sha256)));
  if (kept === null) {
    return null;
  }
  const current = await currentNotebook(open, source.path, parse);
  return current !== null && isSameCell(kept, current, source.cell) ? null : { evidence };
}

/** With its unsaved changes, else as it is on disk; null when it is not there or no notebook. */
async function currentNotebook(
  open: OpenLedger,
  recorded: string,
  parse: (bytes: Uint8Array) => Notebook,
): Promise<Notebook | null> {
  const file = open.resolve(recorded);
  const live = vscode.workspace.notebookDocuments.find(
    // One without changes may not have followed its file yet.
    (document) =>
      document.isDirty && !document.isClosed && document.uri.scheme === 'file' && document.uri.fsPath === file,
  );
  if (live !== undefined) {
    return readLiveNotebook(live);
  }
  const bytes = file === null ? null : await readFile(file).catch(() => null);
  return bytes === null ? null : orNull(() => Promise.resolve(parse(bytes)));
}

async function orNull<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof LedgerError) {
      return null;
    }
    throw error;
  }
}
