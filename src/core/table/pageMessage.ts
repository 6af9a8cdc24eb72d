import * as v from 'valibot';
import { TRUST_KINDS } from '../trust/trustLine';

/**
 * The border between the comparison page and the host, as the host sees it. The types are those of
 * protocol/comparePage.ts: where a message is read, assigning the result to them is the check that both agree.
 */

const id = v.pipe(v.string(), v.maxLength(64));
const ids = v.pipe(v.array(id), v.maxLength(100_000));
const column = v.pipe(v.string(), v.maxLength(2_000));
const name = v.pipe(v.string(), v.maxLength(200));
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const request = count;

const viewGroup = v.picklist([
  ...(['metric', 'param', 'data', 'code', 'artifact', 'environment', 'tag', 'documentation'] as const),
  'trust',
]);
const viewGroups = v.pipe(v.array(viewGroup), v.maxLength(20));

const baseline = v.variant('kind', [
  v.object({ kind: v.literal('first') }),
  v.object({ kind: v.literal('previous') }),
  v.object({ kind: v.literal('alias'), alias: name }),
  v.object({ kind: v.literal('stage'), stage: name }),
  v.object({ kind: v.literal('version'), id }),
]);

const panel = v.object({
  tab: v.picklist(['changes', 'trend', 'curves', 'parallel', 'scatter', 'matrices', 'classes', 'pictures']),
  from: v.optional(id),
  to: v.optional(id),
  curve: v.optional(column),
  smoothing: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1))),
  isLog: v.optional(v.boolean()),
  x: v.optional(column),
  y: v.optional(column),
  axes: v.optional(v.pipe(v.array(column), v.maxLength(1_000))),
  score: v.optional(column),
});

const target = v.variant('kind', [
  v.object({ kind: v.literal('code') }),
  v.object({ kind: v.literal('codeFile'), path: column }),
  v.object({ kind: v.literal('cells'), outputs: v.boolean() }),
  v.object({ kind: v.literal('data'), path: column }),
  v.object({ kind: v.literal('environment') }),
  v.object({ kind: v.literal('documentation') }),
  v.object({ kind: v.literal('structure'), path: column }),
  v.object({ kind: v.literal('param'), name: column }),
]);

const sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
/** A version at a time is asked for what takes reading files. */
const fewIds = v.pipe(v.array(id), v.maxLength(500));
const title = v.pipe(v.string(), v.maxLength(500));

const columns = v.pipe(v.array(column), v.maxLength(10_000));

const view = v.object({
  schema: v.literal(2),
  baseline,
  changes: v.picklist(['absolute', 'relative', 'both', 'none']),
  orientation: v.picklist(['auto', 'versions-as-columns', 'versions-as-rows']),
  onlyDifferences: v.boolean(),
  onlyStarred: v.boolean(),
  filter: v.pipe(v.string(), v.maxLength(2_000)),
  search: v.pipe(v.string(), v.maxLength(2_000)),
  collapsed: viewGroups,
  sort: v.pipe(v.array(v.object({ column, descending: v.boolean() })), v.maxLength(20)),
  columns: v.object({
    hidden: columns,
    order: columns,
    groups: v.optional(viewGroups),
    pinned: columns,
    widths: v.record(column, v.pipe(v.number(), v.minValue(0), v.maxValue(5_000))),
  }),
  groupBy: v.nullable(column),
  closedGroups: v.pipe(v.array(v.pipe(v.string(), v.maxLength(5_000))), v.maxLength(10_000)),
  trend: v.object({ isOpen: v.boolean(), column: v.nullable(column) }),
  panel: v.optional(panel),
});

const compared = v.variant('kind', [
  v.object({ kind: v.literal('versions'), ids }),
  v.object({
    kind: v.literal('models'),
    models: v.pipe(v.array(v.pipe(v.string(), v.maxLength(200))), v.maxLength(1_000)),
  }),
]);

const savedPage = v.object({
  schema: v.literal(1),
  compared,
  view,
  scroll: v.object({ top: v.number(), left: v.number() }),
});

const pageMessage = v.variant('kind', [
  v.object({ kind: v.literal('ready'), request }),
  v.object({ kind: v.literal('loadRows'), request, revision: count, from: count }),
  v.object({ kind: v.literal('loadTexts'), request, ids }),
  v.object({ kind: v.literal('loadTrend'), request, column }),
  v.object({ kind: v.literal('addVersions'), request }),
  v.object({ kind: v.literal('removeVersions'), request, ids }),
  v.object({ kind: v.literal('pickBaseline'), request }),
  v.object({ kind: v.literal('openCard'), request, id }),
  v.object({ kind: v.literal('openSource'), request, id, column }),
  v.object({ kind: v.literal('loadDifference'), request, from: id, to: id }),
  v.object({ kind: v.literal('openDifference'), request, from: id, to: id, target }),
  v.object({ kind: v.literal('loadTrust'), request, ids: fewIds }),
  v.object({ kind: v.literal('openTrust'), request, id, mark: v.picklist(TRUST_KINDS) }),
  v.object({ kind: v.literal('loadEvidence'), request, ids: fewIds }),
  v.object({ kind: v.literal('loadPicture'), request, id, sha256 }),
  v.object({
    kind: v.literal('saveFile'),
    request,
    name: title,
    format: v.picklist(['csv', 'markdown', 'svg', 'png']),
    content: v.pipe(v.string(), v.maxLength(50_000_000)),
  }),
  v.object({
    kind: v.literal('saveReport'),
    request,
    ids,
    baseline: v.nullable(id),
  }),
  v.object({ kind: v.literal('copyLink'), request }),
  v.object({ kind: v.literal('starVersion'), request, id, isStarred: v.boolean() }),
  v.object({ kind: v.literal('copyText'), request, text: v.pipe(v.string(), v.maxLength(5_000_000)) }),
  v.object({ kind: v.literal('saveView'), request, view }),
]);

/** A message from the page, or null when it is not one of ours: such a message is dropped. */
export function readPageMessage(value: unknown): v.InferOutput<typeof pageMessage> | null {
  return outputOf(pageMessage, value);
}

/** What the page kept over a restart (`deserializeWebviewPanel`), or null when there is nothing usable. */
export function readSavedPage(value: unknown): v.InferOutput<typeof savedPage> | null {
  return outputOf(savedPage, value);
}

/** A view that was remembered outside the page, or null when an older or newer program wrote it. */
export function readView(value: unknown): v.InferOutput<typeof view> | null {
  return outputOf(view, value);
}

function outputOf<S extends v.GenericSchema>(schema: S, value: unknown): v.InferOutput<S> | null {
  const result = v.safeParse(schema, value);
  return result.success ? result.output : null;
}
