import path from 'node:path';
import * as vscode from 'vscode';
import { LedgerError } from '../core/errors';
import { formatReference, type Version } from '../core/model';
import { cancelled } from './abort';
import type { CompareService } from './compare/compareService';
import { objectUri } from './documents/documentUri';
import { showCard } from './documents/showCard';
import { existingFile, openPlace } from './documents/openPlace';
import { openRecordedPlace } from './documents/openRecordedPlace';
import type { Ledgers } from './ledgers';
import { isTreeNode, type Fact } from './tree/treeNode';
import { previousVersion } from './previousVersion';
import { requireTrust } from './trust';
import type { ChosenVersion, VersionChooser } from './versionTarget';
import type { OpenLedger } from './openLedger';

/** What a person does with versions that exist. */
export class VersionCommands {
  constructor(
    private readonly ledgers: Ledgers,
    private readonly chooser: VersionChooser,
    private readonly pages: CompareService,
  ) {}

  async openCard(argument: unknown): Promise<void> {
    const { open, summary } = await this.chooser.one(argument, 'Open Model Card');
    await showCard(open, summary);
  }

  async compare(argument: unknown): Promise<void> {
    if (isTreeNode(argument) && argument.kind === 'model') {
      await this.pages.show({ kind: 'models', models: [argument.summary.model] });
      return;
    }
    const selected = await this.chooser.given(undefined, undefined);
    const isSelected = ({ summary }: ChosenVersion) => selected.some((chosen) => chosen.summary.id === summary.id);
    await this.showComparison(await this.chooser.pickMany('Compare Versions', isSelected));
  }

  async compareSelected(argument: unknown, others: unknown): Promise<void> {
    await this.showComparison(await this.chooser.given(argument, others));
  }

  async compareWithPrevious(argument: unknown): Promise<void> {
    const { open, summary } = await this.chooser.one(argument, 'Compare with Previous');
    const versions = (await open.summaries()).find(({ model }) => model === summary.model)?.versions ?? [];
    const previous = previousVersion(versions, summary);
    const reference = formatReference(summary.model, summary.version);
    if (previous === null) {
      throw new LedgerError(
        'nothing-to-compare',
        `${reference} is the first version of ${summary.model}: there is none before it.`,
      );
    }
    await this.pages.show({ kind: 'versions', ids: [previous.id, summary.id] });
  }

  /** The versions that this branch brings, beside what the default branch has. `argument` may be a ledger's root. */
  async compareBranch(argument: unknown): Promise<void> {
    const { findBranchVersions } = await import('../core/io/difference/branchVersions');
    const given = typeof argument === 'string' ? await this.ledgers.byRoot(argument) : undefined;
    const open = given ?? (await this.chooser.ledger('Compare Branch Versions with Default Branch'));
    const { added, standing } = await findBranchVersions(open.ledger);
    await this.pages.show({ kind: 'versions', ids: [...standing, ...added].map(({ id }) => id) });
  }

  async review(argument: unknown): Promise<void> {
    requireTrust('Reviewing a version');
    const chosen = await this.chooser.one(argument, 'Review Version');
    const { reviewVersion } = await import('./compare/trustActions');
    await reviewVersion({ open: chosen.open, version: await this.chooser.whole(chosen) }, this.ledgers);
  }

  async copyReference(argument: unknown, others: unknown): Promise<void> {
    const given = await this.chooser.given(argument, others);
    const chosen = given.length > 0 ? given : [await this.chooser.pickOne('Copy Reference')];
    const references = chosen.map(({ summary }) => formatReference(summary.model, summary.version));
    await vscode.env.clipboard.writeText(references.join('\n'));
    vscode.window.setStatusBarMessage(`Copied ${references.join(', ')}`, 3000);
  }

  async copyValue(argument: unknown): Promise<void> {
    if (isTreeNode(argument) && argument.kind === 'fact') {
      await vscode.env.clipboard.writeText(argument.fact.value);
      vscode.window.setStatusBarMessage('Copied', 3000);
    }
  }

