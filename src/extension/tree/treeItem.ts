import path from 'node:path';
import * as vscode from 'vscode';
import { formatReference } from '../../core/model';
import { COMMANDS } from '../commandIds';
import { formatAge, plural } from '../format';
import { headlineLine, metricLines } from './metricChange';
import {
  nodeId,
  type FactNode,
  type FolderNode,
  type GroupKind,
  type ModelNode,
  type TreeNode,
  type VersionNode,
} from './treeNode';

const { None, Collapsed, Expanded } = vscode.TreeItemCollapsibleState;

/** A row without its tooltip where that costs something: VS Code asks for it when the pointer rests. */
export function treeItem(node: TreeNode, now: number): vscode.TreeItem {
  const item = build(node, now);
  item.id = nodeId(node);
  return item;
}

function build(node: TreeNode, now: number): vscode.TreeItem {
  switch (node.kind) {
    case 'folder':
      return folderItem(node);
    case 'problems':
      return row(plural(node.faults.length, 'unreadable file'), Collapsed, {
        icon: new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground')),
        description: 'everything else is shown',
        context: 'problems',
      });
    case 'fault':
      return row(path.posix.basename(node.fault.path), None, {
        icon: new vscode.ThemeIcon('file'),
        description: node.fault.message,
        tooltip: `${node.fault.path}\n${node.fault.message}`,
        context: 'fault',
        command: { command: COMMANDS.openFault, title: 'Open File', arguments: [node] },
      });
    case 'model':
      return modelItem(node);
    case 'more':
      return row('Show more versions', None, {
        icon: new vscode.ThemeIcon('ellipsis'),
        description: `${node.rest} older`,
        context: 'more',
        command: { command: COMMANDS.showMore, title: 'Show More Versions', arguments: [node] },
      });
    case 'version':
      return versionItem(node, now);
    case 'group':
      return row(GROUPS[node.group].label, node.group === 'metrics' ? Expanded : Collapsed, {
        icon: new vscode.ThemeIcon(GROUPS[node.group].icon),
        description: groupDescription(node.group, node.facts.length),
        context: `group ${node.group}Group`,
      });
    case 'fact':
      return factItem(node);
    case 'candidates':
      return row('Ready to register', Expanded, {
        icon: new vscode.ThemeIcon('lightbulb'),
        description: plural(node.candidates.length, 'candidate'),
        tooltip: 'Executed notebooks and model files that no version knows yet.',
        context: 'candidates',
      });
    case 'candidate':
      return row(path.posix.basename(node.candidate.path), None, {
        icon: new vscode.ThemeIcon(node.candidate.kind === 'notebook' ? 'notebook' : 'package'),
        description: candidateDescription(node.candidate.metrics, node.candidate.modifiedAt, now),
        tooltip: `${node.candidate.path}\nRegister Version starts its documentation.`,
        context: `candidate ${node.candidate.kind}Candidate`,
        command: { command: COMMANDS.openSource, title: 'Open', arguments: [node] },
      });
  }
}

interface Look {
  readonly icon: vscode.ThemeIcon;
  readonly description?: string;
  readonly tooltip?: string;
  readonly context: string;
  readonly command?: vscode.Command;
  readonly label?: string;
}

function row(label: string, state: vscode.TreeItemCollapsibleState, look: Look): vscode.TreeItem {
  const item = new vscode.TreeItem(label, state);
  item.iconPath = look.icon;
  item.contextValue = look.context;
  if (look.description !== undefined) {
    item.description = look.description;
  }
  if (look.tooltip !== undefined) {
    item.tooltip = look.tooltip;
  }
  if (look.command !== undefined) {
    item.command = look.command;
  }
  const words = look.label ?? [label, look.description].filter(Boolean).join(', ');
  item.accessibilityInformation = { label: words, role: 'treeitem' };
  return item;
}

function folderItem({ open, isEmpty }: FolderNode): vscode.TreeItem {
  return row(open.label, isEmpty ? None : Expanded, {
    icon: vscode.ThemeIcon.Folder,
    ...(isEmpty ? { description: 'nothing registered yet' } : {}),
    tooltip: open.root,
    context: 'folder',
  });
}

function modelItem({ summary, versions, total, isOnly }: ModelNode): vscode.TreeItem {
  const newest = versions[0];
  const parts = [
    plural(total, 'version'),
    ...(summary.conflicts === 0 ? [] : [plural(summary.conflicts, 'numbering conflict')]),
  ];
  return row(summary.model, isOnly ? Expanded : Collapsed, {
    icon:
      summary.conflicts === 0
        ? new vscode.ThemeIcon('layers')
        : new vscode.ThemeIcon('git-merge', new vscode.ThemeColor('list.warningForeground')),
    description: parts.join(', '),
    tooltip: newest === undefined ? summary.model : `${summary.model}\nNewest: ${newest.name}`,
    context: summary.conflicts === 0 ? 'model' : 'model conflicts',
  });
}

