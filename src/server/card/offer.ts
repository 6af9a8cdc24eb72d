import type { CompletionItemKind } from 'vscode-languageserver';

/** What can be offered, before it is made an item of the editor. */
export interface Offer {
  readonly label: string;
  readonly text?: string;
  readonly isSnippet?: boolean;
  readonly kind: CompletionItemKind;
  readonly detail?: string | undefined;
  /** Markdown. */
  readonly documentation?: string | undefined;
  /** What the typed word is matched with; the label where absent. */
  readonly filter?: string;
}
