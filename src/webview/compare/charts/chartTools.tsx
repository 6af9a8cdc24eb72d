import type { ComponentChild } from 'preact';
import { useState } from 'preact/hooks';
import { PAPER_COLORS, type ChartColors, type Scene } from '../../../core/chart/scene';
import { sceneSvg } from '../../../core/chart/sceneSvg';
import { Icon } from '../icons';
import { pageError, type PageStore } from '../pageStore';

/** Size of a chart that leaves the page. */
export const PAPER = { width: 960, height: 420 } as const;

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
  const svg = (): string =>
    draw === undefined ? '' : sceneSvg(draw(PAPER.width, PAPER.height, PAPER_COLORS), PAPER_COLORS.font);
  const savePng = (): void => {
    toPng(svg()).then(
      (content) => store.saveFile(name, 'png', content),
      (error: unknown) => store.notify(pageError(error).message, true),
    );
  };
  return (
    <>
      <div class="chart-tools">
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
            <button type="button" class="link" onClick={() => store.saveFile(name, 'svg', svg())}>
              <Icon name="save" />
              SVG
            </button>
            <button type="button" class="link" onClick={savePng}>
              <Icon name="save" />
              PNG
            </button>
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
async function toPng(svg: string): Promise<string> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = PAPER.width * 2;
  canvas.height = PAPER.height * 2;
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL('image/png').replace(/^data:image\/png;base64,/, '');
}
