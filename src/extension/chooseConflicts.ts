import * as vscode from 'vscode';
import type { ModelSummary, VersionSummary } from '../core/ledger/versionSummary';
import { formatReference, type EventId } from '../core/model';
import { cancelled } from './abort';
import { formatAge } from './format';
import type { OpenLedger } from './openLedger';
import { isTreeNode } from './tree/treeNode';

interface ModelInConflict {
  readonly open: OpenLedger;
  readonly summary: ModelSummary;
}

export interface ConflictChoice {
  readonly open: OpenLedger;
  readonly model: string;
  /** The versions that get a new number. */
  readonly ids: ReadonlySet<EventId>;
}

/** Asks which versions get a new number, all of them ticked; null when no model has two versions with one number. */
export async function chooseConflicts(
  ledgers: readonly OpenLedger[],
  argument: unknown,
): Promise<ConflictChoice | null> {
  const models = (await Promise.all(ledgers.map(modelsInConflict))).flat();
  const chosen = await chooseModel(named(models, argument));
  if (chosen === null) {
    return null;
  }
  const { open, summary } = chosen;
  const next = Math.max(...summary.versions.map(({ version }) => version)) + 1;
  const now = Date.now();
  const items = summary.versions
    .filter(({ conflict }) => conflict !== null)
    .map((version) => ({ ...conflictItem(version, summary, now), picked: true }));
  const picked = await vscode.window.showQuickPick(items, {
    title: `Resolve Numbering of ${summary.model}`,
    placeHolder: `These get the next free numbers, from v${next} on. The earlier registrations keep theirs.`,
    canPickMany: true,
    ignoreFocusOut: true,
  });
  if (picked === undefined || picked.length === 0) {
    throw cancelled();
  }
  return { open, model: summary.model, ids: new Set(picked.map(({ id }) => id)) };
}

async function modelsInConflict(open: OpenLedger): Promise<readonly ModelInConflict[]> {
  return (await open.summaries()).filter(({ conflicts }) => conflicts > 0).map((summary) => ({ open, summary }));
}

/** The model of the row that the command was called on, else all. */
function named(models: readonly ModelInConflict[], argument: unknown): readonly ModelInConflict[] {
  if (!isTreeNode(argument) || (argument.kind !== 'model' && argument.kind !== 'version')) {
    return models;
  }
  const { model } = argument.kind === 'model' ? argument.summary : argument.version;
  return models.filter(({ open, summary }) => open === argument.open && summary.model === model);
}

async function chooseModel(models: readonly ModelInConflict[]): Promise<ModelInConflict | null> {
  const [first, second] = models;
  if (first === undefined || second === undefined) {
    return first ?? null;
  }
  const items = models.map((model) => ({ label: model.summary.model, description: model.open.label, model }));
  const chosen = await vscode.window.showQuickPick(items, {
    title: 'Resolve Numbering',
    placeHolder: 'Choose the model',
  });
  if (chosen === undefined) {
    throw cancelled();
  }
  return chosen.model;
}

function conflictItem(
  version: VersionSummary,
  { versions }: ModelSummary,
  now: number,
): vscode.QuickPickItem & { readonly id: EventId } {
  const holder = versions.find(({ id }) => id === version.conflict);
  const keeps = holder === undefined ? '' : ` v${version.version} stays with ${holder.name} by ${holder.by.name}.`;
  return {
    id: version.id,
    label: formatReference(version.model, version.version),
    description: `${version.name} · ${version.by.name}, ${formatAge(version.at, now)}`,
    detail: `${version.documentation.rationale.split('\n')[0] ?? ''}${keeps}`.trim(),
  };
}
