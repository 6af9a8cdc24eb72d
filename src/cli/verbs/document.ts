import { formatReference } from '../../core/model';
import { type AuthorOption, authorOption } from '../authorOption';
import { addDocumentationOptions, type DocumentationOptions, readDocumentation } from '../documentationOptions';
import { UsageError } from '../failure';
import { REFERENCE_HELP } from '../findVersion';
import type { Invocation, Outcome } from '../invocation';
import type { Verb } from '../verb';

export const documentVerb: Verb = (program, act) => {
  const command = program
    .command('document')
    .summary('write or rewrite the reasons of a version')
    .description('Records new documentation of a version. Fields that are not given stay as they are.')
    .argument('<version>', REFERENCE_HELP);
  addDocumentationOptions(command).addOption(authorOption()).action(act(document));
};

async function document(
  invocation: Invocation,
  reference: string,
  options: DocumentationOptions & AuthorOption,
): Promise<Outcome> {
  const texts = await readDocumentation(invocation, options);
  if (Object.keys(texts).length === 0) {
    throw new UsageError('Nothing to write: give --rationale, --changes or --impact.');
  }
  const ledger = await invocation.openLedger(options.author);
  const version = await ledger.find(reference);
  await ledger.document(version, texts);
  const { documentation } = await ledger.version({ id: version.id });
  return {
    json: () => ({ model: version.model, version: version.version, id: version.id, documentation }),
    text: () => `Documented ${formatReference(version.model, version.version)}: ${Object.keys(texts).join(', ')}.`,
  };
}
