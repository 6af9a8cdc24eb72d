import * as vscode from 'vscode';
import { formatReference } from '../../core/model';
import { formatAge } from '../format';
import { metricLines } from './metricChange';
import type { VersionSummary } from '../../core/ledger/versionSummary';
import type { VersionNode } from './treeNode';

const METRIC_ROWS = 8;
/** Tables in tooltips have no room between their columns. */
const GAP = '&ensp;';
const RATIONALE_LENGTH = 400;

/** Everything worth knowing before opening a version: why, by whom, when, how good. */
export function versionTooltip(node: VersionNode, now: number): vscode.MarkdownString {
  const { version } = node;
  const tooltip = new vscode.MarkdownString(undefined, true);
  const badges = [
    ...(version.stage === 'none' ? [] : [escape(version.stage)]),
    ...version.aliases.map((alias) => `$(tag) ${escape(alias)}`),
  ];
  const reference = escape(formatReference(node.parent.summary.model, version.version));
  tooltip.appendMarkdown(`${[`**${reference}**`, ...badges].join(' · ')}  \n${escape(version.name)}\n\n`);
  tooltip.appendMarkdown(`${originLine(version, now)}\n\n`);
  for (const remark of remarks(node)) {
    tooltip.appendMarkdown(`${remark}\n\n`);
  }
  const rationale = version.documentation.rationale.trim();
  if (rationale !== '') {
    const shown = rationale.length > RATIONALE_LENGTH ? `${rationale.slice(0, RATIONALE_LENGTH)}…` : rationale;
    // Escaped as Markdown rather than appended as text, which would glue the words with unbreakable spaces.
    tooltip.appendMarkdown(
      `${shown
        .split(/\n\s*\n/)
        .map(escape)
        .join('\n\n')}\n\n`,
    );
    const stamp = version.writtenIn?.rationale;
    if (stamp !== undefined) {
      tooltip.appendMarkdown(`$(git-commit) ${stamp.commit.slice(0, 8)}, ${escape(stamp.by.name)}\n\n`);
    }
  }
  tooltip.appendMarkdown(metricTable(node));
  return tooltip;
}

function originLine(version: VersionSummary, now: number): string {
  const author = escape(version.by.name === '' ? version.by.email : version.by.name);
  const commit = version.commit === null ? 'not committed' : `$(git-commit) ${version.commit.slice(0, 8)}`;
  return `$(account) ${author} · ${formatAge(version.at, now)} · ${commit}`;
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
    .map(({ label, value, change }) => `| ${escape(label)} | ${value} | ${GAP}${change} |`);
  const rest = lines.length - rows.length;
  const since = previous === null ? '' : `since v${previous.version}`;
  return [
    `| metric | value | ${GAP}${since} |`,
    '|:---|---:|:---|',
    ...rows,
    ...(rest > 0 ? [`| and ${rest} more | | |`] : []),
  ].join('\n');
}

/** Names come from files: nothing in them may become markup, a link or an icon. */
function escape(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+\-!|<>~$]/g, '\\$&').replace(/\s+/g, ' ');
}
