import type { ComponentChild } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { ChartPanel } from '../charts/chartPanel';
import type { LateChartProps } from './panelProps';

/** The charts beyond the trend are a script of their own, which arrives when the first of them is looked at. */
export function LateChart(props: LateChartProps): ComponentChild {
  const [charts, setCharts] = useState<typeof ChartPanel | 'failed' | null>(null);
  useEffect(() => {
    let isGone = false;
    import(/* webpackMode: "lazy", webpackChunkName: "webview/compare.charts" */ '../charts/chartPanel').then(
      // In a function of its own: a state that is a function would be called.
      (loaded) => (isGone ? undefined : setCharts(() => loaded.ChartPanel)),
      () => (isGone ? undefined : setCharts('failed')),
    );
    return () => {
      isGone = true;
    };
  }, []);
  if (charts === 'failed') {
    return (
      <p class="panel-note" role="alert">
        The charts could not be loaded. Close this page and open it again.
      </p>
    );
  }
  const Chart = charts;
  return Chart === null ? <p class="panel-note">Loading the chart…</p> : <Chart {...props} />;
}
