import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CommitConcerns } from '../../rationale/concern';
import { findMissing, type Findings } from '../../rationale/findMissing';
import { COMMENT_MARKER } from '../../rationale/messageLines';
import { withoutEmptyTrailers, withTemplate } from '../../rationale/messageTemplate';
import type { Git } from '../git/git';
import { Ledger } from '../ledger/ledger';
import { readCommitConcerns } from './readCommitConcerns';

/** What a hook is told by Git. */
export interface HookCall {
  readonly git: Git;
  /** Absolute path of the file with the message. */
  readonly file: string;
  /** GIT_INDEX_FILE and GIT_EDITOR as the hook has them. */
  readonly env: { readonly indexFile?: string | undefined; readonly editor?: string | undefined };
}

/** What a message leaves open in one of the repository's ledgers. */
export interface HookFindings {
  readonly concerns: CommitConcerns;
  readonly findings: Findings;
}

/** The roots of all ledgers in the working tree: below the top they are known by their configuration. */
export async function findLedgerRoots(git: Git): Promise<readonly string[]> {
  const pattern = ':(glob)**/.model-ledger/config.json';
  const listing = await git.raw(['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--', pattern]);
  const paths = listing.split('\0').filter((path) => path !== '');
  const folders = paths.map((path) => join(git.toplevel, path, '..', '..'));
  const top = await Ledger.open(git.toplevel).exists();
  return [...new Set([...(top ? [git.toplevel] : []), ...folders])];
}

/**
 * Puts what the message lacks into the file: only where a person is about to write it. `source` is what Git says about
 * where the message comes from; a given one, a merge, a squash and an amended commit are left alone.
 */
export async function prepareMessage(call: HookCall, source: string | undefined): Promise<void> {
  // Git names the editor ":" to hooks when it is not going to open one.
  const isWritten = call.env.editor !== ':' && (source === undefined || source === '' || source === 'template');
  if (!isWritten) {
    return;
  }
  const message = await readFile(call.file, 'utf8');
  const marker = await readCommentMarker(call.git, message);
  const comments = !['verbatim', 'whitespace', 'scissors'].includes(await readSetting(call.git, 'commit.cleanup'));
  let prepared = message;
  for (const { concerns, findings } of await findAll(call, message, marker)) {
    prepared = withTemplate(prepared, concerns, findings, { commentMarker: marker, comments });
  }
  if (prepared !== message) {
    await writeFile(call.file, prepared);
  }
}

/** What the message leaves open, after keys that nobody has filled in were taken out of it. */
export async function checkMessage(call: HookCall): Promise<readonly HookFindings[]> {
  const message = await readFile(call.file, 'utf8');
  const marker = await readCommentMarker(call.git, message);
  const cleaned = withoutEmptyTrailers(message, marker);
  if (cleaned !== message) {
    await writeFile(call.file, cleaned);
  }
  return isEmpty(cleaned, marker) ? [] : findAll(call, cleaned, marker);
}

/** Git gives up by itself on a message without words. */
function isEmpty(message: string, marker: string): boolean {
  return message.split('\n').every((line) => line.trim() === '' || line.startsWith(marker));
}

async function findAll(call: HookCall, message: string, marker: string): Promise<readonly HookFindings[]> {
  const found: HookFindings[] = [];
  for (const root of await findLedgerRoots(call.git)) {
    const ledger = Ledger.open(root);
    const { config } = await ledger.config();
    if (config.commit.rationale !== 'off') {
      const concerns = await readCommitConcerns(ledger, { kind: 'staged', indexFile: call.env.indexFile });
      found.push({ concerns, findings: findMissing(concerns, message, { commentMarker: marker }) });
    }
  }
  return found;
}

/** The character that Git comments with; where it chooses one itself, the one that the file's last words begin with. */
async function readCommentMarker(git: Git, message: string): Promise<string> {
  const set = (await readSetting(git, 'core.commentString')) || (await readSetting(git, 'core.commentChar'));
  if (set !== 'auto') {
    return set === '' ? COMMENT_MARKER : set;
  }
  const last = message.trimEnd().split('\n').at(-1) ?? '';
  return /^[#;@!$%^&|:]/.test(last) ? last.charAt(0) : COMMENT_MARKER;
}

async function readSetting(git: Git, name: string): Promise<string> {
  return (await git.raw(['config', '--get', name]).catch(() => '')).trim();
}
