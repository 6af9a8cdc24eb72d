import type { ComponentChild } from 'preact';
import { ChangeMark, StarMark } from './icons';

/** What the marks in the table mean. Screen readers hear the words in the cells instead. */
export function Legend({ hasSources }: { readonly hasSources: boolean }): ComponentChild {
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
      <span>≠ not as in the baseline</span>
      {hasSources ? <span class="hint">Select a value to open the notebook cell that it came from.</span> : null}
    </footer>
  );
}
