import { Document, isMap, isSeq } from 'yaml';
import { difference, identityText } from '../compare';
import { metricDirection } from '../metric/catalogue';
import { alignMetrics, formatDelta, formatMetric, judge, metricLabel, type MetricRow } from '../metricRows';
import { formatReference, type Artifact, type Evidence, type Version } from '../model';
import { toMetricEntry } from './metricEntry';
import { markdownCode, markdownTable, markdownText } from './markdown';
import { GENERATED, renderSections } from './sections';

export interface CardContext {
  /** The version that the metrics are compared with. */
  readonly previous?: Version | null | undefined;
  /** The commit that brought the version into the repository; null or absent while it is not committed. */
  readonly commit?: string | null | undefined;
  /** Where the card can find a piece of evidence; null: nowhere. Without it evidence is only named. */
  readonly evidenceLink?: ((evidence: Evidence) => string | null) | undefined;
}

/**
 * A version as Markdown: front matter for programs, the three texts, and tables for people. The front matter and the
 * texts have the format of a draft, so `parseDraft` can read a card; what follows the texts is derived.
 */
export function renderCard(version: Version, context: CardContext = {}): string {
  const documentation = renderSections(version.documentation, 'card');
  const parts = [
    `---\n${frontMatter(version)}---`,
    `# ${formatReference(version.model, version.version)}`,
    documentation.trimEnd(),
    GENERATED,
    ...facts(version, context),
    metricSection(version, context.previous ?? null),
    paramSection(version),
    dataSection(version),
    artifactSection(version),
    codeSection(version),
    environmentSection(version),
    evidenceSection(version, context),
    tagSection(version),
    historySection(version),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function frontMatter(version: Version): string {
  const document = new Document({
    model: version.model,
    version: version.version,
    name: version.name,
    id: version.id,
    at: version.at,
    by: { name: version.by.name, email: version.by.email },
    stage: version.stage,
    aliases: version.aliases,
    ...(version.archived === null ? {} : { archived: version.archived.reason }),
    source: { kind: version.source.kind, path: version.source.path },
    metrics: version.metrics.map((metric) => toMetricEntry(metric, metricDirection(metric.name))),
    params: new Map(version.params.map(({ name, value }) => [name, value])),
    data: version.datasets.map((dataset) => ({ path: dataset.path, identity: identityText(dataset) })),
    artifacts: version.artifacts.map(({ path, sha256, size, kept }) => ({ path, sha256, size, kept })),
    tags: new Map(Object.entries(version.tags)),
    code: { ...version.code },
  });
  const { contents } = document;
  for (const { value } of isMap(contents) ? contents.items : []) {
    if (isMap(value) || isSeq(value)) {
      value.flow = value.items.length === 0;
    }
    for (const item of isSeq(value) ? value.items : []) {
      if (isMap(item)) {
        item.flow = true;
      }
    }
  }
  return document.toString({ lineWidth: 0 });
}

function facts(version: Version, { commit }: CardContext): readonly string[] {
  const aliases = version.aliases.length === 0 ? '' : `, ${version.aliases.map(markdownCode).join(', ')}`;
  const archived = version.archived === null ? [] : [`**Archived**: ${markdownText(version.archived.reason)}`];
  const conflict = version.conflict === null ? [] : ['**Numbering conflict**: another version holds this number.'];
  return [
    [
      `**${markdownText(version.name)}**`,
      `Stage: ${markdownText(version.stage)}${aliases}`,
      `Registered ${day(version.at)} by ${markdownText(version.by.name)}${commit === null || commit === undefined ? ', not committed yet' : `, commit ${markdownCode(commit.slice(0, 10))}`}`,
      ...writtenIn(version),
      ...archived,
      ...conflict,
    ].join('  \n'),
  ];
}

/** Which texts commit messages say: they cannot be edited as events can. */
function writtenIn({ writtenIn: stamps = {} }: Version): readonly string[] {
  return (['rationale', 'changes', 'impact'] as const).flatMap((field) => {
    const stamp = stamps[field];
    const title = field.charAt(0).toUpperCase() + field.slice(1);
    return stamp === undefined
      ? []
      : [
          `${title} from the message of commit ${markdownCode(stamp.commit.slice(0, 10))} by ${markdownText(stamp.by.name)}`,
        ];
  });
}

function metricSection(version: Version, previous: Version | null): string {
  if (version.metrics.length === 0) {
    return '';
  }
  const rows = alignMetrics(previous === null ? [version] : [version, previous]).filter(
    (row) => row.metrics[0] !== null,
  );
  const header =
    previous === null
      ? ['Metric', 'Value']
      : ['Metric', 'Value', formatReference(previous.model, previous.version), 'Change'];
  const cells = rows.map((row) => metricCells(row, previous !== null));
  return `## Metrics\n\n${markdownTable(header, cells, ['left', 'right', 'right', 'right'])}`;
}

function metricCells(row: MetricRow, isCompared: boolean): readonly string[] {
  const current = row.metrics[0]?.value ?? 0;
  const label = row.headline ? `**${markdownText(metricLabel(row))}**` : markdownText(metricLabel(row));
  if (!isCompared) {
    return [label, formatMetric(current)];
  }
  const previous = row.metrics[1]?.value;
  if (previous === undefined) {
    return [label, formatMetric(current), '', 'new'];
  }
  const verdict = judge(previous, current, row.higherIsBetter);
  const change = verdict === 'same' ? 'unchanged' : formatDelta(difference(current, previous));
  const word = verdict === 'better' || verdict === 'worse' ? ` ${verdict}` : '';
  return [label, formatMetric(current), formatMetric(previous), `${change}${word}`];
}

function paramSection({ params }: Version): string {
  const rows = params.map((param) => [markdownCode(param.name), markdownCode(String(param.value))]);
  return rows.length === 0 ? '' : `## Parameters\n\n${markdownTable(['Parameter', 'Value'], rows)}`;
}

function dataSection({ datasets }: Version): string {
  const rows = datasets.map((dataset) => [
    markdownCode(dataset.path),
    markdownCode(identityText(dataset)),
    dataset.size === undefined ? '' : formatBytes(dataset.size),
  ]);
  return rows.length === 0
    ? ''
    : `## Data\n\n${markdownTable(['Dataset', 'Identity', 'Size'], rows, ['left', 'left', 'right'])}`;
}

function artifactSection({ artifacts }: Version): string {
  const rows = artifacts.map((artifact) => [
    markdownCode(artifact.path),
    formatBytes(artifact.size),
    keptWords(artifact),
    markdownCode(artifact.sha256),
  ]);
  return rows.length === 0
    ? ''
    : `## Artifacts\n\n${markdownTable(['File', 'Size', 'Kept by', 'SHA-256'], rows, ['left', 'right'])}`;
}

function keptWords({ kept }: Artifact): string {
  switch (kept) {
    case 'store':
      return 'the store of this repository';
    case 'git':
      return 'Git';
    case 'lfs':
      return 'Git LFS';
    case 'dvc':
      return 'DVC';
    case 'none':
      return 'nobody';
    default:
      return kept satisfies never;
  }
}

function codeSection({ code, source, execution }: Version): string {
  const lines = [
    ...(source.kind === 'none' ? [] : [`- Source: ${markdownCode(source.path)} (${source.kind})`]),
    ...(code.commit === null ? ['- Commit: none'] : [`- Commit: ${markdownCode(code.commit)}`]),
    ...(code.branch === null ? [] : [`- Branch: ${markdownCode(code.branch)}`]),
    ...(code.dirty ? [`- Uncommitted changes: ${snapshotWords(code.snapshot)}`] : []),
    ...(execution?.durationMs === null || execution === null
      ? []
      : [`- Run time of the cells: ${formatDuration(execution.durationMs)}`]),
  ];
  return `## Code\n\n${lines.join('\n')}`;
}

function snapshotWords(snapshot: string | null): string {
  return snapshot === null ? 'yes, without a snapshot' : `kept as ${markdownCode(snapshot)}`;
}

function environmentSection({ environment }: Version): string {
  const lines = [
    ...(environment.framework.length === 0
      ? []
      : [`- Framework: ${environment.framework.map(markdownText).join(', ')}`]),
    ...(environment.python === null ? [] : [`- Python: ${markdownText(environment.python)}`]),
    ...(environment.kernel === null ? [] : [`- Kernel: ${markdownText(environment.kernel)}`]),
    ...Object.entries(environment.packages ?? {}).map(([name, version]) => `- ${markdownCode(`${name}==${version}`)}`),
  ];
  return lines.length === 0 ? '' : `## Environment\n\n${lines.join('\n')}`;
}

function evidenceSection({ evidence }: Version, { evidenceLink }: CardContext): string {
  const lines = evidence.map((item) => {
    const link = evidenceLink?.(item) ?? null;
    const words = `${markdownText(item.name)} (${item.kind}, ${formatBytes(item.size)})`;
    if (link === null) {
      return `- ${words}`;
    }
    const target = `<${link.replaceAll(/[<>\n]/g, encodeURIComponent)}>`;
    return item.kind === 'plot'
      ? `![${markdownText(item.name)}](${target})`
      : `- [${markdownText(item.name)}](${target}) (${item.kind}, ${formatBytes(item.size)})`;
  });
  const isImage = (line: string) => line.startsWith('!');
  const blocks = [lines.filter(isImage).join('\n\n'), lines.filter((line) => !isImage(line)).join('\n')];
  return lines.length === 0 ? '' : ['## Evidence', ...blocks.filter((block) => block !== '')].join('\n\n');
}

function tagSection({ tags }: Version): string {
  const rows = Object.entries(tags).map(([name, value]) => [markdownCode(name), markdownText(value)]);
  return rows.length === 0 ? '' : `## Tags\n\n${markdownTable(['Tag', 'Value'], rows)}`;
}

function historySection(version: Version): string {
  const entries: { at: string; text: string }[] = [
    { at: version.at, text: `registered by ${markdownText(version.by.name)}` },
    ...(version.stagedAt === null ? [] : [{ at: version.stagedAt, text: `moved to ${markdownText(version.stage)}` }]),
    ...version.reviews.map(({ at, by, verdict, comment }) => ({
      at,
      text: `${verdict.replace('-', ' ')} by ${markdownText(by.name)}${comment === '' ? '' : `: ${markdownText(comment)}`}`,
    })),
    ...version.deployments.map(({ at, target, status }) => ({
      at,
      text: `deployed to ${markdownText(target)}: ${markdownText(status)}`,
    })),
    ...version.links.map(({ at, kind, url, title }) => ({
      at,
      text: `linked to ${markdownText(kind)}: ${markdownText(title ?? url)}`,
    })),
    ...(version.archived === null
      ? []
      : [{ at: version.archived.at, text: `archived: ${markdownText(version.archived.reason)}` }]),
  ];
  const lines = entries.sort((a, b) => (a.at < b.at ? -1 : 1)).map(({ at, text }) => `- ${day(at)}: ${text}`);
  return `## History\n\n${lines.join('\n')}`;
}

/** `2026-11-23 08:20 UTC`: a card is read in many time zones. */
function day(at: string): string {
  return `${at.slice(0, 10)} ${at.slice(11, 16)} UTC`;
}

function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  const power = bytes < 1000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** power;
  return `${Number(value.toPrecision(3))} ${units[power] ?? 'B'}`;
}

function formatDuration(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 60) {
    return `${(milliseconds / 1000).toFixed(1)} s`;
  }
  const minutes = Math.floor(seconds / 60);
  return minutes < 60 ? `${minutes} min ${seconds % 60} s` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
