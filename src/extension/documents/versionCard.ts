import { splitFrontMatter } from '../../core/card/frontMatter';
import { renderCard } from '../../core/card/renderCard';
import { findPrevious } from '../../core/ledger/previousVersion';
import type { OpenLedger } from '../openLedger';
import { pictureLink } from './documentUri';

/**
 * The card of a version as a person reads it: without the front matter, which previews draw as a table of everything
 * that the card's own tables say better. Its plots are links to documents beside it.
 */
export async function renderVersionCard(open: OpenLedger, id: string): Promise<string> {
  const [version, summaries] = await Promise.all([open.ledger.version({ id }), open.summaries()]);
  const summary = summaries.flatMap(({ versions }) => versions).find((candidate) => candidate.id === id);
  const card = renderCard(version, {
    previous: findPrevious((await open.ledger.model(version.model)).versions, version.version),
    commit: summary?.commit ?? null,
    evidenceLink: ({ kind, sha256, name }) => (kind === 'plot' ? pictureLink(sha256, name) : null),
  });
  return splitFrontMatter(card)?.body.trimStart() ?? card;
}
