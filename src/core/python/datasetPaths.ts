import { noteSource } from './dataSources';
import { lastName } from './lastName';
import type { CallArguments, Machine } from './machine';
import { argument } from './machine';
import { addPath, pathText, PICKLE, wholePath } from './paths';
import { splitFromName } from './splitNames';
import { knownText, paramValue } from './valueText';
import type { Value } from './values';

const READERS =
  /^(?:read_(?:csv|excel|parquet|json|table|feather|pickle|hdf|sql|sql_query|sql_table|stata|sas|spss|fwf|xml|orc|html|gbq|clipboard|libsvm|file|ipc|ndjson|delta)|scan_(?:csv|parquet|ndjson)|loadtxt|genfromtxt|loadarff|load_svmlight_file|load_dataset|load_from_disk|imread|ImageFolder|DatasetFolder|image_dataset_from_directory|text_dataset_from_directory|audio_dataset_from_directory|flow_from_directory|make_csv_dataset|from_folder|from_paths|from_name_re|from_name_func|from_csv|from_delimited_files|from_parquet_files|TabularDataset|loadmat|read_h5ad|ImageDataLoaders|import_file|read_file|read_r|ExcelFile|HDFStore|CocoDetection|CocoCaptions)$/;
/** Readers whose first argument may be data of any kind, so that the ending decides. */
const LOOSE_READERS =
  /^(?:open|load|File|from_path|from_csv|TextLineDataset|CsvDataset|TFRecordDataset|textFile|csv|json|parquet|text|orc|Dataset|np\.load)$/;
const DATA_ENDING =
  /\.(?:csv|tsv|txt|json|jsonl|ndjson|parquet|pq|feather|arrow|xlsx?|h5|hdf5|npy|npz|arff|data|dat|mat|avro|orc|tfrecords?|zip|gz|tar|tgz|bz2|sqlite|db|sas7bdat|dta|sav|rds|libsvm|svm|idx|h5ad|pkl|pickle|xml|wav|nc|all-data|names|test|train|conllu?|vcf|shp)(?:\.(?:gz|zip|bz2|xz))?$/i;

/** `sklearn.datasets.load_iris`, `keras.datasets.mnist.load_data`, `torchvision.datasets.CIFAR10`, `seaborn.load_dataset`. */
const BUILT_IN =
  /(?:^|\.)datasets?\.(?:\w+\.)*(?:load_\w+|fetch_\w+|[A-Z]\w+|[A-Z]\w+\.splits|\w+\.load_data|\w+\.load|\w+\.read_df|get_\w+)$|^(?:catboost|shap|vega_datasets|xgboost|pygam|mlxtend|plotly\.express|px|causalml)\.data(?:sets?)?\.[a-z]\w*$|^(?:deepchem|dc)\.molnet\.load_\w+$|^(?:dgl|torch_geometric|torch_geometric_temporal|spektral|ogb)\.(?:\w+\.)*[A-Z]\w*Dataset(?:Loader)?$|^ts_datasets\.\w+\.[A-Z]\w*$/;

/** Loaders of whatever they are told by name. */
const BY_NAME =
  /^(?:fetch_openml|fetch_dataset|load_UCR_UEA_dataset|load_tsf_to_dataframe|fetch_ucirepo|get_rdataset)$/;

/** Classes beside those of data sets: what makes, changes or hands out data. */
const NO_DATA_CLASS =
  /(?:^|\.)(?:\w*(?:Grouper|Transform\w*|(?<!Dataset)Loader|Sampler|Splitter|Collator|Builder|Instance|Info|MetaData|Entry|Split|Field\w*)|ListDataset|PandasDataset|[A-Z]\w*\.from_\w+)$/;

