import { join } from 'node:path';
import { DOCUMENTATION_ORDER } from '../../rationale/writeTrailers';
import { readCommittedTexts, type AddedRegistration, type CommittedText } from '../../rationale/committedTexts';
import { openCacheFile } from './cacheFile';
import { EVENT_FILE } from './eventFiles';
import type { Git } from '../git/git';
import { findGitFolders, readHeadCommit, readShallowCommits, type GitFolders } from '../git/headCommit';
import { readMessages } from '../git/messageLog';
import { LEDGER_FOLDER, type LedgerPaths } from './ledgerPaths';

/** The commit that brought an event into the repository. */
export interface CommitInfo {
  readonly commit: string;
  /** ISO-8601 with the committer's offset. */
  readonly at: string;
  readonly author: string;
}

/** By the path of the event's file, relative to the ledger's root. */
export type Commits = ReadonlyMap<string, CommitInfo>;

/** What commit messages say of versions, by model; that of the newest commit first. */
export type CommittedTexts = ReadonlyMap<string, readonly CommittedText[]>;

/** What one HEAD leads to. */
interface History {
  /** False where there are commits and no Git to ask for them. */
  readonly isWhole: boolean;
  readonly head: string;
  /** Where the history of a shallow clone ends; it grows without a new HEAD. */
  readonly shallow: string;
  readonly commits: Commits;
  readonly texts: CommittedTexts;
}

type SavedStamp = readonly [commit: string, at: string, name: string, email: string];
type SavedText = readonly [
  field: number,
  model: string,
  version: number | null,
  registrations: readonly string[],
  text: string,
  stamp: number,
];

interface SavedHistory {
  readonly format: number;
  readonly head: string;
  readonly shallow: string;
  readonly commits: readonly (readonly [commit: string, at: string, author: string])[];
  /** Path below `models/` and position in `commits`. */
  readonly events: readonly (readonly [path: string, commit: number])[];
  readonly stamps: readonly SavedStamp[];
  readonly texts: readonly SavedText[];
}

const FORMAT = 2;
const MODELS = `${LEDGER_FOLDER}/models/`;
/** Between the fields and before each commit; Git allows neither in names and paths with `-z`. */
const FIELD = '\x1f';
const RECORD = '\x1e';
const LOG_FORMAT = `${RECORD}%H${FIELD}%cI${FIELD}%an${FIELD}`;
/** Lines that may be trailers of ours; what they are is decided when they are read. */
const TRAILERS = '^ *(Rationale|Changes|Impact)[[:blank:]]*:';

/**
 * What Git's log says about the ledger, kept by HEAD; when HEAD has moved on, only what is new is read. Events and
 * messages are read side by side: a reason may also stand in a commit that changes no event.
 */
export class LedgerHistory {
  private known: History | null = null;
  private folders: Promise<GitFolders | null> | null = null;

  constructor(
    private readonly paths: LedgerPaths,
    private readonly openGit: () => Promise<Git | null>,
  ) {}

  /** Empty without Git and before the first commit. The same object while HEAD stays. */
  async commits(): Promise<Commits> {
    return (await this.read()).commits;
  }

  /** Empty and the same as `commits` is. */
  async texts(): Promise<CommittedTexts> {
    return (await this.read()).texts;
  }

