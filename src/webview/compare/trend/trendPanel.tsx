import type { ComponentChild, TargetedKeyboardEvent } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { metricLabel } from '../../../core/metricRows';
import { isMetric, type TableData } from '../../../core/table/tableData';
import type { MetricColumn } from '../../../core/table/versionTable';
import type { ComparePageView, Trend } from '../../../protocol/comparePage';
import { pageError, type PageStore } from '../pageStore';
import { ChartTools } from '../charts/chartTools';
import { describePoint, describeTrend, measureLine, showsRecords, trendFormat } from './describeTrend';
import { championLevel, stageBands } from './trendMarks';
import { trendScene } from './trendScene';
import { TrendTable } from './trendTable';
import { useChart } from './useChart';

interface TrendPanelProps {
  readonly store: PageStore;
  readonly data: TableData;
  readonly loaded: number;
  readonly revision: number;
  readonly view: ComparePageView;
  /** The row that the others are measured against; null when each has its own. */
  readonly baselineRow: number | null;
  readonly stages: readonly string[];
}

/** A metric over all versions of the models compared, as a chart, a sentence and a table. */
export function TrendPanel(props: TrendPanelProps): ComponentChild {
  const { store, data, view } = props;
  const metrics = data.table.columns.filter(isMetric);
  const metric = metrics.find((column) => column.id === view.trend.column) ?? metrics[0];
  if (metric === undefined) {
    return <p class="panel-note">No version has a metric, so there is no trend.</p>;
  }
  return (
    <div class="trend">
      <div class="panel-controls">
        <label class="field">
          Metric
          <select
            aria-label="Metric of the trend"
            value={metric.id}
            onChange={(event) => store.updateView({ trend: { isOpen: true, column: event.currentTarget.value } })}
          >
            {metrics.map((column) => (
              <option key={column.id} value={column.id}>
                {metricLabel(column)}
              </option>
            ))}
          </select>
        </label>
      </div>
      <TrendBody {...props} metric={metric} />
    </div>
  );
}

type Loading =
  | { readonly status: 'loading' }
  | { readonly status: 'failed'; readonly message: string }
  | { readonly status: 'ready'; readonly trend: Trend };

function TrendBody(props: TrendPanelProps & { readonly metric: MetricColumn }): ComponentChild {
  const { store, metric, revision } = props;
  const [loading, setLoading] = useState<Loading>({ status: 'loading' });
  useEffect(() => {
    let isStale = false;
    store.loadTrend(metric.id).then(
      (trend) => (isStale ? undefined : setLoading({ status: 'ready', trend })),
      (error: unknown) => (isStale ? undefined : setLoading({ status: 'failed', message: pageError(error).message })),
    );
    return () => {
      isStale = true;
    };
  }, [store, metric.id, revision]);
  switch (loading.status) {
    case 'loading':
      return <div class="trend-body empty">Loading the trend…</div>;
    case 'failed':
      return <div class="trend-body empty">{loading.message}</div>;
    case 'ready':
      return hasLine(loading.trend) ? (
        <TrendChartView {...props} trend={loading.trend} />
      ) : (
        <div class="trend-body">The trend begins with the second version that has this metric.</div>
      );
  }
}

function hasLine({ lines }: Trend): boolean {
  return lines.some(({ points }) => points.filter(({ value }) => value !== null).length > 1);
}

interface Cursor {
  readonly line: number;
  readonly point: number;
}

