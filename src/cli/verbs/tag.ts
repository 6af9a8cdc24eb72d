import { formatReference } from '../../core/model';
import { type AuthorOption, authorOption } from '../authorOption';
import { UsageError } from '../failure';
import { REFERENCE_HELP } from '../findVersion';
import type { Invocation, Outcome } from '../invocation';
import { collect, parsePair } from '../keyValue';
import type { Verb } from '../verb';

interface Options extends AuthorOption {
  readonly remove?: readonly string[] | undefined;
}

export const tagVerb: Verb = (program, act) => {
  program
    .command('tag')
    .summary('set or remove tags of a version')
    .description('Sets tags of a version, each written name=value, and removes those named with --remove.')
    .argument('<version>', REFERENCE_HELP)
    .argument('[tags...]', 'name=value')
    .option('--remove <name>', 'remove this tag; may be repeated', collect)
    .addOption(authorOption())
    .action(act(tag));
};

async function tag(
  invocation: Invocation,
  reference: string,
  pairs: readonly string[],
  options: Options,
): Promise<Outcome> {
  const removed = (options.remove ?? []).map((name) => [name, null] as const);
  const changes: Readonly<Record<string, string | null>> = Object.fromEntries([
    ...pairs.map((pair) => parsePair('tag', pair)),
    ...removed,
  ]);
  if (Object.keys(changes).length === 0) {
    throw new UsageError('Name at least one tag as name=value, or one to take away with --remove.');
  }
  const ledger = await invocation.openLedger(options.author);
  const version = await ledger.find(reference);
  await ledger.tag(version, changes);
  const { tags } = await ledger.version({ id: version.id });
  return {
    json: () => ({ model: version.model, version: version.version, id: version.id, tags }),
    text: () =>
      [
        `Tags of ${formatReference(version.model, version.version)}:`,
        ...Object.entries(tags).map(([name, value]) => `  ${name}=${value}`),
      ].join('\n'),
  };
}
