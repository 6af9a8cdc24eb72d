import type { ComponentChild, TargetedKeyboardEvent, TargetedPointerEvent } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ChartColors, Point, Scene } from '../../../core/chart/scene';
import { useElementWidth } from '../useElementWidth';
import { chartColors } from './chartColors';
import { paintScene } from './paintScene';

interface SceneViewProps {
  /** What a screen reader says of the whole. */
  readonly label: string;
  readonly kind: string;
  draw(width: number, colors: ChartColors): Scene;
  /** The pointer is here; null when it left. */
  onPoint(at: Point | null): void;
  /** A stroke across the drawing, once it has ended. */
  onDrag?: ((from: Point, to: Point) => void) | undefined;
  onClick?: ((at: Point) => void) | undefined;
  onDoubleClick?: (() => void) | undefined;
  onKeyDown?: ((event: TargetedKeyboardEvent<HTMLElement>) => void) | undefined;
  /** `xy` marks a box while it is dragged, `x` a stretch, `y` a part of an upright axis. */
  readonly selects?: 'x' | 'xy' | 'y' | undefined;
}

const LEAST_DRAG = 5;

/** A drawing as wide as its place, in the theme's colours, painted again when either changes. */
export function SceneView(props: SceneViewProps): ComponentChild {
  const { label, kind, draw, onPoint, onDrag, onClick, onDoubleClick, onKeyDown, selects = 'xy' } = props;
  const place = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const marked = useRef<HTMLDivElement>(null);
  const start = useRef<Point | null>(null);
  const width = useElementWidth(place);
  const theme = useTheme();
  useLayoutEffect(() => {
    if (place.current !== null && canvas.current !== null && width > 0) {
      const colors = chartColors(place.current);
      paintScene(canvas.current, draw(width, colors), colors.font);
    }
  }, [draw, width, theme]);

  const down = (event: TargetedPointerEvent<HTMLElement>): void => {
    if (event.button === 0) {
      start.current = placeOf(event);
      event.currentTarget.setPointerCapture(event.pointerId);
    }
  };
  const move = (event: TargetedPointerEvent<HTMLElement>): void => {
    const at = placeOf(event);
    onPoint(at);
    if (start.current !== null && onDrag !== undefined && isFar(start.current, at)) {
      mark(marked.current, start.current, at, selects);
    }
  };
  const up = (event: TargetedPointerEvent<HTMLElement>): void => {
    const [from, to] = [start.current, placeOf(event)];
    start.current = null;
    mark(marked.current, null, null, selects);
    if (from === null) {
      return;
    }
    if (isFar(from, to)) {
      onDrag?.(from, to);
    } else {
      onClick?.(to);
    }
  };
  return (
    <div
      ref={place}
      class="scene"
      tabIndex={0}
      role="application"
      aria-roledescription={kind}
      aria-label={label}
      onPointerDown={down}
      onPointerMove={move}
      onPointerUp={up}
      onPointerCancel={() => {
        start.current = null;
        mark(marked.current, null, null, selects);
      }}
      onPointerLeave={() => onPoint(null)}
      onDblClick={() => onDoubleClick?.()}
      onKeyDown={(event) => onKeyDown?.(event)}
    >
      <canvas ref={canvas} />
      <div ref={marked} class="scene-marked" hidden />
    </div>
  );
}

function placeOf(event: TargetedPointerEvent<HTMLElement>): Point {
  const box = event.currentTarget.getBoundingClientRect();
  return [event.clientX - box.left, event.clientY - box.top];
}

function isFar(from: Point, to: Point): boolean {
  return Math.abs(from[0] - to[0]) > LEAST_DRAG || Math.abs(from[1] - to[1]) > LEAST_DRAG;
}

function mark(element: HTMLElement | null, from: Point | null, to: Point | null, selects: 'x' | 'xy' | 'y'): void {
  if (element === null) {
    return;
  }
  element.hidden = from === null || to === null;
  if (from === null || to === null) {
    return;
  }
  const set = (name: string, value: number | null): void =>
    value === null ? void element.style.removeProperty(name) : element.style.setProperty(name, `${value}px`);
  const isX = selects !== 'y';
  const isY = selects !== 'x';
  set('left', isX ? Math.min(from[0], to[0]) : from[0] - 8);
  set('width', isX ? Math.abs(to[0] - from[0]) : 16);
  set('top', isY ? Math.min(from[1], to[1]) : 0);
  set('height', isY ? Math.abs(to[1] - from[1]) : (element.parentElement?.clientHeight ?? 0));
}

/** Changes whenever VS Code told the page of a new theme: variables on html, classes on body. */
function useTheme(): number {
  const [theme, setTheme] = useState(0);
  useEffect(() => {
    const observer = new MutationObserver(() => setTheme((count) => count + 1));
    observer.observe(document.documentElement, { attributes: true, attributeFilter: ['style', 'class'] });
    observer.observe(document.body, { attributes: true, attributeFilter: ['class'] });
    return () => observer.disconnect();
  }, []);
  return theme;
}
