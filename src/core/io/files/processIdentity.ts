import { readFile, readlink } from 'node:fs/promises';
import { hostname } from 'node:os';
import { systemCode } from './fileErrors';

/** Enough to tell later whether a process still lives. */
export interface ProcessIdentity {
  readonly pid: number;
  /**
   * Within one `host`, process ids mean the same: the machine's name and, on Linux, its boot and process namespace.
   * Containers often share a name and a folder, but not their process ids.
   */
  readonly host: string;
  /** When the process started, in the system's own measure; null where that cannot be read. Ids are used again. */
  readonly started: string | null;
}

let known: Promise<ProcessIdentity> | null = null;

export function thisProcess(): Promise<ProcessIdentity> {
  // A fact about the process itself, which cannot change: reading it once is no state.
  known ??= identify();
  return known;
}

/** Null when only the other machine could tell. */
export async function isAlive(other: ProcessIdentity): Promise<boolean | null> {
  if (other.host !== (await thisProcess()).host) {
    return null;
  }
  if (!isRunning(other.pid)) {
    return false;
  }
  return other.started === null || (await startOf(other.pid)) === other.started;
}

async function identify(): Promise<ProcessIdentity> {
  const parts = [hostname(), await bootId(), await namespace()];
  return {
    pid: process.pid,
    host: parts.filter((part) => part !== null).join(' '),
    started: await startOf(process.pid),
  };
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, as somebody else.
    return systemCode(error) === 'EPERM';
  }
}

async function bootId(): Promise<string | null> {
  return (await read('/proc/sys/kernel/random/boot_id'))?.trim() ?? null;
}

async function namespace(): Promise<string | null> {
  try {
    return process.platform === 'linux' ? await readlink('/proc/self/ns/pid') : null;
  } catch {
    return null;
  }
}

/** Field 22 of `/proc/<pid>/stat`; the second field, the name in parentheses, may hold spaces. */
async function startOf(pid: number): Promise<string | null> {
  const text = await read(`/proc/${pid}/stat`);
  const fields = text?.slice(text.lastIndexOf(')') + 2).split(' ');
  return fields?.[0] === 'Z' ? 'ended' : (fields?.[19] ?? null);
}

async function read(path: string): Promise<string | null> {
  if (process.platform !== 'linux') {
    return null;
  }
  try {
    return await readFile(path, 'utf8');
  } catch {
    return null;
  }
}
