import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Wall time of a whole process in seconds, its output read to the end through a pipe as a caller would. */
export async function timeProcess(args: readonly string[], cwd: string): Promise<number> {
  const started = process.hrtime.bigint();
  await runNode(args, cwd, {});
  return Number(process.hrtime.bigint() - started) / 1e9;
}

const REPORT = `process.on('exit', () => {
  require('fs').writeFileSync(process.env.BENCH_REPORT, String(process.resourceUsage().maxRSS));
});`;

/** Largest memory of a process in MB, as the system counted it. Measured apart from the time, which it would change. */
export async function memoryOfProcess(args: readonly string[], cwd: string): Promise<number> {
  const folder = await mkdtemp(path.join(tmpdir(), 'model-ledger-bench-'));
  try {
    const hook = path.join(folder, 'report.cjs');
    const report = path.join(folder, 'report');
    await writeFile(hook, REPORT);
    await runNode(['--require', hook, ...args], cwd, { BENCH_REPORT: report });
    return (Number(await readFile(report, 'utf8')) * 1024) / 1e6;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function runNode(args: readonly string[], cwd: string, env: Readonly<Record<string, string>>): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    child.stdout.resume();
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`node ${args.join(' ')} ended with code ${code}`)),
    );
  });
}
