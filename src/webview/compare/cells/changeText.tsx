import type { ComponentChild } from 'preact';
import { formatChange, formatNumber, formatRelativeChange, type NumberFormat } from '../../../core/table/formatCell';
import type { Change, Noise } from '../../../core/table/judgement';
import { formatTolerance, type Tolerance } from '../../../core/metricTolerance';
import type { ChangeForm } from '../../../protocol/tableView';
import { ChangeMark, Icon } from '../icons';

interface ChangeTextProps {
  readonly change: Change;
  readonly format: NumberFormat;
  readonly form: ChangeForm;
  readonly tolerance: Tolerance | null;
}

const SPOKEN = { better: 'better by', worse: 'worse by', unknown: 'changed by', same: 'no change' } as const;

/** `▲ +0.0220 +2.4 %`: which way, how far, and whether that means anything. Never by colour alone. */
export function ChangeText({ change, format, form, tolerance }: ChangeTextProps): ComponentChild {
  if (form === 'none') {
    return null;
  }
  const { verdict, isRegression, noise } = change;
  const relative = formatRelativeChange(change.change, change.from);
  const isNoise = noise?.isWithin === true;
  return (
    <span
      class={`change ${isNoise ? 'noise' : verdict} ${isRegression ? 'regression' : ''}`}
      title={describeChange(change, format, tolerance)}
    >
      <span class="spoken">, {SPOKEN[verdict]} </span>
      <Mark change={change} />
      {verdict === 'same' ? (
        <span aria-hidden="true">=</span>
      ) : (
        <>
          {form === 'relative' && relative !== null ? null : <span>{formatChange(change.change, format)}</span>}
          {form === 'absolute' || relative === null ? null : <span class="relative">{relative}</span>}
        </>
      )}
      {isNoise ? <span class="spoken">, within noise</span> : null}
      {isRegression ? (
        <span class="regression-mark">
          <Icon name="warning" />
          <span class="spoken">, regression</span>
        </span>
      ) : null}
    </span>
  );
}

function Mark({ change: { change, verdict, noise } }: { readonly change: Change }): ComponentChild {
  if (verdict === 'same') {
    return null;
  }
  if (noise?.isWithin === true) {
    return (
      <span class="change-mark noise-mark" aria-hidden="true">
        ≈
      </span>
    );
  }
  return verdict === 'unknown' ? null : <ChangeMark rises={change > 0} isFilled={verdict === 'better'} />;
}

/** The sentences behind a change. */
function describeChange(change: Change, format: NumberFormat, tolerance: Tolerance | null): string {
  const { from, isRegression, noise } = change;
  const relative = formatRelativeChange(change.change, from);
  const parts = [
    `${formatNumber(from, format)} in the baseline${relative === null ? '' : `, ${relative}`}`,
    isRegression && tolerance !== null
      ? `Regression: worse by more than the tolerance of ${formatTolerance(tolerance)}`
      : null,
    noise === null ? null : describeNoise(noise),
  ];
  return parts.filter((part) => part !== null).join('\n');
}

function describeNoise(noise: Noise): string {
  if (noise.kind === 'repeat') {
    return 'Within noise: the two versions are repeats of each other';
  }
  const p = noise.p < 0.001 ? 'p < 0.001' : `p = ${noise.p.toFixed(3)}`;
  return noise.isWithin
    ? `Within noise: Welch’s t-test of the repeats gives ${p}`
    : `More than noise: Welch’s t-test of the repeats gives ${p}`;
}
