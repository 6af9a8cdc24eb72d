import type { DefinitionParams, LocationLink } from 'vscode-languageserver/node';
import { defineReference } from '../references/defineReference';
import type { Subject } from '../session';

export function answerDefinition(subject: Subject, { position }: DefinitionParams): LocationLink[] | null {
  return defineReference(subject, position);
}
