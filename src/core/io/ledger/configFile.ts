import { readFile } from 'node:fs/promises';
import { defaultConfig, parseConfig, type ConfigReading, type LedgerConfig } from '../../config';
import { LedgerError } from '../../errors';
import { namingPatternProblem } from '../../ledger/naming';
import { writeFileAtomic } from '../files/atomicFile';
import { isMissing, systemCode } from '../files/fileErrors';
import type { LedgerPaths } from './ledgerPaths';

/** Top-level keys of the config; undefined removes one, so that its default holds again. */
export type ConfigChanges = Readonly<{ [K in keyof LedgerConfig]?: unknown }>;

/** The defaults when there is no file; never throws for what a file says. */
export async function readConfig(paths: LedgerPaths): Promise<ConfigReading> {
  const text = await readText(paths);
  if (typeof text !== 'string') {
    return { config: defaultConfig(), problems: [text.problem] };
  }
  const reading = parseConfig(text);
  const pattern = namingPatternProblem(reading.config.naming.pattern);
  return pattern === null ? reading : { ...reading, problems: [...reading.problems, pattern] };
}

/** Call it under the lock. Throws `config-invalid` when the file or the result cannot be used; then nothing changes. */
export async function updateConfig(paths: LedgerPaths, changes: ConfigChanges): Promise<void> {
  const text = await readText(paths);
  const before = typeof text === 'string' ? parseConfig(text).problems : [text.problem];
  if (typeof text !== 'string' || before.length > 0) {
    throw new LedgerError('config-invalid', `${before.join(' ')} Correct ${paths.config} first.`, { problems: before });
  }
  // The text, not the reading, which has all defaults filled in: only what people chose stays in the file.
  const json = JSON.parse(text) as Record<string, unknown>;
  const entries = Object.entries({ ...json, ...changes }).filter(([, value]) => value !== undefined);
  const content = `${JSON.stringify(Object.fromEntries(entries), null, 2)}\n`;
  const { config, problems } = parseConfig(content);
  const problem = problems[0] ?? namingPatternProblem(config.naming.pattern);
  if (problem !== null) {
    throw new LedgerError('config-invalid', `The config was not changed: ${problem}`, { problems: [problem] });
  }
  await writeFileAtomic(paths.config, content, { temporaryFolder: paths.temporary, durable: true });
}

async function readText(paths: LedgerPaths): Promise<string | { readonly problem: string }> {
  try {
    // Some editors on Windows begin a file with a mark that JSON does not know.
    return (await readFile(paths.config, 'utf8')).replace(/^\uFEFF/, '');
  } catch (error) {
    if (isMissing(error)) {
      return '{}';
    }
    if (systemCode(error) !== null) {
      return { problem: `config.json cannot be read: ${(error as Error).message}.` };
    }
    throw error;
  }
}
