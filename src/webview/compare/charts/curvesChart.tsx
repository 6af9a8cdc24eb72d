import type { ComponentChild, TargetedKeyboardEvent } from 'preact';
import { useCallback, useMemo, useRef, useState } from 'preact/hooks';
import { lineScene, type ChartLine } from '../../../core/chart/lineScene';
import type { PlotFrame } from '../../../core/chart/plotFrame';
import { rangeOf, type Range } from '../../../core/chart/scale';
import type { ChartColors, Point } from '../../../core/chart/scene';
import type { Curve } from '../../../core/evidence/versionEvidence';
import { formatNumber, numberFormat } from '../../../core/table/formatCell';
import { updatePanel } from '../panel/panelProps';
import type { EvidenceProps } from './chartProps';
import { ChartTools } from './chartTools';
import { LegendToggles, toggled } from './legendToggles';
import { SceneView } from './sceneView';
import { smooth } from './smooth';

const HEIGHT = 260;
/** Of every theme; beyond them colours come again. */
const LINE_COLORS = 6;

interface NamedCurve {
  readonly key: string;
  /** `v3 val`. */
  readonly name: string;
  readonly style: number;
  readonly points: Curve['points'];
  readonly smoothed: Curve['points'];
}

interface Domain {
  readonly x: Range;
  readonly y: Range;
}

/** What a metric did while the versions trained, one over the other. */
export function CurvesChart(props: EvidenceProps): ComponentChild {
  const { store, view, evidence } = props;
  const { smoothing = 0, isLog = false } = view.panel ?? {};
  const names = useMemo(
    () => [...new Set(evidence.flatMap(({ curves }) => curves.map(({ name }) => name)))].sort(),
    [evidence],
  );
  const chosen =
    names.find((name) => name === view.panel?.curve) ?? names.find((name) => /loss/.test(name)) ?? names[0];
  const curves = useMemo(() => curvesNamed(evidence, chosen, smoothing), [evidence, chosen, smoothing]);
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const [hovered, setHovered] = useState<string | null>(null);
  const [zoom, setZoom] = useState<Domain | null>(null);
  const [readout, setReadout] = useState('');
  const frame = useRef<PlotFrame | null>(null);
  const cursor = useRef({ curve: 0, point: -1 });

  const shown = useMemo(() => curves.filter(({ key }) => !hidden.has(key)), [curves, hidden]);
  const domain = useMemo(() => zoom ?? domainOf(shown, isLog), [zoom, shown, isLog]);
  const title = `${chosen ?? ''} while training`;
  const summary = describe(shown);
  const build = useCallback(
    (width: number, height: number, colors: ChartColors, hasLegend: boolean) =>
      lineScene({
        width,
        height,
        colors,
        title,
        description: summary,
        hasLegend,
        lines: linesOf(shown, smoothing > 0, hovered),
        x: { label: 'step', range: domain.x },
        y: { label: chosen ?? '', range: domain.y, isLog },
      }),
    [shown, domain, hovered, isLog, chosen, title, summary, smoothing],
  );
  const draw = useCallback(
    (width: number, colors: ChartColors) => {
      const drawn = build(width, HEIGHT, colors, false);
      frame.current = drawn.frame;
      return drawn.scene;
    },
    [build],
  );
  if (chosen === undefined) {
    return (
      <p class="panel-note">
        None of these versions has learning curves. They are kept when a notebook or a log tells a value per epoch,
        round or step while it trains.
      </p>
    );
  }

  const say = (curve: NamedCurve, index: number): void => {
    const point = curve.smoothed[index];
    if (point !== undefined) {
      setReadout(
        `${curve.name}, step ${point.step}: ${formatNumber(point.value, numberFormat([roundTo(point.value)]))}`,
      );
      setHovered(curve.key);
    }
  };
  const onPoint = (at: Point | null): void => {
    const hit = at === null || frame.current === null ? null : nearest(shown, frame.current, at);
    if (hit === null) {
      setReadout('');
      setHovered(null);
    } else {
      say(hit.curve, hit.index);
    }
  };
  const onDrag = (from: Point, to: Point): void => {
    const { current } = frame;
    if (current !== null) {
      setZoom(domainBetween(current, from, to));
    }
  };
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLElement>): void => {
    const next = moved(event.key, cursor.current, shown);
    const curve = next === null ? undefined : shown[next.curve];
    if (next !== null && curve !== undefined) {
      event.preventDefault();
      cursor.current = next;
      say(curve, next.point);
    } else if (event.key === 'Escape') {
      setZoom(null);
    }
  };
  return (
    <div class="chart">
      <div class="panel-controls">
        <label class="field">
          Curve
          <select value={chosen} onChange={(event) => updatePanel(props, { curve: event.currentTarget.value })}>
            {names.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        </label>
        <label class="field">
          Smoothing
          <input
            type="range"
            min="0"
            max="0.98"
            step="0.02"
            value={smoothing}
            onInput={(event) => updatePanel(props, { smoothing: Number(event.currentTarget.value) })}
          />
        </label>
        <label class="check">
          <input
            type="checkbox"
            checked={isLog}
            onChange={(event) => {
              setZoom(null);
              updatePanel(props, { isLog: event.currentTarget.checked });
            }}
          />
          Logarithmic
        </label>
      </div>
      <SceneView
        label={`${title}. ${summary} Arrow keys move along a curve and between curves; drag to zoom, Escape resets.`}
        kind="line chart"
        draw={draw}
        onPoint={onPoint}
        onDrag={onDrag}
        onDoubleClick={() => setZoom(null)}
        onKeyDown={onKeyDown}
      />
      <LegendToggles
        entries={curves}
        hidden={hidden}
        onToggle={(key) => setHidden(toggled(hidden, key))}
        onHover={setHovered}
      />
      <div class="chart-caption">
        <span class="chart-readout">{readout === '' ? summary : readout}</span>
        <ChartTools
          store={store}
          name={title}
          draw={(width, height, colors) => build(width, height, colors, true).scene}
          isChanged={zoom !== null || hidden.size > 0}
          onReset={() => {
            setZoom(null);
            setHidden(new Set());
          }}
          table={() => <CurveTable curves={shown} />}
        />
      </div>
      <span class="spoken" aria-live="polite">
        {readout}
      </span>
    </div>
  );
}

