import type { ComponentChild } from 'preact';
import { cellName } from '../../../core/cellName';
import { formatNumber } from '../../../core/table/formatCell';
import type { GroupValue, Judgement } from '../../../core/table/judgement';
import type { ChangeForm } from '../../../protocol/tableView';
import { StarMark } from '../icons';
import { ChangeText } from './changeText';

interface MetricCellProps {
  readonly judgement: Judgement;
  readonly column: number;
  readonly row: number;
  readonly changes: ChangeForm;
  /** Decimals that the longest fraction beside this value has: shorter ones are filled up, so that points align. */
  readonly alignTo: number;
  /** Absent when nothing is known about where the value was read. */
  readonly onOpen?: (() => void) | undefined;
}

/** `★ 0.9345 ▲ +0.0220`. */
export function MetricCell({ judgement, column, row, changes, alignTo, onOpen }: MetricCellProps): ComponentChild {
  const value = judgement.data.values(column)[row] ?? Number.NaN;
  if (Number.isNaN(value)) {
    return <NotMeasured />;
  }
  const format = judgement.format(column);
  const text = formatNumber(value, format);
  const isBest = judgement.isBest(column, row);
  const change = judgement.change(column, row);
  const cell = judgement.data.cell(column, row);
  return (
    <span class={isBest ? 'metric best' : 'metric'}>
      <span class="star-slot" title={isBest ? 'Best of the versions shown' : undefined}>
        {isBest ? <StarMark /> : null}
      </span>
      <span class="value">
        {onOpen === undefined ? (
          text
        ) : (
          <button
            type="button"
            class="link"
            tabIndex={-1}
            title={cell === null ? 'Open where it was read' : `Open ${cellName({ index: cell })} of the notebook`}
            onClick={onOpen}
          >
            {text}
          </button>
        )}
        {filler(alignTo, format.decimals)}
      </span>
      {isBest ? <span class="spoken">, best</span> : null}
      {change === null ? null : (
        <ChangeText change={change} format={format} form={changes} tolerance={judgement.tolerance(column)} />
      )}
    </span>
  );
}

interface GroupCellProps {
  readonly judgement: Judgement;
  readonly column: number;
  readonly value: GroupValue | null;
  readonly changes: ChangeForm;
  /** Repeats of one experiment: only of those an interval says something. */
  readonly isRepeated: boolean;
}

/** `0.9301 ± 0.0042 ▲ +0.0110`: what versions say together. */
export function GroupMetricCell({ judgement, column, value, changes, isRepeated }: GroupCellProps): ComponentChild {
  if (value === null) {
    return <NotMeasured />;
  }
  const { sample, half, change } = value;
  const format = judgement.format(column);
  const text = formatNumber(sample.mean, format);
  const span = `${formatNumber(sample.least, format)} to ${formatNumber(sample.most, format)}`;
  const interval = isRepeated && half !== null ? half : null;
  return (
    <span class="metric group-metric">
      <span class="star-slot" />
      <span class="value" title={`Mean of ${sample.count}: ${span}`}>
        <span class="spoken">mean </span>
        {text}
      </span>
      {interval === null ? null : (
        <span class="interval" title="95 % interval of the mean, by Student’s t-distribution">
          <span aria-hidden="true">± </span>
          <span class="spoken">, plus or minus </span>
          {formatNumber(interval, format)}
        </span>
      )}
      {change === null ? null : (
        <ChangeText
          change={isRepeated ? change : { ...change, noise: null }}
          format={format}
          form={changes}
          tolerance={judgement.tolerance(column)}
        />
      )}
    </span>
  );
}

function NotMeasured(): ComponentChild {
  return (
    <span class="absent">
      <span aria-hidden="true">–</span>
      <span class="spoken">not measured</span>
    </span>
  );
}

/** Invisible digits, because only they are as wide as digits in every font. */
function filler(alignTo: number, decimals: number): ComponentChild {
  if (alignTo <= decimals) {
    return null;
  }
  return (
    <span class="filler" aria-hidden="true">
      {(decimals === 0 ? '.' : '') + '0'.repeat(alignTo - decimals)}
    </span>
  );
}
