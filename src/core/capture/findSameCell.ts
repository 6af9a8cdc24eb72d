import type { Notebook, NotebookCell, NotebookOutput } from '../notebook/notebook';
import { plainOutput } from '../notebook/plainOutput';
import { maskSecrets } from '../notebook/secrets';

/**
 * Where a notebook now has a cell of its kept copy, with the same code and the same texts shown: at its place, else at the
 * nearest other one, as after a cell was added above; null when it is not as it was. Secrets are masked in kept copies, and
 * pictures may be left out, so neither tells them apart.
 */
export function findSameCell(kept: Notebook, current: Notebook, index: number): number | null {
  const before = kept.cells[index];
  if (before === undefined) {
    return null;
  }
  const face = faceOf(before);
  const distance = (cell: NotebookCell) => Math.abs(cell.index - index);
  // The nearest first: most often the first one is it.
  const found = current.cells.toSorted((a, b) => distance(a) - distance(b)).find((cell) => faceOf(cell) === face);
  return found?.index ?? null;
}

function faceOf({ kind, source, outputs }: NotebookCell): string {
  const texts = outputs.map((output) => maskSecrets(shownText(output)).text.trim()).filter((text) => text !== '');
  return JSON.stringify([kind, maskSecrets(source.replaceAll('\r\n', '\n')).text, texts.join('\n')]);
}

function shownText(output: NotebookOutput): string {
  return output.kind === 'error' ? `${output.name}: ${output.message}` : plainOutput(output);
}