function curvesNamed(
  evidence: EvidenceProps['evidence'],
  name: string | undefined,
  smoothing: number,
): readonly NamedCurve[] {
  const named = evidence.map((version) => ({
    version,
    curves: version.curves.filter((curve) => curve.name === name),
  }));
  const splits = splitsOf(named.flatMap(({ curves }) => curves));
  return named
    .filter(({ curves }) => curves.length > 0)
    .flatMap(({ version, curves }, place) =>
      curves.map((curve, index) => ({
        key: `${version.id} ${index}`,
        name: [version.name, curve.split ?? ''].join(' ').trim(),
        style: curveStyle(place, splits.indexOf(curve.split), splits.length),
        points: curve.points,
        smoothed: smooth(curve.points, smoothing),
      })),
    );
}

/** What was held out comes first and is drawn solid: it says how good the version is. */
function splitsOf(curves: readonly Curve[]): readonly (string | null)[] {
  const splits = [...new Set(curves.map(({ split }) => split))];
  return splits.sort((a, b) => Number(a === 'train') - Number(b === 'train'));
}

/** A colour for each version and a dash for each split; more versions than colours take further dashes. */
function curveStyle(version: number, split: number, splits: number): number {
  return (version % LINE_COLORS) + LINE_COLORS * (split + splits * Math.floor(version / LINE_COLORS));
}

