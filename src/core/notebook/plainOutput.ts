import type { NotebookOutput } from './notebook';

/** What an output shows as text; of an error nothing, since it is no result. */
export function plainOutput(output: NotebookOutput): string {
  switch (output.kind) {
    case 'stream':
      return output.text;
    case 'data':
      return output.data['text/plain'] ?? '';
    case 'error':
      return '';
  }
}
