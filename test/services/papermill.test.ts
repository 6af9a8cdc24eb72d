import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { callJson } from '../cli/support/cli';
import { inspectSchema, registerSchema, showSchema } from '../cli/support/contract';
import { commitAll, makeRepository, write } from '../cli/support/repository';
import { python, runPython } from './services';

const NOTEBOOK = {
  nbformat: 4,
  nbformat_minor: 5,
  metadata: { kernelspec: { name: 'python3', display_name: 'Python 3', language: 'python' } },
  cells: [
    cell('settings', ['threshold = 5\n', 'repeats = 1'], ['parameters']),
    cell('data', ['import csv\n', "rows = list(csv.DictReader(open('data/churn.csv')))"]),
    cell('scores', [
      "correct = sum((int(row['tenure']) < threshold) == (row['churned'] == '1') for row in rows)\n",
      "print(f'Test accuracy: {correct / len(rows):.4f}')",
    ]),
  ],
};

function cell(id: string, source: readonly string[], tags: readonly string[] = []): unknown {
  return { cell_type: 'code', id, metadata: { tags }, source, outputs: [], execution_count: null };
}

describe.skipIf(python === null)('with papermill', () => {
  it('reads the params it was run with and what it printed', async () => {
    const root = await makeRepository('papermill project');
    await write(root, 'train.ipynb', JSON.stringify(NOTEBOOK));
    await write(root, 'data/churn.csv', 'tenure,churned\n12,0\n3,1\n8,0\n30,0\n');
    await commitAll(root, 'train');
    const run = ['train.ipynb', 'run.ipynb', '-p', 'threshold', '10', '-p', 'repeats', '4', '--no-progress-bar'];
    await runPython('papermill', [...run, '--cwd', root], root, {
      env: { JUPYTER_PLATFORM_DIRS: '1', HOME: join(root, '..') },
    });

    const found = await callJson(root, ['inspect', 'run.ipynb'], inspectSchema);
    await callJson(root, ['register', 'run.ipynb', '--model', 'churn'], registerSchema);

    const version = await callJson(root, ['show', 'churn@v1'], showSchema);
    const params = Object.fromEntries(found.params.map(({ name, value }) => [name, value]));
    expect(params).toMatchObject({ threshold: 10, repeats: 4 });
    expect(found.metrics).toContainEqual(
      expect.objectContaining({ name: 'accuracy', split: 'test', value: 0.75, headline: true }),
    );
    expect(version.datasets).toMatchObject([{ path: 'data/churn.csv', identity: { kind: 'git' } }]);
    expect(version.environment.python).toMatch(/^3\./);
    expect(version.execution?.finishedAt).not.toBeNull();
    expect(version.execution?.order.every((count) => count !== null)).toBe(true);
  });
});
