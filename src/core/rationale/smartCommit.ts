/** Settings of VS Code's Git extension, below `git.`; undefined where it is switched off. */
export interface SmartCommitSettings {
  readonly enableSmartCommit?: unknown;
  readonly suggestSmartCommit?: unknown;
  readonly smartCommitChanges?: unknown;
  readonly untrackedChanges?: unknown;
}

/** What a commit takes while nothing is staged. */
export type UnstagedShare = 'all' | 'tracked' | 'none';

/**
 * By the rule of VS Code's Git extension: with smart commit it takes the changes that the settings name, without it asks
 * whether to take all, and where that question is switched off it takes nothing.
 */
export function unstagedShare(settings: SmartCommitSettings): UnstagedShare {
  const isSmart = settings.enableSmartCommit === true;
  if (!isSmart && settings.suggestSmartCommit === false) {
    return 'none';
  }
  const onlyTracked = isSmart && settings.smartCommitChanges === 'tracked';
  const showsUntrackedApart = settings.untrackedChanges === 'separate' || settings.untrackedChanges === 'hidden';
  return onlyTracked || showsUntrackedApart ? 'tracked' : 'all';
}
