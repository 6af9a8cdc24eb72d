import type { Notebook, NotebookCell, NotebookOutput } from '../notebook/notebook';
import { maskSecrets } from '../notebook/secrets';

/**
 * Whether a cell of a notebook still is what a kept copy has there: its code, and the texts it shows. Secrets are masked
 * in kept copies, and pictures may be left out, so neither tells them apart.
 */
export function isSameCell(kept: Notebook, current: Notebook, index: number): boolean {
  const [before, now] = [kept.cells[index], current.cells[index]];
  return before !== undefined && now !== undefined && faceOf(before) === faceOf(now);
}

function faceOf({ kind, source, outputs }: NotebookCell): string {
  const texts = outputs.map((output) => maskSecrets(shownText(output)).text.trim()).filter((text) => text !== '');
  return JSON.stringify([kind, maskSecrets(source.replaceAll('\r\n', '\n')).text, texts.join('\n')]);
}

function shownText(output: NotebookOutput): string {
  switch (output.kind) {
    case 'stream':
      return output.text;
    case 'data':
      return output.data['text/plain'] ?? '';
    case 'error':
      return `${output.name}: ${output.message}`;
  }
}
