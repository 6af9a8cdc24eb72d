import { type ChildProcess, spawn } from 'node:child_process';

export interface ProcessRequest {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** 'show' passes the output on as it comes; 'keep' answers it at the end. */
  readonly output?: 'show' | 'keep';
  /** Lets the system's shell read the command; for batch files only. */
  readonly shell?: boolean;
  readonly signal?: AbortSignal;
}

export interface ProcessResult {
  readonly code: number;
  /** Standard output and standard error, in the order in which they came; empty when shown. */
  readonly output: string;
}

/** Runs a program to its end. A program that cannot be started is a result too: code 127 and the reason. */
export function runProcess(request: ProcessRequest): Promise<ProcessResult> {
  return new Promise((resolve) => {
    const show = request.output === 'show';
    const child = spawn(request.command, request.args, {
      cwd: request.cwd,
      env: request.env ?? process.env,
      stdio: ['ignore', show ? 'inherit' : 'pipe', show ? 'inherit' : 'pipe'],
      signal: request.signal,
      shell: request.shell ?? false,
    });
    const chunks: string[] = [];
    const keep = (chunk: Buffer): void => void chunks.push(chunk.toString('utf8'));
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    child.once('error', (error) => resolve({ code: 127, output: error.message }));
    child.once('close', (code) => resolve({ code: code ?? 1, output: chunks.join('') }));
  });
}

/**
 * Ends a process that was started as the leader of its own group, with all that it started. Asked kindly first; what is
 * still there after two seconds is killed.
 */
export async function stopGroup(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) {
    return;
  }
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  signalGroup(child.pid, 'SIGTERM');
  const kill = setTimeout(() => signalGroup(child.pid, 'SIGKILL'), 2000);
  await ended;
  clearTimeout(kill);
}

/** The same at once, for the last moment of a process in which nothing can be awaited. */
export function signalGroup(pid: number | undefined, signal: NodeJS.Signals): void {
  if (pid === undefined) {
    return;
  }
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) {
      throw error;
    }
  }
}

/**
 * Ctrl+C, a kind kill and a closed terminal end this process through its exit handlers, which end what it started; until
 * the function that it answers is called.
 */
export function exitOnSignals(): () => void {
  const exit = (_name: NodeJS.Signals, number: number): never => process.exit(128 + number);
  endSignals.forEach((signal) => process.once(signal, exit));
  return () => endSignals.forEach((signal) => process.removeListener(signal, exit));
}

/** Settled by the first of those signals, or when the npm that started this process is gone without having passed one on. */
export function nextEndSignal(): Promise<string> {
  const parent = process.ppid;
  return new Promise((resolve) => {
    endSignals.forEach((signal) => process.once(signal, resolve));
    if (process.env['npm_lifecycle_event'] !== undefined) {
      setInterval(() => process.ppid !== parent && resolve('orphaned'), 500).unref();
    }
  });
}

const endSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
