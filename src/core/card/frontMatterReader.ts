import { isMap, isScalar, isSeq, type Node, type Pair } from 'yaml';
import type { Draft } from '../draft/draft';
import { modelNameProblem } from '../ledger/event';
import type { Metric, Param, SourceKind, VersionSource } from '../model';
import type { CardEntry, FieldPlace } from './cardOutline';
import { fromMetricEntry } from './metricEntry';
import type { Place } from './place';
import { isRecord } from './plainData';
import { isEmpty, keyText, scalarText } from './yamlNodes';
import type { YamlSource } from './yamlSource';

export type DraftProblemCode =
  | 'front-matter-missing'
  | 'front-matter-unreadable'
  | 'model-name'
  | 'source-unclear'
  | 'metric-unclear'
  | 'list-expected'
  | 'map-expected'
  | 'path-expected'
  | 'field-unknown';

export interface DraftProblem {
  readonly code: DraftProblemCode;
  /** Counted from 0. */
  readonly line: number;
  /** What the sentence is about, from `line` on. */
  readonly place: Place;
  readonly message: string;
  /** What the YAML parser calls it, such as `DUPLICATE_KEY`. */
  readonly reason?: string | undefined;
  /** An `error` keeps the draft from being registered; a `warning` only tells. */
  readonly severity: 'error' | 'warning';
}

/** What the front matter of a draft says. */
type Facts = Omit<Draft, 'documentation'>;

export const NO_FACTS: Facts = {
  model: '',
  source: { kind: 'none', path: '' },
  metrics: [],
  uncertain: [],
  params: [],
  data: [],
  artifacts: [],
  tags: {},
};

/** Keys that a card has beside those of a draft: what the ledger says, never read back. */
const CARD_KEYS = new Set([
  'version',
  'name',
  'id',
  'at',
  'by',
  'stage',
  'aliases',
  'archived',
  'code',
  'environment',
  'execution',
  'evidence',
  'commit',
]);
const SOURCE_KINDS: readonly SourceKind[] = ['notebook', 'artifact', 'script', 'metrics', 'none'];

/** Reads a front matter key by key; every problem and every fact has its place. */
export class FrontMatterReader {
  readonly problems: DraftProblem[] = [];
  readonly entries: CardEntry[] = [];

  constructor(
    private readonly yaml: YamlSource,
    private readonly direction: (name: string) => boolean | null,
  ) {}

  get fields(): readonly FieldPlace[] {
    return this.yaml.pairs.flatMap((pair) => {
      const key = this.yaml.placeOf(pair.key);
      const value = isEmpty(pair.value as Node | null) ? null : this.yaml.placeOf(pair.value);
      return key === null ? [] : [{ name: keyText(pair), key, value, whole: this.yaml.placeOfPair(pair) }];
    });
  }

  read(): Facts {
    const { contents, errors } = this.yaml.document;
    for (const { pos, message, code } of errors) {
      const place = this.yaml.placeOfError(pos);
      this.problems.push({
        ...problem('front-matter-unreadable', place, `The front matter cannot be read: ${message}.`, 'error'),
        reason: code,
      });
    }
    this.requireModest();
    if (this.problems.length > 0 || !isMap(contents)) {
      if (this.problems.length === 0) {
        this.report(
          'front-matter-unreadable',
          null,
          'The front matter has no facts. It begins with a line such as model: churn-xgb.',
        );
      }
      return NO_FACTS;
    }
    return { ...this.readKnown(), tags: { ...this.readUnknown(), ...this.readTags() } };
  }

  /** A few aliases of aliases can stand for billions of values. */
  private requireModest(): void {
    if (this.yaml.document.errors.length === 0) {
      try {
        this.yaml.document.toJS({ maxAliasCount: 100 });
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        this.report('front-matter-unreadable', null, `The front matter cannot be read: ${reason}.`);
      }
    }
  }

  private readKnown(): Omit<Facts, 'tags'> {
    return {
      model: this.readModel(),
      source: this.readSource(),
      metrics: this.readMetrics('metrics', 'error'),
      uncertain: this.readMetrics('uncertain', 'warning'),
      params: this.readParams(),
      data: this.readPaths('data'),
      artifacts: this.readPaths('artifacts'),
    };
  }

