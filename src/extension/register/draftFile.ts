import path from 'node:path';
import * as vscode from 'vscode';

const DRAFT = /^(?<root>.*)[\\/]\.model-ledger[\\/]drafts[\\/](?<name>[^\\/]+)\.md$/;
const DOCUMENTATION = /^(?<model>.+)-v(?<version>\d+)\.documentation$/;

/** Documents that are drafts, unsaved or saved. package.json has the same pattern in its `when` clauses. */
export const DRAFT_SELECTOR: vscode.DocumentSelector = [
  { scheme: 'untitled', pattern: '**/.model-ledger/drafts/*.md' },
  { scheme: 'file', pattern: '**/.model-ledger/drafts/*.md' },
];

/** What the path of a draft says. A draft lives inside the ledger it will be registered in. */
export type DraftFile =
  | { readonly kind: 'registration'; readonly root: string }
  | { readonly kind: 'documentation'; readonly root: string; readonly model: string; readonly version: number };

export function readDraftUri(uri: vscode.Uri): DraftFile | null {
  const match = uri.scheme === 'untitled' || uri.scheme === 'file' ? DRAFT.exec(uri.fsPath) : null;
  const { root, name } = match?.groups ?? {};
  if (root === undefined || name === undefined) {
    return null;
  }
  const { model, version } = DOCUMENTATION.exec(name)?.groups ?? {};
  return model === undefined || version === undefined
    ? { kind: 'registration', root }
    : { kind: 'documentation', root, model, version: Number(version) };
}

/** `churn-v3.md` in the ledger's drafts folder. Nothing is written there unless the person saves the draft. */
export function registrationDraftUri(root: string, model: string, version: number): vscode.Uri {
  return draftUri(root, `${model}-v${version}.md`);
}

export function documentationDraftUri(root: string, model: string, version: number): vscode.Uri {
  return draftUri(root, `${model}-v${version}.documentation.md`);
}

function draftUri(root: string, name: string): vscode.Uri {
  return vscode.Uri.file(path.join(root, '.model-ledger', 'drafts', name));
}

/** The unsaved twin of a draft's file. */
export function unsaved(uri: vscode.Uri): vscode.Uri {
  return uri.with({ scheme: 'untitled' });
}
