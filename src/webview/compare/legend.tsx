import type { ComponentChild } from 'preact';
import { ChangeMark, Icon, StarMark } from './icons';

/** What the marks in the table mean. Screen readers hear the words in the cells instead. */
export function Legend({
  hasSources,
  hasRepeats,
  hasTolerances,
}: {
  readonly hasSources: boolean;
  readonly hasRepeats: boolean;
  readonly hasTolerances: boolean;
}): ComponentChild {
  return (
    <footer class="legend" aria-hidden="true">
      <span>
        <StarMark /> best
      </span>
      <span class="change better">
        <ChangeMark rises isFilled />
        <ChangeMark rises={false} isFilled /> better
      </span>
      <span class="change worse">
        <ChangeMark rises isFilled={false} />
        <ChangeMark rises={false} isFilled={false} /> worse than the baseline
      </span>
      {hasRepeats ? <span>≈ within noise</span> : null}
      {hasTolerances ? (
        <span class="change worse">
          <span class="regression-mark">
            <Icon name="warning" />
          </span>{' '}
          worse than tolerated
        </span>
      ) : null}
      <span>≠ not as in the baseline</span>
      {hasSources ? <span class="hint">Select a value to open the notebook cell that it came from.</span> : null}
    </footer>
  );
}
