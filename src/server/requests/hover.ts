import type { Hover, HoverParams } from 'vscode-languageserver/node';
import { hoverTrailerKey } from '../commit/hoverTrailerKey';
import { hoverReference } from '../references/hoverReference';
import type { OpenCards } from '../card/openCards';
import type { Subject } from '../session';

export async function answerHover(
  cards: OpenCards,
  subject: Subject,
  { position }: HoverParams,
): Promise<Hover | null> {
  switch (subject.kind) {
    case 'draft':
    case 'card':
      return hoverReference(subject, position) ?? (await cards()).hover(subject, position);
    case 'commitMessage':
      return hoverTrailerKey(subject.document, position) ?? hoverReference(subject, position);
    case 'code':
    case 'prose':
      return hoverReference(subject, position);
    case 'config':
      return (await import('../config/hoverConfig')).hoverConfig(subject, position);
    default:
      return subject.kind satisfies never;
  }
}
