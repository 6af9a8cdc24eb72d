import { execFileSync } from 'node:child_process';
import { arch, cpus, platform, release, totalmem } from 'node:os';

/** What the figures depend on, in one line. */
export function describeMachine(): string {
  const processors = cpus();
  const memory = `${(totalmem() / 2 ** 30).toFixed(0)} GiB`;
  const model = processors[0]?.model.trim() ?? 'unknown processor';
  const git = execFileSync('git', ['--version'], { encoding: 'utf8' }).trim();
  return `${processors.length} × ${model}, ${memory}, ${platform()} ${release()} ${arch()}, Node ${process.versions.node}, ${git}`;
}
