import { describeDifference } from '../../../../src/core/difference/describeDifference';
import type { VersionDifference } from '../../../../src/core/difference/versionDifference';
import type { VersionEvidence } from '../../../../src/core/evidence/versionEvidence';
import type { Version } from '../../../../src/core/model';
import type { Layer } from '../../../../src/core/structure/structure';
import { trustLine, type TrustMark } from '../../../../src/core/trust/trustLine';
import type { PictureData } from '../../../../src/protocol/comparePage';

/** What a host would read from the disk and Git about the versions of a story. */

export function fakeDifference(from: Version, to: Version): VersionDifference {
  return describeDifference(from, to, {
    code: {
      kind: 'files',
      from: from.code.commit ?? '',
      to: to.code.commit ?? '',
      files: [
        { path: 'src/features.py', kind: 'changed', added: 42, removed: 17 },
        { path: 'src/calibration.py', kind: 'added', added: 61, removed: 0 },
        { path: 'notebooks/train.ipynb', kind: 'changed', added: 88, removed: 31 },
        { path: 'models/churn.joblib', kind: 'changed', added: null, removed: null },
      ],
      notes: ['churn-xgb@v2 had uncommitted changes that were not kept: its commit stands in for them.'],
    },
    cells: {
      kind: 'cells',
      same: 14,
      changes: [
        { kind: 'edited', cell: 4, text: '`max_depth=9` → `max_depth=8`' },
        { kind: 'edited', cell: 7, text: '(6 lines new, 2 lines gone)' },
        { kind: 'added', cell: 9, text: '`calibrated = CalibratedClassifierCV(model, cv=5)`' },
        { kind: 'removed', cell: 12, text: '`df.describe()`' },
      ],
    },
    rows: {
      from: new Map([['data/churn.csv', 6000]]),
      to: new Map([['data/churn.csv', to.version < 4 ? 6000 : 7400]]),
    },
    structures: [
      {
        from: from.artifacts[0] ?? null,
        to: to.artifacts[0] ?? null,
        fromReading: { reason: null, structure: structure(from.version) },
        toReading: { reason: null, structure: structure(to.version) },
      },
    ],
  });
}

function structure(version: number) {
  const units = 32 * version;
  const layers: readonly Layer[] = [
    { name: 'input', kind: 'InputLayer', shape: [null, 58], type: 'float32', parameters: 0 },
    { name: 'dense', kind: 'Dense', shape: [null, units], type: 'float32', parameters: 59 * units },
    { name: 'output', kind: 'Dense', shape: [null, 2], type: 'float32', parameters: (units + 1) * 2 },
  ];
  return { format: 'keras', facts: [], layers, parameters: 59 * units + (units + 1) * 2 };
}

export function fakeTrust(
  version: Version,
  others: readonly Version[],
): { readonly id: string; readonly marks: readonly TrustMark[] } {
  const reviewed: Version =
    version.version === 3
      ? {
          ...version,
          reviews: [{ at: version.at, by: version.by, verdict: 'approved', comment: 'Recall is what we need.' }],
        }
      : version;
  const artifacts = new Map(
    version.artifacts.map(({ sha256 }) => [sha256, version.version === 3 ? ('verified' as const) : ('here' as const)]),
  );
  return { id: version.id, marks: trustLine(reviewed, { required: [], artifacts, others }) };
}

export function fakeEvidence({ id, version }: Version): VersionEvidence {
  const epochs = Array.from({ length: 60 }, (_, step) => step);
  const wobble = (step: number): number => Math.sin(step * 2.3 + version) * 0.012;
  const curve = (name: string, split: string | null, at: (step: number) => number) => ({
    name,
    split,
    points: epochs.map((step) => ({ step, value: Number(at(step).toFixed(5)) })),
  });
  const right = 930 + version * 6;
  const found = 60 + version * 14;
  return {
    id,
    curves: [
      curve('loss', 'train', (step) => 0.62 * Math.exp(-step / (9 + version)) + 0.16 / version + wobble(step) / 2),
      curve('loss', 'val', (step) => 0.6 * Math.exp(-step / (8 + version)) + 0.22 + step * 0.0006 + wobble(step)),
      curve('roc_auc', 'val', (step) => 0.93 - 0.3 * Math.exp(-step / (6 + version)) + wobble(step) / 3),
    ],
    reports: [
      {
        cell: 9,
        classes: [
          { name: 'stays', precision: 0.9 + version * 0.005, recall: 0.97 - version * 0.01, f1: 0.93, support: 1003 },
          { name: 'pauses', precision: 0.71, recall: 0.52 + version * 0.03, f1: 0.6 + version * 0.02, support: 140 },
          { name: 'leaves', precision: 0.77 - version * 0.02, recall: 0.4 + version * 0.06, f1: 0.52, support: 197 },
        ],
      },
    ],
    matrices: [
      {
        cell: 10,
        labels: ['stays', 'pauses', 'leaves'],
        counts: [
          [right, 1003 - right - 12, 12],
          [31, 140 - 31 - 12, 12],
          [197 - found - 20, 20, found],
        ],
      },
    ],
    pictures: [
      { sha256: String(version % 10).repeat(64), name: 'cell-10-0.png', mime: 'image/svg+xml', size: 2048, cell: 10 },
      { sha256: `${version % 10}a`.repeat(32), name: 'cell-12-0.png', mime: 'image/svg+xml', size: 2048, cell: 12 },
    ],
  };
}

/** A ROC curve whose bend tells the versions apart. */
export function fakePicture(sha256: string): PictureData {
  const version = Number(sha256[0]);
  const points = Array.from({ length: 41 }, (_, step) => {
    const x = step / 40;
    return `${40 + x * 320},${360 - x ** (1 / (2 + version)) * 320}`;
  });
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 400" width="400" height="400"><rect width="400" height="400" fill="#fff"/><path d="M40 40v320h320" fill="none" stroke="#555"/><path d="M40 360 360 40" stroke="#bbb" stroke-dasharray="4"/><polyline points="${points.join(' ')}" fill="none" stroke="#1f77b4" stroke-width="2"/><text x="200" y="390" font-family="sans-serif" font-size="14" text-anchor="middle" fill="#333">False positive rate</text></svg>`;
  return { mime: 'image/svg+xml', data: btoa(svg) };
}
