import type { EntryOf } from '../../../core/card/cardOutline';
import { cellName, cellNumber, cellTitle } from '../../../core/cellName';
import { yamlScalar } from '../../../core/card/yamlScalar';
import { metricLabel } from '../../../core/metricRows';
import type { Metric, ParamValue } from '../../../core/model';
import type { InspectedMetric } from '../../../core/notebook/inspection';
import { isPrinted, isWrittenAs } from '../../../core/notebook/printedNumbers';
import type { SourceFacts } from '../../../core/notebook/sourceFacts';
import { entriesOf, type Card } from '../card';
import { removeLines } from '../cardChanges';
import type { Finding, Fix } from '../finding';
import type { Surroundings } from '../surroundings';

/** Values of a draft that its notebook does not have, as it is now. */
export function sourceFindings(card: Card, { source }: Surroundings): readonly Finding[] {
  const { kind, path } = card.reading.draft.source;
  if (card.kind !== 'draft' || source === null || kind !== 'notebook') {
    return [];
  }
  const notebook = path.slice(path.lastIndexOf('/') + 1);
  return [
    ...entriesOf(card, 'metric').flatMap((entry) =>
      entry.list === 'metrics' ? metricFinding(card, entry, { source, notebook }) : [],
    ),
    ...entriesOf(card, 'param').flatMap((entry) => paramFinding(entry, { source, notebook })),
  ];
}

interface NotebookFacts {
  readonly source: SourceFacts;
  /** Its file name, for people. */
  readonly notebook: string;
}

function metricFinding(card: Card, entry: EntryOf<'metric'>, { source, notebook }: NotebookFacts): readonly Finding[] {
  const { metric } = entry;
  const place = entry.parts.get('value');
  // Read from another file (a log, a metrics file): the notebook has no say in it.
  if (place === undefined || metric.source?.path !== undefined) {
    return [];
  }
  const printed = sameMetric(metric, source.metrics);
  const agreeing = printed.filter(({ value }) => isWrittenAs(metric.value, value));
  if (agreeing.length > 0) {
    return cellFinding(entry, agreeing, notebook);
  }
  const nearest = printed[0];
  const remove = removeLines(card, entry.whole);
  const removal: readonly Fix[] =
    remove === null ? [] : [{ title: `Remove ${metric.name} from the draft`, changes: [remove] }];
  if (nearest !== undefined) {
    return [
      {
        code: 'value-differs',
        place,
        severity: 'warning',
        message: `${notebook} says ${metricLabel(metric)} is ${nearest.value}${cellWords(nearest)}, not ${metric.value}.`,
        fixes: [...printed.slice(0, 3).map((other, index) => takeValue(entry, other, index === 0)), ...removal],
      },
    ];
  }
  if (isPrinted(metric.value, source.numbers)) {
    return [];
  }
  return [
    {
      code: 'value-not-found',
      place,
      severity: 'warning',
      message: `${metric.value} is nowhere in the outputs of ${notebook}. Correct it, or run the notebook and save it.`,
      fixes: removal,
    },
  ];
}

/** The likeliest first: what the draft's own cell says, then what is certain. */
function sameMetric(metric: Metric, candidates: readonly InspectedMetric[]): readonly InspectedMetric[] {
  const named = candidates.filter(
    (candidate) =>
      candidate.name === metric.name &&
      (candidate.split === metric.split || candidate.split === null || metric.split === null),
  );
  const rank = (candidate: InspectedMetric) =>
    (candidate.source.cell === metric.source?.cell ? 0 : 4) +
    ((candidate.model ?? null) === (metric.model ?? null) ? 0 : 2) +
    (candidate.confidence === 'low' ? 1 : 0);
  return named.toSorted((a, b) => rank(a) - rank(b));
}

function takeValue(entry: EntryOf<'metric'>, { value, source }: InspectedMetric, isPreferred: boolean): Fix {
  const place = entry.parts.get('value') ?? entry.whole;
  const cell = entry.parts.get('cell');
  const moved = cell !== undefined && source.cell !== undefined && source.cell !== entry.metric.source?.cell;
  return {
    title: `Take ${value} from the notebook${cellWords({ source })}`,
    changes: [
      { place, text: String(value) },
      ...(moved ? [{ place: cell, text: String(cellNumber(source.cell)) }] : []),
    ],
    isPreferred,
  };
}

/** The notebook was edited since: the link would lead to another cell. */
function cellFinding(
  entry: EntryOf<'metric'>,
  agreeing: readonly InspectedMetric[],
  notebook: string,
): readonly Finding[] {
  const place = entry.parts.get('cell');
  const cells = agreeing.flatMap(({ source }) => source.cell ?? []);
  const cell = cells[0];
  const written = entry.metric.source?.cell;
  if (place === undefined || cell === undefined || written === undefined || cells.includes(written)) {
    return [];
  }
  return [
    {
      code: 'cell-moved',
      place,
      severity: 'information',
      message: `${cellTitle({ index: cell })} of ${notebook} prints this value now, not ${cellName({ index: written })}.`,
      fixes: [
        {
          title: `Change to ${cellName({ index: cell })}`,
          changes: [{ place, text: String(cellNumber(cell)) }],
          isPreferred: true,
        },
      ],
    },
  ];
}

function paramFinding(
  { param, value: place, whole }: EntryOf<'param'>,
  { source, notebook }: NotebookFacts,
): readonly Finding[] {
  const named = source.params.filter(({ name, confidence }) => name === param.name && confidence !== 'low');
  // The last assignment is the one that counts.
  const last = named.at(-1);
  if (last === undefined || named.some(({ value }) => isSameParam(param.value, value))) {
    return [];
  }
  const text = paramText(last.value);
  return [
    {
      code: 'param-differs',
      place: place ?? whole,
      severity: 'warning',
      message: `${notebook} sets ${param.name} to ${text}${cellWords(last)}, not to ${paramText(param.value)}.`,
      fixes:
        place === null
          ? []
          : [
              {
                title: `Take ${text} from the notebook${cellWords(last)}`,
                changes: [{ place, text }],
                isPreferred: true,
              },
            ],
    },
  ];
}

function isSameParam(written: ParamValue, read: ParamValue): boolean {
  if (typeof written === 'number' && typeof read === 'number') {
    return isWrittenAs(written, read);
  }
  return String(written) === String(read);
}

function paramText(value: ParamValue): string {
  return typeof value === 'string' ? yamlScalar(value) : String(value);
}

function cellWords({ source }: { readonly source: { readonly cell?: number | undefined } }): string {
  return source.cell === undefined ? '' : ` (${cellName({ index: source.cell })})`;
}