  async read(): Promise<History> {
    const head = await this.head();
    if (head === null) {
      return NOTHING;
    }
    const shallow = [...(await this.shallowCommits())].sort().join();
    const isThis = (history: { readonly head: string; readonly shallow: string }) =>
      history.head === head && history.shallow === shallow;
    if (this.known !== null && isThis(this.known)) {
      return this.known;
    }
    const saved = openCacheFile<SavedHistory>(this.paths, join(this.paths.cache, 'commits.json'), emptyHistory);
    await saved.read();
    const isUsable = saved.data.format === FORMAT && saved.data.shallow === shallow;
    const before = isUsable ? expand(saved.data) : NOTHING;
    if (isThis(before)) {
      this.known = before;
      return before;
    }
    const git = await this.openGit();
    const read = git === null ? NOTHING : await this.readSince(git, before, head);
    this.known = { ...read, isWhole: git !== null, head, shallow };
    if (git !== null) {
      saved.data = compact(this.known);
      await saved.write();
    }
    return this.known;
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

  /** What `read` depends on, in one word; null without Git and before the first commit. */
  async state(): Promise<string | null> {
    const head = await this.head();
    const shallow = head === null ? [] : [...(await this.shallowCommits())];
    return shallow.length === 0 ? head : [head, ...shallow.sort()].join();
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

  private async readSince(git: Git, before: History, head: string): Promise<Pick<History, 'commits' | 'texts'>> {
    const isContinued = before.head !== '' && (await isAncestor(git, before.head, head));
    const range = isContinued ? [`${before.head}..${head}`] : [head];
    const shallow = await this.shallowCommits();
    const top = this.paths.prefixIn(git.toplevel) + MODELS;
    const [log, messages] = await Promise.all([readLog(git, range, top), readMessages(git, range, TRAILERS)]);
    const fresh = new Map<string, CommitInfo>();
    const registered = new Map<string, readonly AddedRegistration[]>();
    for (const { info, added } of log.filter(({ info: { commit } }) => !shallow.has(commit))) {
      const paths = added.map((path) => path.slice(top.length));
      registered.set(info.commit, paths.flatMap(readRegistration));
      for (const path of paths) {
        // Newest first: of several additions of one file the oldest remains.
        fresh.set(MODELS + path, info);
      }
    }
    const commits = new Map(isContinued ? before.commits : []);
    for (const [path, info] of fresh) {
      if (!commits.has(path)) {
        commits.set(path, info);
      }
    }
    const found = messages.flatMap(({ commit, at, by, message }) =>
      readCommittedTexts(message, registered.get(commit) ?? [], { commit, at: new Date(at).toISOString(), by }),
    );
    const older = isContinued ? [...before.texts.values()].flat() : [];
    return { commits, texts: groupTexts([...found, ...older]) };
  }
}

const NOTHING: History = { isWhole: true, head: '', shallow: '', commits: new Map(), texts: new Map() };

/** The registration that a path below `models/` holds, by its name. */
function readRegistration(path: string): readonly AddedRegistration[] {
  const [model = '', file = ''] = path.split('/');
  const { id, type } = EVENT_FILE.exec(file)?.groups ?? {};
  return id !== undefined && type === 'registered' ? [{ model, id }] : [];
}

/** Newest first; what was written in one second stays in the order of Git's log. */
function groupTexts(texts: readonly CommittedText[]): CommittedTexts {
  const groups = new Map<string, CommittedText[]>();
  for (const text of texts) {
    const group = groups.get(text.model) ?? [];
    group.push(text);
    groups.set(text.model, group);
  }
  for (const group of groups.values()) {
    group.sort((a, b) => (a.stamp.at < b.stamp.at ? 1 : a.stamp.at > b.stamp.at ? -1 : 0));
  }
  return groups;
}

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
      const [commit = '', at = '', author = '', names = ''] = record.split(FIELD);
      return { info: { commit, at, author }, added: names.split(/[\0\n]/).filter((path) => path.startsWith(folder)) };
    });
}

function emptyHistory(): SavedHistory {
  return { format: FORMAT, head: '', shallow: '', commits: [], events: [], stamps: [], texts: [] };
}

function expand(saved: SavedHistory): History {
  const infos = saved.commits.map(([commit, at, author]) => ({ commit, at, author }));
  const commits = new Map<string, CommitInfo>();
  for (const [path, index] of saved.events) {
    const info = infos[index];
    if (info !== undefined) {
      commits.set(MODELS + path, info);
    }
  }
  const stamps = saved.stamps.map(([commit, at, name, email]) => ({ commit, at, by: { name, email } }));
  const texts = saved.texts.flatMap(([field, model, version, registrations, text, position]) => {
    const [name, stamp] = [DOCUMENTATION_ORDER[field], stamps[position]];
    return name === undefined || stamp === undefined
      ? []
      : [{ field: name, model, version, registrations, text, stamp }];
  });
  return { isWhole: true, head: saved.head, shallow: saved.shallow, commits, texts: groupTexts(texts) };
}

function compact({ head, shallow, commits, texts }: History): SavedHistory {
  const rows = new Rows<readonly [string, string, string]>();
  const events = [...commits].map(
    ([path, { commit, at, author }]) =>
      [path.slice(MODELS.length), rows.position(commit, () => [commit, at, author])] as const,
  );
  const stamps = new Rows<SavedStamp>();
  const saved = [...texts.values()].flat().map(({ field, model, version, registrations, text, stamp }): SavedText => {
    const { commit, at, by } = stamp;
    const position = stamps.position(commit, () => [commit, at, by.name, by.email]);
    return [DOCUMENTATION_ORDER.indexOf(field), model, version, registrations, text, position];
  });
  return { format: FORMAT, head, shallow, commits: rows.all, events, stamps: stamps.all, texts: saved };
}

/** What repeats, once each. */
class Rows<T> {
  readonly all: T[] = [];
  private readonly positions = new Map<string, number>();

  position(key: string, make: () => T): number {
    const known = this.positions.get(key);
    if (known !== undefined) {
      return known;
    }
    const position = this.all.push(make()) - 1;
    this.positions.set(key, position);
    return position;
  }
}
