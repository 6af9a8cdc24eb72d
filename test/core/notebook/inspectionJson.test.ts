import { describe, expect, it } from 'vitest';
import { toInspectionJson } from '../../../src/core/notebook/inspectionJson';
import { inspectCells } from '../../support/printedCells';

describe('toInspectionJson', () => {
  it('has exactly the documented fields', () => {
    const json = toInspectionJson(
      inspectCells({
        code: "import joblib\nlr = 0.1\njoblib.dump(m, 'm.joblib')\npd.read_csv('a.csv')",
        stdout: 'Test accuracy: 0.9',
      }),
    );

    expect(json).toEqual({
      framework: [],
      metrics: [
        { name: 'accuracy', value: 0.9, split: 'test', model: null, higherIsBetter: true, cell: 0, headline: true },
      ],
      params: [{ name: 'lr', value: 0.1, cell: 0 }],
      datasets: [{ path: 'a.csv', cell: 0 }],
      artifacts: [{ path: 'm.joblib', cell: 0 }],
    });
  });

  it('quotes paths as the code spells them, and each file once', () => {
    const inspection = inspectCells({
      code: "import joblib\npd.read_csv('./data//a.csv')\npd.read_csv('data/a.csv')\njoblib.dump(m, './m.joblib')",
    });

    expect(toInspectionJson(inspection).datasets).toEqual([{ path: './data//a.csv', cell: 0 }]);
    expect(toInspectionJson(inspection).artifacts).toEqual([{ path: './m.joblib', cell: 0 }]);
    expect(inspection.datasets.map(({ path }) => path)).toEqual(['data/a.csv']);
  });

  it('leaves out what the reader is not sure of', () => {
    const inspection = inspectCells({ stdout: 'Accuracy: 0.9' });
    const unsure = {
      ...inspection,
      metrics: inspection.metrics.map((metric) => ({ ...metric, confidence: 'low' as const })),
    };

    expect(toInspectionJson(unsure).metrics).toEqual([]);
  });
});
