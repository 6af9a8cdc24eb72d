import { cellName } from '../cellName';
import type { CodeFacts, PrintSite } from '../python/codeFacts';
import { group } from './codeHints';
import { printedText } from '../python/valueText';
import type { InspectionWarning } from './inspection';
import type { Notebook, NotebookCell } from './notebook';
import { maskSecrets } from './secrets';

/** Shorter texts may stand in an output by chance, or be cut by one. */
const SHORTEST = 6;

/**
 * Cells whose output cannot come from the code that stands there now: a `print` that always runs has a text which the
 * output does not show.
 */
export function findEdited(notebook: Notebook, facts: CodeFacts): InspectionWarning[] {
  const prints = group(facts.prints, (site) => site);
  return notebook.cells.flatMap((cell) => {
    const sites = (prints.get(cell.index) ?? []).filter((site) => site.isCertain);
    const shown = sites.length === 0 ? null : printedBy(cell);
    const missing =
      shown === null
        ? undefined
        : sites.map((site) => writtenStart(site, cell.source)).find((text) => text !== null && !shown.includes(text));
    return missing === undefined || missing === null
      ? []
      : [
          {
            code: 'edited-after-run',
            message: `The output of ${cellName(cell)} does not come from the code that stands there now, which prints "${maskSecrets(missing).text.slice(0, 40)}". Run the cell again.`,
            source: { cell: cell.index },
          },
        ];
  });
}

/** All that the cell wrote; null when it failed, wrote nothing, hides its output or shows only a part. */
function printedBy(cell: NotebookCell): string | null {
  const texts = cell.outputs.flatMap((output) =>
    output.kind === 'stream' && output.name === 'stdout' ? [output.text] : [],
  );
  const isPartial =
    cell.outputs.some((output) => output.kind === 'error') ||
    /%%capture|redirect_stdout|clear_output/.test(cell.source);
  const text = texts.join('');
  return isPartial || text === '' || text.length > 200_000 || text.includes('\r') ? null : text;
}

/** The text with which the print begins, as far as it stands so in the source: values of variables may be others by now. */
function writtenStart(site: PrintSite, source: string): string | null {
  let start = '';
  for (const part of site.parts) {
    const text =
      typeof part === 'string'
        ? part
        : part.kind === 'literal' && typeof part.value === 'string'
          ? printedText(part)
          : null;
    if (text === null) {
      break;
    }
    start += text;
  }
  const [line = ''] = start.trim().split('\n');
  let length = line.length;
  while (length >= SHORTEST && !source.includes(line.slice(0, length))) {
    length -= 1;
  }
  const written = line.slice(0, length).trim();
  return written.length >= SHORTEST ? written : null;
}
