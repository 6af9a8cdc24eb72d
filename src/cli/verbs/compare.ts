import { Option } from 'commander';
import { LedgerError } from '../../core/errors';
import type { Comparison } from '../../core/compare';
import type { Ledger } from '../../core/io/ledger/ledger';
import { formatReference, type Version } from '../../core/model';
import { comparisonCsv, comparisonMarkdown, comparisonTable } from '../comparisonFormats';
import { UsageError } from '../failure';
import { findVersion } from '../findVersion';
import type { Invocation, Outcome } from '../invocation';
import type { Verb } from '../verb';

const FORMATS = ['table', 'markdown', 'csv', 'html', 'json'] as const;

interface Options {
  readonly format?: (typeof FORMATS)[number] | undefined;
  readonly baseline?: string | undefined;
  readonly filter?: string | undefined;
}

export const compareVerb: Verb = (program, act) => {
  program
    .command('compare')
    .summary('lay versions side by side')
    .description('Compares versions: all their metrics, and what differs in params, data, code and environment.')
    .argument('[versions...]', 'two or more versions, as MODEL@vN or MODEL@ALIAS')
    .option('--filter <expression>', 'also the versions that match, such as "model = churn and roc_auc > 0.9"')
    .addOption(new Option('--format <format>', 'how to print it').choices(FORMATS))
    .option('--baseline <version>', 'the version that changes are counted from (default: the first one)')
    .action(act(compare));
};

async function compare(invocation: Invocation, references: readonly string[], options: Options): Promise<Outcome> {
  const ledger = await invocation.openLedger();
  const found = await findAll(ledger, references, options.filter);
  const { versions, baseline } = await chooseBaseline(ledger, found, options.baseline);
  const { compareVersions } = await import('../../core/compare');
  const comparison = compareVersions(versions, baseline);
  const name = options.format ?? 'table';
  if (name === 'html') {
    const html = await report(ledger, versions, baseline);
    return { json: () => comparison, text: () => html };
  }
  return { json: () => comparison, text: () => format(comparison, name, invocation) };
}

/** Those that are named, then those that match and are not named, oldest first. */
async function findAll(
  ledger: Ledger,
  references: readonly string[],
  filter: string | undefined,
): Promise<readonly Version[]> {
  if (references.length === 0 && filter === undefined) {
    throw new UsageError('Name two or more versions, as MODEL@vN or MODEL@ALIAS, or choose them with --filter.');
  }
  const versions: Version[] = [];
  for (const reference of references) {
    versions.push(await findVersion(ledger, reference));
  }
  if (filter === undefined) {
    return versions;
  }
  const { findMatching } = await import('../findMatching');
  const matching = await findMatching(ledger, filter);
  if (versions.length === 0 && matching.length < 2) {
    throw tooFew(filter, matching);
  }
  const named = new Set(versions.map(({ id }) => id));
  return [...versions, ...matching.filter(({ id }) => !named.has(id))];
}

function tooFew(filter: string, matching: readonly Version[]): LedgerError {
  const found = matching.map(({ model, version }) => formatReference(model, version));
  const what = found.length === 0 ? 'No version matches' : `Only ${found.join(', ')} matches`;
  return new LedgerError(
    'nothing-to-compare',
    `${what} ${filter}. A comparison needs at least two versions: loosen the filter, or name versions too.`,
    { filter, versions: found },
  );
}

/** A baseline that is not among the versions is put before them. */
async function chooseBaseline(
  ledger: Ledger,
  versions: readonly Version[],
  reference: string | undefined,
): Promise<{ readonly versions: readonly Version[]; readonly baseline: number }> {
  if (reference === undefined) {
    return { versions, baseline: 0 };
  }
  const baseline = await findVersion(ledger, reference);
  const index = versions.findIndex((version) => version.id === baseline.id);
  return index < 0 ? { versions: [baseline, ...versions], baseline: 0 } : { versions, baseline: index };
}

/** More differences than this make a page that nobody reads. */
const REPORTED_DIFFERENCES = 5;

async function report(ledger: Ledger, versions: readonly Version[], baseline: number): Promise<string> {
  const [{ comparisonReport }, { trendDrawings }, { readDifference }] = await Promise.all([
    import('../../core/report/comparisonReport'),
    import('../../core/report/trendDrawings'),
    import('../../core/io/difference/readDifference'),
  ]);
  const from = versions[baseline];
  const others = versions.filter((_, index) => index !== baseline);
  const differences =
    from === undefined || others.length > REPORTED_DIFFERENCES
      ? []
      : await Promise.all(others.map((to) => readDifference({ ledger, version: from }, { ledger, version: to })));
  return comparisonReport(versions, { baseline, drawings: trendDrawings(versions), differences });
}

function format(
  comparison: Comparison,
  name: Exclude<(typeof FORMATS)[number], 'html'>,
  { paint }: Invocation,
): string {
  switch (name) {
    case 'table':
      return comparisonTable(comparison, paint);
    case 'markdown':
      return comparisonMarkdown(comparison);
    case 'csv':
      return comparisonCsv(comparison);
    case 'json':
      return JSON.stringify(comparison, null, 2);
    default:
      return name satisfies never;
  }
}
