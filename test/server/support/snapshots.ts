import { TextDocument } from 'vscode-languageserver-textdocument';
import { defaultConfig, type LedgerConfig } from '../../../src/core/config';
import { summarise, type VersionSummary } from '../../../src/core/ledger/versionSummary';
import type { Version } from '../../../src/core/model';
import { documentPath } from '../../../src/server/documentAddress';
import { documentKind } from '../../../src/server/documentKind';
import { LedgerView } from '../../../src/server/ledgerView';
import type { Subject } from '../../../src/server/session';
import { LedgerSnapshot } from '../../../src/server/snapshot';
import { version } from '../../support/versions';

export const ROOT = '/repo';

/** A snapshot of these versions, in any order; config keys over the defaults. */
export function snapshotOf(versions: readonly Version[], config: Partial<LedgerConfig> = {}): LedgerSnapshot {
  const models = [...new Set(versions.map(({ model }) => model))].sort().map((model) => ({
    model,
    versions: versions
      .filter((one) => one.model === model)
      .map(summary)
      .sort((a, b) => b.version - a.version),
    conflicts: 0,
  }));
  return new LedgerSnapshot({ root: ROOT, config: { ...defaultConfig(), ...config }, models, knowsCommits: true });
}

export function versionOfModel(model: string, number: number, facts: Partial<Version> = {}): Version {
  return version(number, { model, id: idOf(model, number), ...facts });
}

/** A document as it would be open in the editor. */
export function subjectOf(snapshot: LedgerSnapshot, uri: string, languageId: string, text: string): Subject {
  const document = TextDocument.create(uri, languageId, 1, text);
  const kind = documentKind(document);
  if (kind === null) {
    throw new Error(`${uri} is none of our documents`);
  }
  const view = new LedgerView(snapshot.root, { withoutGit: true });
  return { document, kind, path: documentPath(uri), snapshot, view };
}

function summary(one: Version): VersionSummary {
  return summarise(one, {
    event: `.model-ledger/models/${one.model}/${one.id}-registered.json`,
    commit: null,
    required: [],
  });
}

function idOf(model: string, number: number): string {
  const digits = [...model].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 10_000, 7);
  return `01ARZ3NDEKTSV4RRFF${String(digits).padStart(4, '0')}${String(number).padStart(4, '0')}`;
}
