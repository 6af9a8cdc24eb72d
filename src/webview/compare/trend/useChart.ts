import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { TrendChart, TrendChartOptions } from './trendChart';

/**
 * Keeps a chart in `host`: as wide as it, in the theme's colours, made anew when what it shows changes. The chart's
 * program runs only once it is needed.
 */
export function useChart(
  host: RefObject<HTMLDivElement | null>,
  options: TrendChartOptions,
): { readonly current: TrendChart | null } {
  const chart = useRef<TrendChart | null>(null);
  const latest = useRef(options);
  latest.current = options;
  const { lines, baseline, compared, champion, bands } = options;

  useEffect(() => {
    const element = host.current;
    if (element === null) {
      return undefined;
    }
    let isGone = false;
    const stops: (() => void)[] = [];
    void import('./trendChart').then(({ createTrendChart }) => {
      if (isGone) {
        return;
      }
      const draw = (): void => {
        chart.current?.destroy();
        chart.current = createTrendChart(element, element.clientWidth, {
          ...latest.current,
          onHover: (at) => latest.current.onHover(at),
          onSelect: (at) => latest.current.onSelect(at),
        });
      };
      draw();
      stops.push(
        onResize(element, () => chart.current?.resize(element.clientWidth)),
        onThemeChange(draw),
      );
    });
    return () => {
      isGone = true;
      stops.forEach((stop) => stop());
      chart.current?.destroy();
      chart.current = null;
    };
  }, [host, lines, baseline, compared, champion, bands]);
  return chart;
}

function onResize(element: HTMLElement, changed: () => void): () => void {
  const observer = new ResizeObserver(changed);
  observer.observe(element);
  return () => observer.disconnect();
}

/** VS Code tells a page of a new theme by changing the variables on html and the classes of body. */
function onThemeChange(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['style', 'class'] });
  observer.observe(document.body, { attributes: true, attributeFilter: ['class'] });
  return () => observer.disconnect();
}
