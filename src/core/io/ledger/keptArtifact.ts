import { spawn } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { access } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { PassThrough } from 'node:stream';
import { LedgerError } from '../../errors';
import type { Artifact } from '../../model';
import { findDvcCache, findDvcObject } from '../capture/dvcRecords';
import type { Git } from '../git/git';
import type { Ledger } from './ledger';
import { LedgerPaths } from './ledgerPaths';

/** The bytes of an artifact from its keeper, as a stream. Throws `artifact-unavailable` where this machine has no copy. */
export async function openKeptArtifact(ledger: Ledger, artifact: Artifact): Promise<Readable> {
  // The store is asked first whoever the keeper was: the same bytes may have been kept for another version.
  const stored = new LedgerPaths(ledger.root).stored(artifact.sha256);
  if (await isThere(stored)) {
    return createReadStream(stored);
  }
  const git = await ledger.git();
  switch (artifact.kept) {
    case 'git':
      return openBlob(git, artifact);
    case 'lfs':
      return await openLfs(git, artifact);
    case 'dvc':
      return await openDvc(ledger, git, artifact);
    case 'store':
      throw unavailable(artifact, 'The store of this machine does not have it; it is on the one that registered it.');
    case 'none':
      throw unavailable(artifact, 'It was registered without keeping a copy.');
    default:
      return artifact.kept satisfies never;
  }
}

function openBlob(git: Git | null, artifact: Artifact): Readable {
  if (git === null || artifact.keeperId === undefined) {
    throw unavailable(artifact, 'Git keeps it, and this folder is no Git repository.');
  }
  return outputOf(git.toplevel, 'git', ['cat-file', 'blob', artifact.keeperId], artifact);
}

/** The local object where it was fetched already; otherwise git-lfs fetches it. */
async function openLfs(git: Git | null, artifact: Artifact): Promise<Readable> {
  if (git === null) {
    throw unavailable(artifact, 'Git LFS keeps it, and this folder is no Git repository.');
  }
  const oid = artifact.keeperId ?? artifact.sha256;
  const local = await findLfsObject(git, oid);
  if (local !== null) {
    return createReadStream(local);
  }
  const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${oid}\nsize ${artifact.size}\n`;
  return outputOf(git.toplevel, 'git', ['lfs', 'smudge'], artifact, pointer);
}

/** Where Git LFS has the content on this machine; null when it was not fetched. */
export async function findLfsObject(git: Git, oid: string): Promise<string | null> {
  const common = (await git.raw(['rev-parse', '--git-common-dir'])).trim();
  const objects = resolve(git.toplevel, common, 'lfs', 'objects');
  const local = join(objects, oid.slice(0, 2), oid.slice(2, 4), oid);
  return (await isThere(local)) ? local : null;
}

async function openDvc(ledger: Ledger, git: Git | null, artifact: Artifact): Promise<Readable> {
  const cache = await findDvcCache(join(ledger.root, artifact.path), git?.toplevel ?? ledger.root);
  const object = cache === null ? null : await findDvcObject(cache, artifact.keeperId ?? '');
  if (object === null) {
    throw unavailable(artifact, 'DVC keeps it, and its cache here does not have it. Run dvc fetch and try again.');
  }
  return createReadStream(object);
}

async function isThere(path: string): Promise<boolean> {
  return await access(path).then(
    () => true,
    () => false,
  );
}

/** Standard output of a program; the stream fails when the program does. */
function outputOf(cwd: string, program: string, args: readonly string[], artifact: Artifact, input = ''): Readable {
  const child = spawn(program, args, { cwd, stdio: ['pipe', 'pipe', 'pipe'], windowsHide: true });
  const output = new PassThrough();
  const words: Buffer[] = [];
  child.stderr.on('data', (chunk: Buffer) => words.push(chunk));
  // A program that ends before it has read everything closes the pipe; its exit code tells the story.
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  child.stdout.pipe(output, { end: false });
  child.on('error', (error) =>
    output.destroy(unavailable(artifact, `${program} cannot be started: ${error.message}.`)),
  );
  child.on('close', (code) => {
    if (code === 0) {
      output.end();
      return;
    }
    const said = Buffer.concat(words).toString('utf8').trim();
    output.destroy(unavailable(artifact, `${program} ${args[0] ?? ''} failed: ${said}`));
  });
  output.on('close', () => child.kill());
  return output;
}

function unavailable(artifact: Artifact, reason: string): LedgerError {
  return new LedgerError('artifact-unavailable', `${artifact.path} cannot be put back. ${reason}`, {
    path: artifact.path,
    sha256: artifact.sha256,
    kept: artifact.kept,
  });
}