function linesOf(curves: readonly NamedCurve[], isSmoothed: boolean, hovered: string | null): readonly ChartLine[] {
  const lines = curves.flatMap(({ key, name, style, points, smoothed }): readonly ChartLine[] => {
    const isFaint = hovered !== null && hovered !== key;
    return [
      ...(isSmoothed ? [{ name, style, points: points.map(pair), isFaint: true }] : []),
      { name, style, points: smoothed.map(pair), isFaint },
    ];
  });
  return lines.toSorted((a, b) => Number(b.isFaint === true) - Number(a.isFaint === true));
}

function pair({ step, value }: Curve['points'][number]): Point {
  return [step, value];
}

function domainOf(curves: readonly NamedCurve[], isLog: boolean): Domain {
  const steps = curves.flatMap(({ points }) => points.map(({ step }) => step));
  const values = curves.flatMap(({ points }) => points.map(({ value }) => value));
  return { x: rangeOf(steps, 0.01) ?? [0, 1], y: rangeOf(values, 0.06, isLog) ?? (isLog ? [0.1, 1] : [0, 1]) };
}

function domainBetween({ x, y }: PlotFrame, from: Point, to: Point): Domain {
  const between = (a: number, b: number): Range => (a < b ? [a, b] : [b, a]);
  return {
    x: between(x.toValue(from[0]), x.toValue(to[0])),
    y: between(y.toValue(from[1]), y.toValue(to[1])),
  };
}

const REACH = 40;

function nearest(
  curves: readonly NamedCurve[],
  { x, y }: PlotFrame,
  [left, top]: Point,
): { readonly curve: NamedCurve; readonly index: number } | null {
  let best: { readonly curve: NamedCurve; readonly index: number } | null = null;
  let least = REACH;
  for (const curve of curves) {
    curve.smoothed.forEach(({ step, value }, index) => {
      const distance = Math.hypot(x.toPixel(step) - left, y.toPixel(value) - top);
      if (distance < least) {
        least = distance;
        best = { curve, index };
      }
    });
  }
  return best;
}

function moved(
  key: string,
  { curve, point }: { readonly curve: number; readonly point: number },
  curves: readonly NamedCurve[],
): { readonly curve: number; readonly point: number } | null {
  const last = (curves[curve]?.points.length ?? 0) - 1;
  switch (key) {
    case 'ArrowRight':
      return { curve, point: Math.min(last, point + 1) };
    case 'ArrowLeft':
      return { curve, point: Math.max(0, point - 1) };
    case 'Home':
      return { curve, point: 0 };
    case 'End':
      return { curve, point: last };
    case 'ArrowDown':
    case 'ArrowUp': {
      const step = key === 'ArrowDown' ? 1 : curves.length - 1;
      return { curve: (curve + step) % Math.max(1, curves.length), point: Math.max(0, point) };
    }
    default:
      return null;
  }
}

function roundTo(value: number): number {
  return Number(value.toPrecision(5));
}

function describe(curves: readonly NamedCurve[]): string {
  const words = curves.slice(0, 4).map(({ name, points }) => {
    const [first, last] = [points[0], points.at(-1)];
    return first === undefined || last === undefined
      ? `${name}: empty`
      : `${name}: ${roundTo(first.value)} → ${roundTo(last.value)} over ${points.length} steps`;
  });
  const more = curves.length > 4 ? `; and ${curves.length - 4} more` : '';
  return curves.length === 0 ? 'No curve is shown.' : `${words.join('; ')}${more}.`;
}

function CurveTable({ curves }: { readonly curves: readonly NamedCurve[] }): ComponentChild {
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">Curve</th>
          {['Steps', 'First', 'Least', 'Most', 'Last'].map((name) => (
            <th key={name} scope="col" class="number">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {curves.map(({ key, name, points }) => {
          const values = points.map(({ value }) => value);
          const numbers = [
            points.length,
            values[0] ?? Number.NaN,
            Math.min(...values),
            Math.max(...values),
            values.at(-1) ?? Number.NaN,
          ];
          return (
            <tr key={key}>
              <th scope="row">{name}</th>
              {numbers.map((value, index) => (
                <td key={index} class="number">
                  {roundTo(value)}
                </td>
              ))}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
