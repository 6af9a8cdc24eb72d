/** Sizes, times and texts as rows and tooltips show them. */

export function formatSize(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  const power = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(bytes, 1)) / 3));
  const amount = bytes / 1000 ** power;
  return `${power === 0 ? amount : amount.toFixed(1)} ${units[power] ?? 'B'}`;
}

const STEPS: readonly (readonly [unit: string, narrow: string, milliseconds: number])[] = [
  ['year', 'y', 31_536_000_000],
  ['month', 'mo', 2_592_000_000],
  ['week', 'w', 604_800_000],
  ['day', 'd', 86_400_000],
  ['hour', 'h', 3_600_000],
  ['minute', 'min', 60_000],
];

/**
 * `3 hours ago`, or `3h ago` where there is little room; `just now` for the last minute and for clocks that are ahead. The
 * words of `Intl.RelativeTimeFormat` without it: making one takes longer than all else that a page of rows needs.
 */
export function formatAge(at: string, now: number, style: 'long' | 'narrow' = 'long'): string {
  const elapsed = now - Date.parse(at);
  const step = STEPS.find(([, , milliseconds]) => elapsed >= milliseconds);
  if (step === undefined) {
    return 'just now';
  }
  const [unit, narrow, milliseconds] = step;
  const count = Math.floor(elapsed / milliseconds);
  return `${style === 'narrow' ? `${count}${narrow}` : plural(count, unit)} ago`;
}

export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** The first line that says something, without Markdown marks: not one that only introduces the next. */
export function firstLine(text: string): string {
  const lines = text
    .split('\n')
    .map((line) =>
      line
        .trim()
        .replace(/^(?:[-*#>]+|\d+\.)\s+/, '')
        .replace(/`([^`]+)`/g, '$1'),
    )
    .filter((line) => line !== '');
  return lines.find((line) => !line.endsWith(':')) ?? lines[0] ?? '';
}
