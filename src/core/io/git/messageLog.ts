import type { Person } from '../../model';
import type { Git } from './git';

/** A commit with what its message says. */
export interface CommitMessage {
  readonly commit: string;
  /** ISO-8601 with the committer's offset. */
  readonly at: string;
  readonly by: Person;
  readonly message: string;
}

/** Between the fields and before each commit; no message can hold a NUL, and these are rare enough not to be written. */
const FIELD = '\x1f';
const RECORD = '\x1e';
const FORMAT = ['', '%H', '%cI', '%an', '%ae', '%B'].join(FIELD).replace(FIELD, RECORD);

/** The commits of a range, newest first and none before its parents; with `pattern` those whose message has such a line. */
export async function readMessages(
  git: Git,
  range: readonly string[],
  pattern?: string,
): Promise<readonly CommitMessage[]> {
  const grep = pattern === undefined ? [] : ['--extended-regexp', '--regexp-ignore-case', `--grep=${pattern}`];
  const text = await git.raw([
    '-c',
    'log.showSignature=false',
    'log',
    '-z',
    '--no-color',
    '--no-notes',
    '--encoding=UTF-8',
    '--date-order',
    `--format=${FORMAT}`,
    ...grep,
    ...range,
    '--',
  ]);
  return text
    .split(`\0${RECORD}`)
    .map((record, index) => (index === 0 ? record.slice(RECORD.length) : record))
    .filter((record) => record !== '')
    .map((record) => {
      const [commit = '', at = '', name = '', email = '', ...message] = record.split(FIELD);
      return { commit, at, by: { name, email }, message: message.join(FIELD).replace(/\0$/, '') };
    });
}
