import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { LedgerError } from '../../core/errors';
import { formatReference, type Evidence, type FactSource, type Version } from '../../core/model';
import type { Notebook } from '../../core/notebook/notebook';
import type { OpenLedger } from '../openLedger';
import { readLiveNotebook } from '../register/liveNotebook';
import { objectUri } from './documentUri';
import { openCell, openPlace } from './openPlace';

type Place = FactSource & { readonly path: string };

/** Where the cell of a fact is to be seen. */
type Finding =
  | { readonly kind: 'notebook'; readonly uri: vscode.Uri; readonly cell: number; readonly isMoved: boolean }
  /** The notebook is gone, or its cell is not what it was. */
  | { readonly kind: 'kept'; readonly evidence: Evidence; readonly isGone: boolean }
  /** Nothing was kept to compare with. */
  | { readonly kind: 'unknown' };

/**
 * Opens the cell that a version's fact was read from: in the notebook where it still says so, wherever cell and file have
 * been moved to, otherwise in the copy that is kept with the version.
 */
export async function openRecordedPlace(open: OpenLedger, id: string, source: Place): Promise<void> {
  const { cell } = source;
  const version = cell === undefined ? null : await open.ledger.version({ id });
  if (version === null || cell === undefined) {
    await openPlace(open, source);
    return;
  }
  const found = await findCell(open, version, { ...source, cell });
  switch (found.kind) {
    case 'notebook':
      await openCell(found.uri, found.cell);
      if (found.isMoved) {
        tell(`The notebook was moved to ${vscode.workspace.asRelativePath(found.uri)}`);
      }
      return;
    case 'kept': {
      const reference = formatReference(version.model, version.version);
      const name = `${found.evidence.name.replace(/\.ipynb$/, '')} (${reference}).ipynb`;
      await openCell(objectUri(open.root, found.evidence.sha256, name), cell);
      // Short, because a status bar cuts what is longer.
      const reason = found.isGone ? 'is gone' : 'has changed';
      tell(`${path.posix.basename(source.path)} ${reason}; shown as ${reference} kept it`);
      return;
    }
    case 'unknown':
      await openPlace(open, source);
  }
}

function tell(words: string): void {
  vscode.window.setStatusBarMessage(`$(history) ${words}`, 10_000);
}

type Parse = (bytes: Uint8Array) => Notebook;

async function findCell(
  open: OpenLedger,
  version: Version,
  source: Place & { readonly cell: number },
): Promise<Finding> {
  const evidence = version.evidence.find(({ kind }) => kind === 'notebook');
  if (evidence === undefined || version.source.path !== source.path) {
    return { kind: 'unknown' };
  }
  const [{ parseNotebook }, { findSameCell }] = await Promise.all([
    import('../../core/notebook/parseNotebook'),
    import('../../core/capture/findSameCell'),
  ]);
  const parse: Parse = (bytes) => parseNotebook(Buffer.from(bytes).toString('utf8'));
  // A copy that was not fetched, or is damaged, is verify's matter: then the notebook itself has to do.
  const kept = await orNull(async () => parse(await open.ledger.readObject(evidence.sha256)));
  if (kept === null) {
    return { kind: 'unknown' };
  }
  const file = open.resolve(source.path);
  const current = await currentNotebook(file, parse);
  const candidates =
    current !== null && file !== null
      ? [{ uri: vscode.Uri.file(file), notebook: current }]
      : await namesakes(source.path, parse);
  for (const { uri, notebook } of candidates) {
    const cell = findSameCell(kept, notebook, source.cell);
    if (cell !== null) {
      return { kind: 'notebook', uri, cell, isMoved: current === null };
    }
  }
  return { kind: 'kept', evidence, isGone: current === null };
}

/** With its unsaved changes, else as it is on disk; null when it is not there or no notebook. */
async function currentNotebook(file: string | null, parse: Parse): Promise<Notebook | null> {
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

/** Where a notebook may have been moved to: most keep their name. */
async function namesakes(
  recorded: string,
  parse: Parse,
): Promise<readonly { readonly uri: vscode.Uri; readonly notebook: Notebook }[]> {
  const name = path.posix.basename(recorded).replaceAll(/[*?[\]{}]/g, '?');
  const excluded = '**/{node_modules,.ipynb_checkpoints,.model-ledger}/**';
  const files = await vscode.workspace.findFiles(`**/${name}`, excluded, 5);
  const read = await Promise.all(
    files.map(async (uri) => ({ uri, notebook: await currentNotebook(uri.fsPath, parse) })),
  );
  return read.flatMap(({ uri, notebook }) => (notebook === null ? [] : [{ uri, notebook }]));
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
