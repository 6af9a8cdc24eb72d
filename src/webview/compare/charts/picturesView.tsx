import type { ComponentChild, TargetedKeyboardEvent, TargetedPointerEvent, TargetedWheelEvent } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { cellName } from '../../../core/cellName';
import type { Picture } from '../../../core/evidence/versionEvidence';
import { Icon } from '../icons';
import { pageError, type PageStore } from '../pageStore';
import type { EvidenceProps } from './chartProps';

/** What part of every picture is in view: they move together. */
interface Look {
  readonly scale: number;
  /** Of the middle, in shares of the picture. */
  readonly x: number;
  readonly y: number;
}

const WHOLE: Look = { scale: 1, x: 0.5, y: 0.5 };
const LARGEST = 16;

/** The pictures that were kept as evidence, the same one of each version beside each other, looked at together. */
export function PicturesView(props: EvidenceProps): ComponentChild {
  const { store, evidence } = props;
  const most = evidence.reduce((count, { pictures }) => Math.max(count, pictures.length), 0);
  const [index, setIndex] = useState(0);
  const [look, setLook] = useState(WHOLE);
  if (most === 0) {
    return (
      <p class="panel-note">
        None of these versions has pictures among its evidence. What a notebook plots is kept with the version.
      </p>
    );
  }
  const at = Math.min(index, most - 1);
  return (
    <div class="chart">
      <div class="panel-controls">
        {most === 1 ? null : (
          <label class="field">
            Picture
            <select value={String(at)} onChange={(event) => setIndex(Number(event.currentTarget.value))}>
              {Array.from({ length: most }, (_, number) => (
                <option key={number} value={String(number)}>
                  {number + 1} of {most}
                </option>
              ))}
            </select>
          </label>
        )}
        <span class="field" role="group" aria-label="Zoom">
          <button
            type="button"
            class="icon-button"
            aria-label="Zoom in"
            title="Zoom in"
            disabled={look.scale >= LARGEST}
            onClick={() => setLook(zoomed(look, 1.5))}
          >
            <Icon name="zoomIn" />
          </button>
          <button
            type="button"
            class="icon-button"
            aria-label="Zoom out"
            title="Zoom out"
            disabled={look.scale === 1}
            onClick={() => setLook(zoomed(look, 1 / 1.5))}
          >
            <Icon name="zoomOut" />
          </button>
          {look === WHOLE ? null : (
            <button type="button" class="link" onClick={() => setLook(WHOLE)}>
              Reset
            </button>
          )}
        </span>
        <span class="panel-note">Drag to move, Control and wheel to zoom; all pictures follow.</span>
      </div>
      <div class="pictures" role="region" aria-label="Pictures of the versions" tabIndex={0}>
        {evidence.map(({ id, name, pictures }) => (
          <figure key={id} class="picture">
            <figcaption>
              {name}
              <span class="count">{captionOf(pictures[at])}</span>
            </figcaption>
            <PictureView store={store} id={id} name={name} picture={pictures[at]} look={look} onLook={setLook} />
          </figure>
        ))}
      </div>
    </div>
  );
}

function captionOf(picture: Picture | undefined): string {
  return picture === undefined ? '' : picture.cell === null ? picture.name : cellName({ index: picture.cell });
}

interface PictureViewProps {
  readonly store: PageStore;
  readonly id: string;
  readonly name: string;
  readonly picture: Picture | undefined;
  readonly look: Look;
  onLook(look: Look): void;
}

function PictureView({ store, id, name, picture, look, onLook }: PictureViewProps): ComponentChild {
  const [source, setSource] = useState<{ readonly url: string } | { readonly message: string } | null>(null);
  const start = useRef<{ readonly x: number; readonly y: number; readonly look: Look } | null>(null);
  const sha256 = picture?.sha256;
  useEffect(() => {
    if (sha256 === undefined) {
      return undefined;
    }
    let isStale = false;
    setSource(null);
    store.loadPicture(id, sha256).then(
      ({ mime, data }) => (isStale ? undefined : setSource({ url: `data:${mime};base64,${data}` })),
      (error: unknown) => (isStale ? undefined : setSource({ message: pageError(error).message })),
    );
    return () => {
      isStale = true;
    };
  }, [store, id, sha256]);
  if (picture === undefined) {
    return <div class="picture-frame empty">No such picture</div>;
  }
  if (source === null || 'message' in source) {
    return <div class="picture-frame empty">{source === null ? 'Loading…' : source.message}</div>;
  }
  const move = (event: TargetedPointerEvent<HTMLElement>): void => {
    const { current } = start;
    if (current !== null) {
      const { clientWidth, clientHeight } = event.currentTarget;
      onLook(
        bounded({
          ...current.look,
          x: current.look.x - (event.clientX - current.x) / (clientWidth * current.look.scale),
          y: current.look.y - (event.clientY - current.y) / (clientHeight * current.look.scale),
        }),
      );
    }
  };
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLElement>): void => {
    const next = keyed(event.key, look);
    if (next !== null) {
      event.preventDefault();
      onLook(next);
    }
  };
  return (
    <div
      class="picture-frame"
      tabIndex={0}
      role="application"
      aria-label={`Picture of ${name}. Plus and minus zoom, arrow keys move, 0 shows the whole; all pictures follow.`}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        start.current = { x: event.clientX, y: event.clientY, look };
      }}
      onPointerMove={move}
      onPointerUp={() => {
        start.current = null;
      }}
      onPointerCancel={() => {
        start.current = null;
      }}
      onWheel={(event: TargetedWheelEvent<HTMLElement>) => {
        // Without the key the wheel belongs to the page.
        if (event.ctrlKey || event.metaKey) {
          event.preventDefault();
          onLook(zoomed(look, event.deltaY < 0 ? 1.2 : 1 / 1.2));
        }
      }}
      onKeyDown={onKeyDown}
    >
      <img
        src={source.url}
        alt={`${picture.name} of ${name}`}
        draggable={false}
        style={{ transform: transformOf(look) }}
      />
    </div>
  );
}

function transformOf({ scale, x, y }: Look): string {
  return `scale(${scale}) translate(${(0.5 - x) * 100}%, ${(0.5 - y) * 100}%)`;
}

function zoomed(look: Look, factor: number): Look {
  return bounded({ ...look, scale: Math.min(LARGEST, Math.max(1, look.scale * factor)) });
}

function bounded({ scale, x, y }: Look): Look {
  const half = 0.5 / scale;
  const inside = (value: number): number => Math.min(1 - half, Math.max(half, value));
  return scale === 1 ? WHOLE : { scale, x: inside(x), y: inside(y) };
}

function keyed(key: string, look: Look): Look | null {
  const step = 0.1 / look.scale;
  switch (key) {
    case '+':
    case '=':
      return zoomed(look, 1.5);
    case '-':
      return zoomed(look, 1 / 1.5);
    case '0':
      return WHOLE;
    case 'ArrowLeft':
      return bounded({ ...look, x: look.x - step });
    case 'ArrowRight':
      return bounded({ ...look, x: look.x + step });
    case 'ArrowUp':
      return bounded({ ...look, y: look.y - step });
    case 'ArrowDown':
      return bounded({ ...look, y: look.y + step });
    default:
      return null;
  }
}
