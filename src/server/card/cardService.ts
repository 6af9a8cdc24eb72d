import type {
  CodeAction,
  CompletionItem,
  Diagnostic,
  DocumentSymbol,
  FoldingRange,
  Hover,
  Position,
  Range,
} from 'vscode-languageserver/node';
import { metricDirection } from '../../core/metric/catalogue';
import type { Subject } from '../session';
import { readCard, type Card } from './card';
import { cardActions } from './cardActions';
import { cardAddress } from './cardAddress';
import { cardCompletions } from './cardCompletions';
import { toDiagnostic } from './cardDiagnostics';
import { cardFindings } from './cardFindings';
import { cardFolding } from './cardFolding';
import { cardHover } from './cardHover';
import { cardSymbols } from './cardSymbols';
import { completionSpot } from './completionSpot';
import type { Finding } from './finding';
import type { SurroundingsReader } from './surroundingsReader';

/** Answers for drafts and cards, which is what the subjects are: gathers what is around one, then asks the pure functions beside this file. */
export class CardService {
  constructor(private readonly reader: SurroundingsReader) {}

  async diagnostics(subject: Subject): Promise<readonly Diagnostic[]> {
    return (await this.findings(subject)).map(toDiagnostic);
  }

  async actions(subject: Subject, range: Range): Promise<CodeAction[]> {
    return cardActions(subject.document.uri, await this.findings(subject), range);
  }

  /** `isTyped`: nobody asked, a character was typed. In running text that is no question. */
  async completions(
    subject: Subject,
    position: Position,
    { isTyped }: { readonly isTyped: boolean } = { isTyped: false },
  ): Promise<CompletionItem[]> {
    const card = cardOf(subject);
    if (isTyped && completionSpot(card.lines, position)?.kind === 'prose') {
      return [];
    }
    return cardCompletions(card, position, await this.reader.around(card, subject, { files: true }));
  }

  async hover(subject: Subject, position: Position): Promise<Hover | null> {
    const card = cardOf(subject);
    return cardHover(card, position, await this.reader.around(card, subject, { files: false }));
  }

  symbols(subject: Subject): DocumentSymbol[] {
    return cardSymbols(cardOf(subject));
  }

  folding(subject: Subject): FoldingRange[] {
    return cardFolding(cardOf(subject));
  }

  /** Whether this open document is a draft from that source: it is to be judged again when the source has changed. */
  isFrom(subject: Subject, file: string): boolean {
    return this.reader.sourceFile(cardOf(subject), subject) === file;
  }

  private async findings(subject: Subject): Promise<readonly Finding[]> {
    const card = cardOf(subject);
    // Nobody can edit such a card: there is nothing to say about it.
    return card.kind === 'shown'
      ? []
      : cardFindings(card, await this.reader.around(card, subject, { files: 'where missing' }));
  }
}

function cardOf({ document, kind, path, snapshot }: Subject): Card {
  return readCard(document.getText(), cardAddress(kind === 'draft' ? 'draft' : 'card', document.uri, path), (name) =>
    metricDirection(name, snapshot.config.metrics),
  );
}
