import { describe, expect, it } from 'vitest';
import { inspectCells } from '../../support/printedCells';

const paths = (code: string, what: 'datasets' | 'artifacts'): string[] =>
  inspectCells({ code })
    [what].filter((fact) => fact.confidence !== 'low')
    .map((fact) => fact.path);

describe('datasets', () => {
  it.each([
    ["import pandas as pd\npd.read_csv('data/a.csv')", ['data/a.csv']],
    [
      "TimeSeriesDataFrame.from_path('https://example.org/bees/test.parquet')",
      ['https://example.org/bees/test.parquet'],
    ],
    ["import helpers\nids, X = helpers.get_hives('../data/hives-val.pkl')", ['../data/hives-val.pkl']],
    ["from nlp_utils.dataset import snli\nsnli.load_pandas_df('cache')", ['nlp_utils.dataset.snli']],
    ["from sklearn.datasets import fetch_openml\nfetch_openml('hives_784')", ['hives_784']],
    ["import deepchem as dc\ndc.molnet.load_freesolv(splitter='random')", ['deepchem.molnet.load_freesolv']],
    ['from dgl.data import CoraGraphDataset\nCoraGraphDataset()[0]', ['dgl.data.CoraGraphDataset']],
    ['from pygam.datasets import wage\nX, y = wage()', ['pygam.datasets.wage']],
    ['from gluonts.dataset.multivariate_grouper import MultivariateGrouper\nMultivariateGrouper(max_target_dim=3)', []],
    ["pd.read_sql('SELECT * FROM hives JOIN keepers ON id', engine)", ['hives', 'keepers']],
    ["import yfinance as yf\nyf.download(['^BEE', 'HNY'], start='2020-01-01')", ['^BEE', 'HNY']],
    [
      "from datasetsforecast.hierarchical import HierarchicalData\nHierarchicalData.load('./d', 'HoneyLarge')",
      ['HoneyLarge'],
    ],
    ["from azureml.core import Dataset\nDataset.get_by_name(ws, name='hive-failure')", ['hive-failure']],
    ["import json\nwith open('drive/_auth/kaggle.json') as f:\n    key = json.load(f)", []],
    ["with open('metrics.txt') as f:\n    seen = json.load(f)", []],
    ["tf.io.read_file('photos/one-bee.jpg')", []],
    ["from pathlib import Path\nROOT = Path('data')\npd.read_parquet(ROOT / 'b.parquet')", ['data/b.parquet']],
    ["import os\nDATA = 'data'\npd.read_csv(os.path.join(DATA, f'{DATA}.csv'))", ['data/data.csv']],
    ['from sklearn.datasets import load_iris\nload_iris()', ['sklearn.datasets.load_iris']],
    ['from tensorflow.keras.datasets import mnist\nmnist.load_data()', ['keras.datasets.mnist']],
    ["from datasets import load_dataset\nload_dataset('glue', 'mrpc')", ['glue']],
    ["import sqlite3\nc = sqlite3.connect('db.sqlite')\npd.read_sql_query('SELECT * FROM t', c)", ['db.sqlite']],
    ["df.to_csv('out.csv')", []],
    ['from sklearn.datasets import make_moons\nX, y = make_moons(200)', ['sklearn.datasets.make_moons']],
    ["from sklearn.datasets import make_moons\nmake_moons(200)\npd.read_csv('a.csv')", ['a.csv']],
    ["import helpers\nhelpers.load_all('a.csv', 'b.csv')", ['a.csv', 'b.csv']],
    ["import pickle\nraw = pickle.load(open('data/words.pkl', 'rb'))", ['data/words.pkl']],
    ["df = pd.read_csv('raw.csv')\ndf.to_csv('clean.csv')\npd.read_csv('clean.csv')", ['raw.csv']],
    ["import numpy as np\nnp.save('x.npy', x)\nnp.load('x.npy')", ['x.npy']],
    ["import os\nfiles = os.listdir('images/train')", ['images/train']],
    ["from glob import glob\nfiles = glob('./scans/*.png')", ['scans']],
    ["from pathlib import Path\npd.read_csv(Path('./data') / 'c.csv')", ['data/c.csv']],
    ["import os\nos.listdir('models')\nfor d in os.walk('/kaggle/input'): pass", []],
    ["import os\nos.listdir('data')\npd.read_csv('data/a.csv')", ['data/a.csv']],
    ["from glob import glob\nfiles = glob('cats/*.jpg')", ['cats']],
    ["from sklearn.datasets import load_files\nload_files('reviews/train')", ['reviews/train']],
    ["import helpers\nPATH = 'data/visits.csv'\ndf, gaps = helpers.read_and_check(PATH)", ['data/visits.csv']],
    ["import helpers\na, b = helpers.load_tables('data/a.csv', 'data/b.csv')", ['data/a.csv', 'data/b.csv']],
    ["book = pd.ExcelFile('rents.xlsx')\npd.read_excel(book, 'May')", ['rents.xlsx']],
    ["import helpers\ntable = helpers.load_results('results/results.csv')", []],
    ["import kagglehub\nkagglehub.dataset_download('jane/churn')", ['jane/churn']],
    ["import zipfile\nzipfile.ZipFile('all.zip').extractall()\npd.read_csv('a.csv')", ['a.csv']],
    ["keras.utils.get_file('f.tgz', origin='https://example.org/f.tgz')", ['https://example.org/f.tgz']],
    ["df = spark.read.format('csv').option('header', True).load('trips.csv')", ['trips.csv']],
    ["from pathlib import Path\ntext = Path('verses.txt').read_text()", ['verses.txt']],
    ["import pickle\npickle.load(open('train.pkl', 'rb'))\npickle.load(open('rf.pkl', 'rb'))", ['train.pkl']],
    ["import joblib\njoblib.load('features.joblib')\njoblib.load('model.joblib')", ['features.joblib']],
    ["from sqlalchemy import create_engine\nengine = create_engine('sqlite:///data/shop.db')", ['data/shop.db']],
    ["class Config:\n    data = 'a.csv'\npd.read_csv(Config.data)", ['a.csv']],
    [
      "import argparse\np = argparse.ArgumentParser()\np.add_argument('--data', default='a.csv')\nargs = p.parse_args([])\npd.read_csv(args.data)",
      ['a.csv'],
    ],
    ["from surprise import Dataset\nDataset.load_builtin('ml-100k')", ['ml-100k']],
    ['from tables.utils import load_forest_dataset\nload_forest_dataset()', ['tables.utils.load_forest_dataset']],
    ["from ultralytics import YOLO\nYOLO('n.pt').train(data='cars.yaml', epochs=3)", ['cars.yaml']],
    ["pd.read_csv(f'data/{unknown}.csv')", []],
    ["from pathlib import Path\nROOT = Path.cwd().parent\npd.read_csv(ROOT / 'data/d.csv')", ['data/d.csv']],
    ["import os\npd.read_csv(os.path.join(folder_of(x), 'e.csv'))\npd.read_csv('f.csv')", ['f.csv']],
    ["import pickle\nf = open('all.pkl', 'rb')\n(X_train, y_train), rest = pickle.load(f)", ['all.pkl']],
    [
      "import joblib\ndata = joblib.load('prices.joblib')\nclf = joblib.load('prices_forest.joblib')",
      ['prices.joblib'],
    ],
    ["with open('data/letters') as f:\n    text = f.read()", ['data/letters']],
    [
      "labels = open('data/val/labels.txt').readlines()\nclasses = open('labels.txt').readlines()",
      ['data/val/labels.txt'],
    ],
    [
      "from course import download_data\ndownload_data(source='https://example.org/pizza.zip')",
      ['https://example.org/pizza.zip'],
    ],
    ["from steps import *\nfit_all('visits.csv', settings)\nsave_plot('seen.csv')", ['visits.csv']],
  ])('are read from %j as %j', (code, expected) => {
    expect(paths(code, 'datasets')).toEqual(expected);
  });
});

