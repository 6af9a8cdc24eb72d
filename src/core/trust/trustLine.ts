import { alignMetrics, formatMetric, metricLabel } from '../metricRows';
import { formatReference, isDocumented, type Artifact, type DocumentationField, type Version } from '../model';

/** What a person asks before they trust a version, in the order of the line. */
export const TRUST_KINDS = ['documented', 'data', 'code', 'artifact', 'reviewed', 'reproduced'] as const;
export type TrustKind = (typeof TRUST_KINDS)[number];

/** `open`: nobody has done it yet, which is no fault. */
export type TrustState = 'good' | 'partly' | 'bad' | 'open';

export interface TrustMark {
  readonly kind: TrustKind;
  readonly state: TrustState;
  /** A few words: `Documented`, `1 of 2 datasets linked`. */
  readonly label: string;
  /** A sentence or two with the facts. */
  readonly detail: string;
  /** What a click does. */
  readonly action: string;
}

/** Where the bytes of an artifact are, as far as it was looked at. */
export type ArtifactPresence =
  /** Read and found to be what was registered. */
  | 'verified'
  /** A copy of the right size is here. */
  | 'here'
  /** Whoever keeps it has it, this machine does not. */
  | 'elsewhere'
  /** A copy is here with other bytes. */
  | 'damaged';

export interface TrustFacts {
  readonly required: readonly DocumentationField[];
  readonly artifacts: ReadonlyMap<string, ArtifactPresence>;
  /** The other versions of the model. */
  readonly others: readonly Version[];
}

/** Six answers about a version, each with the facts behind it. */
export function trustLine(version: Version, facts: TrustFacts): readonly TrustMark[] {
  return [
    documentedMark(version, facts.required),
    dataMark(version),
    codeMark(version),
    artifactMark(version.artifacts, facts.artifacts),
    reviewedMark(version),
    reproducedMark(version, facts.others),
  ];
}

function documentedMark({ documentation }: Version, required: readonly DocumentationField[]): TrustMark {
  const fields: readonly DocumentationField[] = required.length > 0 ? required : ['rationale'];
  const missing = fields.filter((field) => documentation[field].trim() === '');
  const hasSome = Object.values(documentation).some((text: string) => text.trim() !== '');
  if (isDocumented(documentation, required)) {
    return mark(
      'documented',
      'good',
      'Documented',
      'Every field that the ledger asks for is written.',
      'Opens the model card.',
    );
  }
  return mark(
    'documented',
    hasSome ? 'partly' : 'bad',
    hasSome ? 'Partly documented' : 'Not documented',
    `Not written yet: ${missing.join(', ')}.`,
    'Opens the documentation for writing.',
  );
}

function dataMark({ datasets }: Version): TrustMark {
  const linked = datasets.filter(({ identity }) => identity.kind !== 'unresolved');
  const names = datasets
    .filter(({ identity }) => identity.kind === 'unresolved')
    .map(({ path }) => path)
    .slice(0, 3);
  if (datasets.length === 0) {
    return mark('data', 'bad', 'No data linked', 'Nothing says which data it was trained on.', 'Opens the model card.');
  }
  if (linked.length === datasets.length) {
    const label = datasets.length === 1 ? 'Data linked' : `${datasets.length} datasets linked`;
    return mark('data', 'good', label, 'The digest of every dataset was recorded.', 'Opens the data.');
  }
  return mark(
    'data',
    linked.length === 0 ? 'bad' : 'partly',
    `${linked.length} of ${datasets.length} datasets linked`,
    `Named in the code but not found: ${names.join(', ')}.`,
    'Opens where the data is read.',
  );
}

function codeMark({ code }: Version): TrustMark {
  const { commit, dirty, snapshot } = code;
  const shows = 'Opens what the code differs in.';
  if (commit === null && snapshot === null) {
    return mark(
      'code',
      'bad',
      'Code not captured',
      'It was registered without Git, so its code is not kept.',
      'Opens the source.',
    );
  }
  if (!dirty) {
    return mark('code', 'good', 'Code committed', `All of the code is in commit ${short(commit)}.`, shows);
  }
  return snapshot === null
    ? mark(
        'code',
        'partly',
        'Code partly captured',
        `There were changes beyond commit ${short(commit)} that were not kept.`,
        shows,
      )
    : mark(
        'code',
        'good',
        'Code captured',
        `Uncommitted changes on top of ${short(commit)} are kept as a snapshot.`,
        shows,
      );
}

function short(commit: string | null): string {
  return commit === null ? 'none' : commit.slice(0, 7);
}

