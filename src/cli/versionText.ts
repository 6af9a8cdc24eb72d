import { formatMetric, metricLabel } from '../core/metricRows';
import { formatReference, type Artifact, type Dataset, type Version } from '../core/model';
import { formatPerson, formatSize, formatTime } from './formatFacts';
import type { Paint } from './paint';
import { plainLine, plainText } from './plainText';
import { formatTable } from './table';

export interface VersionDetails {
  readonly version: Version;
  readonly documented: boolean;
  readonly commit: string | null;
}

/** A version for a terminal, in the order of its model card. */
export function versionText(details: VersionDetails, paint: Paint): string {
  const { version } = details;
  const title = `${paint('bold', formatReference(version.model, version.version))}  ${plainLine(version.name)}`;
  const parts = [
    [title, ...headLines(details, paint)].join('\n'),
    ...documentationTexts(version, paint),
    metricsTable(version, paint),
    pairTable(
      'PARAM',
      version.params.map(({ name, value }) => [name, String(value)]),
      paint,
    ),
    pairTable(
      'ARTIFACT',
      version.artifacts.map((artifact) => [artifact.path, artifactText(artifact)]),
      paint,
    ),
    pairTable(
      'DATA',
      version.datasets.map((dataset) => [dataset.path, datasetText(dataset)]),
      paint,
    ),
    pairTable(
      'EVIDENCE',
      version.evidence.map(({ name, kind, size }) => [name, `${kind}, ${formatSize(size)}`]),
      paint,
    ),
    reviewsTable(version, paint),
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

type HeadLine = readonly [name: string, text: string, colour?: 'red' | 'yellow'];

function headLines(details: VersionDetails, paint: Paint): readonly string[] {
  const shown = [...origin(details), ...remarks(details)].filter(([, text]) => text !== '');
  const width = Math.max(...shown.map(([name]) => name.length));
  return shown.map(([name, text, colour]) => {
    const line = plainLine(text);
    return `  ${paint('dim', name.padEnd(width))}  ${colour === undefined ? line : paint(colour, line)}`;
  });
}

function origin({ version, commit }: VersionDetails): readonly HeadLine[] {
  const { code, environment } = version;
  const finishedAt = version.execution?.finishedAt ?? null;
  const python = environment.python === null ? [] : [`Python ${environment.python}`];
  return [
    ['stage', [version.stage, ...version.aliases.map((alias) => `@${alias}`)].join(' ')],
    ['registered', `${formatTime(version.at)} UTC by ${formatPerson(version.by)}`],
    ['source', version.source.path],
    ['code', codeText(code, commit)],
    ['framework', [...environment.framework, ...python].join(', ')],
    ['ran', finishedAt === null ? '' : `until ${formatTime(finishedAt)} UTC`],
    ['tags', joinPairs(version.tags)],
  ];
}

function remarks({ version, documented }: VersionDetails): readonly HeadLine[] {
  const { archived, conflict } = version;
  return [
    [
      'archived',
      archived === null ? '' : `${formatTime(archived.at)} UTC by ${archived.by.name}: ${archived.reason}`,
      'yellow',
    ],
    ['conflict', conflict === null ? '' : `${conflict} holds this number; run renumber`, 'red'],
    ['undocumented', documented ? '' : 'write its reasons with document', 'yellow'],
  ];
}

function joinPairs(pairs: Readonly<Record<string, string>>): string {
  return Object.entries(pairs)
    .map(([name, value]) => `${name}=${value}`)
    .join(' ');
}

function codeText({ commit, branch, dirty, snapshot }: Version['code'], registeredIn: string | null): string {
  const head = commit === null ? '' : `${commit.slice(0, 10)}${branch === null ? '' : ` on ${branch}`}`;
  const changes = dirty
    ? `with uncommitted changes${snapshot === null ? '' : ` (snapshot ${snapshot.slice(0, 10)})`}`
    : '';
  const recorded = registeredIn === null ? '' : `recorded in ${registeredIn.slice(0, 10)}`;
  return [head, changes, recorded].filter((text) => text !== '').join(', ');
}

function documentationTexts({ documentation, writtenIn }: Version, paint: Paint): readonly string[] {
  return (['rationale', 'changes', 'impact'] as const)
    .filter((field) => documentation[field].trim() !== '')
    .map((field) => {
      const stamp = writtenIn?.[field];
      const origin =
        stamp === undefined ? '' : `  in commit ${stamp.commit.slice(0, 10)} by ${plainLine(stamp.by.name)}`;
      return `${paint('dim', `${field.toUpperCase()}${origin}`)}\n${plainText(documentation[field]).trim()}`;
    });
}

function metricsTable({ metrics }: Version, paint: Paint): string {
  const columns = [
    { title: 'METRIC', cell: metricLabel },
    { title: 'VALUE', cell: ({ value }: Version['metrics'][number]) => formatMetric(value), align: 'right' as const },
    { title: '', cell: ({ headline }: Version['metrics'][number]) => (headline ? 'headline' : '') },
  ];
  return metrics.length === 0 ? '' : formatTable(metrics, columns, paint);
}

function pairTable(title: string, rows: readonly (readonly [string, string])[], paint: Paint): string {
  const columns = [
    { title, cell: ([name]: readonly [string, string]) => name },
    { title: '', cell: ([, value]: readonly [string, string]) => value },
  ];
  return rows.length === 0 ? '' : formatTable(rows, columns, paint);
}

function artifactText({ sha256, size, kept }: Artifact): string {
  return `${formatSize(size)}, sha256 ${sha256.slice(0, 12)}…, ${kept === 'none' ? 'not kept' : `kept by ${kept}`}`;
}

function datasetText({ identity, size }: Dataset): string {
  const bytes = size === undefined ? '' : `${formatSize(size)}, `;
  return identity.kind === 'unresolved' ? 'nothing there' : `${bytes}${identity.kind} ${identity.digest.slice(0, 12)}…`;
}

function reviewsTable({ reviews }: Version, paint: Paint): string {
  const columns = [
    { title: 'REVIEW', cell: ({ verdict }: Version['reviews'][number]) => verdict },
    { title: 'BY', cell: ({ by }: Version['reviews'][number]) => by.name },
    { title: 'AT (UTC)', cell: ({ at }: Version['reviews'][number]) => formatTime(at) },
    { title: '', cell: ({ comment }: Version['reviews'][number]) => comment },
  ];
  return reviews.length === 0 ? '' : formatTable(reviews, columns, paint);
}
