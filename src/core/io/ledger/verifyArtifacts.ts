import { open, realpath, stat } from 'node:fs/promises';
import { LedgerError } from '../../errors';
import type { EventOf, LedgerEvent, UnknownEvent } from '../../ledger/event';
import { formatReference, type Artifact, type Sha256 } from '../../model';
import type { ArtifactStore } from './artifactStore';
import { isMissing } from '../files/fileErrors';
import type { Git } from '../git/git';
import { isInside, type LedgerPaths } from './ledgerPaths';
import type { Checking } from './checking';
import { digestIfThere } from './verifyObjects';

/** An artifact as one version records it. */
interface Claim {
  readonly artifact: Artifact;
  readonly at: number;
  readonly isArchived: boolean;
  /** `churn@v4`, by the number of its registration. */
  readonly reference: string;
}

interface Context {
  readonly paths: LedgerPaths;
  readonly store: ArtifactStore;
  readonly git: Git | null;
  readonly shallow: ReadonlySet<string>;
}

/**
 * Kept copies must have the recorded bytes. What lies at a recorded path must be one of the versions that claim this
 * path: the newest, or an older one that was put back.
 */
export async function verifyArtifacts(
  context: Context,
  events: readonly (LedgerEvent | UnknownEvent)[],
  checking: Checking,
): Promise<void> {
  const claims = readClaims(events);
  const inPlace = await verifyPaths(context.paths, claims, checking);
  await verifyStore(context, claims, inPlace, checking);
  await verifyBlobs(context, claims, inPlace, checking);
  for (const { artifact, reference, isArchived } of claims) {
    const { kept, path, sha256 } = artifact;
    if ((kept === 'lfs' || kept === 'dvc' || kept === 'none') && !inPlace.has(sha256) && !isArchived) {
      const where = { lfs: 'Git LFS keeps it', dvc: 'DVC keeps it', none: 'nothing keeps a copy' }[kept];
      checking.unavailable({ path, message: `${path} of ${reference} is not on this machine; ${where}.` });
    }
  }
}

function readClaims(events: readonly (LedgerEvent | UnknownEvent)[]): readonly Claim[] {
  const archived = new Map<string, boolean>();
  for (const event of events) {
    if (isKnown(event) && event.type === 'archived') {
      archived.set(event.body.registration, event.body.archived);
    }
  }
  return events.filter(isRegistration).flatMap((event) =>
    event.body.artifacts.map((artifact) => ({
      artifact,
      at: Date.parse(event.at),
      isArchived: archived.get(event.id) === true,
      reference: formatReference(event.model, event.body.version),
    })),
  );
}

function isKnown(event: LedgerEvent | UnknownEvent): event is LedgerEvent {
  return 'body' in event;
}

function isRegistration(event: LedgerEvent | UnknownEvent): event is EventOf<'registered'> {
  return isKnown(event) && event.type === 'registered';
}

/** The digests of all files that lie, as recorded, where they were recorded. */
async function verifyPaths(
  paths: LedgerPaths,
  claims: readonly Claim[],
  checking: Checking,
): Promise<ReadonlySet<Sha256>> {
  const byPath = new Map<string, Claim[]>();
  for (const claim of claims) {
    byPath.set(claim.artifact.path, [...(byPath.get(claim.artifact.path) ?? []), claim]);
  }
  const inPlace = new Set<Sha256>();
  checking.expect(byPath.size);
  for (const [path, rivals] of byPath) {
    checking.step();
    const newest = newestOf(rivals.filter((claim) => !claim.isArchived));
    const file = await findInside(paths, path, checking);
    const digest = file === null ? null : await digestIfThere({ file, path }, checking);
    if (file === null || digest === null) {
      continue;
    }
    if (rivals.some((claim) => claim.artifact.sha256 === digest)) {
      inPlace.add(digest);
    } else if (newest !== null && (await isPointerTo(file, newest.artifact.sha256))) {
      checking.unavailable({ path, message: `${path} is a Git LFS pointer here. Run git lfs pull to get its bytes.` });
    } else if (newest !== null) {
      checking.problem({
        code: 'artifact-changed',
        path,
        message: `${path} has other bytes than ${newest.reference} recorded. Restore that version's file, or register what is there now.`,
      });
    }
  }
  return inPlace;
}

function newestOf(claims: readonly Claim[]): Claim | null {
  return claims.reduce<Claim | null>(
    (newest, claim) => (newest === null || claim.at >= newest.at ? claim : newest),
    null,
  );
}

