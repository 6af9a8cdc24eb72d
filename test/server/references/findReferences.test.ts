import { describe, expect, it } from 'vitest';
import { findReferences } from '../../../src/server/references/findReferences';
import { snapshotOf, versionOfModel } from '../support/snapshots';

const snapshot = snapshotOf([
  versionOfModel('churn-xgb', 3, { artifacts: [artifact('models/churn.joblib'), artifact('model.pkl')] }),
  versionOfModel('churn-xgb', 4, { aliases: ['champion'], artifacts: [artifact('models/churn.joblib')] }),
  versionOfModel('checkout', 4),
  versionOfModel('saved', 1, { artifacts: [artifact('exports'), artifact('exports/saved model')] }),
]);

describe('findReferences', () => {
  it.each([
    ['mlflow.load("models:/churn-xgb/4")', ['models:/churn-xgb/4']],
    ['models:/churn-xgb@champion', ['models:/churn-xgb@champion']],
    ['models:/unknown/9', ['models:/unknown/9']],
    ['See models:/churn-xgb/4.', ['models:/churn-xgb/4']],
    ['models:/churn-xgb/Production', ['models:/churn-xgb/Production']],
    ['models:/churn-xgb', ['models:/churn-xgb']],
    ['models:/churn-xgb/{version}', ['models:/churn-xgb']],
    ['churn-xgb@v4', ['churn-xgb@v4']],
    ['(churn-xgb@v4)', ['churn-xgb@v4']],
    ['model: churn-xgb@v4', ['churn-xgb@v4']],
    ['model:churn-xgb@v4', ['churn-xgb@v4']],
    ['churn-xgb@v4.', ['churn-xgb@v4']],
    ['churn-xgb@champion', ['churn-xgb@champion']],
    ['churn-xgb@v4, churn-xgb@v3', ['churn-xgb@v4', 'churn-xgb@v3']],
    ['churn-xgb@v99', ['churn-xgb@v99']],
  ])('finds the versions in %s', (text, found) => {
    expect(findIn(text)).toEqual(found);
  });

  it.each([
    'user@v2',
    'ada@example.com',
    'churn-xgb@example.com',
    'mailto:churn-xgb@champion.org',
    '- uses: actions/checkout@v4',
    'github.com/x/checkout@v4',
    '@scope/checkout@v4',
    'ada@checkout@v4',
    'my-churn-xgb@v4',
    'my.churn-xgb@v4',
    'churn-xgb@v4.2.1',
    'churn-xgb@v4-beta',
    'churn-xgb@latest',
    '@property',
    'a @ b',
    'models:/{name}/4',
    'models:/churn-{kind}/4',
    'supermodels:/churn-xgb/4',
    'models:/',
  ])('finds nothing in %s', (text) => {
    expect(findIn(text)).toEqual([]);
  });

  it.each([
    ['joblib.load("models/churn.joblib")', '', ['models/churn.joblib']],
    ["open('./models/churn.joblib')", '', ['./models/churn.joblib']],
    ["open('../models/churn.joblib')", 'notebooks', ['../models/churn.joblib']],
    ['open(r"models\\churn.joblib")', '', ['models\\churn.joblib']],
    ['path: models/churn.joblib', '', ['models/churn.joblib']],
    ['f"{root}/models/churn.joblib"', '', ['/models/churn.joblib']],
    ['load("model.pkl")', '', ['model.pkl']],
    ['model = model.pkl', '', ['model.pkl']],
    ['self.model.pkl', '', []],
    ['f(model.pkl)', '', []],
    ['load("other/churn.joblib")', '', []],
    ['exports', '', []],
    ['load("models/churn.joblib.bak")', '', []],
  ])('finds the artifacts in %s beside %s', (text, folder, found) => {
    expect(findIn(text, folder)).toEqual(found);
  });

  it('goes through a text of one long word once', () => {
    for (const word of ['0123456789abcdef', 'churn-xgb.', 'a/', 'a@', 'models:/', 'models:/a.']) {
      expect(findIn(word.repeat(50_000)).length).toBeLessThanOrEqual(50_000);
    }
  });
});

function findIn(text: string, folder = ''): readonly string[] {
  return findReferences(text, snapshot, { folder }).map(({ start, end }) => text.slice(start, end));
}

function artifact(path: string) {
  return { path, sha256: 'a'.repeat(64), size: 10, kept: 'store' as const };
}
