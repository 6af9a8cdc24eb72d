import * as vscode from 'vscode';
import { LedgerError } from '../core/errors';
import { COMMANDS, WALKTHROUGH, type CommandId } from './commandIds';
import type { CommitSupport } from './commit/commitSupport';
import type { DocumentationDrafts } from './documents/documentationDrafts';
import type { LedgerCommands } from './ledgerCommands';
import type { Ledgers } from './ledgers';
import type { Log } from './log';
import type { Drafts } from './register/drafts';
import type { RegisterFlow } from './register/registerFlow';
import { fileTarget, notebookTarget } from './register/sourceTarget';
import type { CommandHandler } from './runCommand';
import type { ModelsTree } from './tree/modelsTree';
import type { ModelsView } from './tree/modelsView';
import { requireTrust } from './trust';
import { isTreeNode } from './tree/treeNode';
import type { VersionCommands } from './versionCommands';

export interface CommandParts {
  readonly ledgers: Ledgers;
  readonly log: Log;
  readonly flow: RegisterFlow;
  readonly drafts: Drafts;
  readonly documentation: DocumentationDrafts;
  readonly versions: VersionCommands;
  readonly ledger: LedgerCommands;
  readonly commits: CommitSupport;
  readonly tree: ModelsTree;
  readonly view: ModelsView;
}

/** One handler for every id: a missing one does not compile. */
export function commandHandlers(parts: CommandParts): Readonly<Record<CommandId, CommandHandler>> {
  const { flow, drafts, documentation, versions, ledger, view } = parts;
  return {
    [COMMANDS.register]: (argument) => register(flow, argument, notebookTarget),
    [COMMANDS.registerFile]: (argument) => register(flow, argument, fileTarget),
    [COMMANDS.registerDraft]: (argument) => drafts.register(draftTarget(argument)),
    [COMMANDS.discardDraft]: (argument) => drafts.discard(draftTarget(argument)),
    [COMMANDS.recordUncertain]: (argument) => drafts.recordUncertain(draftTarget(argument)),
    [COMMANDS.goToFact]: (argument) => versions.goToFact(argument),
    [COMMANDS.openCard]: (argument) => versions.openCard(argument),
    [COMMANDS.compare]: (argument) => versions.compare(argument),
    [COMMANDS.compareSelected]: (argument, others) => versions.compareSelected(argument, others),
    [COMMANDS.compareWithPrevious]: (argument) => versions.compareWithPrevious(argument),
    [COMMANDS.compareBranch]: (argument) => versions.compareBranch(argument),
    [COMMANDS.review]: (argument) => versions.review(argument),
    [COMMANDS.copyReference]: (argument, others) => versions.copyReference(argument, others),
    [COMMANDS.copyValue]: (argument) => versions.copyValue(argument),
    [COMMANDS.revealArtifact]: (argument) => versions.revealArtifact(argument),
    [COMMANDS.openNotebook]: (argument) => versions.openNotebook(argument),
    [COMMANDS.openSource]: (argument) => versions.openSource(argument),
    [COMMANDS.editDocumentation]: (argument) => documentation.edit(argument),
    [COMMANDS.saveDocumentation]: (argument) => documentation.save(draftTarget(argument)),
    [COMMANDS.commitWithRationale]: (argument) => parts.commits.commitWithRationale(argument),
    [COMMANDS.undoRegistration]: (argument) => versions.undoRegistration(argument),
    [COMMANDS.archive]: (argument) => versions.archive(argument),
    [COMMANDS.unarchive]: (argument) => versions.unarchive(argument),
    [COMMANDS.resolveNumbering]: (argument) => ledger.resolveNumbering(argument),
    [COMMANDS.filter]: () => view.filter(),
    [COMMANDS.clearFilter]: () => view.setFilter(null),
    [COMMANDS.refresh]: () => parts.ledgers.refresh(),
    [COMMANDS.showMore]: (argument) => showMore(parts.tree, argument),
    [COMMANDS.openFault]: (argument) => versions.openFault(argument),
    [COMMANDS.verify]: () => ledger.verify(),
    [COMMANDS.openConfig]: () => ledger.openConfig(),
    [COMMANDS.showLog]: () => parts.log.show(),
    [COMMANDS.openWalkthrough]: () => vscode.commands.executeCommand('workbench.action.openWalkthrough', WALKTHROUGH),
  };
}

async function register(
  flow: RegisterFlow,
  argument: unknown,
  choose: (argument: unknown) => Promise<vscode.Uri>,
): Promise<void> {
  // Said before anything is asked.
  requireTrust('Registering a version');
  await flow.register(await choose(argument));
}

function showMore(tree: ModelsTree, argument: unknown): void {
  if (isTreeNode(argument) && argument.kind === 'more') {
    tree.showMore(argument.parent);
  }
}

/** The draft that a lens or a menu names, else the one in the active editor. */
function draftTarget(argument: unknown): vscode.Uri {
  const uri = argument instanceof vscode.Uri ? argument : vscode.window.activeTextEditor?.document.uri;
  if (uri === undefined) {
    throw new LedgerError('draft-invalid', 'No draft is open. Register Notebook Output starts one.');
  }
  return uri;
}
