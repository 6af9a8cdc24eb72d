import { formatReference } from '../../core/model';
import { type AuthorOption, authorOption } from '../authorOption';
import { REFERENCE_HELP } from '../findVersion';
import type { Invocation, Outcome } from '../invocation';
import type { Verb } from '../verb';

interface Options extends AuthorOption {
  readonly reason?: string | undefined;
}

export const stageVerb: Verb = (program, act) => {
  program
    .command('stage')
    .summary('move a version to a stage')
    .description('Moves a version to one of the stages in the configuration (none, staging, production, archived).')
    .argument('<version>', REFERENCE_HELP)
    .argument('<stage>', 'name of the stage')
    .option('--reason <text>', 'why')
    .addOption(authorOption())
    .action(act(stage));
};

async function stage(invocation: Invocation, reference: string, to: string, options: Options): Promise<Outcome> {
  const ledger = await invocation.openLedger(options.author);
  const version = await ledger.find(reference);
  await ledger.stage(version, to, options.reason);
  return {
    json: () => ({
      model: version.model,
      version: version.version,
      id: version.id,
      stage: to,
      previous: version.stage,
    }),
    text: () => `${formatReference(version.model, version.version)} moved from ${version.stage} to ${to}.`,
  };
}
