import { Document, isMap, isScalar, isSeq, type YAMLMap } from 'yaml';
import { cellName } from '../cellName';
import type { DoubtfulFacts } from '../draft/doubtfulFacts';
import type { Draft } from '../draft/draft';
import { metricDirection } from '../metric/catalogue';
import type { DocumentationField, Metric } from '../model';
import { foldedNotes } from './foldedNotes';
import { toMetricEntry } from './metricEntry';
import { offerDoubtful } from './offerDoubtful';
import { DOCUMENTATION_FIELDS, renderSections } from './sections';

/** What the comments of a draft can tell; all of it optional. */
export interface DraftContext {
  /** The number it will get if nobody registers another version before. */
  readonly nextVersion?: number | undefined;
  /** Reference of the version that Changes and Impact were written against. */
  readonly previous?: string | null | undefined;
  readonly required?: readonly DocumentationField[] | undefined;
  /** Sentences to show at the top. */
  readonly warnings?: readonly string[] | undefined;
  /** What the reader was not sure of: shown as comments, to be taken over by hand. */
  readonly doubtful?: DoubtfulFacts | undefined;
}

/** A draft as the Markdown that a person edits. `parseDraft` reads it back. */
export function renderDraft(draft: Draft, context: DraftContext = {}): string {
  const document = new Document({
    model: draft.model,
    source: { kind: draft.source.kind, path: draft.source.path },
    metrics: draft.metrics.map(metricEntry),
    ...(draft.uncertain.length === 0 ? {} : { uncertain: draft.uncertain.map(metricEntry) }),
    // Maps, because an object would reorder names that look like numbers.
    params: new Map(draft.params.map(({ name, value }) => [name, value])),
    data: draft.data,
    artifacts: draft.artifacts,
    tags: new Map(Object.entries(draft.tags)),
  });
  document.commentBefore = commentLines(headComments(draft, context));
  decorate(document.contents as YAMLMap, draft);
  const written = document.toString({ lineWidth: 0, flowCollectionPadding: true });
  const frontMatter = context.doubtful === undefined ? written : offerDoubtful(written, context.doubtful);
  return `---\n${frontMatter}---\n\n${renderSections(draft.documentation, 'draft')}`;
}

function metricEntry(metric: Metric): Record<string, unknown> {
  return toMetricEntry(metric, metricDirection(metric.name));
}

function headComments(draft: Draft, context: DraftContext): readonly string[] {
  const reference = context.nextVersion === undefined ? draft.model : `${draft.model}@v${context.nextVersion}`;
  const required = DOCUMENTATION_FIELDS.filter((field) => context.required?.includes(field));
  return [
    `Draft of ${reference}, not registered yet. Edit what is wrong, write the reasons below, then register it.`,
    ...(required.length === 0 ? [] : [`Required: ${required.join(', ')}.`]),
    ...foldedNotes(context.warnings ?? []).map((warning) => `Note: ${warning}`),
  ];
}

/** Stands above the metrics that are offered. */
export const UNCERTAIN = 'Not recorded. Move a line up to metrics to record it.';

const COMMENTS: Readonly<Record<string, string>> = {
  uncertain: UNCERTAIN,
  tags: 'Anything worth finding again, such as ticket: ML-12.',
};

function decorate(map: YAMLMap, draft: Draft): void {
  for (const pair of map.items) {
    const key = isScalar(pair.key) ? String(pair.key.value) : '';
    const comment = COMMENTS[key];
    if (comment !== undefined && isScalar(pair.key)) {
      pair.key.commentBefore = commentLines([comment]);
    }
    if (isMap(pair.value) && (key === 'source' || pair.value.items.length === 0)) {
      pair.value.flow = true;
    }
    if (isSeq(pair.value)) {
      pair.value.flow = pair.value.items.length === 0;
      for (const item of pair.value.items) {
        if (isMap(item)) {
          item.flow = true;
        }
      }
    }
    if (key === 'params' && isMap(pair.value)) {
      markCells(pair.value, draft);
    }
  }
}

/** `max_depth: 6 # cell 5`, so that a wrong value can be found in the notebook. */
function markCells(params: YAMLMap, draft: Draft): void {
  draft.params.forEach((param, index) => {
    const item = params.items[index];
    const cell = param.source?.cell;
    if (cell !== undefined && isScalar(item?.value) && !String(item.value.value).includes('\n')) {
      item.value.comment = ` ${cellName({ index: cell })}`;
    }
  });
}

function commentLines(lines: readonly string[]): string {
  return lines.map((line) => ` ${line.replaceAll(/[\r\n]+/g, ' ')}`).join('\n');
}
