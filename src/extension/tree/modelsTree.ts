import * as vscode from 'vscode';
import type { Candidate } from '../../core/io/capture/candidates';
import type { ModelSummary, VersionSummary } from '../../core/ledger/versionSummary';
import type { Ledgers } from '../ledgers';
import type { OpenLedger } from '../openLedger';
import { previousVersion } from '../previousVersion';
import { missingArtifacts } from './missingArtifacts';
import { versionTooltip } from './tooltips';
import { treeItem } from './treeItem';
import type { CandidatesNode, FactNode, GroupNode, ModelNode, ProblemsNode, TreeNode, VersionNode } from './treeNode';
import { nodeId } from './treeNode';
import { parseVersionFilter, type VersionFilter } from './versionFilter';
import { versionGroups } from './versionGroups';

/** How many versions of a model become rows at once. */
export const PAGE_SIZE = 200;

/** Reading a large ledger keeps this process busy; the rows that are there already come first. */
const SHOWN_FIRST_MS = 250;

/** What the tree asks for the candidates of a ledger: those found so far, at once. */
export interface CandidateSource {
  readonly onDidChange: vscode.Event<OpenLedger | undefined>;
  found(open: OpenLedger): readonly Candidate[];
}

/** The rows of the Models view, read when they are shown. */
export class ModelsTree implements vscode.TreeDataProvider<TreeNode>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<TreeNode | undefined>();
  private readonly disposables: vscode.Disposable[];
  /** By the id of a model's row: how many versions it shows. */
  private readonly limits = new Map<string, number>();
  private filter: VersionFilter | null = null;

  readonly onDidChangeTreeData = this.changed.event;

  constructor(
    private readonly ledgers: Ledgers,
    private readonly candidates: CandidateSource,
  ) {
    // Rows refer to what was read; the whole tree is asked again, of which VS Code shows only what is open.
    this.disposables = [
      this.changed,
      ledgers.onDidChange(() => this.changed.fire(undefined)),
      candidates.onDidChange(() => this.changed.fire(undefined)),
    ];
  }

  getTreeItem(node: TreeNode): vscode.TreeItem {
    return treeItem(node, Date.now());
  }

  resolveTreeItem(item: vscode.TreeItem, node: TreeNode): vscode.TreeItem {
    if (node.kind === 'version') {
      item.tooltip = versionTooltip(node, Date.now());
    }
    return item;
  }

  async getChildren(node?: TreeNode): Promise<TreeNode[]> {
    return [...(await (node === undefined ? this.roots() : this.children(node)))];
  }

  getParent(node: TreeNode): vscode.ProviderResult<TreeNode> {
    switch (node.kind) {
      case 'folder':
        return undefined;
      case 'model':
      case 'problems':
      case 'candidates':
        return this.folderOf(node.open);
      case 'fault':
      case 'more':
      case 'version':
      case 'group':
      case 'fact':
      case 'candidate':
        return node.parent;
    }
  }

  /** Shows only what passes; null shows everything. */
  setFilter(text: string | null): void {
    this.filter = text === null ? null : parseVersionFilter(text);
    this.limits.clear();
    this.changed.fire(undefined);
  }

  showMore(model: ModelNode): void {
    this.limits.set(nodeId(model), this.limitOf(model) + PAGE_SIZE);
    this.changed.fire(model);
  }

  /** The row of a version, also when it is not on the first page; undefined when the filter hides it. */
  async findVersion(open: OpenLedger, id: string): Promise<VersionNode | undefined> {
    for (const model of await this.models(open)) {
      const position = model.versions.findIndex((version) => version.id === id);
      const version = model.versions[position];
      if (version !== undefined) {
        this.limits.set(nodeId(model), Math.max(this.limitOf(model), position + 1));
        return versionNode(model, version);
      }
    }
    return undefined;
  }

  dispose(): void {
    vscode.Disposable.from(...this.disposables).dispose();
  }

  private async roots(): Promise<readonly TreeNode[]> {
    const ledgers = await this.ledgers.all();
    const [only] = ledgers;
    if (only !== undefined && ledgers.length === 1) {
      return this.ledgerRows(only);
    }
    const rows = await Promise.all(ledgers.map((open) => this.ledgerRows(open)));
    // No rows at all let the view's welcome speak instead of a list of empty folders.
    return rows.every((list) => list.length === 0)
      ? []
      : ledgers.map((open, position) => ({ kind: 'folder', open, isEmpty: rows[position]?.length === 0 }));
  }

  private async children(node: TreeNode): Promise<readonly TreeNode[]> {
    switch (node.kind) {
      case 'folder':
        return this.ledgerRows(node.open);
      case 'problems':
        return node.faults.map((fault) => ({ kind: 'fault', open: node.open, parent: node, fault }));
      case 'model':
        return this.versionRows(node);
      case 'version':
        return groupRows(node);
      case 'group':
        return node.facts.map((fact, position): FactNode => ({
          kind: 'fact',
          open: node.open,
          parent: node,
          fact,
          position,
        }));
      case 'candidates':
        return node.candidates.map((candidate) => ({ kind: 'candidate', open: node.open, parent: node, candidate }));
      case 'fault':
      case 'more':
      case 'fact':
      case 'candidate':
        return [];
    }
  }

  private async ledgerRows(open: OpenLedger): Promise<readonly TreeNode[]> {
    const beginning = this.filter === null ? await open.beginning() : null;
    if (beginning !== null) {
      this.readAll(open);
      return beginning.map((summary) => modelNode(open, summary, beginning.length === 1, summary.total));
    }
    const [models, faults] = await Promise.all([this.models(open), open.faults()]);
    const candidates = this.filter === null ? notebooksFirst(this.candidates.found(open)) : [];
    const problemRow: ProblemsNode[] = faults.length === 0 ? [] : [{ kind: 'problems', open, faults }];
    const candidateRow: CandidatesNode[] = candidates.length === 0 ? [] : [{ kind: 'candidates', open, candidates }];
    return [...problemRow, ...models, ...candidateRow];
  }

  /** After the first rows are shown; then they are shown again, with everything. */
  private readAll(open: OpenLedger): void {
    setTimeout(() => {
      // Who asks for the rows again is told of a failure.
      void open.summaries().then(
        () => this.changed.fire(undefined),
        () => this.changed.fire(undefined),
      );
    }, SHOWN_FIRST_MS);
  }

  private async models(open: OpenLedger): Promise<readonly ModelNode[]> {
    const { filter } = this;
    const summaries = await open.summaries();
    const isOnly = summaries.length === 1;
    return summaries
      .map((summary): ModelNode => {
        const versions =
          filter === null ? summary.versions : summary.versions.filter((version) => filter(summary.model, version));
        return { ...modelNode(open, summary, isOnly, versions.length), versions };
      })
      .filter(({ versions }) => versions.length > 0);
  }

  private async versionRows(asked: ModelNode): Promise<readonly TreeNode[]> {
    const limit = this.limitOf(asked);
    const model = asked.versions.length < Math.min(limit, asked.total) ? await this.whole(asked) : asked;
    const shown = model.versions.slice(0, limit).map((version) => versionNode(model, version));
    const rest = model.total - shown.length;
    return rest > 0 ? [...shown, { kind: 'more', open: model.open, parent: model, rest }] : shown;
  }

  private async whole(beginning: ModelNode): Promise<ModelNode> {
    const models = await this.models(beginning.open);
    return models.find(({ summary }) => summary.model === beginning.summary.model) ?? beginning;
  }

  private limitOf(model: ModelNode): number {
    return this.limits.get(nodeId(model)) ?? PAGE_SIZE;
  }

  private async folderOf(open: OpenLedger): Promise<TreeNode | undefined> {
    return (await this.ledgers.all()).length > 1 ? { kind: 'folder', open, isEmpty: false } : undefined;
  }
}

function modelNode(open: OpenLedger, summary: ModelSummary, isOnly: boolean, total: number): ModelNode {
  return { kind: 'model', open, summary, versions: summary.versions, total, isOnly };
}

/** A notebook says most: its model file comes with it. */
function notebooksFirst(candidates: readonly Candidate[]): readonly Candidate[] {
  return candidates.toSorted((a, b) => Number(b.kind === 'notebook') - Number(a.kind === 'notebook'));
}

function versionNode(parent: ModelNode, version: VersionSummary): VersionNode {
  return {
    kind: 'version',
    open: parent.open,
    parent,
    version,
    previous: previousVersion(parent.summary.versions, version),
    missing: missingArtifacts(parent.open, version.artifacts),
  };
}

async function groupRows(node: VersionNode): Promise<readonly GroupNode[]> {
  const { ledger } = node.open;
  const [version, previous] = await Promise.all([
    ledger.version({ id: node.version.id }),
    node.previous === null ? null : ledger.version({ id: node.previous.id }),
  ]);
  return versionGroups(version, previous).map(({ group, facts }) => ({
    kind: 'group',
    open: node.open,
    parent: node,
    group,
    facts,
  }));
}
