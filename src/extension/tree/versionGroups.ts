import path from 'node:path';
import { formatMetric } from '../../core/metricRows';
import type { Dataset, DocumentationField, Evidence, FactSource, Version } from '../../core/model';
import { firstLine, formatSize } from '../format';
import { metricLines } from './metricChange';
import type { Fact, FactTarget, GroupKind } from './treeNode';

const DOCUMENTATION_FIELDS: readonly (readonly [DocumentationField, string])[] = [
  ['rationale', 'Rationale'],
  ['changes', 'Changes'],
  ['impact', 'Impact'],
];

const KEEPERS = {
  store: 'kept in the store',
  git: 'kept by Git',
  lfs: 'kept by Git LFS',
  dvc: 'kept by DVC',
  none: 'not kept',
} as const;

/** The groups under a version in the order of the view, each with its rows. Groups without facts are left out. */
export function versionGroups(
  version: Version,
  previous: Version | null,
): readonly { readonly group: GroupKind; readonly facts: readonly Fact[] }[] {
  return [
    { group: 'metrics' as const, facts: metricFacts(version, previous) },
    { group: 'params' as const, facts: paramFacts(version) },
    { group: 'artifacts' as const, facts: artifactFacts(version) },
    { group: 'data' as const, facts: version.datasets.map(datasetFact) },
    { group: 'code' as const, facts: codeFacts(version) },
    { group: 'documentation' as const, facts: documentationFacts(version) },
    { group: 'evidence' as const, facts: version.evidence.map(evidenceFact) },
  ].filter(({ facts }) => facts.length > 0);
}

function metricFacts(version: Version, previous: Version | null): readonly Fact[] {
  return metricLines(version.metrics, previous?.metrics ?? null).map(({ label, metric, value, change, sign }) => ({
    label,
    description: `${value}  ${sign}`.trimEnd(),
    spoken: [label, value, change].filter(Boolean).join(', '),
    tooltip: [`${label}: ${metric.value}`, change === '' ? '' : `${change} since v${previous?.version ?? 0}`]
      .join('\n')
      .trimEnd(),
    icon: metric.headline ? 'star-full' : 'symbol-numeric',
    value: String(metric.value),
    opens: place(version, metric.source),
  }));
}

function paramFacts(version: Version): readonly Fact[] {
  return version.params.map((param) => ({
    label: param.name,
    description: typeof param.value === 'number' ? formatMetric(param.value) : String(param.value),
    icon: 'symbol-parameter',
    value: String(param.value),
    opens: place(version, param.source),
  }));
}

function artifactFacts(version: Version): readonly Fact[] {
  return version.artifacts.map((artifact) => ({
    label: path.posix.basename(artifact.path),
    description: `${formatSize(artifact.size)}, ${KEEPERS[artifact.kept]}`,
    icon: 'package',
    value: artifact.sha256,
    tooltip: `${artifact.path}\n${KEEPERS[artifact.kept]}\nSHA-256 ${artifact.sha256}`,
    opens: { kind: 'file', path: artifact.path, artifact: true },
  }));
}

function datasetFact(dataset: Dataset): Fact {
  const { identity } = dataset;
  const digest = identity.kind === 'unresolved' ? '' : identity.digest;
  const words = identity.kind === 'unresolved' ? 'not found' : `${identity.kind} ${digest.slice(0, 8)}`;
  return {
    label: dataset.path,
    description: dataset.size === undefined ? words : `${formatSize(dataset.size)}, ${words}`,
    icon: 'database',
    value: digest === '' ? dataset.path : digest,
    tooltip:
      digest === '' ? `${dataset.path}\nNothing was found there.` : `${dataset.path}\n${identity.kind} ${digest}`,
    opens: identity.kind === 'unresolved' ? null : { kind: 'file', path: dataset.path, artifact: false },
  };
}

function codeFacts(version: Version): readonly Fact[] {
  const { code, environment, source } = version;
  const rows: (Fact | null)[] = [
    source.path === ''
      ? null
      : fact(path.posix.basename(source.path), source.kind, 'notebook', source.path, {
          kind: 'place',
          source: { path: source.path },
        }),
    code.commit === null ? null : fact('commit', code.commit.slice(0, 10), 'git-commit', code.commit),
    code.branch === null ? null : fact('branch', code.branch, 'git-branch', code.branch),
    code.snapshot === null
      ? null
      : fact('working tree', `kept as ${code.snapshot.slice(0, 10)}`, 'git-stash', code.snapshot),
    code.dirty && code.snapshot === null
      ? fact('working tree', 'changed since the commit', 'git-stash', 'dirty')
      : null,
    environment.framework.length === 0
      ? null
      : fact('framework', environment.framework.join(', '), 'library', environment.framework.join(', ')),
    environment.python === null ? null : fact('Python', environment.python, 'symbol-misc', environment.python),
    environment.kernel === null ? null : fact('kernel', environment.kernel, 'server-process', environment.kernel),
  ];
  return rows.filter((row) => row !== null);
}

function fact(label: string, description: string, icon: string, value: string, opens: FactTarget | null = null): Fact {
  return { label, description, icon, value, opens };
}

function documentationFacts(version: Version): readonly Fact[] {
  return DOCUMENTATION_FIELDS.map(([field, label]) => {
    const text = version.documentation[field];
    return {
      label,
      description: text.trim() === '' ? 'not written' : firstLine(text),
      icon: text.trim() === '' ? 'circle-large-outline' : 'note',
      value: text,
      tooltip: text.trim() === '' ? `${label} is not written yet.` : text + originOf(version, field),
      opens: { kind: 'card' as const },
    };
  });
}

function originOf({ writtenIn }: Version, field: DocumentationField): string {
  const stamp = writtenIn?.[field];
  return stamp === undefined ? '' : `\n\nFrom the message of commit ${stamp.commit.slice(0, 8)} by ${stamp.by.name}`;
}

const EVIDENCE_ICONS = {
  plot: 'graph',
  log: 'output',
  notebook: 'notebook',
  environment: 'server-environment',
  curve: 'graph-line',
} as const;

function evidenceFact(evidence: Evidence): Fact {
  return {
    label: evidence.name,
    description: formatSize(evidence.size),
    icon: EVIDENCE_ICONS[evidence.kind],
    value: evidence.sha256,
    tooltip: `${evidence.name} (${evidence.kind})\nSHA-256 ${evidence.sha256}`,
    opens: { kind: 'object', sha256: evidence.sha256, name: evidence.name, mime: evidence.mime },
  };
}

function place(version: Version, source: FactSource | undefined): FactTarget | null {
  if (source === undefined) {
    return null;
  }
  const document = source.path ?? version.source.path;
  return document === '' ? null : { kind: 'place', source: { ...source, path: document } };
}
