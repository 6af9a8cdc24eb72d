import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { parseDraft } from '../../../../src/core/card/parseDraft';
import { renderDraft } from '../../../../src/core/card/renderDraft';
import type { Capture } from '../../../../src/core/capture/capture';
import { captureFile } from '../../../../src/core/io/capture/captureFile';
import { prepareDraft } from '../../../../src/core/io/capture/prepareDraft';
import { registerDraft } from '../../../../src/core/io/capture/register';
import { doubtfulFacts } from '../../../../src/core/draft/doubtfulFacts';
import type { InspectedMetric } from '../../../../src/core/notebook/inspection';
import type { Version } from '../../../../src/core/model';
import { notebookText } from '../../../support/notebooks';
import { RepositoryLedger } from '../../../support/repositoryLedger';

const TOKEN = `ghp_${'a1B2'.repeat(9)}`;
const WEBHOOK = ['https://hooks.slack.com', 'services', 'T000', 'B000', 'aB3dE6gH9jK2mN5pQ8rS'].join('/');

const DOUBTED: InspectedMetric = {
  name: 'score',
  value: 0.5,
  split: null,
  higherIsBetter: null,
  headline: false,
  source: { cell: 1 },
  confidence: 'low',
};

describe('a registration', () => {
  it('offers what the reader doubts, and records it only when a person says so', async () => {
    const { base, capture } = await captureCells([
      { source: 'print("Test accuracy:", accuracy_score(y_test, p))', stdout: 'Test accuracy: 0.91\n' },
      { source: 'print(s)', stdout: '0.5\n' },
    ]);
    const doubtful = {
      ...capture,
      inspection: {
        ...capture.inspection,
        metrics: [...capture.inspection.metrics.filter(({ confidence }) => confidence !== 'low'), DOUBTED],
        params: [{ name: 'depth', value: 3, source: {}, confidence: 'low' as const }],
      },
    };
    const { draft } = await prepareDraft({ ledger: base.ledger, capture: doubtful, model: 'churn' });
    const text = renderDraft(draft, { doubtful: doubtfulFacts(doubtful, draft) });

    const silent = await register(base, doubtful, text);
    const ticked = await register(base, doubtful, moveUp(text));

    expect(text).toMatch(/# Not recorded\. Move a line up to metrics to record it\.\nuncertain:\n {2}- \{ name: score/);
    expect(silent.metrics.map(({ name }) => name)).toEqual(['accuracy']);
    expect(silent.params).toEqual([]);
    expect(text).toMatch(/^params:\n {2}# Not sure.*\n {2}# depth: 3$/m);
    expect(ticked.params).toMatchObject([{ name: 'depth', value: 3 }]);
    expect(ticked.metrics.map(({ name }) => name)).toEqual(['accuracy', 'score']);
  });

  it('keeps no secret in any piece of evidence, in the draft or in the event', async () => {
    const svg = `<svg xmlns="http://www.w3.org/2000/svg"><text>${TOKEN}</text></svg>`;
    const { base, capture } = await captureCells(
      [
        {
          source: `api_key = "${TOKEN}"\nmodel = RandomForestClassifier(n_estimators=5, random_state=1)\nmodel.fit(X, y)`,
        },
        { source: 'print("token", t)', stdout: `token ${TOKEN}\npassword=hunter2\n${WEBHOOK}\n` },
        {
          source: 'history = model.fit(X_train, y_train, epochs=2)',
          stdout: `${keras(1, '0.5000', '0.6000')}using ${TOKEN}\n${keras(2, '0.4000', '0.5500')}`,
        },
      ],
      { 'train.log': `login ${TOKEN}\nEpoch 1/2 - loss: 0.5\n` },
      svg,
    );
    const { draft } = await prepareDraft({ ledger: base.ledger, capture, model: 'churn' });
    const text = renderDraft(draft, { warnings: capture.warnings.map(({ message }) => message) });

    const version = await register(base, capture, text);

    expect(new Set(version.evidence.map(({ kind }) => kind))).toEqual(
      new Set(['plot', 'curve', 'log', 'notebook', 'environment']),
    );
    const kept = await Promise.all(version.evidence.map(({ sha256 }) => base.ledger.readObject(sha256)));
    const everything = [text, JSON.stringify(version), ...kept.map((bytes) => Buffer.from(bytes).toString())].join(
      '\n',
    );
    expect(everything).not.toMatch(/ghp_|hunter2|aB3dE6gH9/);
    expect(version.params.map(({ name }) => name)).not.toContain('api_key');
    expect(text).toMatch(/# Note: .* look like secrets are masked/);
  });

  it('keeps learning curves with their points', async () => {
    const { base, capture } = await captureCells([
      {
        source: 'history = model.fit(X_train, y_train, epochs=2, validation_data=(X_val, y_val))',
        stdout: `${keras(1, '0.5000', '0.6000')}${keras(2, '0.4000', '0.5500')}`,
      },
    ]);
    const { draft } = await prepareDraft({ ledger: base.ledger, capture, model: 'churn' });

    const version = await register(base, capture, renderDraft(draft));

    const curve = version.evidence.find(({ kind }) => kind === 'curve');
    const { series } = JSON.parse(Buffer.from(await base.ledger.readObject(curve?.sha256 ?? '')).toString()) as {
      series: readonly { name: string; split: string; points: readonly { value: number }[] }[];
    };
    expect(series.map(({ name, split, points }) => [name, split, points.map(({ value }) => value)])).toContainEqual([
      'loss',
      'val',
      [0.6, 0.55],
    ]);
  });
});

function keras(epoch: number, loss: string, validation: string): string {
  return `Epoch ${epoch}/2\n10/10 [==============================] - 1s 9ms/step - loss: ${loss} - val_loss: ${validation}\n`;
}

async function captureCells(
  cells: Parameters<typeof notebookText>[0],
  files: Readonly<Record<string, string>> = {},
  svg?: string,
): Promise<{ base: RepositoryLedger; capture: Capture }> {
  const base = await RepositoryLedger.create();
  const json = JSON.parse(notebookText(cells)) as { cells: { outputs: unknown[] }[] };
  if (svg !== undefined) {
    json.cells[0]?.outputs.push({ output_type: 'display_data', data: { 'image/svg+xml': [svg] }, metadata: {} });
  }
  await base.repository.write('train.ipynb', JSON.stringify(json));
  for (const [name, text] of Object.entries(files)) {
    await base.repository.write(name, text);
  }
  return { base, capture: await captureFile({ ledger: base.ledger, path: base.path('train.ipynb') }) };
}

async function register(base: RepositoryLedger, capture: Capture, text: string): Promise<Version> {
  const { draft } = parseDraft(text);
  if (draft === null) {
    throw new Error('the draft does not parse');
  }
  const { id } = await registerDraft({ ledger: base.ledger, draft, capture });
  return base.ledger.version({ id });
}

/** The uncertain metrics under the certain ones, and the doubtful param without its comment sign. */
function moveUp(text: string): string {
  return text.replace(/# Not recorded\..*\nuncertain:\n/, '').replace('# depth', 'depth');
}
