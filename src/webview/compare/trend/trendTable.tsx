import type { ComponentChild } from 'preact';
import { difference } from '../../../core/compare';
import { judge } from '../../../core/metricRows';
import { formatReference } from '../../../core/model';
import { formatChange, formatNumber, type NumberFormat } from '../../../core/table/formatCell';
import type { MeasuredLine } from './describeTrend';

interface TrendTableProps {
  readonly lines: readonly MeasuredLine[];
  readonly format: NumberFormat;
  readonly higherIsBetter: boolean | null;
}

const SHOWN = 200;

/** The chart's values as text, newest first. */
export function TrendTable({ lines, format, higherIsBetter }: TrendTableProps): ComponentChild {
  const all = lines.flatMap((line) =>
    line.points.map((point, index) => ({ line, point, previous: line.points[index - 1] })),
  );
  const shown = all.slice(-SHOWN).reverse();
  return (
    <table>
      {all.length > shown.length ? (
        <caption>
          The newest {shown.length} of {all.length} values; the table below has them all.
        </caption>
      ) : null}
      <thead>
        <tr>
          <th scope="col">Version</th>
          <th scope="col" class="number">
            Value
          </th>
          <th scope="col" class="number">
            Since the version before
          </th>
          <th scope="col">Remarks</th>
        </tr>
      </thead>
      <tbody>
        {shown.map(({ line, point, previous }) => (
          <tr key={point.id}>
            <th scope="row">{lines.length > 1 ? formatReference(line.model, point.version) : `v${point.version}`}</th>
            <td class="number">{formatNumber(point.value, format)}</td>
            <td class="number">
              {previous === undefined ? '' : formatChange(difference(point.value, previous.value), format)}
            </td>
            <td>
              {[
                ...(previous === undefined ? [] : verdictWords(judge(previous.value, point.value, higherIsBetter))),
                ...(point.isBest ? ['best'] : []),
                ...point.aliases,
              ].join(', ')}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function verdictWords(verdict: string): readonly string[] {
  return verdict === 'better' || verdict === 'worse' ? [verdict] : [];
}
