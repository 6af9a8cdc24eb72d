import * as vscode from 'vscode';

/** The part of the API of VS Code's built-in Git extension, version 1, that is used here. */
export interface GitApi {
  readonly repositories: readonly GitRepository[];
  readonly onDidOpenRepository: vscode.Event<GitRepository>;
  readonly onDidCloseRepository: vscode.Event<GitRepository>;
  getRepository(uri: vscode.Uri): GitRepository | null;
}

export interface GitRepository {
  readonly rootUri: vscode.Uri;
  readonly inputBox: { value: string };
  readonly state: GitState;
  readonly ui: { readonly selected: boolean };
  /** Also fires when a commit failed: see whether HEAD has moved. */
  readonly onDidCommit: vscode.Event<void>;
  status(): Promise<void>;
}

export interface GitState {
  readonly HEAD: { readonly name?: string; readonly commit?: string } | undefined;
  readonly indexChanges: readonly GitChange[];
  readonly workingTreeChanges: readonly GitChange[];
  readonly untrackedChanges: readonly GitChange[];
  readonly mergeChanges: readonly GitChange[];
  readonly onDidChange: vscode.Event<void>;
}

export interface GitChange {
  readonly uri: vscode.Uri;
  readonly status: number;
}

/** `Status.UNTRACKED` of that API. */
export const UNTRACKED = 7;

interface GitExtension {
  readonly enabled: boolean;
  getAPI(version: 1): GitApi;
}

/** Null where the Git extension is missing or switched off. Starts it when it has not been started. */
export async function openGit(): Promise<GitApi | null> {
  const extension = vscode.extensions.getExtension<GitExtension>('vscode.git');
  const git = await extension?.activate();
  return git?.enabled === true ? git.getAPI(1) : null;
}