function artifactMark(artifacts: readonly Artifact[], presence: ReadonlyMap<string, ArtifactPresence>): TrustMark {
  const action = 'Reads the model file and compares it with what was registered.';
  const states = artifacts.map(({ sha256 }) => presence.get(sha256) ?? 'elsewhere');
  const count = (state: ArtifactPresence) => states.filter((candidate) => candidate === state).length;
  const plural = artifacts.length === 1 ? 'Model file' : 'Model files';
  if (artifacts.length === 0) {
    return mark('artifact', 'bad', 'No model file', 'It was registered without a model file.', 'Opens the model card.');
  }
  if (count('damaged') > 0) {
    return mark(
      'artifact',
      'bad',
      `${plural} changed`,
      'A copy on this machine has other bytes than the registered ones.',
      action,
    );
  }
  if (count('verified') === artifacts.length) {
    return mark('artifact', 'good', `${plural} verified`, 'The bytes were read and are the registered ones.', action);
  }
  if (count('elsewhere') === 0) {
    return mark(
      'artifact',
      'partly',
      `${plural} present`,
      'A copy is on this machine; its bytes have not been compared yet.',
      action,
    );
  }
  const keepers = [...new Set(artifacts.map(({ kept }) => KEEPERS[kept]))].join(', ');
  return mark('artifact', 'open', `${plural} not here`, `This machine has no copy. Kept by: ${keepers}.`, action);
}

const KEEPERS = {
  store: 'the store of the machine that registered it',
  git: 'Git',
  lfs: 'Git LFS',
  dvc: 'DVC',
  none: 'nobody',
} as const;

function reviewedMark({ reviews }: Version): TrustMark {
  const verdict = reviews.findLast((review) => review.verdict !== 'comment');
  const action = 'Writes a review.';
  if (verdict === undefined) {
    const comments =
      reviews.length === 0 ? '' : ` There ${reviews.length === 1 ? 'is 1 comment' : `are ${reviews.length} comments`}.`;
    return mark('reviewed', 'open', 'Not reviewed', `Nobody has approved it or asked for changes.${comments}`, action);
  }
  const by = `${verdict.by.name}, ${verdict.at.slice(0, 10)}${verdict.comment.trim() === '' ? '' : `: ${verdict.comment.trim()}`}`;
  return verdict.verdict === 'approved'
    ? mark('reviewed', 'good', 'Approved', by, action)
    : mark('reviewed', 'bad', 'Changes requested', by, action);
}

/** Another registration of the same code on the same data with the same params, or a link that says so. */
function reproducedMark(version: Version, others: readonly Version[]): TrustMark {
  const link = version.links.findLast(({ kind }) => kind === 'reproduced');
  if (link !== undefined) {
    return mark(
      'reproduced',
      'good',
      'Reproduced',
      `${link.by.name} linked a reproduction: ${link.title ?? link.url}`,
      'Opens the model card.',
    );
  }
  const repeats = others.filter((other) => other.id !== version.id && isRepeat(version, other));
  const agreeing = repeats.find((other) => disagreements(version, other).length === 0);
  if (agreeing !== undefined) {
    return mark(
      'reproduced',
      'good',
      `Reproduced by v${agreeing.version}`,
      'The same code, data and params gave the same headline metrics.',
      `Compares it with ${formatReference(agreeing.model, agreeing.version)}.`,
    );
  }
  const [other] = repeats;
  if (other !== undefined) {
    return mark(
      'reproduced',
      'bad',
      `v${other.version} differs`,
      `The same code, data and params gave other metrics: ${disagreements(version, other).slice(0, 3).join(', ')}.`,
      `Compares it with ${formatReference(other.model, other.version)}.`,
    );
  }
  return mark(
    'reproduced',
    'open',
    'Not reproduced',
    'No other version ran the same code on the same data with the same params.',
    'Tells how to reproduce it.',
  );
}

/** The version that a reproduction is compared with; null when there is none. */
export function findRepeat(version: Version, others: readonly Version[]): Version | null {
  const repeats = others.filter((other) => other.id !== version.id && isRepeat(version, other));
  return repeats.find((other) => disagreements(version, other).length === 0) ?? repeats[0] ?? null;
}

function isRepeat(version: Version, other: Version): boolean {
  const facts = ({ params, datasets }: Version): string =>
    JSON.stringify([
      params.map(({ name, value }) => [name, value]).sort(),
      datasets.map(({ path, identity }) => [path, identity.kind === 'unresolved' ? '' : identity.digest]).sort(),
    ]);
  const { sourceSha256 } = version.code;
  return sourceSha256 !== null && sourceSha256 === other.code.sourceSha256 && facts(version) === facts(other);
}

/** Headline metrics that are not equal, as `roc_auc (test) 0.91 and 0.93`. */
function disagreements(version: Version, other: Version): readonly string[] {
  return alignMetrics([version, other])
    .filter(({ headline }) => headline)
    .flatMap((row) => {
      const [a, b] = row.metrics.map((metric) => metric?.value ?? null);
      const isEqual =
        a === b || (typeof a === 'number' && typeof b === 'number' && Math.abs(a - b) <= 1e-9 * Math.abs(a));
      const text = (value: number | null | undefined): string =>
        typeof value === 'number' ? formatMetric(value) : 'none';
      return isEqual ? [] : [`${metricLabel(row)} ${text(a)} and ${text(b)}`];
    });
}

function mark(kind: TrustKind, state: TrustState, label: string, detail: string, action: string): TrustMark {
  return { kind, state, label, detail, action };
}
