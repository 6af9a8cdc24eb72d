import * as vscode from 'vscode';
import { splitFrontMatter } from '../../core/card/frontMatter';
import { renderCard } from '../../core/card/renderCard';
import { writeCompareLink } from '../../core/compareLink';
import { findPrevious } from '../../core/ledger/previousVersion';
import { formatReference, type Version } from '../../core/model';
import { EXTENSION_ID } from '../commandIds';
import type { OpenLedger } from '../openLedger';
import { pictureLink } from './documentUri';

/**
 * The card of a version as a person reads it: without the front matter, which previews draw as a table of everything
 * that the card's own tables say better. Its plots are links to documents beside it.
 */
export async function renderVersionCard(open: OpenLedger, id: string): Promise<string> {
  const [version, summaries] = await Promise.all([open.ledger.version({ id }), open.summaries()]);
  const summary = summaries.flatMap(({ versions }) => versions).find((candidate) => candidate.id === id);
  const previous = findPrevious((await open.ledger.model(version.model)).versions, version.version);
  const card = renderCard(version, {
    previous,
    commit: summary?.commit ?? null,
    evidenceLink: ({ kind, sha256, name }) => (kind === 'plot' ? pictureLink(sha256, name) : null),
  });
  const body = splitFrontMatter(card)?.body.trimStart() ?? card;
  return previous === null ? body : addLink(body, previous, version);
}

/** Below the title: a preview runs no commands, but follows addresses of this extension. */
function addLink(card: string, previous: Version, version: Version): string {
  const names = [previous, version].map(({ model, version: number }) => formatReference(model, number));
  const address = `${vscode.env.uriScheme}://${EXTENSION_ID}/compare?${writeCompareLink({ kind: 'versions', references: names })}`;
  const [title = '', ...rest] = card.split('\n');
  return [title, '', `[Compare with ${names[0] ?? ''}](${address})`, ...rest].join('\n');
}
