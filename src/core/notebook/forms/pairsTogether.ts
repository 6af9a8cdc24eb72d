import { present } from '../../present';
import { readMetricLabel } from '../../metric/metricLabel';
import type { LabelledNumber } from './labelledNumbers';

/** `loss 0.5, train acc 0.82, test acc 0.81`: where another value has both, the one loss is that of the training. */
export function isLossBeside(pair: LabelledNumber, pairs: readonly LabelledNumber[]): boolean {
  const others = pairs.filter(({ label }) => label.name !== 'loss');
  return (
    pair.label.name === 'loss' &&
    pairs.length - others.length === 1 &&
    ['train', 'test'].every((split) => others.some(({ label }) => label.split === split))
  );
}

/** `total_loss: 0.49  loss_cls: 0.06  loss_mask: 0.09`: the parts of a loss are no losses of a model. */
export function withoutParts(pairs: LabelledNumber[]): LabelledNumber[] {
  const isLoss = ({ label }: LabelledNumber): boolean => label.name === 'loss' && label.split === null;
  return pairs.some((pair) => isLoss(pair) && /\btotal/i.test(pair.labelText))
    ? pairs.filter((pair) => !isLoss(pair) || pair.label.rest.length === 0)
    : pairs;
}

/** `Precision: train 0.61, test 0.11`: a split alone says that the next value is of the same measure. */
export function withSplits(pairs: LabelledNumber[]): LabelledNumber[] {
  let before: LabelledNumber | null = null;
  return present(pairs, (pair) => {
    const { label } = pair;
    const isSplit = label.name === null && label.split !== null && label.rest.length === 0 && !label.isStep;
    const name = before?.label.name ?? null;
    const isSame = isSplit && name !== null && before?.label.split !== null && before?.label.split !== label.split;
    before = isSame ? { ...pair, label: { ...label, name } } : pair;
    return before;
  });
}

/** `F1=0.5  P=0.6  R=0.4`: side by side the two letters are precision and recall. */
export function spelledOut(pairs: LabelledNumber[]): LabelledNumber[] {
  const isPair = pairs.some(({ labelText }) => labelText === 'P') && pairs.some(({ labelText }) => labelText === 'R');
  return isPair
    ? pairs.map((pair) => {
        const name = pair.labelText === 'P' ? 'precision' : pair.labelText === 'R' ? 'recall' : null;
        return name === null ? pair : { ...pair, label: readMetricLabel(name) };
      })
    : pairs;
}
