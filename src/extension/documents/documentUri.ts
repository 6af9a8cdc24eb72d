import * as vscode from 'vscode';
import { DOCUMENT_SCHEME } from '../commandIds';

/**
 * Addresses of the read-only documents. They lie, in a scheme of their own, under the ledger they belong to, so that
 * they survive a reload of the window without anything being remembered: `<root>/.model-ledger/<kind>/…`. A card's
 * pictures lie beside it, because a preview may only load what is in the folder of its document:
 * `<root>/.model-ledger/card/<registration>/<sha256>/<name>`. Objects and kept notebooks have names alone, because an editor
 * shows the path above them; what they are stands in the query.
 */
export type DocumentAddress =
  | { readonly kind: 'card'; readonly root: string; readonly id: string }
  | { readonly kind: 'object'; readonly root: string; readonly sha256: string }
  /** A file as a commit has it. */
  | { readonly kind: 'code'; readonly root: string; readonly commit: string; readonly path: string }
  /** A notebook as a commit has it, as a script of its cells: outputs are not code. */
  | { readonly kind: 'script'; readonly root: string; readonly commit: string; readonly path: string }
  /** A kept notebook without execution counts, and without outputs unless they are wanted. */
  | { readonly kind: 'notebook'; readonly root: string; readonly sha256: string; readonly outputs: boolean }
  | { readonly kind: 'documentation'; readonly root: string; readonly id: string }
  /** What a version's artifact says of its structure. */
  | { readonly kind: 'structure'; readonly root: string; readonly id: string; readonly sha256: string };

const ID = '(?<id>[0-9A-Z]{26})';
const SHA256 = '(?<sha256>[0-9a-f]{64})';
const COMMIT = '(?<commit>[0-9a-f]{40}(?:[0-9a-f]{24})?)';

type PathKind = Exclude<DocumentAddress['kind'], 'object' | 'notebook'>;

const SHAPES: Readonly<Record<PathKind, RegExp>> = {
  card: new RegExp(`^${ID}/(?:${SHA256}/)?[^/]+$`),
  code: new RegExp(`^${COMMIT}/(?<path>.+)$`),
  script: new RegExp(`^${COMMIT}/(?<path>.+)\\.py$`),
  documentation: new RegExp(`^${ID}/[^/]+$`),
  structure: new RegExp(`^${ID}/${SHA256}/[^/]+$`),
};

export function cardUri(root: string, id: string, reference: string): vscode.Uri {
  return documentUri(root, `card/${id}/${reference}.md`);
}

export function objectUri(root: string, sha256: string, name: string): vscode.Uri {
  return namedUri(name, { root, sha256 });
}

/** `path` is relative to the top folder of the repository. */
export function codeUri(root: string, commit: string, path: string): vscode.Uri {
  return documentUri(root, `code/${commit}/${path}`);
}

export function scriptUri(root: string, commit: string, path: string): vscode.Uri {
  return documentUri(root, `script/${commit}/${path}.py`);
}

export function notebookUri(root: string, sha256: string, name: string, outputs: boolean): vscode.Uri {
  return namedUri(name, { root, sha256, outputs: outputs ? 'with' : 'without' });
}

export function documentationUri(root: string, id: string, reference: string): vscode.Uri {
  return documentUri(root, `documentation/${id}/${reference}.md`);
}

export function structureUri(root: string, id: string, sha256: string, name: string): vscode.Uri {
  return documentUri(root, `structure/${id}/${sha256}/${fileName(name)}.txt`);
}

/** Relative to the card that shows it. */
export function pictureLink(sha256: string, name: string): string {
  return `${sha256}/${encodeURIComponent(name)}`;
}

/** Null for an address that is not one of ours. */
export function readDocumentUri(uri: vscode.Uri): DocumentAddress | null {
  if (uri.scheme === DOCUMENT_SCHEME && uri.query !== '') {
    return readQuery(uri.query);
  }
  const { before, kind, rest } =
    /^(?<before>.*?)\/\.model-ledger\/(?<kind>[a-z]+)\/(?<rest>.+)$/.exec(uri.path)?.groups ?? {};
  if (uri.scheme !== DOCUMENT_SCHEME || before === undefined || kind === undefined || !isKind(kind)) {
    return null;
  }
  const groups = SHAPES[kind].exec(rest ?? '')?.groups;
  return groups === undefined ? null : toAddress(kind, vscode.Uri.file(before).fsPath, groups);
}

function readQuery(query: string): DocumentAddress | null {
  const values = new URLSearchParams(query);
  const [root, sha256, outputs] = [values.get('root'), values.get('sha256'), values.get('outputs')];
  if (root === null || sha256 === null || !/^[0-9a-f]{64}$/.test(sha256)) {
    return null;
  }
  return outputs === null
    ? { kind: 'object', root, sha256 }
    : { kind: 'notebook', root, sha256, outputs: outputs === 'with' };
}

function isKind(text: string): text is PathKind {
  return Object.hasOwn(SHAPES, text);
}

/** The shape of the kind has matched, so its groups are there. */
function toAddress(
  kind: PathKind,
  root: string,
  groups: Readonly<Record<string, string | undefined>>,
): DocumentAddress {
  const { id = '', sha256 = '', commit = '', path = '' } = groups;
  switch (kind) {
    case 'card':
      return sha256 === '' ? { kind, root, id } : { kind: 'object', root, sha256 };
    case 'code':
    case 'script':
      return { kind, root, commit, path };
    case 'documentation':
      return { kind, root, id };
    case 'structure':
      return { kind, root, id, sha256 };
  }
}

function fileName(name: string): string {
  return name.replaceAll('/', '-');
}

function namedUri(name: string, address: Readonly<Record<string, string>>): vscode.Uri {
  const query = new URLSearchParams(address).toString();
  return vscode.Uri.from({ scheme: DOCUMENT_SCHEME, path: `/${fileName(name)}`, query });
}

function documentUri(root: string, rest: string): vscode.Uri {
  return vscode.Uri.joinPath(vscode.Uri.file(root), '.model-ledger', rest).with({ scheme: DOCUMENT_SCHEME });
}
