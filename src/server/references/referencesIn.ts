import { posix } from 'node:path';
import type { Position } from 'vscode-languageserver/node';
import { relativePath } from '../documentAddress';
import type { Subject } from '../session';
import { findReferences } from './findReferences';
import type { Reference } from './reference';

/** The references of a document. */
export function referencesIn({ document, path, snapshot }: Subject): readonly Reference[] {
  return findReferences(document.getText(), snapshot, { folder: folderOf(path, snapshot.root) });
}

/** The one under the cursor, or just left of it. Only its line is read. */
export function referenceAt(subject: Subject, position: Position): Reference | null {
  const { document, path, snapshot } = subject;
  const lineStart = document.offsetAt({ line: position.line, character: 0 });
  const line = document.getText({
    start: { line: position.line, character: 0 },
    end: { line: position.line + 1, character: 0 },
  });
  const offset = position.character;
  const found = findReferences(line, snapshot, { folder: folderOf(path, snapshot.root) }).find(
    ({ start, end }) => start <= offset && offset <= end,
  );
  return found === undefined ? null : { ...found, start: found.start + lineStart, end: found.end + lineStart };
}

function folderOf(path: string | null, root: string): string | null {
  const relative = path === null ? null : relativePath(root, path);
  return relative === null ? null : posix.dirname(relative);
}
