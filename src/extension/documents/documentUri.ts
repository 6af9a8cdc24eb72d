import * as vscode from 'vscode';
import { DOCUMENT_SCHEME } from '../commandIds';

/**
 * Addresses of the read-only documents. They lie, in a scheme of their own, under the ledger they belong to, so that
 * they survive a reload of the window without anything being remembered:
 * `<root>/.model-ledger/card/<registration>/churn@v4.md` and `<root>/.model-ledger/object/<sha256>/<name>`.
 * A card's pictures lie beside it, because a preview may only load what is in the folder of its document:
 * `<root>/.model-ledger/card/<registration>/<sha256>/<name>`.
 */
export type DocumentAddress =
  | { readonly kind: 'card'; readonly root: string; readonly id: string }
  | { readonly kind: 'object'; readonly root: string; readonly sha256: string };

const ADDRESS =
  /^(?<root>.*)\/\.model-ledger\/(?:card\/(?<id>[0-9A-Z]{26})\/(?:(?<picture>[0-9a-f]{64})\/)?|object\/(?<object>[0-9a-f]{64})\/)[^/]+$/;

export function cardUri(root: string, id: string, reference: string): vscode.Uri {
  return documentUri(root, `card/${id}/${reference}.md`);
}

export function objectUri(root: string, sha256: string, name: string): vscode.Uri {
  return documentUri(root, `object/${sha256}/${name.replaceAll('/', '-')}`);
}

/** Relative to the card that shows it. */
export function pictureLink(sha256: string, name: string): string {
  return `${sha256}/${encodeURIComponent(name)}`;
}

/** Null for an address that is not one of ours. */
export function readDocumentUri(uri: vscode.Uri): DocumentAddress | null {
  const { root, id, picture, object } = ADDRESS.exec(uri.path)?.groups ?? {};
  if (uri.scheme !== DOCUMENT_SCHEME || root === undefined) {
    return null;
  }
  const folder = vscode.Uri.file(root).fsPath;
  const sha256 = picture ?? object;
  if (sha256 !== undefined) {
    return { kind: 'object', root: folder, sha256 };
  }
  return id === undefined ? null : { kind: 'card', root: folder, id };
}

function documentUri(root: string, rest: string): vscode.Uri {
  return vscode.Uri.joinPath(vscode.Uri.file(root), '.model-ledger', rest).with({ scheme: DOCUMENT_SCHEME });
}
