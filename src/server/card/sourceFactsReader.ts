import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import type { InspectOptions } from '../../core/notebook/inspectNotebook';
import type { SourceFacts } from '../../core/notebook/sourceFacts';
import type { OpenSource } from '../../protocol/languageServer';

/** A larger notebook would keep everybody waiting who types; its draft is then not compared with it. */
const LARGEST = 60_000_000;

interface Kept {
  /** Tells whether the file may have changed. */
  readonly stamp: string;
  /** Tells whether it has. */
  readonly sha256: string;
  readonly facts: SourceFacts | null;
}

/** Asks the editor for a notebook with unsaved changes; null when it has none. */
export type AskForSource = (path: string, known: number | null) => Promise<OpenSource | null>;

/** The facts of notebooks, each read once for each of its states. */
export class SourceFactsReader {
  private readonly saved = new Map<string, Kept>();
  private readonly open = new Map<string, { readonly version: number; readonly facts: SourceFacts }>();

  constructor(private readonly ask: AskForSource) {}

  /** Null when there is no such notebook, or it cannot be read. */
  async read(path: string, options: InspectOptions): Promise<SourceFacts | null> {
    const known = this.open.get(path);
    const open = await this.ask(path, known?.version ?? null);
    if (open === null) {
      this.open.delete(path);
      return this.readFile(path, options);
    }
    const facts = open.facts ?? known?.facts;
    if (facts !== undefined) {
      this.open.set(path, { version: open.version, facts });
    }
    return facts ?? null;
  }

  private async readFile(path: string, options: InspectOptions): Promise<SourceFacts | null> {
    const facts = await stat(path).catch(() => null);
    if (facts?.isFile() !== true || facts.size > LARGEST) {
      return null;
    }
    const stamp = `${facts.mtimeMs} ${facts.size} ${JSON.stringify(options)}`;
    const kept = this.saved.get(path);
    if (kept?.stamp === stamp) {
      return kept.facts;
    }
    const text = await readFile(path, 'utf8').catch(() => null);
    const sha256 = createHash('sha256')
      .update(text ?? '')
      .digest('hex');
    const isSame = kept?.sha256 === sha256 && kept.stamp.endsWith(JSON.stringify(options));
    const read = isSame ? kept.facts : text === null ? null : await inspect(text, options);
    this.saved.set(path, { stamp, sha256, facts: read });
    return read;
  }
}

async function inspect(text: string, options: InspectOptions): Promise<SourceFacts | null> {
  // Imported when first needed: most windows have no draft.
  const [{ parseNotebook }, { sourceFacts }, { LedgerError }] = await Promise.all([
    import('../../core/notebook/parseNotebook'),
    import('../../core/notebook/sourceFacts'),
    import('../../core/errors'),
  ]);
  try {
    return sourceFacts(parseNotebook(text), options);
  } catch (error) {
    if (error instanceof LedgerError) {
      return null;
    }
    throw error;
  }
}
