import type { DocumentationField } from '../../model';
import { summarise, type ModelSummary } from '../../ledger/versionSummary';
import { eventFileName } from './eventFiles';
import type { IndexedModel } from './indexedModel';
import type { CommittedDocumentations } from './committedDocumentation';
import type { CommittedTexts, Commits } from './ledgerHistory';
import type { LedgerPaths } from './ledgerPaths';

/** What a summary depends on besides the events. */
export interface SummaryFacts {
  readonly initialStage: string;
  readonly commits: Commits;
  readonly texts: CommittedTexts;
  readonly required: readonly DocumentationField[];
}

interface Drawn {
  readonly key: readonly unknown[];
  readonly summary: ModelSummary;
}

/** Summaries of models, the same objects again while nothing that they depend on has changed. */
export class Summariser {
  private drawn: ReadonlyMap<string, Drawn> = new Map();

  constructor(
    private readonly paths: LedgerPaths,
    private readonly committed: CommittedDocumentations,
  ) {}

  summarise(models: readonly IndexedModel[], facts: SummaryFacts): readonly ModelSummary[] {
    const drawn = models.map((model) => this.drawOnce(model, facts));
    this.drawn = new Map(drawn.map((one) => [one.summary.model, one]));
    return drawn.map(({ summary }) => summary);
  }

  private drawOnce(model: IndexedModel, facts: SummaryFacts): Drawn {
    const key = [model, facts.initialStage, facts.commits, facts.texts, facts.required.join()];
    const before = this.drawn.get(model.model);
    return before?.key.every((part, index) => part === key[index]) === true
      ? before
      : { key, summary: this.draw(model, facts) };
  }

  private draw(indexed: IndexedModel, { initialStage, commits, texts, required }: SummaryFacts): ModelSummary {
    const { model } = indexed;
    const versions = indexed
      .state(initialStage)
      .versions.map((version) => {
        const event = this.paths.relativeEvent(model, eventFileName(version.id, 'registered'));
        return summarise(this.committed.summarised(version, indexed, texts), {
          event,
          commit: commits.get(event)?.commit ?? null,
          required,
        });
      })
      .sort((a, b) => b.version - a.version);
    return { model, versions, conflicts: versions.filter((version) => version.conflict !== null).length };
  }
}
