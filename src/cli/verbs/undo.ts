import { formatReference } from '../../core/model';
import { REFERENCE_HELP } from '../findVersion';
import type { Invocation, Outcome } from '../invocation';
import type { Verb } from '../verb';

export const undoVerb: Verb = (program, act) => {
  program
    .command('undo')
    .summary('take back a registration that is not committed yet')
    .description(
      'Takes back a registration whose event is not committed yet, together with what was recorded about it since. A committed one stays; archive it instead.',
    )
    .argument('<version>', REFERENCE_HELP)
    .action(act(undo));
};

async function undo(invocation: Invocation, reference: string): Promise<Outcome> {
  const ledger = await invocation.openLedger();
  const version = await ledger.find(reference);
  const { removed } = await ledger.undo(version);
  return {
    json: () => ({ model: version.model, version: version.version, id: version.id, removed }),
    text: () => `Took back ${formatReference(version.model, version.version)}: ${removed.join(', ')}`,
  };
}