  private readModel(): string {
    const node = this.yaml.node('model');
    const name = node === null ? '' : scalarText(node).trim();
    const problem = modelNameProblem(name);
    if (problem !== null) {
      this.report('model-name', node, problem);
    }
    return name;
  }

  private readSource(): VersionSource {
    const node = this.yaml.node('source');
    if (isEmpty(node)) {
      return { kind: 'none', path: '' };
    }
    if (isScalar(node)) {
      const path = scalarText(node);
      return { kind: path.endsWith('.ipynb') ? 'notebook' : 'artifact', path };
    }
    const value: unknown = node?.toJS(this.yaml.document);
    const kind = isRecord(value) ? SOURCE_KINDS.find((known) => known === value['kind']) : undefined;
    if (!isRecord(value) || kind === undefined || (kind !== 'none' && typeof value['path'] !== 'string')) {
      this.report(
        'source-unclear',
        node,
        `The source is written as { kind: notebook, path: train.ipynb }; kinds are ${SOURCE_KINDS.join(', ')}.`,
      );
      return { kind: 'none', path: '' };
    }
    return { kind, path: typeof value['path'] === 'string' ? value['path'] : '' };
  }

  private readMetrics(key: 'metrics' | 'uncertain', severity: DraftProblem['severity']): readonly Metric[] {
    const node = this.yaml.node(key);
    if (isMap(node)) {
      return this.readMetricMap(key, node.items, severity);
    }
    return this.items(key, severity).flatMap((item) => {
      const reading = fromMetricEntry(item.toJS(this.yaml.document), this.direction);
      if ('problem' in reading) {
        this.report('metric-unclear', item, reading.problem, severity);
        return [];
      }
      this.note(item, (whole) => ({
        kind: 'metric',
        list: key,
        metric: reading.metric,
        whole,
        parts: this.partsOf(item),
      }));
      return [reading.metric];
    });
  }

  private partsOf(item: Node): ReadonlyMap<string, Place> {
    return new Map(
      (isMap(item) ? item.items : []).flatMap((pair) => {
        const place = this.yaml.placeOf(pair.value);
        return place === null ? [] : [[keyText(pair), place] as const];
      }),
    );
  }

  /** `metrics: { accuracy: 0.93 }`, as many tools write it. */
  private readMetricMap(
    list: 'metrics' | 'uncertain',
    pairs: readonly Pair[],
    severity: DraftProblem['severity'],
  ): readonly Metric[] {
    return pairs.flatMap((pair) => {
      const value: unknown = isScalar(pair.value) ? pair.value.value : undefined;
      const reading = fromMetricEntry({ name: keyText(pair), value }, this.direction);
      if ('problem' in reading) {
        this.report('metric-unclear', pair.key as Node, reading.problem, severity);
        return [];
      }
      const places = [
        ['name', this.yaml.placeOf(pair.key)],
        ['value', this.yaml.placeOf(pair.value)],
      ] as const;
      const parts = new Map(places.flatMap(([name, place]) => (place === null ? [] : [[name, place] as const])));
      this.entries.push({ kind: 'metric', list, metric: reading.metric, whole: this.yaml.placeOfPair(pair), parts });
      return [reading.metric];
    });
  }

  private readParams(): readonly Param[] {
    const node = this.yaml.node('params');
    if (isEmpty(node)) {
      return [];
    }
    if (!isMap(node)) {
      this.report('map-expected', node, 'Parameters are written one a line, such as max_depth: 6.');
      return [];
    }
    return node.items.map((pair) => {
      const param = { name: keyText(pair), value: this.paramValue(pair.value) };
      this.note(pair.key as Node, (name) => ({
        kind: 'param',
        param,
        whole: this.yaml.placeOfPair(pair),
        name,
        value: this.yaml.placeOf(pair.value),
      }));
      return param;
    });
  }

  /** Lists and maps become their text: a parameter is one value. */
  private paramValue(node: unknown): Param['value'] {
    const value: unknown = isScalar(node) ? node.value : undefined;
    if (typeof value === 'number' && Number.isFinite(value)) {
      return value;
    }
    if (typeof value === 'string' || typeof value === 'boolean' || value === null) {
      return value;
    }
    if (isScalar(node)) {
      return scalarText(node);
    }
    return node === null || node === undefined ? null : JSON.stringify((node as Node).toJS(this.yaml.document));
  }

