import * as vscode from 'vscode';
import type { RationalePolicy } from '../../core/config';
import { unstagedShare } from '../../core/rationale/smartCommit';
import type { CommitSettings } from '../../protocol/languageServer';
import { SETTINGS } from '../settings';

const POLICIES: readonly RationalePolicy[] = ['off', 'ask', 'require'];

/** What the window says about commits in a repository: our own setting, and those of the Git extension. */
export function commitSettings(scope: vscode.Uri): CommitSettings {
  const git = vscode.workspace.getConfiguration('git', scope);
  return {
    policy: chosenPolicy(scope),
    unstaged: unstagedShare({
      enableSmartCommit: git.get('enableSmartCommit'),
      suggestSmartCommit: git.get('suggestSmartCommit'),
      smartCommitChanges: git.get('smartCommitChanges'),
      untrackedChanges: git.get('untrackedChanges'),
    }),
  };
}

/** Null while nobody has set it: its default must not win over what the project's `config.json` says. */
function chosenPolicy(scope: vscode.Uri): RationalePolicy | null {
  const setting = vscode.workspace.getConfiguration('modelLedger', scope).inspect(SETTINGS.commitRationale);
  const chosen: unknown = setting?.workspaceFolderValue ?? setting?.workspaceValue ?? setting?.globalValue;
  return POLICIES.find((policy) => policy === chosen) ?? null;
}
