/**
 * A notebook as both a file (`parseNotebook`) and the live editor (extension) give it, so that everything after reads
 * one shape. Texts are joined, outputs keep their order, images stay encoded until somebody wants them.
 */

export interface Notebook {
  readonly cells: readonly NotebookCell[];
  /** `python3`; null when the file does not say. */
  readonly kernel: string | null;
  readonly kernelDisplayName: string | null;
  readonly language: string | null;
  /** `3.11.7`, from `language_info.version`. */
  readonly languageVersion: string | null;
  readonly metadata: Readonly<Record<string, unknown>>;
}

export interface NotebookCell {
  /** Position among all cells, Markdown and raw included, from 0. */
  readonly index: number;
  /** nbformat 4.5 id, where there is one. */
  readonly id: string | null;
  readonly kind: 'code' | 'markdown' | 'raw';
  readonly source: string;
  readonly executionCount: number | null;
  readonly tags: readonly string[];
  readonly outputs: readonly NotebookOutput[];
  /** Milliseconds since the epoch. */
  readonly startedAt: number | null;
  readonly finishedAt: number | null;
  /** False when it raised; null when unknown. */
  readonly success: boolean | null;
}

export type NotebookOutput =
  | { readonly kind: 'stream'; readonly name: 'stdout' | 'stderr'; readonly text: string }
  | {
      readonly kind: 'data';
      /** True for the value of the last expression (`execute_result`). */
      readonly isResult: boolean;
      /** Text as is; images as base64; JSON types as JSON text. */
      readonly data: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'error'; readonly name: string; readonly message: string; readonly traceback: string };
