import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { createSampleWorkspace } from '../../../scripts/sampleWorkspace';
import { renderCard } from '../../../src/core/card/renderCard';
import { renderDraft } from '../../../src/core/card/renderDraft';
import { doubtfulFacts } from '../../../src/core/draft/doubtfulFacts';
import { captureFile } from '../../../src/core/io/capture/captureFile';
import { prepareDraft } from '../../../src/core/io/capture/prepareDraft';
import { Ledger } from '../../../src/core/io/ledger/ledger';
import { parseNotebook } from '../../../src/core/notebook/parseNotebook';
import { sourceFacts } from '../../../src/core/notebook/sourceFacts';
import type { OpenSource } from '../../../src/protocol/languageServer';
import { openCards, type OpenCards } from '../../../src/server/card/openCards';
import { documentKind } from '../../../src/server/documentKind';
import { LedgerView } from '../../../src/server/ledgerView';
import type { Subject } from '../../../src/server/session';
import { makeTemporaryFolder, removeFolder } from '../../support/temporaryFolder';

const NOTEBOOK = 'notebooks/03-tuned-gradient-boosting.ipynb';

/** The sample, and the draft that the extension opens for its third notebook. */
describe('CardService on the sample', () => {
  let root: string;
  let draft: string;
  let view: LedgerView;
  let asked: (number | null)[];
  let open: OpenSource | null;
  let cards: OpenCards;

  beforeAll(async () => {
    root = join(await makeTemporaryFolder(), 'sample');
    await createSampleWorkspace(root);
    const ledger = Ledger.open(root);
    const capture = await captureFile({ ledger, path: join(root, NOTEBOOK) });
    const prepared = await prepareDraft({ ledger, capture, model: 'churn' });
    draft = renderDraft(prepared.draft, {
      nextVersion: prepared.nextVersion,
      warnings: capture.warnings.map(({ message }) => message),
      doubtful: doubtfulFacts(capture, prepared.draft),
    });
    view = new LedgerView(root, { withoutGit: true });
  });

  afterAll(() => removeFolder(join(root, '..')));

  beforeEach(() => {
    asked = [];
    open = null;
    cards = openCards(async (_, known) => {
      asked.push(known);
      return open;
    });
  });

  async function subject(
    text: string,
    name = '.model-ledger/drafts/churn-v3.md',
    scheme = 'untitled',
  ): Promise<Subject> {
    const path = join(root, name);
    const uri = `${scheme}:${pathToFileURL(path).href.slice('file:'.length)}`;
    const document = TextDocument.create(uri, 'markdown', 1, text);
    const kind = documentKind(document);
    if (kind === null) {
      throw new Error(`${name} is no document of ours`);
    }
    return { document, kind, path, view, snapshot: await view.snapshot() };
  }

  async function codes(text: string, name?: string, scheme?: string): Promise<readonly unknown[]> {
    const found = await (await cards()).diagnostics(await subject(text, name, scheme));
    return found.map(({ code }) => code);
  }

  it('finds nothing in a new draft but that its rationale is missing', async () => {
    expect(await codes(draft)).toEqual(['documentation-missing']);
  });

  it('holds the draft against the notebook, the ledger and the disk', async () => {
    const text = draft
      .replace(/value: 0\.(\d+), split: test/, 'value: 0.1234, split: test')
      .replace('- data/churn.csv', '- data/chrun.csv')
      .replace('model: churn', 'model: chrun');

    expect(await codes(text)).toEqual(
      expect.arrayContaining(['value-differs', 'dataset-missing', 'model-unknown', 'documentation-missing']),
    );
  });

  it('offers the path that was meant', async () => {
    const text = draft.replace('- data/churn.csv', '- data/chrun.csv');
    const of = await subject(text);
    const line = text.split('\n').findIndex((item) => item.includes('chrun.csv'));
    const range = { start: { line, character: 0 }, end: { line, character: 0 } };

    const actions = await (await cards()).actions(of, range);

    expect(actions.map(({ title }) => title)).toContain('Change to data/churn.csv');
    expect(actions[0]?.edit?.changes?.[of.document.uri]).toBeDefined();
  });

  it('believes the window where the notebook has unsaved outputs, and asks for them once', async () => {
    const text = await readFile(join(root, NOTEBOOK), 'utf8');
    const value = /roc_auc, value: (0\.\d+)/.exec(draft)?.[1] ?? '';
    expect(text).toContain(value);
    const facts = sourceFacts(parseNotebook(text.replaceAll(value, '0.5555')));
    open = { version: 4, facts };

    expect(await codes(draft)).toContain('value-differs');

    open = { version: 4, facts: null };
    expect(await codes(draft)).toContain('value-differs');
    open = null;
    expect(await codes(draft)).not.toContain('value-differs');
    expect(asked).toEqual([null, 4, 4]);
  });

  it('reads the notebook again when it is saved with other values', async () => {
    const file = join(root, NOTEBOOK);
    const text = await readFile(file, 'utf8');
    const value = /roc_auc, value: (0\.\d+)/.exec(draft)?.[1] ?? '';
    expect(await codes(draft)).not.toContain('value-differs');

    await writeFile(file, text.replaceAll(value, '0.555555'));
    expect(await codes(draft)).toContain('value-differs');

    await writeFile(file, text);
    expect(await codes(draft)).not.toContain('value-differs');
  });

  it('goes without a notebook that is damaged or gone', async () => {
    const file = join(root, NOTEBOOK);
    const text = await readFile(file, 'utf8');

    await writeFile(file, '{ not a notebook');
    expect(await codes(draft)).toEqual(['documentation-missing']);
    await rm(file);
    expect(await codes(draft)).toEqual(['source-missing', 'documentation-missing']);

    await writeFile(file, text);
  });

  it('completes, explains and outlines it', async () => {
    const service = await cards();
    const of = await subject(draft);
    const lines = draft.split('\n');
    const metric = lines.findIndex((line) => line.includes('name: roc_auc'));
    const position = { line: metric, character: (lines[metric] ?? '').indexOf('roc_auc') };

    const hover = await service.hover(of, position);
    const items = await service.completions(of, position);

    expect(JSON.stringify(hover)).toContain('churn@v2');
    expect(items.map(({ label }) => label)).toContain('roc_auc');
    expect(service.symbols(of).map(({ name }) => name)).toEqual(['Facts', 'Rationale', 'Changes', 'Impact']);
    expect(service.folding(of).length).toBeGreaterThan(5);
  });

  it('does not interrupt who types running text', async () => {
    const service = await cards();
    const of = await subject(draft);
    const line = draft.split('\n').indexOf('## Rationale') + 2;

    expect(await service.completions(of, { line, character: 0 }, { isTyped: true })).toEqual([]);
    expect((await service.completions(of, { line, character: 0 })).length).toBeGreaterThan(0);
  });

  it('knows which drafts a notebook is the source of', async () => {
    const service = await cards();

    expect(service.isFrom(await subject(draft), join(root, NOTEBOOK))).toBe(true);
    expect(service.isFrom(await subject(draft), join(root, 'other.ipynb'))).toBe(false);
  });

  it('reads what a documentation draft needs from its name', async () => {
    const name = '.model-ledger/drafts/churn-v2.documentation.md';

    expect(await codes('# churn@v2\n\n## Rationale\n\n## Changes\n\n## Impact\n', name)).toEqual([
      'documentation-missing',
    ]);
    expect(await codes('# churn@v2\n\n## Rationale\n\nBetter.\n', name)).toEqual([]);
  });

  it('has nothing against cards as they are exported and shown', async () => {
    const version = await view.version({ model: 'churn', version: 2 });
    const text = renderCard(version);

    expect(await codes(text, 'docs/churn.md', 'file')).toEqual([]);
    expect(await codes(text, `.model-ledger/card/${version.id}/churn@v2.md`, 'model-ledger')).toEqual([]);
    expect(await codes(text.replace(/value: 0\.\d+/, 'value: 0.1'), 'docs/churn.md', 'file')).toEqual([
      'record-differs',
    ]);
  });
});
