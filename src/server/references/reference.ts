/** Which version of a model is meant. */
export type Selector =
  | { readonly kind: 'version'; readonly version: number }
  | { readonly kind: 'alias'; readonly alias: string }
  /** A stage as MLflow's older addresses have it, or `latest`. */
  | { readonly kind: 'stage'; readonly stage: string };

/** A place in a text that names a version. Offsets count UTF-16 units from the beginning of the text. */
export type Reference =
  | {
      readonly kind: 'version';
      /** `models:/churn/4` and its kin; else `churn@v4`. */
      readonly isAddress: boolean;
      readonly start: number;
      readonly end: number;
      readonly model: string;
      /** Null for an address that names the model alone. */
      readonly selector: Selector | null;
    }
  | {
      readonly kind: 'artifact';
      readonly start: number;
      readonly end: number;
      /** As recorded: relative to the ledger's root, with forward slashes. */
      readonly path: string;
    };

export type VersionReference = Extract<Reference, { kind: 'version' }>;
export type ArtifactReference = Extract<Reference, { kind: 'artifact' }>;

/**
 * What the file at a registered path holds now, by that path: the SHA-256 of its bytes, or `changed` when they are
 * certainly of no version. Paths of which nothing is known are left out.
 */
export type ArtifactBytes = ReadonlyMap<string, string>;
