import { realpath, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Ledger } from '../core/io/ledger/ledger';
import type { Person } from '../core/model';
import { UsageError } from './failure';
import type { Invocation } from './invocation';
import { paintFor } from './paint';

export interface GlobalOptions {
  readonly cwd?: string | undefined;
  readonly json?: boolean | undefined;
}

export async function createInvocation(options: GlobalOptions, signal: AbortSignal): Promise<Invocation> {
  const cwd = await workingFolder(options.cwd ?? '.');
  return {
    cwd,
    json: options.json === true,
    paint: paintFor(process.stdout, process.env),
    signal,
    tell: (message) => process.stderr.write(`${message}\n`),
    progress: showProgress,
    readStdin,
    openLedger: (person) => openLedger(cwd, person ?? null),
  };
}

/** With links resolved, because the ledger's root is: paths inside it must compare equal. */
async function workingFolder(dir: string): Promise<string> {
  const folder = await realpath(resolve(dir)).catch(() => null);
  if (folder === null || !(await stat(folder)).isDirectory()) {
    throw new UsageError(`There is no folder ${resolve(dir)}. Give --cwd a folder of the repository.`);
  }
  return folder;
}

async function openLedger(cwd: string, person: Person | null): Promise<Ledger> {
  const [{ findLedgerRoot }, { Ledger }] = await Promise.all([
    import('../core/io/ledger/ledgerPaths'),
    import('../core/io/ledger/ledger'),
  ]);
  return Ledger.open(await findLedgerRoot(cwd), person === null ? {} : { person });
}

async function readStdin(): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) {
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function showProgress(line: string | null): void {
  if (process.stderr.isTTY) {
    process.stderr.write(`\r\u001b[K${line ?? ''}`);
  }
}
