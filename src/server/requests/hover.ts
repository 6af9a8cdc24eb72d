import type { Hover, HoverParams } from 'vscode-languageserver/node';
import { hoverConfig } from '../config/hoverConfig';
import { hoverReference } from '../references/hoverReference';
import type { Subject } from '../session';

export function answerHover(subject: Subject, { position }: HoverParams): Hover | null {
  switch (subject.kind) {
    case 'commitMessage':
    case 'draft':
    case 'card':
    case 'code':
    case 'prose':
      return hoverReference(subject, position);
    case 'config':
      return hoverConfig(subject, position);
    default:
      return subject.kind satisfies never;
  }
}
