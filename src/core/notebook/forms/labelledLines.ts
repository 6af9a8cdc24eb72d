import type { MetricLabel } from '../../metric/metricLabel';
import { readMetricLabel } from '../../metric/metricLabel';
import type { OutputBlock } from '../outputBlocks';
import { isPlausible, makeReading } from '../reading';
import type { Reading, ReadingRole } from '../reading';
import { labelTrust, readLabelledNumbers } from './labelledNumbers';
import type { LabelledNumber } from './labelledNumbers';

/** What a heading such as `Test Set Metrics of the trained model:` says about the lines under it. */
interface Heading {
  readonly split: string | null;
  readonly isSection: boolean;
}

const NO_HEADING: Heading = { split: null, isSection: false };

/** `Accuracy: 93.1%`, `f1 = 0.8`, `Epoch 3 | train_loss: 0.1 | val_loss: 0.2`, one or several to a line. */
export function readLabelledLines(block: OutputBlock, used: ReadonlySet<number>): Reading[] {
  const readings: Reading[] = [];
  let heading = NO_HEADING;
  block.lines.forEach((line, index) => {
    if (used.has(index) || line.length > 2000) {
      return;
    }
    if (line.trim() === '') {
      return;
    }
    if (!/\d/.test(line)) {
      heading = readHeading(line) ?? heading;
      return;
    }
    readings.push(...readLine(block, index, line, heading));
  });
  return readings;
}

function readHeading(line: string): Heading | null {
  if (line.length > 120) {
    return null;
  }
  const label = readMetricLabel(line);
  if (label.split !== null) {
    return { split: label.split, isSection: true };
  }
  // A ruler or another title ends the section.
  return /^[\s\-=*#_]{4,}$/.test(line) || line.trimEnd().endsWith(':') ? NO_HEADING : null;
}

function readLine(block: OutputBlock, index: number, line: string, heading: Heading): Reading[] {
  const pairs = readLabelledNumbers(line);
  const step = pairs.find((pair) => pair.label.isStep && pair.isInteger)?.value ?? epochIn(line);
  const lineSplit = readMetricLabel(line.slice(0, 80)).split;
  return pairs.flatMap((pair) => {
    const { label } = pair;
    const confidence = labelTrust(pair);
    if (
      label.name === null ||
      label.isSpread ||
      confidence === 'low' ||
      !isPlausible(label.name, pair.value, pair.isPercent)
    ) {
      return [];
    }
    const isFirstSplit = pairs.filter((other) => other.label.split !== null).length === 0;
    return [
      makeReading(block, {
        name: label.name,
        value: pair.value,
        isPercent: pair.isPercent,
        split: label.split ?? (isFirstSplit ? lineSplit : null) ?? heading.split,
        model: pair.note ?? (label.rest.length > 0 ? label.rest.join(' ') : null),
        role: roleOf(label, pair, step),
        step,
        form: step === null ? 'label-value' : 'epoch-line',
        confidence,
        line: index,
      }),
    ];
  });
}

function epochIn(line: string): number | null {
  const match = /\b(?:epochs?|ep|steps?|iter(?:ation)?|round)\s*[:=#]?\s*\[?\(?(\d+)/i.exec(line.slice(0, 200));
  return match?.[1] === undefined ? null : Number(match[1]);
}

function roleOf(label: MetricLabel, _pair: LabelledNumber, step: number | null): ReadingRole {
  if (step !== null) {
    return 'step';
  }
  return label.isFold && !label.isAggregate ? 'fold' : 'final';
}
