import { readFile } from 'node:fs/promises';
import type { LedgerConfig } from '../core/config';
import type { Draft } from '../core/draft/draft';
import { LedgerError } from '../core/errors';

/** A draft from its file. Throws `draft-invalid` with one line per problem, each with its place in the file. */
export async function readDraft(
  path: string,
  given: string,
  config: LedgerConfig,
): Promise<{ readonly draft: Draft; readonly warnings: readonly string[] }> {
  const [{ parseDraft }, { metricDirection }] = await Promise.all([
    import('../core/card/parseDraft'),
    import('../core/metric/catalogue'),
  ]);
  const text = await readText(path, given);
  const { draft, problems } = parseDraft(text, { direction: (name) => metricDirection(name, config.metrics) });
  const lines = problems.map(({ line, message }) => `${given}:${line + 1}: ${message}`);
  if (draft === null) {
    throw new LedgerError('draft-invalid', lines.join('\n'), { file: given, problems });
  }
  if (draft.source.kind === 'none') {
    throw new LedgerError(
      'draft-invalid',
      `${given} names no source. Write the notebook or file it is about as source.`,
      {
        file: given,
        problems,
      },
    );
  }
  return { draft, warnings: lines };
}

async function readText(path: string, given: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new LedgerError('source-missing', `${given} cannot be read. Check the path.`, { path }, { cause: error });
  }
}
