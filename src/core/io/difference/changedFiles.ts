import type { ChangedFile, CodeDifference } from '../../difference/differenceFacts';
import { formatReference, type Version } from '../../model';
import type { Git } from '../git/git';

const NOT_THE_LEDGER = ':(top,exclude,glob)**/.model-ledger/**';
const COMMIT_ID = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;

/** The files that differ between the code of two versions. What is missing is said, never thrown. */
export async function readCodeDifference(git: Git | null, from: Version, to: Version): Promise<CodeDifference> {
  if (git === null) {
    return { kind: 'unknown', reason: 'Git is not available here, so the code of the two versions is not compared.' };
  }
  const [before, after] = await Promise.all([findCode(git, from), findCode(git, to)]);
  const missing = [before, after].find((code) => code.commit === null);
  if (before.commit === null || after.commit === null) {
    return { kind: 'unknown', reason: missing?.note ?? '' };
  }
  const notes = [...new Set([before.note, after.note])].filter((note) => note !== '');
  const files = before.commit === after.commit ? [] : await changedFiles(git, before.commit, after.commit);
  return { kind: 'files', from: before.commit, to: after.commit, files, notes };
}

export interface FoundCode {
  /** A commit that this repository has; null when it has none for the version. */
  readonly commit: string | null;
  /** A sentence when it is not all that was registered; empty otherwise. */
  readonly note: string;
}

/** The snapshot of the uncommitted code, else the commit that HEAD was at when the version was registered. */
export async function findCode(git: Git, version: Version): Promise<FoundCode> {
  const reference = formatReference(version.model, version.version);
  const { commit, snapshot, dirty } = version.code;
  if (snapshot !== null && (await has(git, snapshot))) {
    return { commit: snapshot, note: '' };
  }
  if (commit === null) {
    return { commit: null, note: `${reference} was registered without Git, so nothing says which code it had.` };
  }
  if (!(await has(git, commit))) {
    return {
      commit: null,
      note: `The commit of ${reference}, ${commit.slice(0, 7)}, is not in this clone. Fetch it and look again.`,
    };
  }
  if (snapshot !== null) {
    return {
      commit,
      note: `The uncommitted code of ${reference} was kept on the machine that registered it and is not here: its commit stands in for it.`,
    };
  }
  return {
    commit,
    note: dirty ? `${reference} had uncommitted changes that were not kept: its commit stands in for them.` : '',
  };
}

async function has(git: Git, commit: string): Promise<boolean> {
  // Recorded ids are somebody else's text until they look like ids.
  const args = ['rev-parse', '--verify', '--quiet', `${commit}^{commit}`];
  return COMMIT_ID.test(commit) && (await git.raw(args).catch(() => '')).trim() !== '';
}

async function changedFiles(git: Git, from: string, to: string): Promise<readonly ChangedFile[]> {
  const args = (format: string) => [
    'diff-tree',
    '-r',
    '-z',
    '--no-renames',
    format,
    from,
    to,
    '--',
    NOT_THE_LEDGER,
    ':(top)',
  ];
  const [statuses, numbers] = await Promise.all([git.raw(args('--name-status')), git.raw(args('--numstat'))]);
  const counts = new Map(
    numbers
      .split('\0')
      .map((line) => line.split('\t'))
      .map(([added = '', removed = '', path = '']) => [path, { added: countOf(added), removed: countOf(removed) }]),
  );
  const words = statuses.split('\0');
  const files: ChangedFile[] = [];
  for (let index = 0; index + 1 < words.length; index += 2) {
    const path = words[index + 1] ?? '';
    const kind = words[index] === 'A' ? 'added' : words[index] === 'D' ? 'removed' : 'changed';
    files.push({ path, kind, ...(counts.get(path) ?? { added: null, removed: null }) });
  }
  return files;
}

/** `-` for binary files. */
function countOf(text: string): number | null {
  return /^\d+$/.test(text) ? Number(text) : null;
}