  private readPaths(key: 'data' | 'artifacts'): readonly string[] {
    const node = this.yaml.node(key);
    if (isScalar(node) && !isEmpty(node)) {
      this.notePath(key, scalarText(node), node, node);
      return [scalarText(node)];
    }
    return this.items(key, 'error').flatMap((item) => {
      const value: unknown = item.toJS(this.yaml.document);
      const path = isRecord(value) ? value['path'] : isScalar(item) ? scalarText(item) : undefined;
      if (typeof path !== 'string' || path === '') {
        this.report('path-expected', item, `An entry of ${key} is a path, such as models/churn.pkl.`);
        return [];
      }
      this.notePath(key, path, item, isMap(item) ? (item.get('path', true) as Node) : item);
      return [path];
    });
  }

  private notePath(list: 'data' | 'artifacts', path: string, item: Node, text: Node): void {
    const value = this.yaml.placeOf(text);
    this.note(item, (whole) => ({ kind: 'path', list, path, whole, value: value ?? whole }));
  }

  private readTags(): Readonly<Record<string, string>> {
    const node = this.yaml.node('tags');
    if (isEmpty(node)) {
      return {};
    }
    if (!isMap(node)) {
      this.report('map-expected', node, 'Tags are written one a line, such as ticket: ML-12.');
      return {};
    }
    return Object.fromEntries(node.items.map((pair) => this.readTag(pair)));
  }

  private readTag(pair: Pair): readonly [string, string] {
    const tag = [keyText(pair), this.tagText(pair.value)] as const;
    this.entries.push({ kind: 'tag', name: tag[0], text: tag[1], whole: this.yaml.placeOfPair(pair) });
    return tag;
  }

  /** What a person added beside the known keys is kept as a tag: nothing typed is dropped. */
  private readUnknown(): Readonly<Record<string, string>> {
    const unknown = this.yaml.pairs.filter((pair) => !isKnownKey(keyText(pair)));
    for (const pair of unknown) {
      this.report(
        'field-unknown',
        pair.key as Node,
        `"${keyText(pair)}" is not a field of a draft. It is recorded as a tag.`,
        'warning',
      );
    }
    return Object.fromEntries(unknown.map((pair) => [keyText(pair), this.tagText(pair.value)]));
  }

  private tagText(node: unknown): string {
    if (isScalar(node)) {
      return scalarText(node);
    }
    return node === null || node === undefined ? '' : JSON.stringify((node as Node).toJS(this.yaml.document));
  }

  private items(key: string, severity: DraftProblem['severity']): readonly Node[] {
    const node = this.yaml.node(key);
    if (isEmpty(node)) {
      return [];
    }
    if (!isSeq(node)) {
      this.report('list-expected', node, `"${key}" is a list: one entry a line, each after a hyphen.`, severity);
      return [];
    }
    return node.items as Node[];
  }

  private note(node: Node, entry: (whole: Place) => CardEntry): void {
    const whole = this.yaml.placeOf(node);
    if (whole !== null) {
      this.entries.push(entry(whole));
    }
  }

  /** Null is a key that is not there: the problem is told where the front matter begins. */
  private report(
    code: DraftProblemCode,
    where: Node | Place | null,
    message: string,
    severity: DraftProblem['severity'] = 'error',
  ): void {
    const named = where !== null && 'start' in where ? where : this.yaml.placeOf(where);
    const place = named ?? this.yaml.place(0, Math.max(0, this.yaml.text.indexOf('\n')));
    this.problems.push(problem(code, place, message, severity));
  }
}

function problem(
  code: DraftProblemCode,
  place: Place,
  message: string,
  severity: DraftProblem['severity'],
): DraftProblem {
  return { code, line: place.start.line, place, message, severity };
}

const DRAFT_KEYS = new Set(['model', 'source', 'metrics', 'uncertain', 'params', 'data', 'artifacts', 'tags']);

function isKnownKey(key: string): boolean {
  return DRAFT_KEYS.has(key) || CARD_KEYS.has(key);
}
