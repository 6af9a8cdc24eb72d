import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { temporaryFolder } from './temporaryFolder';

const run = promisify(execFile);

/** A real repository, untouched by the settings of the machine that the tests run on. */
export class GitRepository {
  private constructor(readonly folder: string) {}

  /** In a temporary folder, or in the one that is given. */
  static async create(folder?: string): Promise<GitRepository> {
    const repository = new GitRepository(folder ?? (await temporaryFolder()));
    await repository.git('init', '--quiet', '--initial-branch=main');
    await repository.git('config', 'user.name', 'Ada Test');
    await repository.git('config', 'user.email', 'ada@example.com');
    await repository.git('config', 'commit.gpgsign', 'false');
    return repository;
  }

  /** Standard output of `git <args>`, without the final newline. */
  async git(...args: readonly string[]): Promise<string> {
    return this.gitWith({}, ...args);
  }

  /** The same with variables such as GIT_EDITOR. */
  async gitWith(variables: Readonly<Record<string, string>>, ...args: readonly string[]): Promise<string> {
    const env = { ...environment(), ...variables };
    const { stdout } = await run('git', [...args], { cwd: this.folder, env, maxBuffer: 1 << 28 });
    return stdout.replace(/\n$/, '');
  }

  /** Writes a file, with its folders. */
  async write(path: string, content: string | Uint8Array): Promise<string> {
    const file = join(this.folder, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
    return file;
  }

  /** Commits everything and gives the new commit's id. */
  async commitAll(message: string): Promise<string> {
    await this.git('add', '--all');
    await this.git('commit', '--quiet', '--allow-empty', '--message', message);
    return this.git('rev-parse', 'HEAD');
  }
}

function environment(): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_'));
  return { ...Object.fromEntries(own), GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' };
}
