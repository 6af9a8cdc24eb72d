import { Buffer } from 'node:buffer';
import { renderCard } from '../../card/renderCard';
import type { Evidence, Version } from '../../model';
import { findPrevious } from '../../ledger/previousVersion';
import type { Ledger } from './ledger';

export interface CardRequest {
  readonly ledger: Ledger;
  readonly version: Version;
  /** Put the plots into the card itself, so that it can be read anywhere. Default: yes. */
  readonly plots?: boolean | undefined;
}

/** Together; a card with more would be slow to open. */
const INLINE_BYTES = 4_000_000;

/** The model card of a version as Markdown, complete in one text. */
export async function exportCard({ ledger, version, plots = true }: CardRequest): Promise<string> {
  const summaries = await ledger.summaries();
  const siblings = summaries.find(({ model }) => model === version.model)?.versions ?? [];
  const before = findPrevious(siblings, version.version);
  const links = plots ? await inlinePlots(ledger, version.evidence) : new Map<Evidence, string>();
  return renderCard(version, {
    previous: before === null ? null : await ledger.version({ id: before.id }),
    commit: siblings.find(({ id }) => id === version.id)?.commit ?? null,
    evidenceLink: (evidence) => links.get(evidence) ?? null,
  });
}

async function inlinePlots(ledger: Ledger, evidence: readonly Evidence[]): Promise<ReadonlyMap<Evidence, string>> {
  const links = new Map<Evidence, string>();
  let bytes = 0;
  for (const item of evidence) {
    if (item.kind === 'plot' && bytes + item.size <= INLINE_BYTES) {
      // An object that is missing here is `verify`'s matter; the card still names it.
      const content = await ledger.readObject(item.sha256).catch(() => null);
      if (content !== null) {
        bytes += item.size;
        links.set(item, `data:${item.mime};base64,${Buffer.from(content).toString('base64')}`);
      }
    }
  }
  return links;
}
