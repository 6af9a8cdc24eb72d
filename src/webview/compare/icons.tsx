import type { ComponentChild } from 'preact';

/** Drawn in the text colour on a 16 × 16 field, in the line weight of VS Code's own icons. */
const PATHS = {
  add: 'M8 2.5v11M2.5 8h11',
  check: 'm2.5 8.5 3.5 3.5 7.5-8',
  close: 'm3.5 3.5 9 9m0-9-9 9',
  copy: 'M5.5 5.5v-3h8v8h-3m-8-5h8v8h-8z',
  chevron: 'm5.5 3 5 5-5 5',
  target: 'M8 1v3m0 8v3M1 8h3m8 0h3M8 4.5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7Z',
  card: 'M3.5 1.5h6l3 3v10h-9zM9.5 1.5v3h3M5.5 8h5m-5 3h5',
  asColumns: 'M1.5 2.5h13v11h-13zM5.8 2.5v11m4.4-11v11',
  asRows: 'M1.5 2.5h13v11h-13zM1.5 6.2h13m-13 3.6h13',
  search: 'M6.8 2a4.8 4.8 0 1 1 0 9.6 4.8 4.8 0 0 1 0-9.6Zm3.5 8.3 4 4',
  more: 'M3 8h.01M8 8h.01M13 8h.01',
  filter: 'M1.5 3h13l-5 6v4.5l-3-1.5V9z',
  columns: 'M2 3h12M2 3v10h12V3M6 3v10M10 3v10',
  starEmpty: 'm8 1.8 1.9 4 4.4.6-3.2 3 .8 4.4L8 11.7l-3.9 2.1.8-4.4-3.2-3 4.4-.6z',
  starFull: 'm8 1.8 1.9 4 4.4.6-3.2 3 .8 4.4L8 11.7l-3.9 2.1.8-4.4-3.2-3 4.4-.6z',
  pin: 'M6 1.8h4l-.6 5L12 9.2v.9H4v-.9l2.6-2.4zM8 10.2v4',
  up: 'M8 13V3M3.8 7.2 8 3l4.2 4.2',
  down: 'M8 3v10M3.8 8.800 8 13l4.2-4.2',
  retry: 'M13 8a5 5 0 1 1-1.5-3.5L13 6m0-3.5V6H9.5',
  swap: 'M2.5 5.5h10m-3-3 3 3-3 3M13.5 10.5h-10m3-3-3 3 3 3',
  data: 'M3 3.8C3 2.5 13 2.5 13 3.8S3 5.1 3 3.8v8.4c0 1.3 10 1.3 10 0V3.8M3 8c0 1.3 10 1.3 10 0',
  code: 'm5.5 4-4 4 4 4m5-8 4 4-4 4',
  package: 'm8 1.5 6 3v7l-6 3-6-3v-7zM2 4.5l6 3 6-3m-6 3v7',
  person: 'M8 2a2.8 2.8 0 1 1 0 5.6A2.8 2.8 0 0 1 8 2ZM2.5 14c.4-5.4 10.6-5.4 11 0z',
  export: 'M8 9.5v-8m-3 3 3-3 3 3M2.5 8v6h11V8',
  link: 'M6.5 9.5a2.6 2.6 0 0 0 3.8 0l2.6-2.6a2.7 2.7 0 0 0-3.8-3.8L8 4.2M9.5 6.5a2.6 2.6 0 0 0-3.8 0L3.1 9.1a2.7 2.7 0 0 0 3.8 3.8L8 11.8',
  warning: 'M8 2 14.5 13.5h-13zM8 6.5v3.4m0 1.3v.9',
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name, class: className }: { readonly name: IconName; readonly class?: string }): ComponentChild {
  return (
    <svg class={`icon ${className ?? ''}`} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}

/**
 * Filled for better, outlined for worse: told apart without colour. A letter and not a drawing, because hundreds of them
 * are painted in every frame of a scroll and drawings took a quarter of its time.
 */
export function ChangeMark({
  rises,
  isFilled,
}: {
  readonly rises: boolean;
  readonly isFilled: boolean;
}): ComponentChild {
  const mark = isFilled ? (rises ? '▲' : '▼') : rises ? '△' : '▽';
  return (
    <span class="change-mark" aria-hidden="true">
      {mark}
    </span>
  );
}

export function StarMark(): ComponentChild {
  return (
    <svg class="mark star" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d="m8 1.2 2.1 4.5 4.9.6-3.6 3.4.9 4.9L8 12.2l-4.3 2.4.9-4.9L1 6.3l4.9-.6z" />
    </svg>
  );
}
