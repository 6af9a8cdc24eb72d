import { UsageError } from '../failure';
import { formatMetric, metricLabel } from '../../core/metricRows';
import { countOf, formatTime } from '../formatFacts';
import type { Invocation, Outcome } from '../invocation';
import { jsonBytes, JsonBytes, LazyList } from '../jsonText';
import { formatTable } from '../table';
import type { Verb } from '../verb';
import type { ModelSummary, VersionSummary } from '../../core/ledger/versionSummary';
import { LedgerError } from '../../core/errors';
import type { Ledger, LedgerFault } from '../../core/io/ledger/ledger';
import { version as programVersion } from '../../../package.json';

interface Options {
  readonly limit?: number | undefined;
  readonly stage?: string | undefined;
  readonly filter?: string | undefined;
}

export const listVerb: Verb = (program, act) => {
  program
    .command('list')
    .summary('list the models and their versions, newest first')
    .description('Lists the models of the repository and their versions, newest first.')
    .argument('[model]', 'only this model')
    .option('--stage <stage>', 'only versions in this stage')
    .option('--filter <expression>', 'only versions that match, such as "roc_auc > 0.9 and stage = production"')
    .option('--limit <n>', 'at most so many versions per model', positiveInteger)
    .action(act(list));
};

async function list(invocation: Invocation, model: string | undefined, options: Options): Promise<Outcome> {
  const ledger = await invocation.openLedger();
  if (invocation.json && model === undefined && Object.keys(options).length === 0) {
    return listAll(invocation, ledger);
  }
  const { models, faults } = await ledger.overview();
  tellFaults(invocation, faults);
  const chosen = chooseModels(models, model);
  const matching = options.filter === undefined ? null : await matchingIds(ledger, options.filter, chosen);
  const shown = chosen
    .map((summary) => narrow(summary, options, matching))
    .filter(({ versions }) => matching === null || versions.length > 0);
  return {
    json: () => listJson(shown, faults),
    text: () =>
      shown.map((summary) => modelText(summary, invocation)).join('\n\n') ||
      (matching === null ? emptyText() : 'No version matches the filter.'),
  };
}

/** The whole list for a program, which tends to ask again and again. */
async function listAll(invocation: Invocation, ledger: Ledger): Promise<Outcome> {
  const bytes = await ledger.list({
    form: LIST_FORM,
    model: ({ model, conflicts }) => ({ model, conflicts }),
    version: versionJson,
    faulty: (models, faults) => {
      tellFaults(invocation, faults);
      return jsonBytes(listJson(models, faults));
    },
  });
  return { json: () => new JsonBytes(bytes), text: () => '' };
}

/** Has to change whenever the same ledger would be listed in other words: the version counts in, for what it calls. */
const LIST_FORM = `1 ${programVersion}`;

function tellFaults(invocation: Invocation, faults: readonly LedgerFault[]): void {
  for (const fault of faults) {
    invocation.tell(fault.message);
  }
}

function listJson(models: readonly ModelSummary[], faults: readonly LedgerFault[]): unknown {
  return {
    models: models.map(modelJson),
    faults: faults.map(({ code, path, message }) => ({ code, path, message })),
  };
}

function chooseModels(summaries: readonly ModelSummary[], model: string | undefined): readonly ModelSummary[] {
  if (model === undefined) {
    return summaries;
  }
  const chosen = summaries.filter((summary) => summary.model === model);
  if (chosen.length === 0) {
    const known = summaries.map((summary) => summary.model);
    const others = known.length === 0 ? 'The ledger has no models yet.' : `It knows ${known.join(', ')}.`;
    throw new LedgerError('model-unknown', `There is no model ${model} in this ledger. ${others}`, { model, known });
  }
  return chosen;
}

/** Ids of the versions of these models that the filter keeps. */
async function matchingIds(
  ledger: Ledger,
  filter: string,
  models: readonly ModelSummary[],
): Promise<ReadonlySet<string>> {
  const { findMatching } = await import('../findMatching');
  const found = await findMatching(
    ledger,
    filter,
    models.map(({ model }) => model),
  );
  return new Set(found.map(({ id }) => id));
}

function narrow(summary: ModelSummary, { stage, limit }: Options, matching: ReadonlySet<string> | null): ModelSummary {
  const versions = summary.versions.filter(
    (version) => (stage === undefined || version.stage === stage) && (matching?.has(version.id) ?? true),
  );
  return { ...summary, versions: versions.slice(0, limit) };
}

function modelJson({ model, conflicts, versions }: ModelSummary): unknown {
  return { model, conflicts, versions: new LazyList(versions, versionJson) };
}

function versionJson(version: VersionSummary): object {
  return {
    version: version.version,
    name: version.name,
    id: version.id,
    stage: version.stage,
    aliases: version.aliases,
    at: version.at,
    by: version.by,
    metrics: version.metrics,
    documented: version.documented,
    archived: version.archived,
    conflict: version.conflict,
    tags: version.tags,
    commit: version.commit,
  };
}

function modelText({ model, conflicts, versions }: ModelSummary, { paint }: Invocation): string {
  const trouble = conflicts === 0 ? '' : paint('red', `  ${countOf(conflicts, 'numbering conflict')}`);
  const title = `${paint('bold', model)}${paint('dim', `  ${countOf(versions.length, 'version')}`)}${trouble}`;
  const table = formatTable(
    versions,
    [
      { title: 'VERSION', cell: (row) => `v${row.version}`, paint: () => 'cyan' },
      { title: 'STAGE', cell: stageText, paint: (row) => (row.archived ? 'dim' : null) },
      { title: 'METRICS', cell: metricsText },
      { title: 'REGISTERED (UTC)', cell: (row) => formatTime(row.at) },
      { title: 'BY', cell: (row) => row.by.name },
      { title: 'NAME', cell: (row) => row.name },
      { title: '', cell: remarksText, paint: () => 'yellow' },
    ],
    paint,
  );
  return versions.length === 0 ? title : `${title}\n${table}`;
}

function stageText({ archived, stage, aliases }: VersionSummary): string {
  const place = archived ? 'archived' : stage === 'none' ? '' : stage;
  return [place, ...aliases.map((alias) => `@${alias}`)].filter((text) => text !== '').join(' ') || '-';
}

function metricsText({ metrics }: VersionSummary): string {
  const headline = metrics.filter((metric) => metric.headline);
  const chosen = (headline.length > 0 ? headline : metrics).slice(0, 3);
  return chosen.map((metric) => `${metricLabel(metric)} ${formatMetric(metric.value)}`).join(', ') || '-';
}

function remarksText({ conflict, documented }: VersionSummary): string {
  return [conflict === null ? '' : 'numbering conflict', documented ? '' : 'undocumented']
    .filter((text) => text !== '')
    .join(', ');
}

function emptyText(): string {
  return 'No versions yet. Register one: model-ledger register NOTEBOOK --model NAME';
}

function positiveInteger(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) {
    throw new UsageError(`--limit ${text} is no count. Give it a whole number above zero.`);
  }
  return Number(text);
}