/** Null when there is no such file, or when it is not for us to read: records name paths, and paths can lead away. */
async function findInside(paths: LedgerPaths, recorded: string, checking: Checking): Promise<string | null> {
  try {
    const file = paths.resolve(recorded);
    if (!(await stat(file)).isFile()) {
      checking.unavailable({ path: recorded, message: `${recorded} is not a file here, so it is not compared.` });
      return null;
    }
    if (!isInside(await realpath(paths.root), await realpath(file))) {
      checking.unavailable({
        path: recorded,
        message: `${recorded} is a link out of this folder and is not followed.`,
      });
      return null;
    }
    return file;
  } catch (error) {
    if (error instanceof LedgerError && error.code === 'path-outside') {
      checking.unavailable({ path: recorded, message: error.message });
      return null;
    }
    if (isMissing(error)) {
      return null;
    }
    throw error;
  }
}

const LARGEST_POINTER = 1024;

async function isPointerTo(file: string, sha256: Sha256): Promise<boolean> {
  const handle = await open(file, 'r');
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(LARGEST_POINTER), 0, LARGEST_POINTER, 0);
    const text = buffer.toString('latin1', 0, bytesRead);
    return text.startsWith('version https://git-lfs.github.com/spec/') && text.includes(`oid sha256:${sha256}`);
  } finally {
    await handle.close();
  }
}

async function verifyStore(
  { paths, store }: Context,
  claims: readonly Claim[],
  inPlace: ReadonlySet<Sha256>,
  checking: Checking,
): Promise<void> {
  const kept = new Map(
    claims.filter(({ artifact }) => artifact.kept === 'store').map((claim) => [claim.artifact.sha256, claim]),
  );
  const remembered = await store.remembered();
  checking.expect(kept.size);
  for (const [sha256, { artifact, reference }] of kept) {
    checking.step();
    const file = paths.stored(sha256);
    const path = paths.relative(file);
    const digest = await digestIfThere({ file, path }, checking);
    if (digest === null && remembered.has(sha256)) {
      checking.problem({
        code: 'artifact-missing',
        path,
        message: `The store has lost its copy of ${artifact.path} of ${reference}. Put a copy back at ${path}.`,
      });
    } else if (digest === null && !inPlace.has(sha256)) {
      const message = `${artifact.path} of ${reference} is in the store of the machine that registered it, not in this one.`;
      checking.unavailable({ path: artifact.path, message });
    } else if (digest !== null && digest !== sha256) {
      checking.problem({
        code: 'artifact-changed',
        path,
        message: `The store's copy of ${artifact.path} of ${reference} has other bytes than recorded. Replace ${path}.`,
      });
    }
  }
}

async function verifyBlobs(
  { git, shallow }: Context,
  claims: readonly Claim[],
  inPlace: ReadonlySet<Sha256>,
  checking: Checking,
): Promise<void> {
  const kept = claims.filter(({ artifact }) => artifact.kept === 'git' && !inPlace.has(artifact.sha256));
  const ids = [...new Set(kept.flatMap(({ artifact }) => artifact.keeperId ?? []))];
  const missing = git === null ? new Set(ids) : new Set(await findMissingBlobs(git, ids));
  for (const { artifact, reference } of kept) {
    if (artifact.keeperId === undefined || !missing.has(artifact.keeperId)) {
      continue;
    }
    const { path } = artifact;
    if (git === null || shallow.size > 0) {
      checking.unavailable({ path, message: `${path} of ${reference} is in Git's history, which is not all here.` });
    } else {
      const message = `${path} of ${reference} is gone: Git kept it as ${artifact.keeperId} and no longer has it.`;
      checking.problem({ code: 'artifact-missing', path, message });
    }
  }
}

const BLOB_ID = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;
/** Ids on one command line. */
const BLOBS_AT_ONCE = 200;

/** Asks for many at once, and halves what fails until the missing ones are alone. */
async function findMissingBlobs(git: Git, ids: readonly string[]): Promise<readonly string[]> {
  if (ids.length === 0) {
    return [];
  }
  if (ids.length <= BLOBS_AT_ONCE && (await hasAllBlobs(git, ids))) {
    return [];
  }
  if (ids.length === 1) {
    return ids;
  }
  const middle = ids.length >> 1;
  const [before, after] = [ids.slice(0, middle), ids.slice(middle)];
  return [...(await findMissingBlobs(git, before)), ...(await findMissingBlobs(git, after))];
}

async function hasAllBlobs(git: Git, ids: readonly string[]): Promise<boolean> {
  try {
    // Recorded ids are somebody else's text until they look like ids.
    if (!ids.every((id) => BLOB_ID.test(id))) {
      return false;
    }
    await git.raw(['rev-parse', ...ids.map((id) => `${id}^{blob}`)]);
    return true;
  } catch {
    return false;
  }
}
