import { readMetricLabel } from '../../metric/metricLabel';
import { wholeNumber } from '../numbers';
import type { OutputBlock } from '../outputBlocks';
import { isPlausible, makeReading } from '../reading';
import type { Reading } from '../reading';

const BAR = /\d+%\|[^|]*\|\s*(\d+)\/(\d+)\s*\[/;
const POSTFIX = /['"]?([A-Za-z_][\w./ ]*?)['"]?\s*[=:]\s*([-+\d.eE]+%?)(?=[,\]}\s]|$)/g;

/** Postfix values of tqdm bars: `100%|███| 2/2 [00:00<00:00, 568it/s, loss=0.12, acc=0.9]`. Bars that stopped are skipped. */
export function readProgressBars(block: OutputBlock, used: Set<number>): Reading[] {
  return block.lines.flatMap((line, index) => {
    const bar = line.length < 3000 && line.includes('|') ? BAR.exec(line) : null;
    if (bar === null) {
      return [];
    }
    used.add(index);
    if (bar[1] !== bar[2]) {
      return [];
    }
    const before = line.slice(0, bar.index).replace(/:\s*$/, '');
    const label = readMetricLabel(before);
    const epoch = /(?:epoch|ep)\D{0,3}(\d+)/i.exec(before)?.[1];
    const isValidation = label.split !== null && label.split !== 'train';
    const step = epoch === undefined ? (isValidation ? 0 : null) : Number(epoch);
    return [
      // `Epoch: 3, tloss: 0.15, vloss: 0.18: 100%|…` has them in its description.
      ...readPostfix(block, index, before, { split: null, step }),
      ...readPostfix(block, index, line.slice(bar.index + bar[0].length), {
        split: label.split ?? (epoch === undefined ? null : 'train'),
        step,
      }),
    ];
  });
}

interface BarContext {
  readonly split: string | null;
  readonly step: number | null;
}

function readPostfix(block: OutputBlock, line: number, text: string, context: BarContext): Reading[] {
  return [...text.matchAll(POSTFIX)].flatMap((match) => {
    const label = readMetricLabel(match[1] ?? '');
    const number = wholeNumber(match[2] ?? '');
    if (
      number === null ||
      label.name === null ||
      label.isForeign ||
      label.rest.length > 0 ||
      !isPlausible(label.name, number.value, number.isPercent)
    ) {
      return [];
    }
    return [
      makeReading(block, {
        name: label.name,
        value: number.value,
        isPercent: number.isPercent,
        split: label.split ?? context.split,
        role: 'step',
        step: context.step,
        form: 'progress-bar',
        line,
      }),
    ];
  });
}
