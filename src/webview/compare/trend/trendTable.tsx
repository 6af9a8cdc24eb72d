import type { ComponentChild } from 'preact';
import { difference } from '../../../core/compare';
import { judge } from '../../../core/metricRows';
import { formatReference } from '../../../core/model';
import { formatChange, formatNumber, type NumberFormat } from '../../../core/table/formatCell';
import { PagedTable } from '../charts/pagedTable';
import type { MeasuredLine, MeasuredPoint } from './describeTrend';

interface TrendTableProps {
  readonly lines: readonly MeasuredLine[];
  readonly format: NumberFormat;
  readonly higherIsBetter: boolean | null;
}

/** The chart's values as text, newest first. */
export function TrendTable({ lines, format, higherIsBetter }: TrendTableProps): ComponentChild {
  const shared = { format, higherIsBetter, showsModel: lines.length > 1 };
  const all = lines
    .flatMap((line) => line.points.map((point, index) => ({ line, point, previous: line.points[index - 1] })))
    .reverse();
  return (
    <PagedTable
      head={
        <>
          <th scope="col">Version</th>
          <th scope="col" class="number">
            Value
          </th>
          <th scope="col" class="number">
            Since the version before
          </th>
          <th scope="col">Remarks</th>
        </>
      }
      count={all.length}
      row={(index) => {
        const value = all[index];
        return value === undefined ? null : <TrendRow key={value.point.id} {...value} {...shared} />;
      }}
    />
  );
}

interface TrendRowProps {
  readonly line: MeasuredLine;
  readonly point: MeasuredPoint;
  readonly previous: MeasuredPoint | undefined;
  readonly showsModel: boolean;
  readonly format: NumberFormat;
  readonly higherIsBetter: boolean | null;
}

function TrendRow({ line, point, previous, showsModel, format, higherIsBetter }: TrendRowProps): ComponentChild {
  const remarks = [
    ...(previous === undefined ? [] : verdictWords(judge(previous.value, point.value, higherIsBetter))),
    ...(point.isBest ? ['best'] : point.isRecord && previous !== undefined ? ['best so far'] : []),
    ...point.aliases,
  ];
  return (
    <tr>
      <th scope="row">{showsModel ? formatReference(line.model, point.version) : `v${point.version}`}</th>
      <td class="number">{formatNumber(point.value, format)}</td>
      <td class="number">
        {previous === undefined ? '' : formatChange(difference(point.value, previous.value), format)}
      </td>
      <td>{remarks.join(', ')}</td>
    </tr>
  );
}

function verdictWords(verdict: string): readonly string[] {
  return verdict === 'better' || verdict === 'worse' ? [verdict] : [];
}
