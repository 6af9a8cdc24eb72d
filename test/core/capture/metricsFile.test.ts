import { describe, expect, it } from 'vitest';
import { readMetricsFile } from '../../../src/core/capture/metricsFile';

function metrics(name: string, text: string): readonly string[] {
  return readMetricsFile(name, text).metrics.map(
    (metric) => `${metric.name}/${metric.split ?? '-'}=${metric.value}${metric.headline ? ' headline' : ''}`,
  );
}

describe('readMetricsFile', () => {
  it.each([
    [
      'DVCLive',
      'metrics.json',
      '{"train":{"acc":0.7},"val":{"loss":0.33,"acc":0.65},"step":2}',
      ['accuracy/train=0.7', 'loss/val=0.33 headline', 'accuracy/val=0.65 headline'],
    ],
    [
      'a Hugging Face trainer',
      'all_results.json',
      '{"epoch":3.0,"eval_accuracy":0.88,"eval_loss":0.4,"eval_runtime":12.1,"eval_samples_per_second":99.1,"eval_samples":1000,"train_loss":NaN}',
      ['accuracy/val=0.88 headline', 'loss/val=0.4 headline'],
    ],
    [
      'the log of a Hugging Face trainer',
      'trainer_state.json',
      '{"best_metric":0.4,"log_history":[{"epoch":1,"step":10,"loss":0.9,"learning_rate":5e-5},{"epoch":1,"step":10,"eval_loss":0.5},{"epoch":2,"step":20,"loss":0.6},{"epoch":2,"step":20,"eval_loss":0.4}]}',
      ['loss/val=0.4 headline', 'loss/train=0.6'],
    ],
    [
      'a sparse table of Lightning',
      'metrics.csv',
      'epoch,step,train_loss,val_acc\n0,9,0.9,\n0,9,,0.7\n1,19,0.5,\n1,19,,0.8\n',
      ['loss/train=0.5', 'accuracy/val=0.8 headline'],
    ],
    [
      'the CSVLogger of Keras',
      'log.csv',
      'epoch,accuracy,val_accuracy\n0,0.5,0.4\n1,0.7,0.6\n',
      ['accuracy/val=0.6 headline', 'accuracy/train=0.7'],
    ],
    [
      'the CSVLogger of Keras with semicolons',
      'log.csv',
      'epoch;loss;val_loss\n0;0.5;0.6\n1;0.4;0.55\n',
      ['loss/val=0.55 headline', 'loss/train=0.4'],
    ],
    [
      'the history of Keras',
      'history.json',
      '{"loss":[0.9,0.5],"val_loss":[0.8,0.6]}',
      ['loss/val=0.6 headline', 'loss/train=0.5'],
    ],
    [
      'the loss by batch and by epoch of Lightning',
      'metrics.csv',
      'epoch,step,train_loss_step,train_loss_epoch\n0,9,0.9,\n0,9,,0.8\n1,19,0.2,\n1,19,,0.6\n',
      ['loss/train=0.6 headline'],
    ],
    [
      'predictions of a Hugging Face trainer',
      'predict_results.json',
      '{"predict_rouge1":41.2,"predict_loss":1.9,"predict_runtime":3.1}',
      ['rouge1/test=41.2 headline', 'loss/test=1.9 headline'],
    ],
    [
      'metrics written as texts',
      'm.json',
      '{"accuracy":"0.93","date":"2024","run":"17"}',
      ['accuracy/-=0.93 headline'],
    ],
    [
      'a report with classes that have names',
      'report.json',
      '{"cat":{"precision":0.9,"support":5},"dog":{"precision":0.7,"support":5},"accuracy":0.8,"macro avg":{"precision":0.8,"support":10}}',
      ['accuracy/-=0.8 headline', 'precision_macro/-=0.8 headline'],
    ],
    ['scores of folds, which are no epochs', 'cv.json', '{"accuracy":[0.9,0.8]}', []],
    ['CatBoost', 'test_error.tsv', 'iter\tLogloss\n0\t0.6\n1\t0.5\n', ['log_loss/-=0.5 headline']],
    [
      'the training of CatBoost',
      'catboost_training.json',
      '{"meta":{"learn_metrics":[{"name":"Logloss","best_value":"Min"}],"test_metrics":[{"name":"AUC","best_value":"Max"}]},"iterations":[{"learn":[0.6],"test":[0.8],"iteration":0},{"learn":[0.5],"test":[0.9],"iteration":1},{"learn":[0.4],"test":[0.85],"iteration":2}]}',
      ['log_loss/train=0.4', 'roc_auc/val=0.9 headline'],
    ],
    [
      'a classification report',
      'report.json',
      '{"0":{"precision":0.9,"support":10},"accuracy":0.85,"macro avg":{"f1-score":0.8,"support":20}}',
      ['accuracy/-=0.85 headline', 'f1_macro/-=0.8 headline'],
    ],
    [
      'a plain object',
      'metrics.json',
      '{"test_auc":0.91,"n_samples":100,"profit_at_10":12.5}',
      ['roc_auc/test=0.91 headline', 'profit_at_10/-=12.5'],
    ],
    ['YAML', 'metrics.yaml', 'test:\n  rmse: 1.5\n', ['rmse/test=1.5 headline']],
    [
      'a list of names and values',
      'metrics.json',
      '[{"name":"f1","value":0.5},{"name":"auc","value":0.6}]',
      ['f1/-=0.5 headline', 'roc_auc/-=0.6 headline'],
    ],
    [
      'a table of names and values',
      'scores.csv',
      'metric,value\n"Accuracy",0.9\nRecall,0.5\n',
      ['accuracy/-=0.9 headline', 'recall/-=0.5 headline'],
    ],
    ['a single row', 'scores.csv', 'accuracy,f1\n0.9,0.8\n', ['accuracy/-=0.9 headline', 'f1/-=0.8 headline']],
    ['JSON lines', 'log.jsonl', '{"step":1,"val_loss":0.5}\n{"step":2,"val_loss":0.4}\n\n', ['loss/val=0.4 headline']],
    ['a log', 'train.log', 'Epoch 2/2\nTest accuracy: 0.91\n', ['accuracy/test=0.91 headline']],
    ['data that is no metrics', 'churn.csv', 'tenure,accuracy\n12,0.5\n3,0.7\n', []],
    ['an empty file', 'metrics.json', '', []],
  ])('reads %s', (_, name, text, expected) => {
    expect(metrics(name, text)).toEqual(expected);
  });

  it('gives curves of what has steps', () => {
    const { series } = readMetricsFile('metrics.csv', 'epoch,train_loss,val_acc,lr\n0,0.9,0.5,1\n1,0.7,0.6,1\n');

    expect(series).toEqual([
      {
        name: 'loss',
        split: 'train',
        points: [
          { step: 0, value: 0.9 },
          { step: 1, value: 0.7 },
        ],
        source: {},
      },
      {
        name: 'accuracy',
        split: 'val',
        points: [
          { step: 0, value: 0.5 },
          { step: 1, value: 0.6 },
        ],
        source: {},
      },
    ]);
  });

  it('keeps one curve for each metric and split, training told from validation', () => {
    const { series } = readMetricsFile('h.csv', 'epoch,loss,val_loss\n0,0.5,0.6\n1,0.4,0.55\n');

    expect(series.map(({ name, split, points }) => [name, split, points.map(({ value }) => value)])).toEqual([
      ['loss', 'train', [0.5, 0.4]],
      ['loss', 'val', [0.6, 0.55]],
    ]);
  });

  it('takes settings beside the metrics as params, secrets left out', () => {
    const { metrics: found, params } = readMetricsFile(
      'm.yaml',
      'auc: 0.9\nparams:\n  max_depth: 5\n  booster: gbtree\n  api_key: abc\n',
    );

    expect(found.map(({ name }) => name)).toEqual(['roc_auc']);
    expect(params.map(({ name, value }) => [name, value])).toEqual([
      ['max_depth', 5],
      ['booster', 'gbtree'],
    ]);
  });

  it('takes directions from the config', () => {
    const { metrics: found } = readMetricsFile('m.json', '{"profit": 3}', {
      directions: { profit: { higherIsBetter: true } },
    });

    expect(found).toMatchObject([{ name: 'profit', higherIsBetter: true }]);
  });
});