describe('artifacts', () => {
  it.each([
    ["import joblib\njoblib.dump(model, 'models/m.joblib')", ['models/m.joblib']],
    ["joblib.dump(bees.predict(X_test), 'models/honey_model.pkl')", ['models/honey_model.pkl']],
    ["with open('kept.json', 'w') as out:\n    out.write(model_to_json(Prophet().fit(df)))", ['kept.json']],
    ["from own import save_model\nsave_model(bees, file_path='models/best.pkl')", ['models/best.pkl']],
    ["TrainingArguments('bert-waxing', num_train_epochs=3)", ['bert-waxing']],
    ["TrainingArguments(output_dir='./results')", []],
    ["model.push_to_hub('jane/bert-waxing')", ['jane/bert-waxing']],
    ["convert(framework='pt', model=net, output=Path('onnx/model.onnx'), opset=12)", ['onnx/model.onnx']],
    ["learn.save_encoder('waxing-encoder')", ['waxing-encoder']],
    ["import pickle\nwith open('m.pkl', 'wb') as f:\n    pickle.dump(clf, f)", ['m.pkl']],
    ["import pickle\npickle.dump(clf, open('c.pkl', 'wb'))", ['c.pkl']],
    ["import torch\ntorch.save(net.state_dict(), 'net.pt')", ['net.pt']],
    ["from keras import Sequential\nm = Sequential()\nm.save('m.keras')", ['m.keras']],
    ["with open('m.tflite', 'wb') as f_out:\n    f_out.write(converted)", ['m.tflite']],
    ["trainer.save_model('out/bert')", ['out/bert']],
    ["import tensorflow as tf\ntf.saved_model.save(model, 'served/1')", ['served/1']],
    ["saver.save(session, './net.ckpt')", ['net.ckpt']],
    ["scores.to_pickle('forest.pkl')", []],
    ["with open('transformer_results.pkl', 'wb') as f:\n    pickle.dump(kept, f)", []],
    ["from pycaret.classification import *\nsave_model(final, 'pipeline 3')", ['pipeline 3.pkl']],
    ["from pycaret.regression import *\nsave_model(finalize_model(best), 'rents.v2')", ['rents.v2.pkl']],
    ["from keras.callbacks import ModelCheckpoint\nModelCheckpoint('kept/', save_best_only=True)", ['kept/']],
    ["import pmdarima as pm\nm = pm.auto_arima(train)\npickle.dump(m, open('rain.pkl', 'wb'))", ['rain.pkl']],
    [
      "def keep(model, name):\n    joblib.dump(model, f'best_{name.lower().replace(\"/\", \"_\")}.pkl')\nkeep(a, 'Rent/Buy')\nkeep(b, 'Sell')",
      ['best_rent_buy.pkl', 'best_sell.pkl'],
    ],
    ["run.register_model(model_name='rents', model_path='outputs/m.pkl')", ['outputs/m.pkl']],
    ["run.download_file('outputs/m.pkl', output_file_path='rents.pkl')", ['rents.pkl']],
    ["run.download_file('outputs/log.txt', output_file_path='log.txt')", []],
    [
      "from prophet import Prophet\nfrom prophet.serialize import model_to_json\nm = Prophet()\nwith open('rain.json', 'w') as f:\n    json.dump(model_to_json(m), f)",
      ['rain.json'],
    ],
    ["import json\njson.dump(settings, open('settings.json', 'w'))", []],
    ["from pathlib import Path\n(Path('lite') / 'm.tflite').write_bytes(converted)", ['lite/m.tflite']],
    ["forest.download_mojo('/tmp/forest.zip')", ['/tmp/forest.zip']],
    ["import mlflow\nmlflow.sklearn.log_model(clf, 'churn')", ['churn']],
    ["import mlflow, joblib\nmlflow.sklearn.log_model(clf, name='churn')\njoblib.dump(clf, 'c.joblib')", ['c.joblib']],
    [
      "from lightning.pytorch.callbacks import ModelCheckpoint\nModelCheckpoint(dirpath='kept', filename='best')",
      ['kept/best.ckpt'],
    ],
    ["from pycaret.regression import *\nsave_model(lr, model_name='costs')", ['costs.pkl']],
    [
      "from pycaret.classification import ClassificationExperiment\nexp = ClassificationExperiment()\nexp.save_model(best, 'hives')",
      ['hives.pkl'],
    ],
    ['from fastai.vision.all import *\nlearn.export()', ['export.pkl']],
    ['report.export()', []],
    ["from keras.callbacks import ModelCheckpoint\nModelCheckpoint('kept/')", ['kept/']],
    ["from keras.callbacks import ModelCheckpoint\nModelCheckpoint('w.{epoch:02d}.h5')", ['w.{epoch:02d}.h5']],
    ["from autogluon.tabular import TabularPredictor\nTabularPredictor(label='y', path='ag')", ['ag']],
    ["import joblib\njoblib.dump(scaler, 'scaler_X.pkl')", ['scaler_X.pkl']],
    ["cv_model.bestModel.save('als')", ['als']],
    ["import pickle\npickle.dump(X_train, open('X_train.pkl', 'wb'))", []],
    ["plt.savefig('roc.png')", []],
    ["import numpy as np\nnp.save('x.npy', x)", []],
  ])('are read from %j as %j', (code, expected) => {
    expect(paths(code, 'artifacts')).toEqual(expected);
  });
});
