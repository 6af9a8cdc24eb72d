import { isAbsolute, relative, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { formatReference } from '../core/model';

/** Where a document lies on the disk, whatever its scheme; null when nothing says it. */
export function documentPath(uri: string): string | null {
  try {
    const { protocol, pathname, search } = new URL(uri);
    switch (protocol) {
      case 'file:':
        return fileURLToPath(uri);
      case 'untitled:':
      case 'model-ledger:':
      case 'vscode-notebook-cell:':
        return pathname.startsWith('/') ? fileURLToPath(`file://${pathname}`) : null;
      case 'vscode-scm:':
        return repositoryPath(search);
      default:
        return null;
    }
  } catch {
    // Not an address of this machine: a file URL with a host, an escape that is none.
    return null;
  }
}

/** The commit message box names its repository: `?rootUri=file:///home/ada/churn`, escaped once or twice. */
function repositoryPath(search: string): string | null {
  const { root } = /^\?rootUri=(?<root>.+)$/.exec(decodeURIComponent(search))?.groups ?? {};
  return root === undefined ? null : fileURLToPath(decodeURIComponent(root));
}

export function fileUri(path: string): string {
  return pathToFileURL(path).href;
}

/** The read-only document that the extension shows of a version; `extension/documents/documentUri.ts` reads it. */
export function cardUri(
  root: string,
  version: { readonly id: string; readonly model: string; readonly version: number },
): string {
  const reference = formatReference(version.model, version.version);
  const folder = pathToFileURL(root).pathname.replace(/\/$/, '');
  return `model-ledger:${folder}/.model-ledger/card/${version.id}/${reference}.md`;
}

/** With forward slashes, as records have it; null outside the root. */
export function relativePath(root: string, path: string): string | null {
  const way = relative(root, path);
  return way === '' || way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way) ? null : way.split(sep).join('/');
}
