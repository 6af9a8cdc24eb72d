import type { Git } from './git';

/** A file that a commit adds, changes or removes. */
export interface ChangedFile {
  /** Relative to the top of the working tree, with forward slashes. */
  readonly path: string;
  /** Blob id before; null for a file that is new. */
  readonly before: string | null;
  /** Blob id after; null for a file that is removed, or whose bytes are only in the working tree. */
  readonly after: string | null;
  readonly isRemoved: boolean;
  /** The bytes to look at are those of the working tree. */
  readonly isInWorkingTree: boolean;
}

/** What is compared: two commits, a commit and the index, or a commit and the working tree with its untracked files. */
export type Comparison =
  | { readonly from: string; readonly to: string }
  | {
      readonly from: string;
      readonly to?: undefined;
      readonly index: boolean;
      /** Another index than the usual one. */
      readonly indexFile?: string | undefined;
      /** Of the working tree only files that Git knows. */
      readonly trackedOnly?: boolean | undefined;
    };

const FORM = ['--raw', '-z', '--no-renames', '--no-abbrev', '--no-color', '--no-ext-diff', '--ignore-submodules'];

export async function readChangedFiles(git: Git, comparison: Comparison): Promise<readonly ChangedFile[]> {
  if (comparison.to !== undefined) {
    const raw = await git.raw(['diff-tree', '-r', ...FORM, comparison.from, comparison.to, '--']);
    return parseRaw(raw, false);
  }
  if (comparison.index) {
    const { indexFile } = comparison;
    const call = indexFile === undefined ? {} : { env: { GIT_INDEX_FILE: indexFile } };
    return parseRaw(await git.raw(['diff-index', '--cached', ...FORM, comparison.from, '--'], call), false);
  }
  const changed = parseRaw(await git.raw(['diff-index', ...FORM, comparison.from, '--']), true);
  if (comparison.trackedOnly === true) {
    return changed;
  }
  const untracked = await git.raw(['ls-files', '--others', '--exclude-standard', '-z', '--full-name']);
  const added = untracked
    .split('\0')
    .filter((path) => path !== '')
    .map((path) => ({ path, before: null, after: null, isRemoved: false, isInWorkingTree: true }));
  return [...changed, ...added];
}

/** The tree without files, which the first commit is compared with. */
export async function emptyTree(git: Git): Promise<string> {
  const format = (await git.raw(['rev-parse', '--show-object-format'])).trim();
  return format === 'sha256'
    ? '6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321'
    : '4b825dc642cb6eb9a060e54bf8d69288fbee4904';
}

/** `:100644 100644 <before> <after> M\0path\0`, one after another. */
function parseRaw(raw: string, isWorkingTree: boolean): readonly ChangedFile[] {
  const fields = raw.split('\0');
  const files: ChangedFile[] = [];
  for (let at = 0; at + 1 < fields.length; at += 2) {
    const [, afterMode = '', before = '', after = '', status] = (fields[at] ?? '').split(' ');
    // 120000 is a link, 160000 a submodule: neither is a file's content.
    if (!/^(?:100|000)/.test(afterMode)) {
      continue;
    }
    files.push({
      path: fields[at + 1] ?? '',
      before: blob(before),
      after: blob(after),
      isRemoved: status === 'D',
      isInWorkingTree: isWorkingTree,
    });
  }
  return files;
}

function blob(id: string): string | null {
  return /^0+$/.test(id) || id === '' ? null : id;
}
