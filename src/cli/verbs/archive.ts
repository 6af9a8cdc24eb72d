import { LedgerError } from '../../core/errors';
import { formatReference } from '../../core/model';
import { type AuthorOption, authorOption } from '../authorOption';
import { REFERENCE_HELP } from '../findVersion';
import type { Invocation, Outcome } from '../invocation';
import type { Verb } from '../verb';

interface Options extends AuthorOption {
  readonly reason?: string | undefined;
  readonly undo?: boolean | undefined;
}

export const archiveVerb: Verb = (program, act) => {
  program
    .command('archive')
    .summary('put a version away with a reason, or take that back')
    .description('Archives a version: it stays in the ledger and is no longer offered. --undo takes an archiving back.')
    .argument('<version>', REFERENCE_HELP)
    .option('--reason <text>', 'why; required unless --undo is given')
    .option('--undo', 'take the archiving back')
    .addOption(authorOption())
    .action(act(archive));
};

async function archive(invocation: Invocation, reference: string, options: Options): Promise<Outcome> {
  const ledger = await invocation.openLedger(options.author);
  const version = await ledger.find(reference);
  const reason = (options.reason ?? '').trim();
  const archived = options.undo !== true;
  if (archived && reason === '') {
    throw new LedgerError('reason-missing', `Archiving ${reference} needs a reason: give --reason "…".`, { reference });
  }
  await (archived ? ledger.archive(version, reason) : ledger.unarchive(version, reason));
  const label = formatReference(version.model, version.version);
  return {
    json: () => ({ model: version.model, version: version.version, id: version.id, archived, reason }),
    text: () => (archived ? `Archived ${label}.` : `${label} is no longer archived.`),
  };
}
