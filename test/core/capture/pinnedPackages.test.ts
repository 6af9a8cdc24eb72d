import { describe, expect, it } from 'vitest';
import {
  readImports,
  readPins,
  readPrintedPackages,
  readVersionExpression,
} from '../../../src/core/capture/pinnedPackages';

const pins = (name: string, text: string) => Object.fromEntries(readPins(name, text));

describe('readPins', () => {
  it.each([
    [
      'requirements.txt',
      '# training\nscikit-learn==1.5.0\nXGBoost[plotting] == 2.0.3 ; python_version > "3.8"\npandas>=2\nnumpy==1.26.* \n-r base.txt\ntorch==2.1.0+cu118 --hash=sha256:abc\n',
      { 'scikit-learn': '1.5.0', xgboost: '2.0.3', torch: '2.1.0+cu118' },
    ],
    [
      'poetry.lock',
      '[[package]]\nname = "Scikit_Learn"\nversion = "1.5.0"\n\n[package.dependencies]\nname = "wrong"\n\n[[package]]\nname = "numpy"\nversion = "1.26.4"\n',
      { 'scikit-learn': '1.5.0', numpy: '1.26.4' },
    ],
    [
      'uv.lock',
      'version = 1\n\n[[package]]\nname = "xgboost"\nversion = "2.0.3"\nsource = { registry = "x" }\n',
      { xgboost: '2.0.3' },
    ],
    ['Pipfile.lock', '{"default":{"pandas":{"version":"==2.2.0"},"own":{"path":"."}}}', { pandas: '2.2.0' }],
    ['Pipfile.lock', '{', {}],
    [
      'environment.yml',
      'dependencies:\n  - python=3.11\n  - conda-forge::numpy=1.26.4=py311h64a7726_0\n  - scipy=1.13\n  - pip:\n    - xgboost==2.0.3\n',
      { numpy: '1.26.4', xgboost: '2.0.3' },
    ],
    ['environment.yml', 'dependencies: nothing', {}],
    [
      'pyproject.toml',
      '[project]\ndependencies = ["pandas==2.2.0", "numpy>=1", "torch[x] == 2.1.0 ; extra"]\n',
      { pandas: '2.2.0', torch: '2.1.0' },
    ],
  ])('reads %s', (name, text, expected) => {
    expect(pins(name, text)).toEqual(expected);
  });
});

describe('readPrintedPackages', () => {
  const printed = (text: string, ...imported: readonly string[]) =>
    Object.fromEntries(readPrintedPackages(text, new Set(imported)));

  it.each([
    [
      'pip list',
      'Package      Version\n------------ -------\nnumpy        1.26.4\nscikit-learn 1.5.0\n\nAccuracy     0.91\n',
      { numpy: '1.26.4', 'scikit-learn': '1.5.0' },
    ],
    ['pip freeze', 'numpy==1.26.4\nScikit_Learn==1.5.0\n', { numpy: '1.26.4', 'scikit-learn': '1.5.0' }],
  ])('reads %s', (_, text, expected) => {
    expect(printed(text)).toEqual(expected);
  });

  it.each([
    ['TensorFlow version: 2.15.0', 'tensorflow', { tensorflow: '2.15.0' }],
    ['sklearn 1.5.0', 'scikit-learn', { 'scikit-learn': '1.5.0' }],
    ['xgboost     : 2.0.3', 'xgboost', { xgboost: '2.0.3' }],
    ['Using torch 2.1.0+cu118', 'torch', { torch: '2.1.0+cu118' }],
    ['lightgbm: 0.934', 'xgboost', {}],
    ['accuracy 0.934', 'scikit-learn', {}],
  ])('believes %j when %s is imported', (text, imported, expected) => {
    expect(printed(text, imported)).toEqual(expected);
  });
});

describe('readVersionExpression', () => {
  it.each([
    ['import sklearn\nsklearn.__version__', "'1.5.0'", [['sklearn', '1.5.0']]],
    ['print(tf.__version__)', '2.15.0\n', [['tf', '2.15.0']]],
    ['sklearn.__version__', 'nothing', []],
    ['model.score(X, y)', '0.93', []],
  ])('reads %j', (source, result, expected) => {
    expect([...readVersionExpression(source, result)]).toEqual(expected);
  });
});

describe('readImports', () => {
  it('names distributions, and the modules under their own names', () => {
    const { packages, aliases } = readImports(
      'import numpy as np, pandas\nfrom sklearn.ensemble import RandomForestClassifier\nimport tensorflow.keras as keras  # gpu\nfrom . import own\n# import gone\n',
    );

    expect([...packages]).toEqual(['numpy', 'pandas', 'scikit-learn', 'tensorflow']);
    expect(Object.fromEntries(aliases)).toMatchObject({ np: 'numpy', keras: 'tensorflow', sklearn: 'scikit-learn' });
  });
});
