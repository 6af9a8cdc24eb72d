import { findPrevious } from '../../core/ledger/previousVersion';
import type { Version } from '../../core/model';
import type { Card } from './card';
import type { Surroundings } from './surroundings';

/** The version that the card's version follows. The number of a draft is not certain: it follows the newest. */
export function previousOf(card: Card, { versions }: Surroundings): Version | null {
  return findPrevious(versions, card.kind === 'draft' ? Infinity : (card.version ?? Infinity));
}

/** The registered version that the card speaks of; null for a draft. */
export function registeredOf(card: Card, { versions }: Surroundings): Version | null {
  return card.kind === 'draft' ? null : (versions.find(({ version }) => version === card.version) ?? null);
}
