import { clipDocumentation } from '../../ledger/versionSummary';
import type { EventId, Version } from '../../model';
import { placeCommittedTexts, withCommittedTexts, type CommittedDocumentation } from '../../rationale/committedTexts';
import type { IndexedModel } from './indexedModel';
import type { CommittedTexts } from './ledgerHistory';

/** What commit messages say of the versions of each model: placed once for one state of the model and of the history. */
export class CommittedDocumentations {
  private readonly placed = new WeakMap<
    IndexedModel,
    { readonly texts: CommittedTexts; readonly byId: ReadonlyMap<EventId, CommittedDocumentation> }
  >();

  /** Texts whole. */
  complete<T extends Version>(version: T, indexed: IndexedModel, texts: CommittedTexts): T {
    return withCommittedTexts(version, this.find(indexed, texts).get(version.id));
  }

  /** Texts as summaries have them. */
  summarised(version: Version, indexed: IndexedModel, texts: CommittedTexts): Version {
    const filled = this.complete(version, indexed, texts);
    return filled === version ? version : { ...filled, documentation: clipDocumentation(filled.documentation) };
  }

  private find(indexed: IndexedModel, texts: CommittedTexts): ReadonlyMap<EventId, CommittedDocumentation> {
    const before = this.placed.get(indexed);
    if (before?.texts === texts) {
      return before.byId;
    }
    const own = texts.get(indexed.model) ?? [];
    const byId = own.length === 0 ? NOTHING : placeCommittedTexts(own, referable(indexed));
    this.placed.set(indexed, { texts, byId });
    return byId;
  }
}

const NOTHING: ReadonlyMap<EventId, CommittedDocumentation> = new Map();

function referable(indexed: IndexedModel) {
  const claims = new Map<EventId, number>();
  for (const { event } of indexed.rows.values()) {
    if ('body' in event && event.type === 'registered') {
      claims.set(event.id, event.body.version);
    }
  }
  return indexed.state().versions.map(({ id, version, conflict }) => ({
    id,
    version,
    conflict,
    claimed: claims.get(id) ?? version,
  }));
}
