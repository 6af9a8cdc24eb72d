import { readMetricLabel } from '../../metric/metricLabel';
import type { OutputBlock } from '../outputBlocks';
import type { Reading } from '../reading';

/** `** Reported on cross-validation data. **` stands over the values of H2O's models. */
const REPORTED = /\bReported on (train(?:ing)?|validation|cross[- ]validation|test) data\b/gi;

/** What H2O shows of a model comes in several outputs; its tables belong to the section that the text before began. */
export function withReportedSplits(
  readings: readonly (readonly Reading[])[],
  blocks: readonly OutputBlock[],
): readonly Reading[] {
  let split: string | null = null;
  return readings.flatMap((found, index) => {
    const section = split;
    const block = blocks[index];
    const text = block?.kind === 'stdout' ? block.lines.join('\n') : '';
    const last = text.includes('Reported on') ? [...text.matchAll(REPORTED)].at(-1)?.[1] : undefined;
    split = last === undefined ? split : readMetricLabel(last).split;
    return section === null || last !== undefined
      ? found
      : found.map((reading) => (reading.split === null ? { ...reading, split: section } : reading));
  });
}
