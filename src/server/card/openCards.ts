import type { CardService } from './cardService';
import type { AskForSource } from './sourceFactsReader';

export type OpenCards = () => Promise<CardService>;

/** Loaded when the first draft or card is open: it brings the YAML parser and the notebook reader. */
export function openCards(askForSource: AskForSource): OpenCards {
  let service: Promise<CardService> | null = null;
  return () => (service ??= load(askForSource));
}

async function load(askForSource: AskForSource): Promise<CardService> {
  const [{ CardService }, { SurroundingsReader }, { SourceFactsReader }] = await Promise.all([
    import('./cardService'),
    import('./surroundingsReader'),
    import('./sourceFactsReader'),
  ]);
  return new CardService(new SurroundingsReader(new SourceFactsReader(askForSource)));
}
