import { formatReference, type Review } from '../../core/model';
import { type AuthorOption, authorOption } from '../authorOption';
import { UsageError } from '../failure';
import { REFERENCE_HELP } from '../findVersion';
import type { Invocation, Outcome } from '../invocation';
import type { Verb } from '../verb';

interface Options extends AuthorOption {
  readonly approve?: boolean | undefined;
  readonly requestChanges?: boolean | undefined;
  readonly comment?: string | undefined;
}

export const reviewVerb: Verb = (program, act) => {
  program
    .command('review')
    .summary('approve a version, ask for changes, or comment')
    .description('Records a review of a version.')
    .argument('<version>', REFERENCE_HELP)
    .option('--approve', 'approve it')
    .option('--request-changes', 'ask for changes; needs --comment')
    .option('--comment <text>', 'what to say; alone it is a comment without a verdict')
    .addOption(authorOption())
    .action(act(review));
};

async function review(invocation: Invocation, reference: string, options: Options): Promise<Outcome> {
  const verdict = chooseVerdict(options);
  const comment = (options.comment ?? '').trim();
  const ledger = await invocation.openLedger(options.author);
  const version = await ledger.find(reference);
  await ledger.review(version, verdict, comment);
  return {
    json: () => ({ model: version.model, version: version.version, id: version.id, verdict, comment }),
    text: () => `Recorded a review of ${formatReference(version.model, version.version)}: ${verdict}.`,
  };
}

function chooseVerdict({ approve, requestChanges, comment }: Options): Review['verdict'] {
  if (approve === true && requestChanges === true) {
    throw new UsageError('A review cannot both approve and ask for changes. Give one of the two.');
  }
  if (approve === true) {
    return 'approved';
  }
  if ((comment ?? '').trim() === '') {
    throw new UsageError('A review without --approve needs a text: give --comment "…".');
  }
  return requestChanges === true ? 'changes-requested' : 'comment';
}
