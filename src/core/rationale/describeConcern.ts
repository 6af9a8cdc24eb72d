import { difference } from '../compare';
import { formatDelta, formatMetric, metricLabel } from '../metricRows';
import { formatReference, type DocumentationField } from '../model';
import type { Concern, MovedMetric } from './concern';
import { keyOfField, type VersionReference } from './trailer';

/** What the commit does without a reason, in one sentence. */
export function describeConcern(concern: Concern): string {
  switch (concern.code) {
    case 'version-undocumented':
      return `${nameOf(concern)} is registered without ${listFields(concern.missing)}.`;
    case 'artifact-unregistered':
      return concern.last === null
        ? `${concern.path} is a model file that no version has.`
        : `${concern.path} differs from every registered version; the last one with this file is ${nameOf(concern.last)}.`;
    case 'metrics-moved':
      return `${concern.path} shows other results than ${nameOf(concern.last)}, its last version: ${concern.metrics.map(movedText).join(', ')}.`;
    case 'data-changed':
      return `${concern.path} has changed since ${listVersions(concern.versions)} ${concern.versions.length === 1 ? 'was' : 'were'} trained on it.`;
    default:
      return concern satisfies never;
  }
}

/** What a person can do about it, in one sentence: before the commit, or after it is made. */
export function adviseConcern(concern: Concern, isCommitted = false): string {
  const where = isCommitted ? 'the message of this or a later commit' : 'the commit message';
  switch (concern.code) {
    case 'version-undocumented': {
      const [field = 'rationale'] = concern.missing;
      const other = isCommitted ? `; or run model-ledger document ${nameOf(concern)} --${field} "…"` : '';
      return `Write "${keyOfField(field)}: ${nameOf(concern)}: …" in ${where}${other}.`;
    }
    case 'artifact-unregistered':
    case 'metrics-moved':
      return `Register it with model-ledger register ${quote(concern.path)} --model ${concern.last?.model ?? 'NAME'}, or write "Model-Ledger: none ${concern.path}" in ${own(isCommitted)}.`;
    case 'data-changed':
      return `Write "Rationale: …" in ${own(isCommitted)}, or "Model-Ledger: none ${concern.path}".`;
    default:
      return concern satisfies never;
  }
}

/** What is said of files counts in the commit that changes them. */
function own(isCommitted: boolean): string {
  return isCommitted ? 'its message (git commit --amend)' : 'the commit message';
}

/** `roc_auc (test) 0.912 → 0.934 (+0.022)`. */
export function movedText(metric: MovedMetric): string {
  const { from, to } = metric;
  return `${metricLabel(metric)} ${formatMetric(from)} → ${formatMetric(to)} (${formatDelta(difference(to, from))})`;
}

function nameOf({ model, version }: VersionReference): string {
  return formatReference(model, version);
}

function listFields(fields: readonly DocumentationField[]): string {
  const names: Readonly<Record<DocumentationField, string>> = {
    rationale: 'a rationale',
    changes: 'its changes',
    impact: 'its impact',
  };
  return joinWords(fields.map((field) => names[field]));
}

function listVersions(versions: readonly VersionReference[]): string {
  const names = versions.map(nameOf);
  return joinWords(names.length > 4 ? [...names.slice(0, 3), `${names.length - 3} more`] : names);
}

function joinWords(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
}

function quote(path: string): string {
  return /^[\w./@%+=:,-]+$/.test(path) ? path : `"${path}"`;
}
