import { describe, expect, it } from 'vitest';
import { describeChanges } from '../../../src/core/draft/changes';
import { version } from '../../support/versions';

const environment = { framework: ['scikit-learn'], kernel: null, language: 'python', python: '3.11.7' };

describe('describeChanges', () => {
  it('names params, data, packages and cells that differ', () => {
    const previous = version(3, {
      params: [
        { name: 'max_depth', value: 4 },
        { name: 'seed', value: 7 },
        { name: 'C', value: 1 },
      ],
      datasets: [
        { path: 'churn.csv', identity: { kind: 'sha256', digest: 'a'.repeat(64) } },
        { path: 'old.csv', identity: { kind: 'unresolved' } },
      ],
      environment: { ...environment, packages: { pandas: '2.1.0', numpy: '1.26.0' } },
    });

    const text = describeChanges(previous, {
      params: [
        { name: 'max_depth', value: 6 },
        { name: 'seed', value: 7 },
        { name: 'booster', value: 'dart' },
      ],
      datasets: [
        { path: 'churn.csv', identity: { kind: 'sha256', digest: 'b'.repeat(64) } },
        { path: 'new.csv', identity: { kind: 'unresolved' } },
      ],
      environment: {
        ...environment,
        framework: ['xgboost'],
        python: '3.12.1',
        packages: { pandas: '2.2.0', scipy: '1.0.0' },
      },
      cells: ['- cell 3 edited (1 line new)'],
    });

    expect(text.split('\n')).toEqual([
      'Since churn@v3:',
      '',
      '- `max_depth`: 4 → 6',
      '- `booster` set to dart',
      '- `C` no longer set (was 1)',
      '- data changed: `churn.csv` (sha256:aaaaaaaa → sha256:bbbbbbbb)',
      '- data added: `new.csv`',
      '- data no longer read: `old.csv`',
      '- now uses xgboost',
      '- no longer uses scikit-learn',
      '- python 3.11.7 → 3.12.1',
      '- pandas 2.1.0 → 2.2.0',
      '- cell 3 edited (1 line new)',
    ]);
  });

  it('says nothing about what a source such as a model file cannot tell', () => {
    const previous = version(3, {
      params: [{ name: 'max_depth', value: 4 }],
      datasets: [{ path: 'churn.csv', identity: { kind: 'unresolved' } }],
      environment,
    });

    const text = describeChanges(previous, {
      params: [],
      datasets: [],
      environment: { framework: [], kernel: null, language: null, python: null },
    });

    expect(text).toBe('');
  });

  it('is empty for a first version and where nothing differs', () => {
    const previous = version(1);

    expect(describeChanges(null, { params: [{ name: 'a', value: 1 }], datasets: [] })).toBe('');
    expect(
      describeChanges(previous, { params: previous.params, datasets: [], environment: previous.environment }),
    ).toBe('');
  });
});
