import type { ComponentChild } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { PAPER_COLORS, type ChartColors, type Scene } from '../../../core/chart/scene';
import { sceneSvg } from '../../../core/chart/sceneSvg';
import { Icon } from '../icons';
import { pageError, type PageStore } from '../pageStore';

/** Sizes of a chart that leaves the page, in CSS pixels; a PNG has twice as many each way. */
const SIZES = {
  document: { title: '960 × 420', width: 960, height: 420 },
  slide: { title: '1600 × 900', width: 1600, height: 900 },
  column: { title: '640 × 360', width: 640, height: 360 },
  page: { title: 'as wide as here', width: 0, height: 420 },
} as const;

type SizeName = keyof typeof SIZES;
const SIZE_NAMES: readonly SizeName[] = ['document', 'slide', 'column', 'page'];

interface PictureSize {
  readonly width: number;
  readonly height: number;
}

interface ChartToolsProps {
  readonly store: PageStore;
  /** Without an extension. */
  readonly name: string;
  /** The chart for paper; undefined where there is none. */
  readonly draw: ((width: number, height: number, colors: ChartColors) => Scene) | undefined;
  /** Something is zoomed, hidden or brushed. */
  readonly isChanged: boolean;
  onReset(): void;
  /** The values as text. */
  readonly table: () => ComponentChild;
}

/** Below a chart: reset, the values as a table, and saving as a picture. */
export function ChartTools({ store, name, draw, isChanged, onReset, table }: ChartToolsProps): ComponentChild {
  const [showsTable, setShowsTable] = useState(false);
  const [sizeName, setSizeName] = useState<SizeName>('document');
  const place = useRef<HTMLDivElement>(null);
  const picture = (): PictureSize & { readonly svg: string } => {
    const size = SIZES[sizeName];
    const width = size.width === 0 ? (place.current?.closest('.panel-body')?.clientWidth ?? 960) : size.width;
    // A drawing may need another height than it was offered.
    const scene = draw?.(width, size.height, PAPER_COLORS);
    return {
      width,
      height: scene?.height ?? size.height,
      svg: scene === undefined ? '' : sceneSvg(scene, PAPER_COLORS.font),
    };
  };
  const savePng = (): void => {
    const { svg, ...size } = picture();
    toPng(svg, size).then(
      (content) => store.saveFile(name, 'png', content),
      (error: unknown) => store.notify(pageError(error).message, true),
    );
  };
  return (
    <>
      <div class="chart-tools" ref={place}>
        {isChanged ? (
          <button type="button" class="link" onClick={onReset}>
            Reset
          </button>
        ) : null}
        <button type="button" class="link" aria-expanded={showsTable} onClick={() => setShowsTable(!showsTable)}>
          {showsTable ? 'Hide table' : 'Show as table'}
        </button>
        {draw === undefined ? null : (
          <>
            <button type="button" class="link" onClick={() => store.saveFile(name, 'svg', picture().svg)}>
              <Icon name="save" />
              SVG
            </button>
            <button type="button" class="link" onClick={savePng}>
              <Icon name="save" />
              PNG
            </button>
            <select
              class="quiet-select"
              aria-label="Size of the picture"
              title="Size of the picture; a PNG has twice as many pixels"
              value={sizeName}
              onChange={(event) => {
                const { value } = event.currentTarget;
                setSizeName(SIZE_NAMES.find((known) => known === value) ?? 'document');
              }}
            >
              {SIZE_NAMES.map((each) => (
                <option key={each} value={each}>
                  {SIZES[each].title}
                </option>
              ))}
            </select>
          </>
        )}
      </div>
      {showsTable ? (
        <div class="trend-table" tabIndex={0} role="region" aria-label="Values of the chart">
          {table()}
        </div>
      ) : null}
    </>
  );
}

/** Twice as many pixels, for screens and documents that show them; base64. */
async function toPng(svg: string, { width, height }: PictureSize): Promise<string> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = width * 2;
  canvas.height = height * 2;
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL('image/png').replace(/^data:image\/png;base64,/, '');
}
