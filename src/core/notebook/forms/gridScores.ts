import type { CodeHints } from '../codeHints';
import { modelName } from '../codeHints';
import { metricDirection } from '../../metric/catalogue';
import type { OutputBlock } from '../outputBlocks';
import { makeReading } from '../reading';
import type { Reading } from '../reading';

/** `mean: 0.96477, std: 0.00484, params: {'alpha': 6e-05}`, one for each try of a search, as scikit-learn before 0.20. */
const TRY = /\bmean: (-?\d[\d.e+-]*), std: \d[\d.e+-]*, params: \{/;

/** What `grid_scores_` shows: the best mean of folds, and the others as trials. */
export function readGridScores(block: OutputBlock, hints: CodeHints): Reading[] {
  if (!block.lines.some((line) => line.includes('mean: ') && TRY.test(line))) {
    return [];
  }
  const shown = hints.result ?? [...hints.holes.values()].flat()[0]?.value ?? null;
  const score = shown?.kind === 'score' ? shown : null;
  const tries = block.lines.flatMap((text, line) => {
    const [, mean] = TRY.exec(text) ?? [];
    return mean === undefined ? [] : [{ line, value: Number(mean) }];
  });
  const name = score?.name ?? 'score';
  const sign = metricDirection(name) === false ? -1 : 1;
  const best = Math.max(...tries.map(({ value }) => sign * value));
  const place = tries.findIndex(({ value }) => sign * value === best);
  return tries.map(({ line, value }, index) =>
    makeReading(block, {
      name,
      value,
      line,
      split: 'cv',
      form: 'grid-scores',
      model: modelName(score?.model ?? null),
      estimator: score?.model ?? null,
      role: index === place ? 'final' : 'trial',
    }),
  );
}