/** Notes the dataset that a call reads, if it reads one. True when it does. */
export function noteDataset(machine: Machine, path: string, args: CallArguments, object: Value | null = null): boolean {
  const name = lastName(path);
  if (name === 'read_text' && object !== null) {
    return noteDataset(machine, 'open', { positional: [object], named: new Map() });
  }
  if (/^sklearn\.datasets\.make_\w+$/.test(path)) {
    addPath(machine.facts.datasets, machine, wholePath(path), 'source');
  }
  if (/(?:^|\.)(?:svmlight|make_)\w+$/.test(name) || /^make_/.test(name)) {
    return false;
  }
  if (noteSource(machine, path, args, object)) {
    return true;
  }
  if (name === 'flow') {
    noteBatches(machine, name, args);
  }
  if (OPENS_FILE.test(name)) {
    noteFolder(machine, args);
  }
  const corpus = /^nltk\.corpus\.(?!stopwords|wordnet|words|names)(\w+)\.\w+$/.exec(path)?.[1];
  if (corpus !== undefined) {
    addPath(machine.facts.datasets, machine, wholePath(`nltk.corpus.${corpus}`));
    return true;
  }
  if (READERS.test(name)) {
    return noteRead(machine, path, name, args);
  }
  const told = BY_NAME.test(name) && path.includes('.') ? knownText(argument(args, 0, 'name', 'data_name')) : null;
  if (told !== null && /^[\w.-]+$/.test(told)) {
    addPath(machine.facts.datasets, machine, wholePath(told));
    return true;
  }
  if (
    BUILT_IN.test(path) &&
    !NO_DATA_CLASS.test(path) &&
    !/(?:^|\.)(?:get_word_index|get_data|get_dataset|get_path|get_data_home|clear_data_home|Dataset|DataLoader|IterableDataset|TensorDataset|Subset|ConcatDataset|DatasetDict|Features|Value|ClassLabel|load_metric|load_from_disk|get_dataset_config_names|Image|Audio|Video|Sequence|LargeList|Array\dD|Translation\w*)$/.test(
      path,
    )
  ) {
    addPath(machine.facts.datasets, machine, wholePath(shortPath(path)));
    return true;
  }
  if (LOOSE_READERS.test(name)) {
    const value = argument(args, 0, 'file', 'path', 'name', 'filename', 'filepath_or_buffer');
    const text = pathText(value);
    const mode = knownText(argument(args, 1, 'mode'));
    const isPickle = text !== null && isDataPickle(machine, text.path);
    const isModule =
      isPickle ||
      name !== 'load' ||
      /\b(?:np|numpy|json|cp|jnp)\b/.test(path) ||
      // A pickle is data by its name; `spark.read.format('csv').load(path)` by its ending.
      (text !== null && (path === 'load' ? TABLE_ENDING : DATA_NAME).test(text.path));
    if (
      text !== null &&
      isModule &&
      !/[wax]/.test(mode ?? 'r') &&
      (isPickle || isDataFile(text.path, name)) &&
      !isModelFile(text.path, name)
    ) {
      addPath(machine.facts.datasets, machine, text);
      return name !== 'open';
    }
  }
  return false;
}

const OPENS_FILE = /^(?:open|imread|load_img|read_file|decode_image|librosa_load)$/;

/** `folder/{…}.jpg`: a file whose name only the run knows. */
const IN_FOLDER = /^([^{}]*[\w-][^{}]*)[/\\]\{…\}[^/\\]*$/;
const OTHER_FOLDER =
  /(?:^|[/\\])(?:models?|checkpoints?|outputs?|results?|predictions?|logs?|weights|saved_models?|runs|figures|plots|bin|config|tmp|glove\w*)(?:[/\\]|$)/i;

/** Files that are opened one by one: their folder is what is read. */
function noteFolder(machine: Machine, args: CallArguments): void {
  const mode = knownText(argument(args, 1, 'mode'));
  const text = pathText(args.positional[0]);
  const folder = text === null || text.isWhole ? undefined : IN_FOLDER.exec(text.path)?.[1];
  if (folder === undefined || OTHER_FOLDER.test(folder) || /[wax]/.test(mode ?? 'r')) {
    return;
  }
  const { datasets } = machine.facts;
  const listed = datasets.findIndex((fact) => fact.path === folder && fact.standing === 'source');
  if (listed >= 0) {
    datasets.splice(listed, 1);
  }
  addPath(datasets, machine, wholePath(folder));
}

const TABLE_ENDING = /\.(?:csv|tsv|txt|json|jsonl|parquet|orc|avro|libsvm)$/i;
const DATA_NAME =
  /(?:^|[/\\_.-])(?:x|y|data|data_?frame|dataset|df|train|test|val|features?|images?|labels?|tweets|reviews)\d?(?:_\w{1,30})?\.(?:p|pkl|pckl|pickle|joblib|pt|dat)$/i;

function isDataFile(path: string, name: string): boolean {
  return DATA_ENDING.test(path) || DATA_NAME.test(path) || (name === 'open' && DATA_FOLDER.test(path));
}

/** `open('data/corpus')`: a text without an ending. */
const DATA_FOLDER = /(?:^|[/\\])(?:data|datasets?)[/\\](?:[\w-]+[/\\])*[\w-]+$/i;

/** `(X_train, y_train), test = pickle.load(f)`: data by the name that it gets. */
function isDataPickle({ targetNames }: Machine, path: string): boolean {
  const isData = IN_DATA.test(path) || targetNames.some((name) => HOLDS_DATA.test(name));
  return PICKLE.test(path) && isData && !NO_DATA.test(path);
}

const IN_DATA = /(?:^|[/\\])(?:data|datasets?)[/\\][^/\\]+$/i;
const HOLDS_DATA = /^(?:x|y|df|data|dataset|train|test|val)(?:$|\d|_)|_(?:df|data|dataset)$/i;
const NO_DATA = /model|clf|classif|regressor|scaler|encoder|vectori|tokeni|vocab|history|result|score|metric|param/i;

/** Folders and files of what a model has said before. */
const SAID =
  /(?:^|[/\\])(?:\w{1,40}_)?(?:results?|predictions?|outputs?)[/\\]|(?:^|[/\\])[^/\\]*(?:predict|result|output)[^/\\]*$/i;

