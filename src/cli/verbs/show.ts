import { formatReference } from '../../core/model';
import { findVersion } from '../findVersion';
import type { Invocation, Outcome } from '../invocation';
import type { Verb } from '../verb';
import { versionText } from '../versionText';

export const showVerb: Verb = (program, act) => {
  program
    .command('show')
    .summary('show everything about one version')
    .description('Shows everything that the ledger knows about one version. A model alone means its newest version.')
    .argument('<version>', 'MODEL@vN, MODEL@ALIAS or MODEL')
    .action(act(show));
};

async function show(invocation: Invocation, reference: string): Promise<Outcome> {
  const ledger = await invocation.openLedger();
  const version = await findVersion(ledger, reference);
  const summary = (await ledger.summaries())
    .find(({ model }) => model === version.model)
    ?.versions.find(({ id }) => id === version.id);
  const documented = summary?.documented ?? false;
  const commit = summary?.commit ?? null;
  const event = summary?.event ?? null;
  return {
    json: () => ({
      reference: formatReference(version.model, version.version),
      ...version,
      writtenIn: version.writtenIn ?? {},
      // The empty text itself says it.
      emptied: undefined,
      documented,
      commit,
      event,
    }),
    text: () => versionText({ version, documented, commit }, invocation.paint),
  };
}
