import type { CellValue, FileCell } from './versionTable';

/** How the values of one metric are printed: all with the same number of decimals, so that they align. */
export interface NumberFormat {
  readonly decimals: number;
}

const SIGNIFICANT = 6;
const MAX_DECIMALS = SIGNIFICANT;
/** Beyond these a plain number is a row of zeros. */
const SMALLEST = 10 ** -MAX_DECIMALS;
const LARGEST = 1e12;
/** A little less than half of the last decimal, so that rounding is left to those who print. */
const HALF_OF_LAST = 0.49 * SMALLEST;

/**
 * As many decimals as the most precise value was printed with, but no more than six, and no more than six significant
 * digits: 0.93 and 0.9345 become 0.9300 and 0.9345; 1234.56789 becomes 1234.57.
 */
export function numberFormat(values: Iterable<number>): NumberFormat {
  let decimals = 0;
  for (const value of values) {
    if (Number.isFinite(value) && !isShownBy(value, decimals) && !needsExponent(value)) {
      decimals = Math.max(decimals, usefulDecimals(value));
    }
    if (decimals === MAX_DECIMALS) {
      break;
    }
  }
  return { decimals };
}

/** True when so many decimals print the value as well as more would; tells most of a long column without printing it. */
function isShownBy(value: number, decimals: number): boolean {
  const scale = 10 ** decimals;
  const isPlain = value === 0 || Math.abs(value) >= SMALLEST;
  return isPlain && Math.abs(value - Math.round(value * scale) / scale) < HALF_OF_LAST;
}

function usefulDecimals(value: number): number {
  const size = Math.abs(value);
  const wholeDigits = size < 1 ? 0 : Math.floor(Math.log10(size)) + 1;
  const most = Math.max(0, SIGNIFICANT - wholeDigits);
  const text = String(Number(value.toFixed(most)));
  const point = text.indexOf('.');
  // Below 1e-6 String() writes an exponent.
  return text.includes('e') ? MAX_DECIMALS : point < 0 ? 0 : text.length - point - 1;
}

function needsExponent(value: number): boolean {
  const size = Math.abs(value);
  return size !== 0 && (size < SMALLEST || size >= LARGEST);
}

/** `0.9345`, `1.23e-8`. A true minus sign, so that it is as wide as a plus. */
export function formatNumber(value: number, format: NumberFormat): string {
  const text = needsExponent(value) ? value.toExponential(2) : value.toFixed(format.decimals);
  return text.replaceAll('-', '−');
}

/** `+0.0220`, `−0.0012`, `±0`; a change smaller than the last decimal keeps one digit of its own: `+0.00003`. */
export function formatChange(change: number, format: NumberFormat): string {
  if (change === 0) {
    return '±0';
  }
  const sign = change > 0 ? '+' : '−';
  const size = Math.abs(change);
  const fixed = needsExponent(size) ? size.toExponential(1) : size.toFixed(format.decimals);
  const text = Number(fixed) === 0 ? String(Number(size.toPrecision(1))) : fixed;
  return sign + text.replaceAll('-', '−');
}

/** `+2.4 %`; null when there is nothing to divide by. */
export function formatRelativeChange(change: number, from: number): string | null {
  if (from === 0 || change === 0) {
    return null;
  }
  const percent = (change / Math.abs(from)) * 100;
  const size = Math.abs(percent);
  const text = size >= 1000 ? '>999' : size < 0.1 ? '<0.1' : size.toFixed(size < 10 ? 1 : 0);
  return `${percent > 0 ? '+' : '−'}${text} %`;
}

/** What a cell shows. `title` is the whole value where the text is a short form of it. */
export interface CellText {
  readonly text: string;
  readonly title?: string;
}

const SHORT_DIGEST = 8;
const HEX_DIGEST = /^[0-9a-f]{32,64}(\.dir)?$/;

export function formatCell(value: CellValue): CellText {
  if (value === null) {
    return { text: 'None' };
  }
  if (typeof value === 'object') {
    return formatFile(value);
  }
  const text = typeof value === 'number' ? String(value).replaceAll('-', '−') : String(value);
  return HEX_DIGEST.test(text) ? { text: text.slice(0, SHORT_DIGEST), title: text } : { text };
}

function formatFile({ kind, digest, size }: FileCell): CellText {
  if (kind === 'unresolved') {
    return { text: 'not found', title: 'Named in the code, but nothing was there when the version was registered.' };
  }
  const bytes = size === null ? '' : ` · ${formatBytes(size)}`;
  return { text: `${digest.slice(0, SHORT_DIGEST)}${bytes}`, title: `${kind}:${digest}${bytes}` };
}

const UNITS = ['kB', 'MB', 'GB', 'TB'] as const;

/** `512 B`, `1.2 MB`, `34 GB`; thousands, as disks are sold. */
export function formatBytes(size: number): string {
  if (size < 1000) {
    return `${size} B`;
  }
  let value = size / 1000;
  let unit = 0;
  // 999.5 kB and more would print as 1000 kB.
  while (value >= 999.5 && unit < UNITS.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${value < 9.95 ? value.toFixed(1) : value.toFixed(0)} ${UNITS[unit] ?? ''}`;
}

/** Made once: making one costs more than what it prints. */
const COUNT = new Intl.NumberFormat('en');

/** `10,000`. */
export function formatCount(count: number): string {
  return COUNT.format(count);
}
