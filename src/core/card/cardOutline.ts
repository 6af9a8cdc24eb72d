import type { DocumentationField, Metric, Param } from '../model';
import type { Place } from './place';

/** A key at the top of the front matter, with its value. */
export interface FieldPlace {
  readonly name: string;
  readonly key: Place;
  /** Null where nothing is written after the key. */
  readonly value: Place | null;
  readonly whole: Place;
}

/** One fact of the front matter and where it stands. Facts that cannot be read have a problem instead of an entry. */
export type CardEntry =
  | {
      readonly kind: 'metric';
      readonly list: 'metrics' | 'uncertain';
      readonly metric: Metric;
      readonly whole: Place;
      /** The values of its fields by their names: `name`, `value`, `split`, …. */
      readonly parts: ReadonlyMap<string, Place>;
    }
  | {
      readonly kind: 'param';
      readonly param: Param;
      readonly whole: Place;
      readonly name: Place;
      readonly value: Place | null;
    }
  | {
      readonly kind: 'path';
      readonly list: 'data' | 'artifacts';
      readonly path: string;
      readonly whole: Place;
      readonly value: Place;
    }
  | { readonly kind: 'tag'; readonly name: string; readonly text: string; readonly whole: Place };

export type EntryOf<K extends CardEntry['kind']> = Extract<CardEntry, { readonly kind: K }>;

/** A stretch of the text below the front matter that belongs to one of the three texts. Lines count from 0. */
export interface SectionSpan {
  readonly field: DocumentationField;
  /** Line of its heading; null for a text before the first heading. */
  readonly heading: number | null;
  /** First line below the heading. */
  readonly first: number;
  /** The line after its last one. */
  readonly end: number;
}

/** Where everything in a card or draft stands. */
export interface CardOutline {
  /** Lines of the two fences; null without front matter. */
  readonly frontMatter: { readonly first: number; readonly last: number } | null;
  readonly fields: readonly FieldPlace[];
  readonly entries: readonly CardEntry[];
  readonly sections: readonly SectionSpan[];
}
