import path from 'node:path';
import * as vscode from 'vscode';
import { LedgerError } from '../../core/errors';
import { cancelled } from '../abort';
import { openGit, type GitApi, type GitRepository } from './gitApi';

/** The repository whose title was pressed, the only one, or the one that the person picks. Throws `git-failed`. */
export async function chooseRepository(argument: unknown, title: string): Promise<GitRepository> {
  const git = await openGit();
  if (git === null) {
    throw new LedgerError(
      'git-failed',
      'Committing here goes through the Git extension of VS Code, which is switched off. Set git.enabled, or commit in a terminal.',
    );
  }
  const named = rootOf(argument);
  const repository = (named === null ? null : git.getRepository(named)) ?? (await pick(git, title));
  return repository;
}

/** Source Control passes its own object, others an address. */
function rootOf(argument: unknown): vscode.Uri | null {
  if (argument instanceof vscode.Uri) {
    return argument;
  }
  if (typeof argument === 'object' && argument !== null && 'rootUri' in argument) {
    return argument.rootUri instanceof vscode.Uri ? argument.rootUri : null;
  }
  return null;
}

async function pick({ repositories }: GitApi, title: string): Promise<GitRepository> {
  const [first] = repositories;
  if (first === undefined) {
    throw new LedgerError(
      'git-failed',
      'No Git repository is open in this window. Open the folder of one, or make one with Git: Initialize Repository.',
    );
  }
  if (repositories.length === 1) {
    return first;
  }
  const items = repositories.map((repository) => ({
    label: path.basename(repository.rootUri.fsPath),
    description: repository.rootUri.fsPath,
    repository,
  }));
  const chosen = await vscode.window.showQuickPick(items, { title, placeHolder: 'Choose the repository' });
  if (chosen === undefined) {
    throw cancelled();
  }
  return chosen.repository;
}
