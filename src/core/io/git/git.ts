import { stat } from 'node:fs/promises';
import path from 'node:path';
import { simpleGit, type SimpleGit, type SimpleGitOptions } from 'simple-git';
import { LedgerError } from '../../errors';

export interface GitCall {
  /** Added to the environment of this one call, e.g. GIT_INDEX_FILE. */
  readonly env?: Readonly<Record<string, string>>;
  /** Standard input. */
  readonly input?: string;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Git, called without a shell. Callers put `--` before paths. The environment is ours: no prompts, no pager, no
 * locale-dependent texts, no optional locks that would disturb an editor's own Git, and none of the variables with which
 * Git tells its hooks about a repository: the folder alone says which repository is meant.
 */
export class Git {
  private constructor(
    /** Absolute path of the working tree's top folder. */
    readonly toplevel: string,
    private readonly client: SimpleGit,
  ) {}

  /** Null when there is no Git on this machine or the folder is not inside a working tree. */
  static async open(folder: string): Promise<Git | null> {
    try {
      const toplevel = (await clientFor(folder).raw(['rev-parse', '--show-toplevel'])).replace(/\r?\n$/, '');
      return toplevel === '' ? null : new Git(toplevel, clientFor(toplevel));
    } catch {
      // Not a repository, a bare one, or no Git: all of them mean "work without Git".
      return null;
    }
  }

  /** Standard output of `git <args>`, run in the top folder. Throws `git-failed` with Git's own words. */
  async raw(args: readonly string[], call: GitCall = {}): Promise<string> {
    const isPlain = call.env === undefined && call.input === undefined && call.signal === undefined;
    const client = isPlain ? this.client : clientFor(this.toplevel, call);
    try {
      return await client.raw([...args]);
    } catch (error) {
      if (call.signal?.aborted === true) {
        throw new LedgerError('cancelled', 'Cancelled.', {}, { cause: error });
      }
      const words = (error instanceof Error ? error.message : String(error)).trim();
      throw new LedgerError(
        'git-failed',
        `git ${verbOf(args)} failed in ${this.toplevel}: ${words}`,
        { args },
        { cause: error },
      );
    }
  }

  /** The bytes of a blob, named by id or as `<commit>:<path>`. Throws `git-failed` where there is none. */
  async blob(name: string): Promise<Uint8Array> {
    try {
      // Its type says "any"; it is documented to give a Buffer.
      return (await this.client.binaryCatFile(['blob', name])) as Buffer;
    } catch (error) {
      const words = (error instanceof Error ? error.message : String(error)).trim();
      throw new LedgerError(
        'git-failed',
        `git cat-file failed in ${this.toplevel}: ${words}`,
        { name },
        { cause: error },
      );
    }
  }

  /** The commit that HEAD names, or null in a repository without commits. */
  async head(): Promise<string | null> {
    const head = (await this.raw(['rev-parse', '--verify', '--quiet', 'HEAD']).catch(() => '')).trim();
    return head === '' ? null : head;
  }
}

/** `log` of `-c key=value log …`. */
function verbOf(args: readonly string[]): string {
  return args.find((arg, index) => !arg.startsWith('-') && args[index - 1] !== '-c') ?? '';
}

/** Why a folder below a `.git` has no Git for us, in Git's own words; null when there is no `.git` either. */
export async function explainMissingGit(folder: string): Promise<string | null> {
  for (let at = folder; at !== path.dirname(at); at = path.dirname(at)) {
    if ((await stat(path.join(at, '.git')).catch(() => null)) !== null) {
      try {
        await clientFor(folder).raw(['rev-parse', '--show-toplevel']);
        return null;
      } catch (error) {
        return `Git says: ${(error instanceof Error ? error.message : String(error)).trim().split('\n')[0] ?? ''}`;
      }
    }
  }
  return null;
}

/** Variables that would start a person's pager, editor or diff program: nothing we run needs them. */
const INTERACTIVE = [
  'PAGER',
  'GIT_PAGER',
  'EDITOR',
  'VISUAL',
  'GIT_EDITOR',
  'GIT_SEQUENCE_EDITOR',
  'GIT_EXTERNAL_DIFF',
];

/**
 * What `git rev-parse --local-env-vars` lists, the configuration aside. A hook inherits them; `git commit -a`, for
 * one, points GIT_INDEX_FILE at an index that is about to be thrown away.
 */
const REPOSITORY = [
  'GIT_ALTERNATE_OBJECT_DIRECTORIES',
  'GIT_OBJECT_DIRECTORY',
  'GIT_DIR',
  'GIT_WORK_TREE',
  'GIT_IMPLICIT_WORK_TREE',
  'GIT_GRAFT_FILE',
  'GIT_INDEX_FILE',
  'GIT_NO_REPLACE_OBJECTS',
  'GIT_REPLACE_REF_BASE',
  'GIT_PREFIX',
  'GIT_SHALLOW_FILE',
  'GIT_COMMON_DIR',
  'GIT_INTERNAL_SUPER_PREFIX',
  'GIT_NAMESPACE',
  'GIT_LITERAL_PATHSPECS',
  'GIT_GLOB_PATHSPECS',
  'GIT_NOGLOB_PATHSPECS',
  'GIT_ICASE_PATHSPECS',
];

/**
 * simple-git guards against arguments and variables that an attacker could choose. Ours are constants, and the rest
 * comes from the person's own environment, where their own `git` obeys it too: VS Code sets GIT_ASKPASS in every
 * extension host, CI sets GIT_CONFIG_COUNT. A refusal would only mean that Git state is silently missing.
 */
const UNSAFE: SimpleGitOptions['unsafe'] = {
  allowUnsafeAlias: true,
  allowUnsafeAskPass: true,
  allowUnsafeConfigEnvCount: true,
  allowUnsafeConfigPaths: true,
  allowUnsafeCredentialHelper: true,
  allowUnsafeDiffExternal: true,
  allowUnsafeDiffTextConv: true,
  allowUnsafeEditor: true,
  allowUnsafeExec: true,
  allowUnsafeFilter: true,
  allowUnsafeFsMonitor: true,
  allowUnsafeGitProxy: true,
  allowUnsafeGpgProgram: true,
  allowUnsafeHooksPath: true,
  allowUnsafeInclude: true,
  allowUnsafeMergeDriver: true,
  allowUnsafePager: true,
  allowUnsafeProtocolOverride: true,
  allowUnsafeSshCommand: true,
  allowUnsafeSubmodule: true,
  allowUnsafeTemplateDir: true,
  allowUnsafeUrlRewrite: true,
};

/** The environment that Git gets from us. */
export function gitEnvironment(extra: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = { ...process.env };
  for (const name of [...INTERACTIVE, ...REPOSITORY]) {
    delete env[name];
  }
  return Object.assign(env, { GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0', LC_ALL: 'C' }, extra);
}

function clientFor(baseDir: string, call: GitCall = {}): SimpleGit {
  const env = gitEnvironment(call.env);
  const { input, signal } = call;
  return simpleGit({
    baseDir,
    // Without its name here, a guarded variable such as GIT_SSL_CAINFO makes every call fail.
    allowEnvironment: Object.keys(env),
    unsafe: UNSAFE,
    ...(input === undefined ? {} : { input: () => input }),
    ...(signal === undefined ? {} : { abort: signal }),
  }).env(env);
}
