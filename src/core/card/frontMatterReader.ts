import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Document, type Node, type Pair } from 'yaml';
import type { Draft } from '../draft/draft';
import { modelNameProblem } from '../ledger/event';
import type { Metric, Param, SourceKind, VersionSource } from '../model';
import { fromMetricEntry } from './metricEntry';
import { isRecord } from './plainData';
import { isEmpty, keyText, scalarText } from './yamlNodes';

export interface DraftProblem {
  /** Counted from 0. */
  readonly line: number;
  readonly message: string;
  /** An `error` keeps the draft from being registered; a `warning` only tells. */
  readonly severity: 'error' | 'warning';
}

/** What the front matter of a draft says. */
type Facts = Omit<Draft, 'documentation'>;

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

/** Reads a front matter key by key; every problem has its line. */
export class FrontMatterReader {
  readonly problems: DraftProblem[] = [];
  private readonly lines = new LineCounter();
  private readonly document: Document.Parsed;

  constructor(
    yaml: string,
    private readonly firstLine: number,
    private readonly direction: (name: string) => boolean | null,
  ) {
    this.document = parseDocument(yaml, { lineCounter: this.lines, logLevel: 'silent', prettyErrors: false });
  }

  read(): Facts {
    for (const error of this.document.errors) {
      this.report(error.pos[0], `The front matter cannot be read: ${error.message}.`);
    }
    this.requireModest();
    const { contents } = this.document;
    if (this.problems.length > 0 || !isMap(contents)) {
      if (this.problems.length === 0) {
        this.report(0, 'The front matter has no facts. It begins with a line such as model: churn-xgb.');
      }
      return this.empty();
    }
    return { ...this.readKnown(), tags: { ...this.readUnknown(contents.items), ...this.readTags() } };
  }

  /** A few aliases of aliases can stand for billions of values. */
  private requireModest(): void {
    if (this.document.errors.length === 0) {
      try {
        this.document.toJS({ maxAliasCount: 100 });
      } catch (error) {
        this.report(0, `The front matter cannot be read: ${error instanceof Error ? error.message : String(error)}.`);
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

  private empty(): Facts {
    return {
      model: '',
      source: { kind: 'none', path: '' },
      metrics: [],
      uncertain: [],
      params: [],
      data: [],
      artifacts: [],
      tags: {},
    };
  }

  private readModel(): string {
    const node = this.node('model');
    const name = node === null ? '' : scalarText(node).trim();
    const problem = modelNameProblem(name);
    if (problem !== null) {
      this.report(node, problem);
    }
    return name;
  }

  private readSource(): VersionSource {
    const node = this.node('source');
    if (isEmpty(node)) {
      return { kind: 'none', path: '' };
    }
    if (isScalar(node)) {
      const path = scalarText(node);
      return { kind: path.endsWith('.ipynb') ? 'notebook' : 'artifact', path };
    }
    const value: unknown = node?.toJS(this.document);
    const kind = isRecord(value) ? SOURCE_KINDS.find((known) => known === value['kind']) : undefined;
    if (!isRecord(value) || kind === undefined || (kind !== 'none' && typeof value['path'] !== 'string')) {
      this.report(
        node,
        `The source is written as { kind: notebook, path: train.ipynb }; kinds are ${SOURCE_KINDS.join(', ')}.`,
      );
      return { kind: 'none', path: '' };
    }
    return { kind, path: typeof value['path'] === 'string' ? value['path'] : '' };
  }

  private readMetrics(key: string, severity: DraftProblem['severity']): readonly Metric[] {
    const node = this.node(key);
    if (isMap(node)) {
      return this.readMetricMap(node.items, severity);
    }
    return this.items(key, severity).flatMap((item) => {
      const reading = fromMetricEntry(item.toJS(this.document), this.direction);
      if ('problem' in reading) {
        this.report(item, reading.problem, severity);
        return [];
      }
      return [reading.metric];
    });
  }

  /** `metrics: { accuracy: 0.93 }`, as many tools write it. */
  private readMetricMap(pairs: readonly Pair[], severity: DraftProblem['severity']): readonly Metric[] {
    return pairs.flatMap((pair) => {
      const value: unknown = isScalar(pair.value) ? pair.value.value : undefined;
      const reading = fromMetricEntry({ name: keyText(pair), value }, this.direction);
      if ('problem' in reading) {
        this.report(pair.key as Node, reading.problem, severity);
        return [];
      }
      return [reading.metric];
    });
  }

  private readParams(): readonly Param[] {
    const node = this.node('params');
    if (isEmpty(node)) {
      return [];
    }
    if (!isMap(node)) {
      this.report(node, 'Parameters are written one a line, such as max_depth: 6.');
      return [];
    }
    return node.items.map((pair) => ({ name: keyText(pair), value: this.paramValue(pair.value) }));
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
    return node === null || node === undefined ? null : JSON.stringify((node as Node).toJS(this.document));
  }

  private readPaths(key: 'data' | 'artifacts'): readonly string[] {
    const node = this.node(key);
    if (isScalar(node) && !isEmpty(node)) {
      return [scalarText(node)];
    }
    return this.items(key, 'error').flatMap((item) => {
      const value: unknown = item.toJS(this.document);
      const path = isRecord(value) ? value['path'] : isScalar(item) ? scalarText(item) : undefined;
      if (typeof path !== 'string' || path === '') {
        this.report(item, `An entry of ${key} is a path, such as models/churn.pkl.`);
        return [];
      }
      return [path];
    });
  }

  private readTags(): Readonly<Record<string, string>> {
    const node = this.node('tags');
    if (isEmpty(node)) {
      return {};
    }
    if (!isMap(node)) {
      this.report(node, 'Tags are written one a line, such as ticket: ML-12.');
      return {};
    }
    return Object.fromEntries(node.items.map((pair) => [keyText(pair), this.tagText(pair.value)]));
  }

  /** What a person added beside the known keys is kept as a tag: nothing typed is dropped. */
  private readUnknown(pairs: readonly Pair[]): Readonly<Record<string, string>> {
    const unknown = pairs.filter((pair) => !isKnownKey(keyText(pair)));
    for (const pair of unknown) {
      this.report(
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
    return node === null || node === undefined ? '' : JSON.stringify((node as Node).toJS(this.document));
  }

  private items(key: string, severity: DraftProblem['severity']): readonly Node[] {
    const node = this.node(key);
    if (isEmpty(node)) {
      return [];
    }
    if (!isSeq(node)) {
      this.report(node, `"${key}" is a list: one entry a line, each after a hyphen.`, severity);
      return [];
    }
    return node.items as Node[];
  }

  private node(key: string): Node | null {
    const { contents } = this.document;
    const node: unknown = isMap(contents) ? contents.get(key, true) : undefined;
    return (node as Node | undefined) ?? null;
  }

  private report(where: Node | number | null, message: string, severity: DraftProblem['severity'] = 'error'): void {
    const offset = typeof where === 'number' ? where : (where?.range?.[0] ?? 0);
    const line = Math.max(0, this.lines.linePos(offset).line - 1);
    this.problems.push({ line: this.firstLine + line, message, severity });
  }
}

const DRAFT_KEYS = new Set(['model', 'source', 'metrics', 'uncertain', 'params', 'data', 'artifacts', 'tags']);

function isKnownKey(key: string): boolean {
  return DRAFT_KEYS.has(key) || CARD_KEYS.has(key);
}
