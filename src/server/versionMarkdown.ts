import { markdownText } from '../core/card/markdown';
import { findPrevious } from '../core/ledger/previousVersion';
import type { VersionSummary } from '../core/ledger/versionSummary';
import { alignMetrics, formatDelta, formatMetric, metricLabel } from '../core/metricRows';
import { formatReference } from '../core/model';
import type { LedgerSnapshot } from './snapshot';

const METRIC_ROWS = 6;
/** Tables in hovers have no room between their columns. */
const GAP = '&ensp;';

/** A version in a few lines, for hovers and completions: why, by whom, how good. Markdown without HTML. */
export function versionMarkdown(version: VersionSummary, snapshot: LedgerSnapshot): string {
  const previous = findPrevious(snapshot.versions(version.model), version.version);
  const rationale = version.documentation.rationale.trim();
  return [
    titleLine(version),
    originLine(version, snapshot.knowsCommits),
    rationale === ''
      ? '_No rationale is recorded._'
      : rationale
          .split(/\n\s*\n/)
          .map(markdownText)
          .join('\n\n'),
    metricTable(version, previous),
  ].join('\n\n');
}

/** `**churn@v4** · production · champion`. */
export function titleLine(version: VersionSummary): string {
  const { model, stage, aliases, archived } = version;
  const initial = stage === 'none' ? [] : [markdownText(stage)];
  return [
    `**${markdownText(formatReference(model, version.version))}**`,
    ...(archived ? ['archived'] : initial),
    ...aliases.map((alias) => `\`${alias}\``),
  ].join(' · ');
}

function originLine(version: VersionSummary, knowsCommits: boolean): string {
  const author = markdownText(version.by.name === '' ? version.by.email : version.by.name);
  const commit = version.commit === null ? ', not committed' : `, commit \`${version.commit.slice(0, 8)}\``;
  return `Registered ${version.at.slice(0, 10)} by ${author}${knowsCommits ? commit : ''}`;
}

/** Headlines first, with the change against the version before. */
function metricTable(version: VersionSummary, previous: VersionSummary | null): string {
  const rows = alignMetrics(previous === null ? [version] : [version, previous]).filter(
    ({ metrics }) => metrics[0] !== null,
  );
  if (rows.length === 0) {
    return '_No metrics are recorded._';
  }
  const cells = rows.slice(0, METRIC_ROWS).map((row) => {
    const value = row.metrics[0]?.value ?? 0;
    const before = row.metrics[1]?.value;
    const label = markdownText(metricLabel(row));
    return [
      row.headline ? `**${label}**` : label,
      formatMetric(value),
      ...(previous === null ? [] : [before === undefined ? '' : formatDelta(value - before)]),
    ];
  });
  const header = ['Metric', 'Value', ...(previous === null ? [] : [`since v${previous.version}`])];
  const table = [header, [':---', ...header.slice(1).map(() => '---:')], ...cells].map(
    ([first = '', ...others], index) =>
      `| ${[first, ...others.map((cell) => (index === 1 ? cell : GAP + cell))].join(' | ')} |`,
  );
  const rest = rows.length - cells.length;
  const more = rest > 0 ? `\n\n… and ${rest} more` : '';
  return table.join('\n') + more;
}
