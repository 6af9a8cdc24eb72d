import * as vscode from 'vscode';
import { LedgerError } from '../../core/errors';
import { verifyPresence } from '../../core/io/difference/artifactPresence';
import { formatReference, type Review } from '../../core/model';
import { findRepeat, type ArtifactPresence, type TrustKind } from '../../core/trust/trustLine';
import { cancelled, toSignal } from '../abort';
import { COMMANDS } from '../commandIds';
import { openRecordedPlace } from '../documents/openRecordedPlace';
import { showCard } from '../documents/showCard';
import type { Ledgers } from '../ledgers';
import { requireTrust } from '../trust';
import type { FoundVersion } from './comparedVersions';
import { openDifference } from './differenceEditors';

export interface TrustContext {
  readonly ledgers: Ledgers;
  /** Opens another comparison. */
  compare(ids: readonly string[]): Promise<void>;
  /** Remembers what reading an artifact has shown. */
  remember(sha256: string, presence: ArtifactPresence): void;
}

/** Goes to what a mark of the trust line is about: reads, writes or shows it. */
export async function openTrust(found: FoundVersion, mark: TrustKind, context: TrustContext): Promise<void> {
  switch (mark) {
    case 'documented':
      return openDocumentation(found);
    case 'data':
      return openDataOf(found);
    case 'code':
      return openCodeOf(found);
    case 'artifact':
      return verifyArtifacts(found, context);
    case 'reviewed':
      return reviewVersion(found, context.ledgers);
    case 'reproduced':
      return openReproduction(found, context);
    default:
      return mark satisfies never;
  }
}

async function openDocumentation({ open, version }: FoundVersion): Promise<void> {
  if (version.documentation.rationale.trim() !== '') {
    return showCard(open, version);
  }
  await vscode.commands.executeCommand(COMMANDS.editDocumentation, { root: open.root, id: version.id });
}

async function openDataOf({ open, version }: FoundVersion): Promise<void> {
  const dataset = version.datasets.find(({ identity }) => identity.kind === 'unresolved') ?? version.datasets[0];
  if (dataset === undefined) {
    return showCard(open, version);
  }
  const path = dataset.source?.path ?? version.source.path;
  if (dataset.identity.kind === 'unresolved' && dataset.source !== undefined && path !== '') {
    return openRecordedPlace(open, version.id, { ...dataset.source, path });
  }
  const pointer = dataset.identity.kind === 'dvc' ? dataset.identity.pointer : dataset.path;
  return openRecordedPlace(open, version.id, { path: pointer });
}

/** Against the version before it; of a first version the card says what there is to say. */
async function openCodeOf({ open, version }: FoundVersion): Promise<void> {
  const { versions } = await open.ledger.model(version.model);
  const previous = versions.findLast((other) => other.version < version.version && other.archived === null);
  if (previous === undefined) {
    return showCard(open, version);
  }
  return openDifference({ open, version: previous }, { open, version }, { kind: 'code' });
}

async function verifyArtifacts({ open, version }: FoundVersion, context: TrustContext): Promise<void> {
  const reference = formatReference(version.model, version.version);
  if (version.artifacts.length === 0) {
    return showCard(open, version);
  }
  const total = version.artifacts.reduce((sum, { size }) => sum + Math.max(1, size), 0);
  const states = await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: `Verifying the model files of ${reference}`,
      cancellable: true,
    },
    async (progress, token) => {
      const all: ArtifactPresence[] = [];
      let before = 0;
      let told = 0;
      for (const artifact of version.artifacts) {
        const state = await verifyPresence(open.ledger, artifact, toSignal(token), (done) => {
          const percent = ((before + done) / total) * 100;
          progress.report({ increment: percent - told });
          told = percent;
        });
        before += artifact.size;
        context.remember(artifact.sha256, state);
        all.push(state);
      }
      return all;
    },
  );
  const wrong = version.artifacts.filter((_, index) => states[index] === 'damaged');
  const absent = version.artifacts.filter((_, index) => states[index] === 'elsewhere');
  if (wrong.length > 0) {
    const names = wrong.map(({ path }) => path).join(', ');
    throw new LedgerError(
      'artifact-damaged',
      `${names} has other bytes than ${reference} was registered with. Restore the registered file, or register what is there now.`,
    );
  }
  if (absent.length > 0) {
    const names = absent.map(({ path }) => path).join(', ');
    throw new LedgerError(
      'artifact-unavailable',
      `${names} of ${reference} is not on this machine. Fetch it (git lfs pull, dvc pull), or verify where it was registered.`,
    );
  }
  vscode.window.setStatusBarMessage(`The model files of ${reference} are as registered`, 6000);
}

const VERDICTS: readonly (vscode.QuickPickItem & { readonly verdict: Review['verdict'] })[] = [
  { label: '$(check) Approve', description: 'It may go on', verdict: 'approved' },
  {
    label: '$(request-changes) Request changes',
    description: 'Something is to be done first',
    verdict: 'changes-requested',
  },
  { label: '$(comment) Comment', description: 'Neither', verdict: 'comment' },
];

/** Asks for a verdict and a comment and writes them. Throws `cancelled` when the person gave up. */
export async function reviewVersion({ open, version }: FoundVersion, ledgers: Ledgers): Promise<void> {
  requireTrust('Reviewing a version');
  const reference = formatReference(version.model, version.version);
  const chosen = await vscode.window.showQuickPick(VERDICTS, {
    title: `Review ${reference}`,
    placeHolder: 'Choose a verdict',
  });
  if (chosen === undefined) {
    throw cancelled();
  }
  const isOptional = chosen.verdict === 'approved';
  const comment = await vscode.window.showInputBox({
    title: `Review ${reference}`,
    prompt: isOptional ? 'What it was judged by. May be left empty.' : 'What there is to say about it.',
    ignoreFocusOut: true,
    validateInput: (text) =>
      !isOptional && text.trim() === '' ? 'A verdict without approval needs a comment.' : undefined,
  });
  if (comment === undefined) {
    throw cancelled();
  }
  await open.ledger.review(version, chosen.verdict, comment.trim());
  ledgers.notify(open);
}

async function openReproduction({ open, version }: FoundVersion, context: TrustContext): Promise<void> {
  const repeat = findRepeat(version, (await open.ledger.model(version.model)).versions);
  if (repeat !== null) {
    return context.compare([version.id, repeat.id]);
  }
  const reference = formatReference(version.model, version.version);
  // Not awaited: the message stays for as long as the person wants.
  void vscode.window.showInformationMessage(
    `To reproduce ${reference}, check out its code, run ${version.source.path || 'its source'} again on the same data and register the result. A version with the same code, data and params counts as its reproduction when its headline metrics are equal.`,
  );
}