  async revealArtifact(argument: unknown): Promise<void> {
    if (isTreeNode(argument) && argument.kind === 'fact' && argument.fact.opens?.kind === 'file') {
      await revealFile(argument.open, argument.fact.opens.path);
      return;
    }
    const { open, summary } = await this.chooser.one(argument, 'Reveal Artifact');
    const path = await choosePath(
      summary.artifacts.map((artifact) => artifact.path),
      formatReference(summary.model, summary.version),
    );
    await revealFile(open, path);
  }

  async openNotebook(argument: unknown): Promise<void> {
    const chosen = await this.chooser.one(argument, 'Open Notebook as It Was');
    const { open, summary } = chosen;
    const snapshot = (await this.chooser.whole(chosen)).evidence.find(({ kind }) => kind === 'notebook');
    const reference = formatReference(summary.model, summary.version);
    if (snapshot === undefined) {
      throw new LedgerError(
        'object-missing',
        `${reference} has no notebook kept with it. It was registered from ${summary.source.path || 'no file'}.`,
      );
    }
    const name = `${snapshot.name.replace(/\.ipynb$/, '')} (${reference}).ipynb`;
    await openObject(open, snapshot.sha256, name, snapshot.mime);
  }

  /** A click on a row: the place a fact was read from, or what it stands for. */
  async goToFact(argument: unknown): Promise<void> {
    if (isTreeNode(argument) && argument.kind === 'fact') {
      await openFact(argument.open, argument.fact, argument.parent.parent.version);
      return;
    }
    const place = readPlace(argument);
    if (place !== null) {
      const open = await this.ledgers.forFile(path.join(place.root, '.model-ledger'));
      await openPlace(open, place);
    }
  }

  async openSource(argument: unknown): Promise<void> {
    if (isTreeNode(argument) && argument.kind === 'candidate') {
      const { path, kind } = argument.candidate;
      await (kind === 'notebook' ? openPlace(argument.open, { path }) : revealFile(argument.open, path));
    }
  }

  async openFault(argument: unknown): Promise<void> {
    if (isTreeNode(argument) && argument.kind === 'fault') {
      await vscode.commands.executeCommand('vscode.open', await existingFile(argument.open, argument.fault.path));
    }
  }

  async undoRegistration(argument: unknown): Promise<void> {
    requireTrust('Undoing a registration');
    const chosen = await this.chooser.one(argument, 'Undo Registration');
    const version = await this.chooser.whole(chosen);
    const reference = formatReference(version.model, version.version);
    // The palette offers this for every version. What cannot be done is said instead of asked about.
    if (chosen.summary.commit !== null) {
      throw new LedgerError(
        'undo-committed',
        `${reference} is committed (${chosen.summary.commit.slice(0, 7)}) and stays in the ledger. Archive it with a reason instead.`,
        { version: reference },
      );
    }
    const answer = await vscode.window.showWarningMessage(
      `Undo the registration of ${reference}?`,
      { modal: true, detail: describeLoss(version) },
      'Undo Registration',
    );
    if (answer === undefined) {
      throw cancelled();
    }
    await chosen.open.ledger.undo(version);
    this.ledgers.notify(chosen.open);
    vscode.window.setStatusBarMessage(`${reference} is no longer registered`, 5000);
  }

  async archive(argument: unknown): Promise<void> {
    requireTrust('Archiving a version');
    const chosen = await this.chooser.one(argument, 'Archive Version');
    const version = await this.chooser.whole(chosen);
    const reason = await vscode.window.showInputBox({
      title: `Archive ${formatReference(version.model, version.version)}`,
      prompt: 'Why is this version put aside? The version stays in the ledger, and archiving can be taken back.',
      placeHolder: 'The reason',
      ignoreFocusOut: true,
      validateInput: (text) => (text.trim() === '' ? 'Archiving needs a reason.' : undefined),
    });
    if (reason === undefined) {
      throw cancelled();
    }
    await chosen.open.ledger.archive(version, reason.trim());
    this.ledgers.notify(chosen.open);
  }

