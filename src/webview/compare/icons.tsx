import type { ComponentChild } from 'preact';
import add from '@vscode/codicons/src/icons/add.svg';
import down from '@vscode/codicons/src/icons/arrow-down.svg';
import swap from '@vscode/codicons/src/icons/arrow-swap.svg';
import up from '@vscode/codicons/src/icons/arrow-up.svg';
import columns from '@vscode/codicons/src/icons/checklist.svg';
import chevron from '@vscode/codicons/src/icons/chevron-right.svg';
import close from '@vscode/codicons/src/icons/close.svg';
import code from '@vscode/codicons/src/icons/code.svg';
import copy from '@vscode/codicons/src/icons/copy.svg';
import data from '@vscode/codicons/src/icons/database.svg';
import more from '@vscode/codicons/src/icons/ellipsis.svg';
import exportIcon from '@vscode/codicons/src/icons/export.svg';
import filter from '@vscode/codicons/src/icons/filter.svg';
import info from '@vscode/codicons/src/icons/info.svg';
import card from '@vscode/codicons/src/icons/note.svg';
import packageIcon from '@vscode/codicons/src/icons/package.svg';
import person from '@vscode/codicons/src/icons/account.svg';
import pin from '@vscode/codicons/src/icons/pin.svg';
import retry from '@vscode/codicons/src/icons/refresh.svg';
import save from '@vscode/codicons/src/icons/save.svg';
import search from '@vscode/codicons/src/icons/search.svg';
import asColumns from '@vscode/codicons/src/icons/split-horizontal.svg';
import asRows from '@vscode/codicons/src/icons/split-vertical.svg';
import starEmpty from '@vscode/codicons/src/icons/star-empty.svg';
import starFull from '@vscode/codicons/src/icons/star-full.svg';
import target from '@vscode/codicons/src/icons/target.svg';
import warning from '@vscode/codicons/src/icons/warning.svg';
import zoomIn from '@vscode/codicons/src/icons/zoom-in.svg';
import zoomOut from '@vscode/codicons/src/icons/zoom-out.svg';

/** VS Code's own icons, by what they mean here. */
const ICONS = {
  add,
  close,
  copy,
  chevron,
  target,
  card,
  asColumns,
  asRows,
  search,
  more,
  filter,
  info,
  columns,
  starEmpty,
  starFull,
  pin,
  up,
  down,
  retry,
  swap,
  data,
  code,
  package: packageIcon,
  person,
  export: exportIcon,
  save,
  warning,
  zoomIn,
  zoomOut,
} as const;

export type IconName = keyof typeof ICONS;

const PATHS = new Map<string, string>(Object.entries(ICONS).map(([name, svg]) => [name, outlineOf(svg)]));

/** The outlines of an icon's file joined into one. */
function outlineOf(svg: string): string {
  return [...svg.matchAll(/ d="(?<outline>[^"]+)"/g)].map(({ groups }) => groups?.['outline'] ?? '').join(' ');
}

export function Icon({ name, class: className }: { readonly name: IconName; readonly class?: string }): ComponentChild {
  return (
    <svg class={`icon ${className ?? ''}`} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d={PATHS.get(name)} />
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
