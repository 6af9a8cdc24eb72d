import { formatReference } from '../../core/model';
import type { Ledger } from '../../core/io/ledger/ledger';
import { type Renumbered, resolveNumbering } from '../../core/io/ledger/resolveNumbering';
import { type AuthorOption, authorOption } from '../authorOption';
import type { Invocation, Outcome } from '../invocation';
import type { Verb } from '../verb';

export const renumberVerb: Verb = (program, act) => {
  program
    .command('renumber')
    .summary('resolve numbering conflicts after a merge')
    .description(
      'Gives a free number to every version whose number an earlier registration holds, as happens when two branches that registered the same model are merged. Without such versions nothing is written.',
    )
    .argument('[model]', 'only this model')
    .addOption(authorOption())
    .action(act(renumber));
};

async function renumber(invocation: Invocation, model: string | undefined, options: AuthorOption): Promise<Outcome> {
  const ledger = await invocation.openLedger(options.author);
  const renumbered: Renumbered[] = [];
  for (const name of await modelsInConflict(ledger, model)) {
    renumbered.push(...(await resolveNumbering(ledger, name)));
  }
  return {
    json: () => ({ renumbered }),
    text: () => renumbered.map(sentence).join('\n') || 'No numbering conflicts.',
  };
}

/** A named model is read even without conflicts, so that an unknown name fails. */
async function modelsInConflict(ledger: Ledger, model: string | undefined): Promise<readonly string[]> {
  if (model !== undefined) {
    return [model];
  }
  const summaries = await ledger.summaries();
  return summaries.filter(({ conflicts }) => conflicts > 0).map((summary) => summary.model);
}

function sentence({ model, from, version }: Renumbered): string {
  return `${formatReference(model, from)} is now v${version}.`;
}
