import { knownMetric } from '../../metric/catalogue';
import type { OutputBlock } from '../outputBlocks';
import { makeReading } from '../reading';
import type { Reading } from '../reading';

const MODEL = /^(?:Fitting model:|Training timeseries model) (\S+?)\.?(?: \.\.\.|\s|$)/;
/** Errors are shown below zero, with a minus before their name. */
const SCORE = /^\s+(-?\d[\d.e-]*)\s+= Validation score\s+\((-?)(\w+)\)/;
const BEST = /\bBest model: "?([\w.-]+)/;

/**
 * What AutoGluon says while it trains: a score for each model that it tries, and which one is best. That one counts; the
 * others are in its leaderboard. Of a first training on a part of the data only the last one is told.
 */
export function readAutogluonLog(block: OutputBlock, used: Set<number>): Reading[] {
  const scores = new Map<string, Reading>();
  let model: string | null = null;
  let best: Reading | null = null;
  for (const [index, line] of block.lines.entries()) {
    if (line.length > 1_000) {
      continue;
    }
    model = MODEL.exec(line)?.[1] ?? model;
    const score = line.includes('= Validation score') ? SCORE.exec(line) : null;
    const name = score === null ? null : knownMetric(score[3] ?? '');
    const value = Number(score?.[1] ?? NaN);
    if (name !== null && Number.isFinite(value)) {
      used.add(index);
      const shown = score?.[2] === '-' ? Math.abs(value) : value;
      scores.set(model ?? '', makeReading(block, { name, value: shown, split: 'val', model, form: FORM, line: index }));
    }
    best = scores.get(BEST.exec(line)?.[1] ?? NONE) ?? best;
  }
  const shown = best ?? [...scores.values()].at(-1);
  return shown === undefined ? [] : [shown];
}

const FORM = 'autogluon-log';
const NONE = '\0';
