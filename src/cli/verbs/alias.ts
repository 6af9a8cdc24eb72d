import { LedgerError } from '../../core/errors';
import { formatReference } from '../../core/model';
import { type AuthorOption, authorOption } from '../authorOption';
import { REFERENCE_HELP } from '../findVersion';
import type { Invocation, Outcome } from '../invocation';
import type { Verb } from '../verb';

interface Options extends AuthorOption {
  readonly remove?: boolean | undefined;
}

export const aliasVerb: Verb = (program, act) => {
  program
    .command('alias')
    .summary('give a version a name that moves, such as champion')
    .description('Points an alias at a version; another version of the model that had it loses it.')
    .argument('<version>', REFERENCE_HELP)
    .argument('<alias>', 'champion, challenger, …')
    .option('--remove', 'take the alias away from the version')
    .addOption(authorOption())
    .action(act(alias));
};

async function alias(invocation: Invocation, reference: string, name: string, options: Options): Promise<Outcome> {
  const ledger = await invocation.openLedger(options.author);
  const version = await ledger.find(reference);
  const { aliases } = await ledger.model(version.model);
  const previous = aliases[name] ?? null;
  const label = formatReference(version.model, version.version);
  const isRemoved = options.remove === true;
  if (isRemoved && !version.aliases.includes(name)) {
    throw new LedgerError(
      'alias-unknown',
      `${label} does not have the alias ${name}. It has ${version.aliases.join(', ') || 'none'}.`,
      { alias: name, aliases: version.aliases },
    );
  }
  await ledger.setAlias(version.model, name, isRemoved ? null : version.version);
  return {
    json: () => ({
      model: version.model,
      alias: name,
      version: isRemoved ? null : version.version,
      id: isRemoved ? null : version.id,
      previous,
    }),
    text: () => (isRemoved ? `${label} is no longer ${name}.` : `${label} is now ${name}.`),
  };
}
