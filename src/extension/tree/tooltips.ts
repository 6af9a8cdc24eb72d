import * as vscode from 'vscode';
import { formatReference } from '../../core/model';
import { formatAge } from '../format';
import { metricLines } from './metricChange';
import type { VersionNode } from './treeNode';

const METRIC_ROWS = 12;
const RATIONALE_LENGTH = 400;

/** Everything worth knowing before opening a version: why, how good, by whom, when. */
export function versionTooltip(node: VersionNode, now: number): vscode.MarkdownString {
  const { version, previous } = node;
  const tooltip = new vscode.MarkdownString(undefined, true);
  tooltip.appendMarkdown(`**${escape(formatReference(node.parent.summary.model, version.version))}** `);
  tooltip.appendMarkdown(`${version.stage === 'none' ? '' : `· ${escape(version.stage)} `}`);
  tooltip.appendMarkdown(version.aliases.map((alias) => `· $(tag) ${escape(alias)} `).join(''));
  tooltip.appendMarkdown(`  \n${escape(version.name)}\n\n`);
  for (const remark of remarks(node)) {
    tooltip.appendMarkdown(`${remark}\n\n`);
  }
  const rationale = version.documentation.rationale.trim();
  if (rationale !== '') {
    const isCut = rationale.length > RATIONALE_LENGTH;
    tooltip.appendText(isCut ? `${rationale.slice(0, RATIONALE_LENGTH)}…` : rationale);
    tooltip.appendMarkdown('\n\n');
  }
  tooltip.appendMarkdown(metricTable(node));
  const author = version.by.name === '' ? version.by.email : version.by.name;
  const since = previous === null ? '' : ` · changes since v${previous.version}`;
  tooltip.appendMarkdown(`\n\n$(account) ${escape(author)} · ${formatAge(version.at, now)}${since}`);
  tooltip.appendMarkdown(commitLine(node));
  return tooltip;
}

/** The states that a row's icon stands for, in words. */
export function remarks({ version, missing }: VersionNode): readonly string[] {
  return [
    ...(version.conflict === null
      ? []
      : [`$(git-merge) Numbering conflict: another registration holds v${version.version}.`]),
    ...(version.archived ? ['$(archive) Archived.'] : []),
    ...(missing.length === 0
      ? []
      : [`$(error) Artifact missing on this machine: ${missing.map((path) => escape(path)).join(', ')}.`]),
    ...(version.documented ? [] : ['$(edit) Undocumented: Edit Documentation adds the reasons.']),
  ];
}

function metricTable({ version, previous }: VersionNode): string {
  const lines = metricLines(version.metrics, previous?.metrics ?? null);
  if (lines.length === 0) {
    return 'No metrics recorded.';
  }
  const rows = lines
    .slice(0, METRIC_ROWS)
    .map(({ label, value, change }) => `| ${escape(label)} | ${value} | ${change} |`);
  const rest = lines.length - rows.length;
  return [
    '| metric | value | change |',
    '|:---|---:|:---|',
    ...rows,
    ...(rest > 0 ? [`| and ${rest} more | | |`] : []),
  ].join('\n');
}

function commitLine({ version }: VersionNode): string {
  return version.commit === null ? ' · not committed' : ` · $(git-commit) ${version.commit.slice(0, 8)}`;
}

/** Names come from files: nothing in them may become markup, a link or an icon. */
function escape(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+\-!|<>~$]/g, '\\$&').replace(/\s+/g, ' ');
}
