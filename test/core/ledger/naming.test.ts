import { describe, expect, it } from 'vitest';
import { buildName, namePattern, namingPatternProblem, type NameFacts } from '../../../src/core/ledger/naming';

const facts: NameFacts = {
  project: 'projectX',
  model: 'modelY',
  version: 1,
  at: new Date('2024-06-12T23:05:09.123Z'),
  author: 'Ada Lovelace',
  branch: 'feature/trees',
  commit: '0123456789abcdef0123456789abcdef01234567',
  framework: ['xgboost', 'scikit-learn'],
};

describe('buildName', () => {
  it.each([
    ['{project}_{model}_v{version}_{date}', 'projectX_modelY_v1_20240612'],
    ['{model}-{version:000}', 'modelY-001'],
    ['{model}_v{version}_{date:YYYY-MM-DD}T{time:HHmm}', 'modelY_v1_2024-06-12T2305'],
    ['{model}_{date}_{time}', 'modelY_20240612_230509'],
    ['{model}_{date:YYMMDD}_v{version}', 'modelY_240612_v1'],
    ['{author}.{branch}.{commit}.{framework}.{version}', 'Ada-Lovelace.feature-trees.01234567.xgboost.1'],
  ])('builds %s', (pattern, name) => {
    expect(buildName(pattern, facts)).toBe(name);
  });

  it('has a word for what is not known', () => {
    const bare = { ...facts, author: ' / ', branch: null, commit: null, framework: [] };

    expect(buildName('{author}_{branch}_{commit}_{framework}_{version}', bare)).toBe(
      'unknown_no-branch_no-commit_no-framework_1',
    );
  });

  it('keeps letters of any script and nothing that a file name cannot have', () => {
    const odd = { ...facts, project: 'Prüfung: 価格/予測*?', author: '..' };

    expect(buildName('{project}_v{version}', odd)).toBe('Prüfung-価格-予測_v1');
  });

  it('does not read values as patterns', () => {
    expect(buildName('{project}_v{version}', { ...facts, project: '{model}$&' })).toBe('model_v1');
  });

  it('pads but never cuts a version', () => {
    expect(buildName('{model}-{version:00}', { ...facts, version: 1234 })).toBe('modelY-1234');
  });
});

describe('namingPatternProblem', () => {
  it.each(['{version}', '{date}{time}', 'v{version:0000}', '{date:YYYY}-{time:HH}'])('accepts %s', (pattern) => {
    expect(namingPatternProblem(pattern)).toBeNull();
  });

  it.each([
    ['', 'empty'],
    ['  ', 'empty'],
    ['{modle}_v{version}', '{modle}'],
    ['{model_v{version}', 'brace'],
    ['{model}}_v{version}', 'brace'],
    ['{}{version}', '{}'],
    ['{model}_{date}', 'same name'],
    ['release', 'same name'],
    ['{version:abc}', '{version:abc}'],
    ['{version:}', '{version:}'],
    ['{date:hh}', '{date:hh}'],
    ['{model:x}_{version}', '{model:x}'],
    ['{constructor}_{version}', '{constructor}'],
  ])('refuses %j', (pattern, word) => {
    expect(namingPatternProblem(pattern)).toContain(word);
    expect(() => buildName(pattern, facts)).toThrow(RangeError);
  });
});

describe('namePattern', () => {
  const patterns = [
    '{project}_{model}_v{version}_{date}',
    '{model}-{version:000}',
    '{model}.v{version}_{date:YYYY-MM-DD}T{time:HHmm}',
    '{author}.{branch}.{commit}.{framework}.{version}',
  ];

  it.each(patterns)('takes the names that %s builds, and others not', (pattern) => {
    const known = namePattern(pattern);

    expect(known?.test(buildName(pattern, facts))).toBe(true);
    expect(known?.test(buildName(pattern, { ...facts, version: 1234, project: 'Prüfung', branch: null }))).toBe(true);
    expect(known?.test('best one')).toBe(false);
    expect(known?.test('')).toBe(false);
  });

  it('is none for a pattern that cannot build names', () => {
    expect(namePattern('{model}')).toBeNull();
  });
});
