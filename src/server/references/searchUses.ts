import { readFile, stat } from 'node:fs/promises';
import { posix } from 'node:path';
import type { Location } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { listTextFiles } from '../../core/io/files/listTextFiles';
import { throwIfCancelled } from '../../core/io/files/lock';
import type { VersionSummary } from '../../core/ledger/versionSummary';
import { documentPath, fileUri, relativePath } from '../documentAddress';
import type { LedgerSnapshot } from '../snapshot';
import { usesIn } from './usesIn';

const WANTED = /\.(?:py|ipynb|ya?ml|jsonc?|toml|md)$/i;
const MOST_FILES = 20_000;
const MOST_BYTES = 2_000_000;
/** Plots make notebooks large. */
const MOST_NOTEBOOK_BYTES = 30_000_000;
const MOST_USES = 2000;

interface Search {
  readonly version: VersionSummary;
  readonly snapshot: LedgerSnapshot;
  /** As the editor has them, which counts more than what is on the disk. */
  readonly open: readonly TextDocument[];
  readonly signal: AbortSignal;
}

/**
 * Every place below the ledger's root that means the version: in open documents and cells, then in the files that nobody
 * has open. What Git ignores is left out. Throws `cancelled`.
 */
export async function searchUses({ version, snapshot, open, signal }: Search): Promise<Location[]> {
  const found: Location[] = [];
  const seen = new Set<string>();
  const search = (document: TextDocument, path: string) => {
    const relative = relativePath(snapshot.root, path);
    if (relative === null || relative.startsWith('.model-ledger/')) {
      return;
    }
    seen.add(path);
    for (const { start, end } of usesIn(document.getText(), posix.dirname(relative), version, snapshot)) {
      found.push({
        uri: document.uri,
        range: { start: document.positionAt(start), end: document.positionAt(end) },
      });
    }
  };
  for (const document of open) {
    const path = documentPath(document.uri);
    if (path !== null) {
      search(document, path);
    }
  }
  const files = listTextFiles(snapshot.root, { isWanted: (name) => WANTED.test(name), most: MOST_FILES, signal });
  for await (const file of files) {
    throwIfCancelled(signal);
    if (found.length >= MOST_USES) {
      break;
    }
    const text = seen.has(file) ? null : await readText(file);
    if (text !== null) {
      search(TextDocument.create(fileUri(file), '', 0, text), file);
    }
  }
  return found.slice(0, MOST_USES);
}

/** Null for a file that is too large to search, or gone. */
async function readText(file: string): Promise<string | null> {
  const most = file.endsWith('.ipynb') ? MOST_NOTEBOOK_BYTES : MOST_BYTES;
  const size = await stat(file).then(
    (stats) => stats.size,
    () => Infinity,
  );
  return size > most ? null : readFile(file, 'utf8').catch(() => null);
}