function TrendChartView({
  store,
  data,
  loaded,
  metric,
  baselineRow,
  stages,
  trend,
}: TrendPanelProps & { readonly metric: MetricColumn; readonly trend: Trend }): ComponentChild {
  const [cursor, setCursor] = useState<Cursor | null>(null);
  const host = useRef<HTMLDivElement>(null);
  const { higherIsBetter } = metric;
  const lines = useMemo(() => trend.lines.map((line) => measureLine(line, higherIsBetter)), [trend, higherIsBetter]);
  const format = useMemo(() => trendFormat(trend), [trend]);
  const showsModel = lines.length > 1;
  const column = data.columnIndex(metric.id);
  const baseline = baselineRow === null ? Number.NaN : (data.values(column)[baselineRow] ?? Number.NaN);
  const compared = useMemo(
    () => new Set(Array.from({ length: loaded }, (_, row) => data.head(row)?.id ?? '')),
    [data, loaded],
  );
  const select = ({ line, point }: Cursor): void => {
    const id = lines[line]?.points[point]?.id;
    if (id !== undefined) {
      store.openCard(id);
    }
  };
  const bands = useMemo(() => stageBands(lines, stages), [lines, stages]);
  const champion = useMemo(() => championLevel(lines), [lines]);
  const chart = useChart(host, {
    lines,
    compared,
    champion,
    bands,
    baseline: Number.isNaN(baseline) ? null : baseline,
    onHover: setCursor,
    onSelect: select,
  });
  const summaries = lines.map((line) => describeTrend(line, format, higherIsBetter));

  const onKeyDown = (event: TargetedKeyboardEvent<HTMLDivElement>): void => {
    const to = moveCursor(event.key, cursor, lines);
    if (to !== null) {
      event.preventDefault();
      setCursor(to);
      chart.current?.point(to.line, to.point);
    } else if (event.key === 'Enter' && cursor !== null) {
      select(cursor);
    }
  };

  const line = cursor === null ? undefined : lines[cursor.line];
  const readout = line === undefined || cursor === null ? '' : describePoint(line, cursor.point, format, showsModel);
  return (
    <div class="trend-body">
      <div
        ref={host}
        class="trend-chart"
        tabIndex={0}
        role="application"
        aria-roledescription="line chart"
        aria-label={`${metricLabel(metric)} over versions. ${summaries.join(' ')} Arrow keys move from version to version, Enter opens the model card.`}
        onKeyDown={onKeyDown}
        onBlur={() => {
          setCursor(null);
          chart.current?.leave();
        }}
      />
      <div class="trend-caption">
        <span class="trend-summary">
          {readout === ''
            ? summaries.map((summary, index) => (
                <span key={index}>{showsModel ? `${lines[index]?.model ?? ''}: ${summary} ` : summary}</span>
              ))
            : readout}
        </span>
        <TrendKey
          hasBaseline={!Number.isNaN(baseline)}
          hasChampion={champion !== null}
          hasOthers={lines.some(({ points }) => points.length > compared.size)}
          hasRecords={lines.some(showsRecords)}
        />
        <ChartTools
          store={store}
          name={`Trend of ${metricLabel(metric)}`}
          draw={(width, height, colors) =>
            trendScene({
              width,
              height,
              colors,
              lines,
              bands,
              champion,
              title: metricLabel(metric),
              description: summaries.join(' '),
            })
          }
          isChanged={false}
          onReset={() => undefined}
          table={() => <TrendTable lines={lines} format={format} higherIsBetter={higherIsBetter} />}
        />
      </div>
      <span class="spoken" aria-live="polite">
        {readout}
      </span>
    </div>
  );
}

/** What the marks in the chart mean. */
function TrendKey({
  hasBaseline,
  hasChampion,
  hasOthers,
  hasRecords,
}: {
  readonly hasBaseline: boolean;
  readonly hasChampion: boolean;
  readonly hasOthers: boolean;
  readonly hasRecords: boolean;
}): ComponentChild {
  return (
    <span class="trend-key" aria-hidden="true">
      {hasOthers ? <span>● compared</span> : null}
      {hasOthers ? <span>○ other versions</span> : null}
      <span>☆ best</span>
      {hasRecords ? <span>┌ best so far</span> : null}
      {hasChampion ? <span>─ champion</span> : null}
      {hasBaseline ? <span>┄ baseline</span> : null}
    </span>
  );
}

/** Left and right along a line, up and down between lines; from nothing to the newest version. */
function moveCursor(
  key: string,
  from: Cursor | null,
  lines: readonly { readonly points: readonly unknown[] }[],
): Cursor | null {
  const line = from?.line ?? 0;
  const last = (lines[line]?.points.length ?? 0) - 1;
  if (last < 0) {
    return null;
  }
  const point = Math.min(last, from?.point ?? last + 1);
  switch (key) {
    case 'ArrowLeft':
      return { line, point: Math.max(0, (from?.point ?? last + 1) - 1) };
    case 'ArrowRight':
      return { line, point: Math.min(last, (from?.point ?? last - 1) + 1) };
    case 'Home':
      return { line, point: 0 };
    case 'End':
      return { line, point: last };
    case 'ArrowUp':
    case 'ArrowDown': {
      const next = (line + (key === 'ArrowDown' ? 1 : -1) + lines.length) % lines.length;
      const end = (lines[next]?.points.length ?? 0) - 1;
      return end < 0 ? null : { line: next, point: Math.min(end, point) };
    }
    default:
      return null;
  }
}
