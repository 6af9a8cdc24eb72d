import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { CommitCheck } from '../../core/io/commit/checkCommits';
import { LedgerError } from '../../core/errors';
import { formatReference } from '../../core/model';
import type { Concern } from '../../core/rationale/concern';
import { adviseConcern, describeConcern } from '../../core/rationale/describeConcern';
import type { Git } from '../../core/io/git/git';
import type { Ledger } from '../../core/io/ledger/ledger';
import { UsageError } from '../failure';
import { countOf } from '../formatFacts';
import type { Invocation, Outcome } from '../invocation';
import { plainLine } from '../plainText';
import type { Verb } from '../verb';

interface Options {
  readonly range?: string | undefined;
  readonly staged?: boolean | undefined;
  readonly message?: string | undefined;
  readonly require?: boolean | undefined;
}

interface Checked extends CommitCheck {
  readonly kind: 'staged' | 'commit' | 'range';
  /** As a person would name what was looked at. */
  readonly what: string;
}

export const checkVerb: Verb = (program, act) => {
  program
    .command('check')
    .summary('ask whether commits give the reasons for what they change')
    .description(
      'Asks whether what is staged, or else the last commit, gives a reason for what it changes: new versions without documentation, model files and results that no version has, data that changed under a model. Exit code 1 where a reason is missing and config.json, or --require, asks for one.',
    )
    .option('--range <range>', 'all commits of a branch together, as A..B; A alone means A..HEAD')
    .option('--staged', 'only what is staged')
    .option('--message <file>', 'a file with the message of what is staged (- for standard input)')
    .option('--require', 'a missing reason is a failure, whatever config.json says')
    .action(act(check));
};

async function check(invocation: Invocation, options: Options): Promise<Outcome> {
  const ledger = await invocation.openLedger();
  const git = await ledger.git();
  if (git === null) {
    throw new LedgerError('git-failed', `${ledger.root} is in no Git repository, and check looks at commits.`, {});
  }
  const checked = await look(invocation, { ledger, git, options });
  const isRequired = options.require === true || checked.concerns.policy === 'require';
  const failed = isRequired && checked.findings.open.length > 0;
  return {
    failed,
    json: () => checkJson(checked, isRequired),
    text: () => checkText(checked, isRequired, invocation),
  };
}

async function look(
  invocation: Invocation,
  { ledger, git, options }: { readonly ledger: Ledger; readonly git: Git; readonly options: Options },
): Promise<Checked> {
  const { range, staged, message } = options;
  if (range !== undefined && (staged === true || message !== undefined)) {
    throw new UsageError('--range looks at commits that are made; it goes with neither --staged nor --message.');
  }
  const [{ checkCommits }, { readCommitConcerns }, { findMissing }] = await Promise.all([
    import('../../core/io/commit/checkCommits'),
    import('../../core/io/commit/readCommitConcerns'),
    import('../../core/rationale/findMissing'),
  ]);
  if (range !== undefined) {
    const scope = { kind: 'range', ...readRange(range) } as const;
    const checked = await checkCommits(ledger, git, scope, invocation.signal);
    return { ...checked, kind: 'range', what: `${countOf(checked.commits.length, 'commit')} in ${range}` };
  }
  if (staged === true || message !== undefined || (await hasStaged(git))) {
    const concerns = await readCommitConcerns(ledger, { kind: 'staged' }, { signal: invocation.signal });
    const text = message === undefined ? '' : await readMessage(invocation, message);
    return { concerns, findings: findMissing(concerns, text), commits: [], kind: 'staged', what: 'What is staged' };
  }
  if ((await git.head()) === null) {
    const concerns = await readCommitConcerns(ledger, { kind: 'staged' }, { signal: invocation.signal });
    return { concerns, findings: findMissing(concerns, ''), commits: [], kind: 'staged', what: 'What is staged' };
  }
  const checked = await checkCommits(ledger, git, { kind: 'commit', commit: 'HEAD' }, invocation.signal);
  return { ...checked, kind: 'commit', what: `Commit ${checked.commits[0]?.slice(0, 10) ?? 'HEAD'}` };
}

/** `A..B`, `A...B` (the same here, since only what B has beyond A is looked at), or `A`. */
function readRange(range: string): { readonly from: string; readonly to: string } {
  const [from = '', to = 'HEAD', ...more] = range.split(/\.{2,3}/);
  if (from === '' || more.length > 0) {
    throw new UsageError(`--range ${range} is no range. Write it as A..B, such as origin/main..HEAD.`);
  }
  return { from, to: to === '' ? 'HEAD' : to };
}

async function hasStaged(git: Git): Promise<boolean> {
  const head = await git.head();
  return head !== null && (await git.raw(['diff-index', '--cached', '--name-only', '-z', head, '--'])) !== '';
}

async function readMessage({ cwd, readStdin }: Invocation, file: string): Promise<string> {
  if (file === '-') {
    return readStdin();
  }
  try {
    return await readFile(resolve(cwd, file), 'utf8');
  } catch (error) {
    const path = resolve(cwd, file);
    throw new LedgerError('source-missing', `There is no message ${path}. Check the path.`, { path }, { cause: error });
  }
}

function checkJson({ concerns, findings, commits, kind }: Checked, isRequired: boolean): unknown {
  const { open, answered, problems } = findings;
  return {
    ok: open.length === 0,
    required: isRequired,
    looked: kind,
    commits,
    registered: concerns.registered.map(({ model, version, id }) => ({
      reference: formatReference(model, version),
      model,
      version,
      id,
    })),
    concerns: [...open.map((concern) => concernJson(concern, false)), ...answered.map((one) => concernJson(one, true))],
    problems: problems.map(({ code, message, trailer }) => ({ code, message, key: trailer.key, value: trailer.value })),
  };
}

function concernJson(concern: Concern, answered: boolean): unknown {
  return {
    code: concern.code,
    path: concern.path,
    versions: versionsOf(concern),
    missing: concern.code === 'version-undocumented' ? concern.missing : [],
    answered,
    message: describeConcern(concern),
  };
}

function versionsOf(concern: Concern): readonly string[] {
  switch (concern.code) {
    case 'version-undocumented':
      return [formatReference(concern.model, concern.version)];
    case 'artifact-unregistered':
    case 'metrics-moved':
      return concern.last === null ? [] : [formatReference(concern.last.model, concern.last.version)];
    case 'data-changed':
      return concern.versions.map(({ model, version }) => formatReference(model, version));
    default:
      return concern satisfies never;
  }
}

function checkText({ findings, what, kind }: Checked, isRequired: boolean, { paint }: Invocation): string {
  const { open, answered, problems } = findings;
  const lines = open.flatMap((concern) => [
    `${paint(isRequired ? 'red' : 'yellow', 'no reason')}  ${plainLine(describeConcern(concern))}`,
    `${paint('dim', `           ${plainLine(adviseConcern(concern, kind !== 'staged'))}`)}`,
  ]);
  const doubts = problems.map(({ message }) => `${paint('yellow', 'trailer')}    ${plainLine(message)}`);
  const given = answered.length === 0 ? '' : `, ${countOf(answered.length, 'reason')} given`;
  const sum =
    open.length === 0
      ? `${paint('green', 'Nothing is missing')}: ${what.charAt(0).toLowerCase()}${what.slice(1)}${given}.`
      : `${what}: ${countOf(open.length, 'reason')} missing${given}.${isRequired ? '' : ' None is required.'}`;
  return [...lines, ...doubts, sum].join('\n');
}
