export interface Period {
  /** Milliseconds since 1970; the end no longer belongs to it. */
  readonly from: number;
  readonly to: number;
}

const DATE = /^(?<year>\d{4})(-(?<month>\d{2})(-(?<day>\d{2}))?)?$/;
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?Z?$/i;

/** `2026`, `2026-01`, `2026-01-31`, `2026-01-31T09:30`, all in UTC, as the span of time that they name; null if none. */
export function filterPeriod(text: string): Period | null {
  if (TIME.test(text)) {
    const from = Date.parse(/z$/i.test(text) ? text : `${text}Z`);
    return Number.isNaN(from) ? null : { from, to: from + 1 };
  }
  const { year, month, day } = DATE.exec(text)?.groups ?? {};
  if (year === undefined) {
    return null;
  }
  const first = [Number(year), Number(month ?? 1) - 1, Number(day ?? 1)] as const;
  const from = Date.UTC(...first);
  // 2026-02-31 would silently be the 3rd of March.
  if (new Date(from).getUTCMonth() !== first[1] || new Date(from).getUTCDate() !== first[2]) {
    return null;
  }
  const to =
    day !== undefined
      ? Date.UTC(first[0], first[1], first[2] + 1)
      : month !== undefined
        ? Date.UTC(first[0], first[1] + 1)
        : Date.UTC(first[0] + 1, 0);
  return { from, to };
}
