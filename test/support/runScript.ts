import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { build } from 'esbuild';

/** Bundles a script that uses the sources, so that plain Node can run it as a process of its own. */
export async function bundleScript(source: string, folder: string): Promise<string> {
  const outfile = join(folder, 'script.mjs');
  await build({
    stdin: { contents: source, resolveDir: join(import.meta.dirname, '..', '..', 'src'), loader: 'ts' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    outfile,
    // Packages in CommonJS call require for Node's own modules.
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    logLevel: 'error',
  });
  return outfile;
}

export interface RunningScript {
  readonly child: ChildProcess;
  /** Exit code or signal, and what it printed. */
  readonly ended: Promise<{ readonly exit: number | string | null; readonly stdout: string; readonly stderr: string }>;
}

export function startScript(
  script: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): RunningScript {
  const child = spawn(process.execPath, [script, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const ended = new Promise<{ exit: number | string | null; stdout: string; stderr: string }>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ exit: signal ?? code, stdout, stderr }));
  });
  return { child, ended };
}
