import type { ComponentChild } from 'preact';
import { formatChange, formatNumber, formatRelativeChange, type NumberFormat } from '../../../core/table/formatCell';
import type { Change, Judgement } from '../../../core/table/judgement';
import { ChangeMark, StarMark } from '../icons';

interface MetricCellProps {
  readonly judgement: Judgement;
  readonly column: number;
  readonly row: number;
  /** Decimals that the longest fraction beside this value has: shorter ones are filled up, so that points align. */
  readonly alignTo: number;
  /** Absent when nothing is known about where the value was read. */
  readonly onOpen?: (() => void) | undefined;
}

/** `★ 0.9345 ▲ +0.0220`. */
export function MetricCell({ judgement, column, row, alignTo, onOpen }: MetricCellProps): ComponentChild {
  const value = judgement.data.values(column)[row] ?? Number.NaN;
  if (Number.isNaN(value)) {
    return (
      <span class="absent">
        <span aria-hidden="true">–</span>
        <span class="spoken">not measured</span>
      </span>
    );
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
            title={cell === null ? 'Open where it was read' : `Open cell ${cell + 1} of the notebook`}
            onClick={onOpen}
          >
            {text}
          </button>
        )}
        {filler(alignTo, format.decimals)}
      </span>
      {isBest ? <span class="spoken">, best</span> : null}
      {change === null ? null : <ChangeText change={change} format={format} />}
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

const SPOKEN = { better: 'better by', worse: 'worse by', unknown: 'changed by', same: 'no change' } as const;

function ChangeText({
  change: { change, from, verdict },
  format,
}: {
  change: Change;
  format: NumberFormat;
}): ComponentChild {
  const text = formatChange(change, format);
  const relative = formatRelativeChange(change, from);
  const title = `${formatNumber(from, format)} in the baseline${relative === null ? '' : `, ${relative}`}`;
  return (
    <span class={`change ${verdict}`} title={title}>
      <span class="spoken">, {SPOKEN[verdict]} </span>
      {verdict === 'better' || verdict === 'worse' ? (
        <ChangeMark rises={change > 0} isFilled={verdict === 'better'} />
      ) : null}
      {verdict === 'same' ? <span aria-hidden="true">=</span> : text}
    </span>
  );
}
