import { access, constants, stat } from 'node:fs/promises';
import { delimiter, join, resolve } from 'node:path';
import { LedgerError } from '../../core/errors';
import type { Git } from '../../core/io/git/git';
import type { HookState } from '../../core/io/git/hooks';
import type { HookCall } from '../../core/io/commit/messageHooks';
import { adviseConcern, describeConcern } from '../../core/rationale/describeConcern';
import type { Invocation, Outcome } from '../invocation';
import { plainLine } from '../plainText';
import type { Verb } from '../verb';

const NOTHING_TO_SAY: Outcome = { json: () => ({}), text: () => '' };

export const hookVerb: Verb = (program, act) => {
  const hook = program
    .command('hook')
    .summary('ask for reasons at every commit, by hooks of Git')
    .description(
      'Installs hooks that ask for the reason of a change to models where the commit message is written. They join the hooks that are there, and do nothing where the command is missing.',
    );
  hook
    .command('install')
    .description('Adds to the hooks prepare-commit-msg and commit-msg that Git runs here, and makes them where needed.')
    .option('--shared', 'also where core.hooksPath names a folder outside of the repository')
    .action(act(install));
  hook
    .command('uninstall')
    .description('Takes out again what install added; all else stays as it was.')
    .action(act(uninstall));
  hook.command('status').description('Says whether the hooks are installed.').action(act(status));
  hook
    .command('prepare-commit-msg', { hidden: true })
    .argument('<file>')
    .argument('[source]')
    .argument('[commit]')
    .action(act(prepareCommitMsg));
  hook.command('commit-msg', { hidden: true }).argument('<file>').action(act(commitMsg));
};

async function install(invocation: Invocation, options: { readonly shared?: boolean }): Promise<Outcome> {
  const { installHooks } = await import('../../core/io/git/hooks');
  const states = await installHooks(await requireGit(invocation), { shared: options.shared === true });
  const isOnPath = await findCommand();
  if (!isOnPath) {
    invocation.tell('model-ledger is not on your PATH. Until it is, the hooks do nothing.');
  }
  for (const note of new Set(states.flatMap(managerNote))) {
    invocation.tell(note);
  }
  return outcome(states, isOnPath, invocation);
}

async function uninstall(invocation: Invocation): Promise<Outcome> {
  const { uninstallHooks } = await import('../../core/io/git/hooks');
  return outcome(await uninstallHooks(await requireGit(invocation)), await findCommand(), invocation);
}

async function status(invocation: Invocation): Promise<Outcome> {
  const { readHooks } = await import('../../core/io/git/hooks');
  return outcome(await readHooks(await requireGit(invocation)), await findCommand(), invocation);
}

function outcome(states: readonly HookState[], command: boolean, { paint }: Invocation): Outcome {
  return {
    json: () => ({
      command,
      hooks: states.map(({ hook, path, installed, manager }) => ({ hook, path, installed, manager })),
    }),
    text: () =>
      states
        .map(({ path, installed }) => `${installed ? paint('green', 'installed') : 'not installed'}  ${path}`)
        .join('\n'),
  };
}

/** These programs write their hooks anew, and then our lines are gone. */
function managerNote({ manager, hook }: HookState): readonly string[] {
  switch (manager) {
    case 'pre-commit':
      return ['pre-commit writes its hooks anew at each "pre-commit install". Run model-ledger hook install after it.'];
    case 'lefthook':
      return [
        `lefthook writes its hooks anew. Add to lefthook.yml, under ${hook}: commands: model-ledger: run: model-ledger hook ${hook} ${hook === 'commit-msg' ? '{1}' : '{0}'}`,
      ];
    case 'husky':
    case null:
      return [];
    default:
      return manager satisfies never;
  }
}

/** Never fails: what goes wrong here must not stop a person from committing. */
async function prepareCommitMsg(invocation: Invocation, file: string, source?: string): Promise<Outcome> {
  try {
    const { prepareMessage } = await import('../../core/io/commit/messageHooks');
    // pre-commit passes the file alone.
    await prepareMessage(await hookCall(invocation, file), source ?? process.env['PRE_COMMIT_COMMIT_MSG_SOURCE']);
  } catch (error) {
    tellFailure(invocation, error);
  }
  return NOTHING_TO_SAY;
}

/** Fails only where config.json requires a reason and one is missing. */
async function commitMsg(invocation: Invocation, file: string): Promise<Outcome> {
  try {
    const { checkMessage } = await import('../../core/io/commit/messageHooks');
    const all = await checkMessage(await hookCall(invocation, file));
    let failed = false;
    for (const { concerns, findings } of all) {
      findings.problems.forEach(({ message }) => invocation.tell(`model-ledger: ${plainLine(message)}`));
      const isRequired = concerns.policy === 'require';
      for (const concern of findings.open) {
        invocation.tell(`model-ledger: ${plainLine(describeConcern(concern))}`);
        invocation.tell(`  ${plainLine(adviseConcern(concern, !isRequired))}`);
      }
      failed ||= isRequired && findings.open.length > 0;
    }
    if (failed) {
      invocation.tell(
        `Nothing was committed, since config.json requires a reason. Your message is kept: git commit --edit --file="${file}"`,
      );
    }
    return { ...NOTHING_TO_SAY, failed };
  } catch (error) {
    tellFailure(invocation, error);
    return NOTHING_TO_SAY;
  }
}

function tellFailure(invocation: Invocation, error: unknown): void {
  invocation.tell(
    `model-ledger: the commit was not looked at. ${error instanceof Error ? error.message : String(error)}`,
  );
}

async function hookCall(invocation: Invocation, file: string): Promise<HookCall> {
  const { GIT_INDEX_FILE: index, GIT_EDITOR: editor } = process.env;
  return {
    git: await requireGit(invocation),
    file: resolve(invocation.cwd, file),
    env: { indexFile: index === undefined ? undefined : resolve(invocation.cwd, index), editor },
  };
}

async function requireGit({ cwd }: Invocation): Promise<Git> {
  const { Git } = await import('../../core/io/git/git');
  const git = await Git.open(cwd);
  if (git === null) {
    throw new LedgerError('git-failed', `${cwd} is in no Git repository, and hooks are Git's.`, { path: cwd });
  }
  return git;
}

/** Whether a shell would find the command. */
async function findCommand(): Promise<boolean> {
  const names = process.platform === 'win32' ? ['model-ledger', 'model-ledger.cmd'] : ['model-ledger'];
  const places = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  for (const file of places.flatMap((folder) => names.map((name) => join(folder, name)))) {
    const isThere = (await stat(file).catch(() => null))?.isFile() === true;
    if (
      isThere &&
      (await access(file, constants.X_OK).then(
        () => true,
        () => false,
      ))
    ) {
      return true;
    }
  }
  return false;
}
