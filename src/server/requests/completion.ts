import {
  type CompletionItem,
  type CompletionList,
  type CompletionParams,
  CompletionTriggerKind,
} from 'vscode-languageserver/node';
import type { DocumentHelp } from '../documentHelp';
import { completeReference, describeVersionItem, type VersionItemData } from '../references/completeReference';
import type { Session, Subject } from '../session';

export async function answerCompletion(
  { cards, commits }: DocumentHelp,
  subject: Subject,
  { position, context }: CompletionParams,
): Promise<CompletionList | null> {
  switch (subject.kind) {
    case 'draft':
    case 'card':
      return (
        completeReference(subject, position) ?? {
          isIncomplete: false,
          items: await (
            await cards()
          ).completions(subject, position, {
            isTyped: context?.triggerKind === CompletionTriggerKind.TriggerCharacter,
          }),
        }
      );
    case 'commitMessage': {
      const commit = await commits.read(subject);
      const { completeCommit } = await import('../commit/completeCommit');
      const trigger = { character: context?.triggerCharacter ?? null };
      return commit === null ? null : { isIncomplete: false, items: [...completeCommit(commit, position, trigger)] };
    }
    case 'code':
    case 'prose':
      return completeReference(subject, position);
    case 'config':
      return (await import('../config/completeConfig')).completeConfig(subject, position);
    default:
      return subject.kind satisfies never;
  }
}

/** Fills in what only the chosen item shows. */
export async function resolveCompletion(session: Session, item: CompletionItem): Promise<CompletionItem> {
  const data = item.data as VersionItemData | undefined;
  const views = data === undefined ? [] : await session.ledgers.all();
  const view = views.find(({ root }) => root === data?.root);
  return view === undefined ? item : describeVersionItem(item, await view.snapshot());
}
