import { parseReference } from '../../core/model';
import type { CardAddress } from './card';

const DRAFT = /^(?<model>.+)-v(?<version>\d+)(?<documentation>\.documentation)?\.md$/;

/** What the address of a draft or card says, by its file name. `path` is absolute or null. */
export function cardAddress(kind: 'draft' | 'card', uri: string, path: string | null): CardAddress {
  const name = /[^\\/]*$/.exec(path ?? '')?.[0] ?? '';
  if (kind === 'draft') {
    const { model, version, documentation } = DRAFT.exec(name)?.groups ?? {};
    return {
      kind: documentation === undefined ? 'draft' : 'documentation',
      model: model ?? null,
      version: version === undefined ? null : Number(version),
    };
  }
  if (!uri.startsWith('model-ledger:')) {
    return { kind: 'exported', model: null, version: null };
  }
  const reference = parseReference(name.replace(/\.md$/, ''));
  return { kind: 'shown', model: reference?.model ?? null, version: reference?.version ?? null };
}
