import { join } from 'node:path';
import { openCacheFile } from './cacheFile';
import type { Git } from '../git/git';
import { findGitFolders, readHeadCommit, readShallowCommits, type GitFolders } from '../git/headCommit';
import { LEDGER_FOLDER, type LedgerPaths } from './ledgerPaths';

/** The commit that brought an event into the repository. */
export interface CommitInfo {
  readonly commit: string;
  /** ISO-8601 with the committer's offset. */
  readonly at: string;
  readonly author: string;
  /** The `Rationale:` trailer of its message; null without one. */
  readonly rationale: string | null;
}

/** By the path of the event's file, relative to the ledger's root. */
export type Commits = ReadonlyMap<string, CommitInfo>;

interface SavedHistory {
  readonly format: number;
  readonly head: string;
  readonly commits: readonly (readonly [commit: string, at: string, author: string, rationale: string | null])[];
  /** Path below `models/` and position in `commits`. */
  readonly events: readonly (readonly [path: string, commit: number])[];
}

const FORMAT = 1;
const MODELS = `${LEDGER_FOLDER}/models/`;
/** Between the fields and before each commit; Git allows neither in names and paths with `-z`. */
const FIELD = '\x1f';
const RECORD = '\x1e';
const LOG_FORMAT = `${RECORD}%H${FIELD}%cI${FIELD}%an${FIELD}%(trailers:key=Rationale,valueonly,unfold,separator=%x20)${FIELD}`;

/** One pass over Git's log of the events, kept by HEAD; when HEAD has moved on, only what is new is read. */
export class LedgerHistory {
  private known: { readonly head: string; readonly commits: Commits } | null = null;
  private folders: Promise<GitFolders | null> | null = null;

  constructor(
    private readonly paths: LedgerPaths,
    private readonly openGit: () => Promise<Git | null>,
  ) {}

  /** Empty without Git and before the first commit. The same object while HEAD stays. */
  async commits(): Promise<Commits> {
    const head = await this.head();
    if (head === null) {
      return NONE;
    }
    if (this.known?.head === head) {
      return this.known.commits;
    }
    const saved = openCacheFile<SavedHistory>(this.paths, join(this.paths.cache, 'commits.json'), emptyHistory);
    await saved.read();
    const before = saved.data.format === FORMAT ? saved.data : emptyHistory();
    if (before.head === head) {
      this.known = { head, commits: expand(before) };
      return this.known.commits;
    }
    const git = await this.openGit();
    const commits = git === null ? NONE : await this.readSince(git, before, head);
    if (git !== null) {
      saved.data = compact(head, commits);
      await saved.write();
    }
    this.known = { head, commits };
    return commits;
  }

  /** The commit that HEAD names; null without Git and before the first commit. */
  async head(): Promise<string | null> {
    const folders = await this.gitFolders();
    if (folders === null) {
      // Also asked again later: a repository can be made at any time.
      this.folders = null;
      return null;
    }
    return (await readHeadCommit(folders)) ?? (await (await this.openGit())?.head()) ?? null;
  }

  /** The commits at which a shallow clone ends; empty in a whole one. */
  async shallowCommits(): Promise<ReadonlySet<string>> {
    const folders = await this.gitFolders();
    return folders === null ? new Set() : readShallowCommits(folders);
  }

  private gitFolders(): Promise<GitFolders | null> {
    this.folders ??= findGitFolders(this.paths.root);
    return this.folders;
  }

  private async readSince(git: Git, before: SavedHistory, head: string): Promise<Commits> {
    const isContinued = before.head !== '' && (await isAncestor(git, before.head, head));
    const range = isContinued ? [`${before.head}..${head}`] : [head];
    const found = isContinued ? new Map(expand(before)) : new Map<string, CommitInfo>();
    const shallow = await this.shallowCommits();
    const top = this.paths.prefixIn(git.toplevel) + MODELS;
    const fresh = new Map<string, CommitInfo>();
    for (const { info, added } of await readLog(git, range, top)) {
      for (const path of shallow.has(info.commit) ? [] : added) {
        // Newest first: of several additions of one file the oldest remains.
        fresh.set(MODELS + path.slice(top.length), info);
      }
    }
    for (const [path, info] of fresh) {
      if (!found.has(path)) {
        found.set(path, info);
      }
    }
    return found;
  }
}

const NONE: Commits = new Map();

async function isAncestor(git: Git, older: string, newer: string): Promise<boolean> {
  try {
    // Not --is-ancestor: its answer is an exit code without words, which does not reach us as a failure.
    return (await git.raw(['merge-base', older, newer])).trim() === older;
  } catch {
    // The older commit is no longer there: then everything is read.
    return false;
  }
}

async function readLog(
  git: Git,
  range: readonly string[],
  folder: string,
): Promise<readonly { readonly info: CommitInfo; readonly added: readonly string[] }[]> {
  const text = await git.raw([
    '-c',
    'log.showSignature=false',
    'log',
    '-z',
    '-c',
    '--no-color',
    '--no-renames',
    '--diff-filter=A',
    '--name-only',
    `--format=${LOG_FORMAT}`,
    ...range,
    '--',
    folder,
  ]);
  return text
    .split(RECORD)
    .slice(1)
    .map((record) => {
      const [commit = '', at = '', author = '', rationale = '', names = ''] = record.split(FIELD);
      const info = { commit, at, author, rationale: rationale.trim() === '' ? null : rationale.trim() };
      return { info, added: names.split(/[\0\n]/).filter((path) => path.startsWith(folder)) };
    });
}

function emptyHistory(): SavedHistory {
  return { format: FORMAT, head: '', commits: [], events: [] };
}

function expand(saved: SavedHistory): Commits {
  const infos = saved.commits.map(([commit, at, author, rationale]) => ({ commit, at, author, rationale }));
  const commits = new Map<string, CommitInfo>();
  for (const [path, index] of saved.events) {
    const info = infos[index];
    if (info !== undefined) {
      commits.set(MODELS + path, info);
    }
  }
  return commits;
}

function compact(head: string, commits: Commits): SavedHistory {
  const positions = new Map<string, number>();
  const rows: (readonly [string, string, string, string | null])[] = [];
  const events: (readonly [string, number])[] = [];
  for (const [path, info] of commits) {
    let position = positions.get(info.commit);
    if (position === undefined) {
      position = rows.push([info.commit, info.at, info.author, info.rationale]) - 1;
      positions.set(info.commit, position);
    }
    events.push([path.slice(MODELS.length), position]);
  }
  return { format: FORMAT, head, commits: rows, events };
}
