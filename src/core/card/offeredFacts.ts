import { metricDirection } from '../metric/catalogue';
import { formatMetric, metricLabel } from '../metricRows';
import type { Metric } from '../model';
import { isFence } from './frontMatter';
import { fromMetricEntry } from './metricEntry';
import { OFFER } from './offerDoubtful';
import { UNCERTAIN } from './renderDraft';
import { readYaml } from './yamlText';

/** A fact that a draft shows and does not record, until somebody ticks it. */
export interface OfferedFact {
  readonly kind: 'metric' | 'param' | 'data' | 'artifact';
  /** `f1 (test) 0.81`, `max_depth: 6`, `data/churn.csv`. */
  readonly label: string;
  /** The cell it was read from, from 0; null where the draft does not say it. */
  readonly cell: number | null;
  /** Lines of the text, from 0; `end` is not part of it. */
  readonly first: number;
  readonly end: number;
}

const COMMENT_KINDS: Readonly<Record<string, OfferedFact['kind']>> = {
  params: 'param',
  data: 'data',
  artifacts: 'artifact',
};

/** What a draft offers, in the order of its text. A text that is no draft offers nothing. */
export function offeredFacts(text: string): readonly OfferedFact[] {
  return offeredIn(linesOf(text));
}

/** The text with the facts that begin on these lines recorded: metrics moved up, comments made lines. */
export function recordOffered(text: string, chosen: ReadonlySet<number>): string {
  let lines = linesOf(text);
  let gone = 0;
  offeredIn(lines).forEach(({ first }, place) => {
    const offered = offeredIn(lines);
    const fact = offered[place - gone];
    if (chosen.has(first) && fact !== undefined) {
      lines = fact.kind === 'metric' ? moveUp(lines, fact) : uncomment(lines, fact);
      // One that took the place of another leaves that one behind.
      gone += offered.length - offeredIn(lines).length;
    }
  });
  return lines.join('\n');
}

function linesOf(text: string): readonly string[] {
  return text.replaceAll('\r\n', '\n').split('\n');
}

function offeredIn(lines: readonly string[]): readonly OfferedFact[] {
  return blocksOf(lines).flatMap((block) =>
    block.key === 'uncertain' ? uncertainMetrics(lines, block) : offeredComments(lines, block),
  );
}

interface Block {
  readonly key: string;
  /** The line of the key. */
  readonly first: number;
  /** The line after its last one; comments at the margin belong to the key that follows. */
  readonly end: number;
}

