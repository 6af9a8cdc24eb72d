import * as vscode from 'vscode';
import { formatReference, type Version } from '../core/model';
import type { VersionSummary } from '../core/ledger/versionSummary';
import { cancelled } from './abort';
import { chooseLedger } from './chooseLedger';
import { formatAge } from './format';
import { LedgerError } from '../core/errors';
import type { Ledgers } from './ledgers';
import type { OpenLedger } from './openLedger';
import { headlineLine, metricLines } from './tree/metricChange';
import { isTreeNode, type TreeNode } from './tree/treeNode';

/** A version as messages, pages and restored state name it. */
export interface VersionTarget {
  readonly root: string;
  /** Id of the registration. */
  readonly id: string;
}

export interface ChosenVersion {
  readonly open: OpenLedger;
  readonly summary: VersionSummary;
}

/** Reads the versions that a command is about from whatever VS Code, a page or nobody handed to it. */
export class VersionChooser {
  constructor(
    private readonly ledgers: Ledgers,
    private readonly selection: () => readonly TreeNode[],
  ) {}

  /** The version of a row, of a target, of the view's selection, or else the one that the person picks. */
  async one(argument: unknown, title: string): Promise<ChosenVersion> {
    const [given] = await this.given(argument, undefined);
    return given ?? (await this.pickOne(title));
  }

  /** All that are named or selected, each once; empty when the command was called without anything. */
  async given(argument: unknown, others: unknown): Promise<readonly ChosenVersion[]> {
    const named = Array.isArray(others) && others.length > 0 ? (others as readonly unknown[]) : [argument];
    const nodes = named.filter((item) => item !== undefined && item !== null);
    const chosen = await Promise.all((nodes.length > 0 ? nodes : this.selection()).map((item) => this.resolve(item)));
    // A range over an expanded version holds its facts too, and each of them stands for that version.
    const byId = new Map(chosen.filter((version) => version !== null).map((version) => [version.summary.id, version]));
    return [...byId.values()];
  }

  /** The only ledger of the window, or the one that the person picks. Throws `workspace-missing`. */
  ledger(title: string): Promise<OpenLedger> {
    return chooseLedger(this.ledgers, title);
  }

  async pickOne(title: string): Promise<ChosenVersion> {
    const item = await vscode.window.showQuickPick(await this.items(), {
      title,
      placeHolder: 'Choose a version',
      matchOnDescription: true,
      matchOnDetail: true,
    });
    if (item === undefined) {
      throw cancelled();
    }
    return item.chosen;
  }

  /** `isPicked` marks what is ticked to begin with. */
  async pickMany(title: string, isPicked: (version: ChosenVersion) => boolean): Promise<readonly ChosenVersion[]> {
    const items = (await this.items()).map((item) => ({ ...item, picked: isPicked(item.chosen) }));
    const chosen = await vscode.window.showQuickPick(items, {
      title,
      placeHolder: 'Choose two versions or more',
      canPickMany: true,
      matchOnDescription: true,
      matchOnDetail: true,
    });
    if (chosen === undefined) {
      throw cancelled();
    }
    return chosen.map((item) => item.chosen);
  }

  async whole({ open, summary }: ChosenVersion): Promise<Version> {
    return open.ledger.version({ id: summary.id });
  }

  private async resolve(item: unknown): Promise<ChosenVersion | null> {
    if (isTreeNode(item)) {
      const node = versionNodeOf(item);
      return node === null ? null : { open: node.open, summary: node.version };
    }
    return isTarget(item) ? this.find(item) : null;
  }

  private async find(target: VersionTarget): Promise<ChosenVersion | null> {
    const open = await this.ledgers.byRoot(target.root);
    const summary = (await open?.summaries())?.flatMap(({ versions }) => versions).find(({ id }) => id === target.id);
    return open === undefined || summary === undefined ? null : { open, summary };
  }

  private async items(): Promise<readonly (vscode.QuickPickItem & { readonly chosen: ChosenVersion })[]> {
    const ledgers = await this.ledgers.all();
    const now = Date.now();
    const lists = await Promise.all(
      ledgers.map(async (open) =>
        (await open.summaries()).flatMap(({ versions }) =>
          versions.map((summary) => ({
            label: formatReference(summary.model, summary.version),
            description: describe(summary, ledgers.length > 1 ? open.label : null, now),
            detail: summary.documentation.rationale.split('\n')[0] ?? '',
            chosen: { open, summary },
          })),
        ),
      ),
    );
    const items = lists.flat();
    if (items.length === 0) {
      throw new LedgerError(
        'version-unknown',
        'No version is registered yet. Register Notebook Output makes the first.',
      );
    }
    return items;
  }
}

function describe(summary: VersionSummary, folder: string | null, now: number): string {
  const headline = headlineLine(metricLines(summary.metrics, null));
  return [
    ...(headline === null ? [] : [`${headline.metric.name} ${headline.value}`]),
    ...summary.aliases,
    ...(summary.stage === 'none' ? [] : [summary.stage]),
    formatAge(summary.at, now),
    ...(folder === null ? [] : [folder]),
  ].join(' · ');
}

/** The version that a row is, or stands under. */
function versionNodeOf(node: TreeNode): Extract<TreeNode, { kind: 'version' }> | null {
  switch (node.kind) {
    case 'version':
      return node;
    case 'group':
      return node.parent;
    case 'fact':
      return node.parent.parent;
    default:
      return null;
  }
}

function isTarget(value: unknown): value is VersionTarget {
  return (
    typeof value === 'object' &&
    value !== null &&
    'root' in value &&
    typeof value.root === 'string' &&
    'id' in value &&
    typeof value.id === 'string'
  );
}
