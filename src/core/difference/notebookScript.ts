import { LedgerError } from '../errors';
import { parseNotebook } from '../notebook/parseNotebook';

/** A notebook as a script with `# %%` between its cells, as editors know it. What is no notebook stays as it is. */
export function notebookScript(text: string): string {
  try {
    const { cells } = parseNotebook(text);
    return cells
      .map(({ kind, source }) =>
        kind === 'code' ? `# %%\n${source.trimEnd()}\n` : `# %% [${kind}]\n${commented(source.trimEnd())}\n`,
      )
      .join('\n');
  } catch (error) {
    if (error instanceof LedgerError) {
      return text;
    }
    throw error;
  }
}

function commented(text: string): string {
  return text
    .split('\n')
    .map((line) => (line.trim() === '' ? '#' : `# ${line}`))
    .join('\n');
}
