import { createHash } from 'node:crypto';
import { editedProblem } from '../../ledger/verifyChain';
import { EVENT_FILE } from './eventFiles';
import type { Git } from '../git/git';
import { LEDGER_FOLDER, type LedgerPaths } from './ledgerPaths';
import type { Checking } from './checking';

/** An event file as it lies in the working tree. */
export interface FileOnDisk {
  /** Its Git blob id; null when the file could not be read. */
  readonly blob: GitBlob | null;
  readonly isDamaged: boolean;
}

/** The two ids that a blob can have, by the object format of the repository. */
export interface GitBlob {
  readonly sha1: string;
  readonly sha256: string;
  /** The id (SHA-1) that it would have with Unix line endings; null when it has them. */
  readonly withoutCarriageReturns: string | null;
}

interface Recorded {
  /** The blob that the file had when it was first committed. */
  readonly original: string;
  /** The newest commit that removed it; null when none did. */
  readonly removedBy: string | null;
}

const RECORD = '\x1e';

/**
 * Compares the event files with every one that any commit up to HEAD ever added: nothing committed may be gone or
 * different. This also finds what the chain cannot know, a change or removal of the newest event.
 */
export async function verifyAgainstGit(
  context: {
    readonly git: Git;
    readonly paths: LedgerPaths;
    readonly shallow: ReadonlySet<string>;
  },
  files: ReadonlyMap<string, FileOnDisk>,
  checking: Checking,
): Promise<void> {
  const { git, paths, shallow } = context;
  if ((await git.head()) === null) {
    return;
  }
  if (shallow.size > 0) {
    checking.unavailable({
      path: `${LEDGER_FOLDER}/models`,
      message: 'This clone is shallow, so what was removed before its first commit cannot be found.',
    });
  }
  for (const [path, recorded] of await readRecorded(git, paths.prefixIn(git.toplevel))) {
    const file = files.get(path);
    if (file === undefined) {
      const how = recorded.removedBy === null ? '' : ` by commit ${recorded.removedBy.slice(0, 10)}`;
      checking.problem({
        code: 'event-removed',
        path,
        message: `${path} was committed and has been removed${how}. Restore it from Git.`,
      });
    } else if (file.blob !== null && !file.isDamaged) {
      compare(path, file.blob, recorded.original, checking);
    }
  }
}

function compare(path: string, blob: GitBlob, original: string, checking: Checking): void {
  if (blob.sha1 === original || blob.sha256 === original) {
    return;
  }
  const how =
    blob.withoutCarriageReturns === original
      ? 'only its line endings differ from the commit, because .model-ledger/.gitattributes is missing or overruled'
      : 'its first commit has other bytes';
  checking.problem(editedProblem(path, how));
}

export function gitBlob(bytes: Buffer): GitBlob {
  const text = bytes.includes('\r\n') ? Buffer.from(bytes.toString('latin1').replaceAll('\r\n', '\n'), 'latin1') : null;
  return {
    sha1: blobId('sha1', bytes),
    sha256: blobId('sha256', bytes),
    withoutCarriageReturns: text === null ? null : blobId('sha1', text),
  };
}

function blobId(algorithm: 'sha1' | 'sha256', bytes: Buffer): string {
  return createHash(algorithm).update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}

/** By path relative to the root. Merges count only where they changed a file on their own, hence `-c`. */
async function readRecorded(git: Git, prefix: string): Promise<ReadonlyMap<string, Recorded>> {
  const folder = `${prefix}${LEDGER_FOLDER}/models/`;
  const text = await git.raw([
    '-c',
    'log.showSignature=false',
    'log',
    '-z',
    '-c',
    '--full-history',
    '--topo-order',
    '--no-color',
    '--no-renames',
    '--raw',
    '--no-abbrev',
    `--format=${RECORD}%H`,
    'HEAD',
    '--',
    folder,
  ]);
  const recorded = new Map<string, Recorded>();
  for (const record of text.split(RECORD).slice(1)) {
    // Newest first: the oldest addition of a file is read last and remains.
    for (const { path, status, blob } of readChanges(record)) {
      const isEvent = path.startsWith(folder) && EVENT_FILE.test(path.slice(path.lastIndexOf('/') + 1));
      if (!isEvent) {
        continue;
      }
      const known = recorded.get(path);
      const removedBy = known?.removedBy ?? (known === undefined && status.includes('D') ? record.slice(0, 64) : null);
      const isAddition = status.includes('A');
      recorded.set(path, {
        original: isAddition || known === undefined ? blob : known.original,
        removedBy: removedBy === null ? null : (/^[0-9a-f]+/.exec(removedBy)?.[0] ?? null),
      });
    }
  }
  return new Map([...recorded].map(([path, value]) => [path.slice(prefix.length), value]));
}

/** `:100644 100644 <old> <new> M`, for a merge `::100644 … <new> MM`, each followed by the path. */
function readChanges(
  record: string,
): readonly { readonly path: string; readonly status: string; readonly blob: string }[] {
  const tokens = record.split('\0').map((token) => token.replace(/^\n/, ''));
  return tokens.flatMap((token, index) => {
    const path = tokens[index + 1];
    if (!token.startsWith(':') || path === undefined) {
      return [];
    }
    const words = token.split(' ');
    const status = words.at(-1) ?? '';
    // The old blob of a removal is the only one it has.
    const blob = (status.includes('D') ? words.at(-3) : words.at(-2)) ?? '';
    return [{ path, status, blob }];
  });
}
