import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';

/** What the real `git interpret-trailers` prints for a message. */
export function interpretTrailers(message: string, args: readonly string[] = ['--parse', '--no-divider']): string {
  const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1', GIT_DIR: '/nowhere' };
  const { stdout, stderr, status } = spawnSync('git', ['interpret-trailers', ...args], {
    cwd: tmpdir(),
    env,
    input: message,
    encoding: 'utf8',
  });
  if (status !== 0) {
    throw new Error(`git interpret-trailers: ${stderr}`);
  }
  return stdout;
}
