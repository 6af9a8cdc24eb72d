import * as vscode from 'vscode';
import { CONTEXT_KEYS, VIEW_MODELS } from '../commandIds';
import { cancelled } from '../abort';
import type { OpenLedger } from '../openLedger';
import type { ModelsTree } from './modelsTree';
import type { TreeNode } from './treeNode';

/** The Models view: the tree, what filters it, and what is selected in it. */
export class ModelsView implements vscode.Disposable {
  private readonly view: vscode.TreeView<TreeNode>;
  private filterText: string | null = null;

  constructor(private readonly tree: ModelsTree) {
    this.view = vscode.window.createTreeView(VIEW_MODELS, {
      treeDataProvider: tree,
      canSelectMany: true,
      showCollapseAll: true,
    });
  }

  selection(): readonly TreeNode[] {
    return this.view.selection;
  }

  async reveal(open: OpenLedger, id: string): Promise<void> {
    const node = await this.tree.findVersion(open, id);
    if (node !== undefined) {
      await this.view.reveal(node, { select: true, focus: false, expand: true });
    }
  }

  async filter(): Promise<void> {
    const text = await vscode.window.showInputBox({
      title: 'Filter Versions',
      value: this.filterText ?? '',
      prompt:
        'All words must match: any text, stage:production, tag:owner, is:undocumented, or a comparison such as roc_auc>0.9',
      placeHolder: 'For example: production roc_auc>0.9',
    });
    if (text === undefined) {
      throw cancelled();
    }
    await this.setFilter(text.trim() === '' ? null : text.trim());
  }

  async setFilter(text: string | null): Promise<void> {
    this.filterText = text;
    await vscode.commands.executeCommand('setContext', CONTEXT_KEYS.filtered, text !== null);
    if (text === null) {
      delete this.view.message;
      delete this.view.description;
    } else {
      this.view.description = text;
    }
    this.tree.setFilter(text);
  }

  dispose(): void {
    this.view.dispose();
  }
}
