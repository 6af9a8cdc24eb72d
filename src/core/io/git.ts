import { simpleGit, type SimpleGit } from 'simple-git';
import { LedgerError } from '../errors';

/**
 * Git, called without a shell. Callers put `--` before paths. The environment is ours: no prompts, no pager, no
 * locale-dependent texts, no optional locks that would disturb an editor's own Git.
 */
export class Git {
  private constructor(
    /** Absolute path of the working tree's top folder. */
    readonly toplevel: string,
    private readonly client: SimpleGit,
  ) {}

  /** Null when there is no Git on this machine or the folder is not inside a working tree. */
  static async open(folder: string): Promise<Git | null> {
    const client = clientFor(folder);
    try {
      const toplevel = (await client.raw(['rev-parse', '--show-toplevel'])).trim();
      return toplevel === '' ? null : new Git(toplevel, clientFor(toplevel));
    } catch {
      // Not a repository, a bare one, or no Git: all of them mean "work without Git".
      return null;
    }
  }

  /** Standard output of `git <args>`, run in the top folder. Throws `git-failed` with Git's own words. */
  async raw(args: readonly string[], env?: Readonly<Record<string, string>>): Promise<string> {
    const client = env === undefined ? this.client : clientFor(this.toplevel, env);
    try {
      return await client.raw([...args]);
    } catch (error) {
      const words = (error instanceof Error ? error.message : String(error)).trim();
      throw new LedgerError(
        'git-failed',
        `git ${args[0] ?? ''} failed in ${this.toplevel}: ${words}`,
        { args },
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

/** Variables that would start a person's pager or editor: nothing we run needs them, and simple-git refuses them. */
const INTERACTIVE = ['PAGER', 'GIT_PAGER', 'EDITOR', 'VISUAL', 'GIT_EDITOR', 'GIT_SEQUENCE_EDITOR'];

function clientFor(baseDir: string, extra: Readonly<Record<string, string>> = {}): SimpleGit {
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    GIT_OPTIONAL_LOCKS: '0',
    GIT_TERMINAL_PROMPT: '0',
    LC_ALL: 'C',
    ...extra,
  };
  for (const name of INTERACTIVE) {
    delete env[name];
  }
  return simpleGit({
    baseDir,
    // These come from the person's own environment, where their own `git` obeys them too: VS Code sets
    // GIT_ASKPASS in every extension host, CI sets GIT_CONFIG_COUNT.
    unsafe: {
      allowUnsafeAskPass: true,
      allowUnsafeConfigEnvCount: true,
      allowUnsafeConfigPaths: true,
      allowUnsafeSshCommand: true,
      allowUnsafeGitProxy: true,
      allowUnsafeTemplateDir: true,
      allowUnsafeExec: true,
    },
  }).env(env);
}