/** The keys of the front matter. */
function blocksOf(lines: readonly string[]): readonly Block[] {
  const last = isFence(lines[0]) ? lines.findIndex((line, index) => index > 0 && isFence(line)) : 0;
  const starts = lines.slice(0, Math.max(0, last)).flatMap((line, index) => (/^[\w-]+:/.test(line) ? [index] : []));
  return starts.map((first, index) => {
    let end = starts[index + 1] ?? last;
    while (end > first + 1 && /^(?:#.*)?$/.test(lines[end - 1] ?? '')) {
      end -= 1;
    }
    return { key: /^[\w-]+/.exec(lines[first] ?? '')?.[0] ?? '', first, end };
  });
}

function uncertainMetrics(lines: readonly string[], block: Block): readonly OfferedFact[] {
  return itemsOf(lines, block).flatMap(({ first, end, metric }): readonly OfferedFact[] =>
    metric === null
      ? []
      : [
          {
            kind: 'metric',
            label: `${metricLabel(metric)} ${formatMetric(metric.value)}`,
            cell: metric.source?.cell ?? null,
            first,
            end,
          },
        ],
  );
}

interface Item {
  readonly first: number;
  readonly end: number;
  /** Null for what is no metric. */
  readonly metric: Metric | null;
}

function itemsOf(lines: readonly string[], { first, end }: Block): readonly Item[] {
  const starts = lines.slice(first + 1, end).flatMap((line, index) => (/^\s+- /.test(line) ? [first + 1 + index] : []));
  return starts.map((start, index) => {
    const stop = starts[index + 1] ?? end;
    return { first: start, end: stop, metric: readMetric(lines.slice(start, stop)) };
  });
}

function readMetric(lines: readonly string[]): Metric | null {
  const list = readYaml(lines.join('\n'));
  const reading = Array.isArray(list) ? fromMetricEntry(list[0], metricDirection) : { problem: '' };
  return 'metric' in reading ? reading.metric : null;
}

function offeredComments(lines: readonly string[], block: Block): readonly OfferedFact[] {
  const kind = COMMENT_KINDS[block.key];
  const above = lines.slice(block.first, block.end).findIndex((line) => line === OFFER);
  if (kind === undefined || above < 0) {
    return [];
  }
  const facts: OfferedFact[] = [];
  for (let line = block.first + above + 1; line < block.end; line += 1) {
    const offered = /^ {2}# (?:- )?(?<fact>.+)$/.exec(lines[line] ?? '')?.groups?.['fact'];
    if (offered === undefined) {
      break;
    }
    facts.push({ kind, label: offered, cell: null, first: line, end: line + 1 });
  }
  return facts;
}

/** Recorded lines stand above those that are still offered. */
function uncomment(lines: readonly string[], { first }: OfferedFact): readonly string[] {
  const above = lines.lastIndexOf(OFFER, first);
  const recorded = (lines[first] ?? '').replace(/^ {2}# /, '  ');
  const changed = lines.toSpliced(first, 1).toSpliced(above, 0, recorded);
  const isLast = !/^ {2}# /.test(changed[above + 2] ?? '');
  return isLast ? changed.toSpliced(above + 1, 1) : changed;
}

/** A metric takes the place of one that says the same thing otherwise, which goes down instead. */
function moveUp(lines: readonly string[], { first, end }: OfferedFact): readonly string[] {
  const blocks = blocksOf(lines);
  const target = blocks.find(({ key }) => key === 'metrics');
  const uncertain = blocks.find(({ key }) => key === 'uncertain');
  const moved = readMetric(lines.slice(first, end));
  if (target === undefined || uncertain === undefined || moved === null) {
    return lines;
  }
  const own = lines.slice(first, end);
  const rival = itemsOf(lines, target).find(({ metric }) => metric !== null && isSameMeasure(metric, moved));
  if (rival !== undefined) {
    const other = lines.slice(rival.first, rival.end);
    const isHeadline = rival.metric?.headline === true && !moved.headline;
    const rest = lines.toSpliced(first, end - first, ...(isHeadline ? other.map(withoutHeadline) : other));
    return rest.toSpliced(rival.first, rival.end - rival.first, ...(isHeadline ? own.map(withHeadline) : own));
  }
  const without = lines.toSpliced(first, end - first);
  const isLast = itemsOf(lines, uncertain).length === 1;
  const cleared = isLast ? removeKey(without, uncertain.first) : without;
  const head = (cleared[target.first] ?? '').replace(/:\s*\[\s*\](?=\s*$)/, ':');
  return cleared.with(target.first, head).toSpliced(target.end, 0, ...own);
}

function withoutHeadline(entry: string): string {
  return entry.replace(/, headline: true\b/, '');
}

/** Where drafts write it: before the place that the value came from. Other ways of writing are left as they are. */
function withHeadline(entry: string): string {
  return entry.replace(/(?=(?:, (?:in|cell|line): [^,}]+)*\s*\}\s*$)/, ', headline: true');
}

function removeKey(lines: readonly string[], line: number): readonly string[] {
  const hasComment = (lines[line - 1] ?? '').includes(UNCERTAIN);
  return lines.toSpliced(hasComment ? line - 1 : line, hasComment ? 2 : 1);
}

function isSameMeasure(a: Metric, b: Metric): boolean {
  return a.name === b.name && a.split === b.split && (a.model ?? null) === (b.model ?? null);
}
