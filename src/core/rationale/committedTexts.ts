import type { CommitStamp, Documentation, DocumentationField, EventId } from '../model';
import { joinTexts } from './writeTrailers';
import { parseTrailers } from './trailer';

/** What a commit message says of one version. */
export interface CommittedText {
  readonly field: DocumentationField;
  readonly model: string;
  /** The number that the message names; null where it says nothing and the commit registers one version. */
  readonly version: number | null;
  /** The versions of the model that the commit registers. */
  readonly registrations: readonly EventId[];
  readonly text: string;
  readonly stamp: CommitStamp;
}

/** A version as far as a reference can mean it. */
export interface ReferableVersion {
  readonly id: EventId;
  readonly version: number;
  readonly conflict: EventId | null;
  /** The number that it was registered with. */
  readonly claimed: number;
}

/** The registrations that a commit adds, as its event files name them. */
export type AddedRegistration = Readonly<{ model: string; id: EventId }>;

/**
 * The texts of one message. A trailer without a version is about the one that the commit registers, or, when it
 * registers none, about the one that the other trailers name; where that is not one version, it is about none.
 */
export function readCommittedTexts(
  message: string,
  added: readonly AddedRegistration[],
  stamp: CommitStamp,
): readonly CommittedText[] {
  const trailers = parseTrailers(message).filter(({ text }) => text !== '');
  const named = new Set(trailers.flatMap(({ reference }) => (reference === null ? [] : [JSON.stringify(reference)])));
  const [other] = trailers.flatMap(({ reference }) => reference ?? []);
  const [only] = added;
  return trailers.flatMap(({ field, reference, text }): readonly CommittedText[] => {
    if (field === null) {
      return [];
    }
    if (reference === null && added.length > 0) {
      const { model = '', id = '' } = only ?? {};
      return added.length === 1 ? [{ field, model, version: null, registrations: [id], text, stamp }] : [];
    }
    const target = reference ?? (named.size === 1 ? other : undefined);
    if (target === undefined) {
      return [];
    }
    const registrations = added.filter(({ model }) => model === target.model).map(({ id }) => id);
    return [{ field, model: target.model, version: target.version, registrations, text, stamp }];
  });
}

/** By field, and where each was written. */
export type CommittedDocumentation = Partial<
  Record<DocumentationField, { readonly text: string; readonly stamp: CommitStamp }>
>;

/**
 * What commit messages say of the versions of one model. `texts` are ordered by commit, the newest first: of two commits
 * that write one field the newer counts; several texts in one message are its paragraphs. A number means the version that
 * the commit registers under it, whatever it is called today, else the one that holds the number.
 */
export function placeCommittedTexts(
  texts: readonly CommittedText[],
  versions: readonly ReferableVersion[],
): ReadonlyMap<EventId, CommittedDocumentation> {
  const byId = new Map(versions.map((version) => [version.id, version]));
  const holders = new Map(versions.filter(({ conflict }) => conflict === null).map(({ id, version }) => [version, id]));
  const placed = new Map<EventId, CommittedDocumentation>();
  for (const { field, version, registrations, text, stamp } of texts) {
    const own = registrations.find((id) => version === null || byId.get(id)?.claimed === version);
    const id = own ?? (version === null ? undefined : holders.get(version));
    if (id === undefined || !byId.has(id)) {
      continue;
    }
    const before = placed.get(id)?.[field];
    if (before === undefined) {
      placed.set(id, { ...placed.get(id), [field]: { text, stamp } });
    } else if (before.stamp.commit === stamp.commit) {
      placed.set(id, { ...placed.get(id), [field]: { text: joinTexts([before.text, text]), stamp } });
    }
  }
  return placed;
}

interface Documented {
  readonly documentation: Documentation;
  readonly emptied?: readonly DocumentationField[] | undefined;
  readonly writtenIn?: Partial<Record<DocumentationField, CommitStamp>> | undefined;
}

/**
 * The version with what commit messages add to it. What an event says is explicit and stands; a message fills what no
 * event has written. A field that an event emptied stays empty.
 */
export function withCommittedTexts<T extends Documented>(version: T, committed: CommittedDocumentation | undefined): T {
  if (committed === undefined) {
    return version;
  }
  const fields = (Object.keys(committed) as DocumentationField[]).filter(
    (field) => version.documentation[field].trim() === '' && version.emptied?.includes(field) !== true,
  );
  if (fields.length === 0) {
    return version;
  }
  const texts = fields.map((field) => [field, committed[field]?.text ?? '']);
  const stamps = fields.map((field) => [field, committed[field]?.stamp]);
  return {
    ...version,
    documentation: { ...version.documentation, ...(Object.fromEntries(texts) as Partial<Documentation>) },
    writtenIn: Object.fromEntries(stamps) as Partial<Record<DocumentationField, CommitStamp>>,
  };
}

/** What events alone say. */
export function withoutCommittedTexts({ documentation, writtenIn = {} }: Documented): Documentation {
  return {
    rationale: writtenIn.rationale === undefined ? documentation.rationale : '',
    changes: writtenIn.changes === undefined ? documentation.changes : '',
    impact: writtenIn.impact === undefined ? documentation.impact : '',
  };
}