function versionItem(node: VersionNode, now: number): vscode.TreeItem {
  const { version, previous } = node;
  const headline = headlineLine(metricLines(version.metrics, previous?.metrics ?? null));
  const score = headline === null ? 'no metrics' : `${headline.metric.name} ${headline.value}`;
  const withSign = headline === null ? score : `${score} ${headline.sign}`.trimEnd();
  const withWords = headline === null ? score : `${score} ${headline.change}`.trimEnd();
  const state = versionState(node);
  const rest = [
    ...version.aliases,
    ...(state.showsStage || version.stage === 'none' || version.archived ? [] : [version.stage]),
    ...(state.words === null ? [] : [state.words]),
  ];
  const spoken = [withWords, ...rest, ...(state.showsStage ? [version.stage] : []), formatAge(version.at, now)];
  const reference = formatReference(node.parent.summary.model, version.version);
  return row(`v${version.version}`, Collapsed, {
    icon: state.icon,
    description: [withSign, ...rest, formatAge(version.at, now, 'narrow')].join(' · '),
    context: [
      'version',
      ...(version.commit === null ? ['uncommitted'] : []),
      ...(version.conflict === null ? [] : ['conflict']),
      version.archived ? 'archived' : 'active',
      ...(previous === null ? [] : ['hasPrevious']),
      ...(version.artifacts.length === 0 ? [] : ['hasArtifact']),
      ...(version.source.kind === 'notebook' ? ['hasNotebook'] : []),
    ].join(' '),
    label: [reference, ...spoken].join(', '),
  });
}

interface VersionState {
  readonly icon: vscode.ThemeIcon;
  readonly words: string | null;
  /** The icon says the stage already. */
  readonly showsStage: boolean;
}

/** The most pressing thing to say about a version decides its icon. */
function versionState({ version, missing }: VersionNode): VersionState {
  const state = (id: string, colour: string, words: string): VersionState => {
    return { icon: new vscode.ThemeIcon(id, new vscode.ThemeColor(colour)), words, showsStage: false };
  };
  if (version.conflict !== null) {
    return state('git-merge', 'list.warningForeground', 'numbering conflict');
  }
  if (version.archived) {
    return state('archive', 'disabledForeground', 'archived');
  }
  if (missing.length > 0) {
    return state('error', 'list.errorForeground', 'artifact missing');
  }
  if (!version.documented) {
    return state('edit', 'list.warningForeground', 'undocumented');
  }
  const icon = stageIcon(version.stage);
  return { icon: icon ?? new vscode.ThemeIcon('versions'), words: null, showsStage: icon !== null };
}

/** Null for stages of the team's own, which are told in words. */
function stageIcon(stage: string): vscode.ThemeIcon | null {
  switch (stage) {
    case 'production':
      return new vscode.ThemeIcon('rocket', new vscode.ThemeColor('charts.green'));
    case 'staging':
      return new vscode.ThemeIcon('beaker', new vscode.ThemeColor('charts.blue'));
    default:
      return null;
  }
}

const GROUPS: Readonly<Record<GroupKind, { readonly label: string; readonly icon: string }>> = {
  metrics: { label: 'Metrics', icon: 'graph-line' },
  params: { label: 'Params', icon: 'settings' },
  artifacts: { label: 'Artifacts', icon: 'package' },
  data: { label: 'Data', icon: 'database' },
  code: { label: 'Code', icon: 'code' },
  documentation: { label: 'Documentation', icon: 'book' },
  evidence: { label: 'Evidence', icon: 'file-media' },
};

function groupDescription(group: GroupKind, count: number): string {
  return group === 'documentation' || group === 'code' ? '' : String(count);
}

function factItem(node: FactNode): vscode.TreeItem {
  const { fact } = node;
  return row(fact.label, None, {
    icon: new vscode.ThemeIcon(fact.icon),
    description: fact.description,
    ...(fact.spoken === undefined ? {} : { label: fact.spoken }),
    tooltip: fact.tooltip ?? `${fact.label}: ${fact.value}`,
    context: [
      'fact',
      ...(fact.opens === null ? [] : ['opens']),
      ...(node.parent.group === 'artifacts' ? ['artifactFact'] : []),
    ].join(' '),
    ...(fact.opens === null
      ? {}
      : { command: { command: COMMANDS.goToFact, title: 'Go to Source', arguments: [node] } }),
  });
}

function candidateDescription(metrics: number | undefined, modifiedAt: number, now: number): string {
  const age = formatAge(new Date(modifiedAt).toISOString(), now, 'narrow');
  return metrics === undefined ? age : `${plural(metrics, 'metric')}, ${age}`;
}
