import path from 'node:path';
import { inject } from 'vitest';
import { call, type CallOptions, type Finished } from '../cli/support/cli';

/** The folder of the Python programs, or null where they could not be installed. */
export const python = inject('services').python;
export const hasLfs = inject('services').lfs;

/** A program of the Python environment; fails with what it said when it fails. */
export async function runPython(
  program: string,
  args: readonly string[],
  cwd: string,
  options: CallOptions = {},
): Promise<Finished> {
  const programs = python ?? '';
  const env = {
    DVC_NO_ANALYTICS: '1',
    PATH: `${programs}${path.delimiter}${process.env.PATH ?? ''}`,
    ...options.env,
  };
  const finished = await call(path.join(programs, program), args, cwd, { ...options, env });
  if (finished.code !== 0) {
    throw new Error(`${program} ${args.join(' ')} ended with ${finished.code}: ${finished.stderr}${finished.stdout}`);
  }
  return finished;
}
