import { describe, expect, it } from 'vitest';
import { readLogReferences, readMetricsReferences } from '../../../src/core/capture/logReferences';

describe('log files that code writes', () => {
  it.each([
    ["CSVLogger('history.csv')", ['history.csv']],
    ["CSVLogger(filename='history.csv', append=True)", ['history.csv']],
    ["logging.FileHandler('train.log')", ['train.log']],
    ["logging.basicConfig(level=logging.INFO, filename='run.log')", ['run.log']],
    ["LOG_FILE = 'logs/train.log'", ['logs/train.log']],
    ['!python train.py | tee -a out/train.log', ['out/train.log']],
    ['!python train.py > train.log 2>&1', ['train.log']],
    ["FileHandler('a.log'); FileHandler('a.log')", ['a.log']],
    ["FileHandler(f'{name}.log')", []],
    ["print('train.log')", []],
  ])('%s', (source, names) => {
    expect(readLogReferences(source)).toEqual(names);
  });
});

describe('metrics files that code writes', () => {
  it.each([
    ["json.dump(m, open('metrics.json', 'w'))", ['metrics.json']],
    ["with open('out/m.yaml', mode='w') as f:", ['out/m.yaml']],
    ["df.to_csv('results/scores.csv')", ['results/scores.csv']],
    ["Path('metrics.json').write_text(text)", ['metrics.json']],
    ["open('config.json')", []],
    ["open('config.json', 'r')", []],
    ["df.to_csv('submission.csv')", []],
    ["open(f'{run}.json', 'w')", []],
  ])('%s', (source, names) => {
    expect(readMetricsReferences(source)).toEqual(names);
  });
});
