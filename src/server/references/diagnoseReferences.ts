import { type Diagnostic, DiagnosticSeverity, DiagnosticTag } from 'vscode-languageserver/node';
import type { VersionSummary } from '../../core/ledger/versionSummary';
import { formatReference } from '../../core/model';
import { nearestName } from '../../core/nearestName';
import { DIAGNOSTIC_SOURCE } from '../diagnosticSource';
import type { Subject } from '../session';
import type { LedgerSnapshot } from '../snapshot';
import type { ArtifactBytes, ArtifactReference, Reference, VersionReference } from './reference';
import { resolveReference } from './resolveReference';

type Finding = Pick<Diagnostic, 'code' | 'message' | 'severity' | 'tags'>;

/** What is doubtful about the versions that a document refers to. */
export function diagnoseReferences(
  { document, kind, snapshot }: Subject,
  references: readonly Reference[],
  bytes: ArtifactBytes,
): readonly Diagnostic[] {
  // A text tells of the past, where being archived or superseded is no fault.
  const isProse = kind !== 'code';
  return references.flatMap((reference) => {
    const finding =
      reference.kind === 'version' ? judgeVersion(reference, snapshot) : judgeArtifact(reference, snapshot, bytes);
    if (finding === null) {
      return [];
    }
    const isPast = finding.code === 'version-archived' || finding.code === 'version-superseded';
    const severity = isProse && isPast ? DiagnosticSeverity.Hint : finding.severity;
    const range = { start: document.positionAt(reference.start), end: document.positionAt(reference.end) };
    return [{ ...finding, severity, range, source: DIAGNOSTIC_SOURCE }];
  });
}

function judgeVersion(reference: VersionReference, snapshot: LedgerSnapshot): Finding | null {
  const { model, selector } = reference;
  if (!snapshot.hasModel(model)) {
    return unknownModel(model, snapshot);
  }
  if (selector === null) {
    return null;
  }
  const version = resolveReference(reference, snapshot);
  if (version === null) {
    return missingVersion(reference, snapshot);
  }
  if (version.archived) {
    return archived(version, formatReference(model, version.version), snapshot);
  }
  // An alias or a stage moves by itself.
  return selector.kind === 'version' ? superseded(version, snapshot) : null;
}

/** Only addresses come here. The model may live in another registry, so this is no warning unless a name is near. */
function unknownModel(model: string, snapshot: LedgerSnapshot): Finding | null {
  if (snapshot.models.length === 0) {
    return null;
  }
  const nearest = nearestName(
    model,
    snapshot.models.map((known) => known.model),
  );
  const advice = nearest === null ? '' : ` Did you mean ${nearest}?`;
  return {
    code: 'model-missing',
    message: `The ledger has no model ${model}.${advice}`,
    severity: nearest === null ? DiagnosticSeverity.Information : DiagnosticSeverity.Warning,
  };
}

function missingVersion({ model, selector }: VersionReference, snapshot: LedgerSnapshot): Finding | null {
  const newest = snapshot.versions(model)[0];
  const newestWords = newest === undefined ? '' : ` The newest is ${formatReference(model, newest.version)}.`;
  switch (selector?.kind) {
    case 'version':
      return {
        code: 'version-missing',
        message: `There is no ${formatReference(model, selector.version)}.${newestWords}`,
        severity: DiagnosticSeverity.Warning,
      };
    case 'alias': {
      const known = [...snapshot.aliases(model).keys()];
      const words = known.length === 0 ? `${model} has no aliases.` : `Aliases of ${model}: ${known.join(', ')}.`;
      return {
        code: 'alias-missing',
        message: `No version of ${model} has the alias ${selector.alias}. ${words}`,
        severity: DiagnosticSeverity.Warning,
      };
    }
    case 'stage':
      return {
        code: 'stage-empty',
        message: `No version of ${model} is in the stage ${selector.stage}.${newestWords}`,
        severity: DiagnosticSeverity.Warning,
      };
    default:
      return null;
  }
}

function archived(version: VersionSummary, what: string, snapshot: LedgerSnapshot): Finding {
  const better = snapshot.champion(version.model) ?? snapshot.newest(version.model);
  const advice =
    better === null || better.archived ? '' : ` Use ${formatReference(version.model, better.version)} instead.`;
  return {
    code: 'version-archived',
    message: `${what} is archived.${advice}`,
    severity: DiagnosticSeverity.Warning,
    tags: [DiagnosticTag.Deprecated],
  };
}

/** Older than the one in use: a newer one may well be a candidate on its way. */
function superseded(version: VersionSummary, snapshot: LedgerSnapshot): Finding | null {
  const champion = snapshot.champion(version.model);
  if (champion === null || champion.version <= version.version || version.aliases.length > 0) {
    return null;
  }
  const role = champion.stage === 'production' ? 'is in production' : 'is the champion';
  return {
    code: 'version-superseded',
    message: `${formatReference(version.model, version.version)} is superseded: ${formatReference(version.model, champion.version)} ${role}.`,
    severity: DiagnosticSeverity.Information,
  };
}

function judgeArtifact({ path }: ArtifactReference, snapshot: LedgerSnapshot, bytes: ArtifactBytes): Finding | null {
  const now = bytes.get(path);
  const versions = snapshot.withArtifact(path);
  const newest = versions[0];
  if (now === undefined || newest === undefined) {
    return null;
  }
  const holder = versions.find(({ artifacts }) => artifacts.some((file) => file.path === path && file.sha256 === now));
  if (holder?.archived === true) {
    return archived(holder, `${path} is the file of ${formatReference(holder.model, holder.version)}, which`, snapshot);
  }
  return holder !== undefined
    ? null
    : {
        code: 'artifact-changed',
        message: `${path} has changed since ${formatReference(newest.model, newest.version)} was registered: no version has these bytes. Register it as a version, or restore the file.`,
        severity: DiagnosticSeverity.Warning,
      };
}