/** `open('model.pkl', 'rb')` reads a model back, `open('results.txt')` what one has said. */
function isModelFile(path: string, name: string): boolean {
  return (
    (name === 'open' &&
      !DATA_NAME.test(path) &&
      !OF_SPLIT.test(path) &&
      /model|clf|classifier|regressor|scaler|vectorizer|encoder|config|vocab|tokenizer|(?:^|[/\\_])auth|credential|secret|(?:^|[/\\_-])tokens?\.(?:txt|json)$|kaggle\.json|(?:^|[/\\])(?:metrics|scores|history)\.\w+$|\.pkl$|\.pickle$|\.names$|class(?:es)?\.txt$|label(?:s|map)?[\w]*\.(?:txt|json)$/i.test(
        path,
      )) ||
    (name === 'open' && SAID.test(path))
  );
}

/** The labels of a split are data, and no list of the classes. */
const OF_SPLIT = /(?:^|[/\\])(?:train|val|valid|validation|dev|test)[/\\]labels?\.txt$/i;

const TRAINING_LOG = /(?:^|[/\\])(?:metrics|history|training_log|train_log|logs?)\.csv$/i;

function noteRead(machine: Machine, path: string, name: string, args: CallArguments): boolean {
  const first = argument(
    args,
    0,
    'filepath_or_buffer',
    'path',
    'io',
    'filename',
    'directory',
    'root',
    'path_or_buf',
    'file_pattern',
    'source',
    'sql',
    'fname',
    'filepath',
    'path_or_paths',
    'path_or_buffer',
  );
  if (name === 'imread') {
    return false;
  }
  if (name === 'load_dataset') {
    return noteNamedDataset(machine, path, args, first);
  }
  noteBatches(machine, name, args);
  const text = pathText(first);
  // A log of the training that is read back to plot it is no data.
  if (name.startsWith('read_sql') || name === 'read_gbq') {
    noteTables(machine, name, first);
    return true;
  }
  if (text === null || TRAINING_LOG.test(text.path) || (name === 'read_file' && IMAGE.test(text.path))) {
    return true;
  }
  addPath(machine.facts.datasets, machine, text);
  return true;
}

const IMAGE = /\.(?:jpe?g|png|gif|bmp|tiff?|webp)$/i;

/** The tables that a query reads; they count where no file of the database is known. */
function noteTables(machine: Machine, name: string, given: Value | undefined): void {
  const query = knownText(given)?.slice(0, 2_000) ?? '';
  const tables =
    name === 'read_sql_table' || /^\w+$/.test(query)
      ? [query]
      : [...query.matchAll(/\b(?:from|join)\s+[`"[]?((?:[\w-]+\.){0,2}[\w-]+)/gi)].map(([, table = '']) => table);
  for (const table of tables.slice(0, 20)) {
    addPath(machine.facts.datasets, machine, wholePath(table), 'source');
  }
}

/** Folders of images come in batches; those of the training count. */
function noteBatches(machine: Machine, name: string, args: CallArguments): void {
  const size = args.named.get('batch_size');
  const known = size === undefined ? undefined : paramValue(size);
  const split = machine.targetNames.map((target) => splitFromName(target)).find((found) => found !== null);
  if (/^flow(?:_|$)|_from_directory$/.test(name) && typeof known === 'number' && split !== 'val' && split !== 'test') {
    const { cell, line } = machine;
    machine.facts.settings.push({ name: 'batch_size', value: known, cell, line, from: size, role: 'passed' });
  }
}

/** Hugging Face's `load_dataset('glue', 'mrpc')` and seaborn's. `csv` and `json` there are formats, not names. */
function noteNamedDataset(machine: Machine, path: string, args: CallArguments, first: Value | undefined): boolean {
  const name = knownText(first);
  const files = argument(args, -1, 'data_files', 'data_dir');
  if (name !== null && /^(?:csv|json|text|parquet|imagefolder|audiofolder)$/.test(name) && files !== undefined) {
    const values = files.kind === 'dict' ? [...files.entries.values()] : files.kind === 'list' ? files.items : [files];
    for (const value of values) {
      const text = pathText(value);
      if (text !== null) {
        addPath(machine.facts.datasets, machine, text);
      }
    }
    return true;
  }
  if (name !== null) {
    const isSeaborn = /^(?:sns|seaborn)\b/.test(path);
    addPath(machine.facts.datasets, machine, wholePath(isSeaborn ? `seaborn.load_dataset.${name}` : name));
  }
  return true;
}

/** The library's own name of a built-in dataset, without the part that only says how it is read. */
function shortPath(path: string): string {
  return path
    .replace(/^tensorflow\.keras\b|^tf\.keras\b/, 'keras')
    .replace(/^statsmodels\.api\.datasets/, 'statsmodels.datasets')
    .replace(/\.load_data$|\.load_pandas(?:_df)?$|\.load_spark_df$|\.load$|\.read_df$|\.splits$/, '');
}