  async unarchive(argument: unknown): Promise<void> {
    requireTrust('Taking an archiving back');
    const chosen = await this.chooser.one(argument, 'Unarchive Version');
    await chosen.open.ledger.unarchive(await this.chooser.whole(chosen));
    this.ledgers.notify(chosen.open);
  }

  private async showComparison(chosen: readonly ChosenVersion[]): Promise<void> {
    if (chosen.length < 2) {
      throw new LedgerError('nothing-to-compare', 'A comparison needs at least two versions. Choose another one.');
    }
    await this.pages.show({ kind: 'versions', ids: chosen.map(({ summary }) => summary.id) });
  }
}

async function openFact(
  open: OpenLedger,
  fact: Fact,
  version: { readonly id: string; readonly model: string; readonly version: number },
): Promise<void> {
  const target = fact.opens;
  switch (target?.kind) {
    case 'place':
      return openRecordedPlace(open, version.id, target.source);
    case 'file':
      return target.artifact ? revealFile(open, target.path) : openPlace(open, { path: target.path });
    case 'object':
      return openObject(open, target.sha256, target.name, target.mime);
    case 'card':
      return showCard(open, version);
    case undefined:
      return undefined;
  }
}

async function openObject(open: OpenLedger, sha256: string, name: string, mime: string): Promise<void> {
  const uri = objectUri(open.root, sha256, name);
  const isNotebook = name.endsWith('.ipynb') || mime === 'application/x-ipynb+json';
  await (isNotebook
    ? vscode.commands.executeCommand('vscode.openWith', uri, 'jupyter-notebook')
    : vscode.commands.executeCommand('vscode.open', uri));
}

async function revealFile(open: OpenLedger, recorded: string): Promise<void> {
  const uri = await existingFile(open, recorded);
  const isShown = vscode.workspace.getWorkspaceFolder(uri) !== undefined;
  await vscode.commands.executeCommand(isShown ? 'revealInExplorer' : 'revealFileInOS', uri);
}

async function choosePath(paths: readonly string[], reference: string): Promise<string> {
  const [only] = paths;
  if (only === undefined) {
    throw new LedgerError('artifact-missing', `${reference} was registered without an artifact.`);
  }
  const chosen =
    paths.length === 1 ? only : await vscode.window.showQuickPick(paths, { title: `Artifacts of ${reference}` });
  if (chosen === undefined) {
    throw cancelled();
  }
  return chosen;
}

/** What undoing takes away, by name. */
function describeLoss(version: Version): string {
  const { rationale, changes, impact } = version.documentation;
  const written = [rationale, changes, impact].some((text) => text.trim() !== '');
  const followUps = version.events.length - 1;
  return [
    `${version.name} has not been committed, so it can be taken out of the ledger as if it had never been registered.`,
    ...(written ? ['Its documentation is removed with it.'] : []),
    ...(followUps > 0
      ? [followUps === 1 ? 'So is 1 later record about it.' : `So are ${followUps} later records about it.`]
      : []),
    'Notebooks, data and model files in the workspace are not touched.',
  ].join(' ');
}

function readPlace(value: unknown): { root: string; path: string; cell?: number; line?: number } | null {
  if (typeof value !== 'object' || value === null || !('root' in value) || !('path' in value)) {
    return null;
  }
  const { root, path } = value;
  if (typeof root !== 'string' || typeof path !== 'string') {
    return null;
  }
  const cell = 'cell' in value && typeof value.cell === 'number' ? { cell: value.cell } : {};
  const line = 'line' in value && typeof value.line === 'number' ? { line: value.line } : {};
  return { root, path, ...cell, ...line };
}
