import type { CallArguments, Machine } from './machine';
import { argument } from './machine';
import { knownText } from './values';
import type { Value } from './values';

const READERS =
  /^(?:read_(?:csv|excel|parquet|json|table|feather|pickle|hdf|sql|sql_query|sql_table|stata|sas|spss|fwf|xml|orc|html|gbq|clipboard|libsvm|file|ipc|ndjson|delta)|scan_(?:csv|parquet|ndjson)|loadtxt|genfromtxt|loadarff|load_svmlight_file|load_dataset|load_from_disk|imread|ImageFolder|DatasetFolder|image_dataset_from_directory|text_dataset_from_directory|audio_dataset_from_directory|flow_from_directory|make_csv_dataset|from_folder|from_csv|TabularDataset|loadmat|read_h5ad|ImageDataLoaders|import_file|read_file)$/;
/** Readers whose first argument may be data of any kind, so that the ending decides. */
const LOOSE_READERS =
  /^(?:open|load|File|from_csv|TextLineDataset|CsvDataset|TFRecordDataset|textFile|csv|json|parquet|text|orc|Dataset|np\.load)$/;
const DATA_ENDING =
  /\.(?:csv|tsv|txt|json|jsonl|ndjson|parquet|pq|feather|arrow|xlsx?|h5|hdf5|npy|npz|arff|data|dat|mat|avro|orc|tfrecords?|zip|gz|tar|tgz|bz2|sqlite|db|sas7bdat|dta|sav|rds|libsvm|svm|idx|h5ad|pkl|pickle|xml|wav|nc|all-data|names|test|train)(?:\.(?:gz|zip|bz2|xz))?$/i;
const MODEL_ENDING =
  /\.(?:pkl|pickle|joblib|sav|model|pt|pth|bin|ckpt|h5|hdf5|keras|onnx|pb|tflite|cbm|bst|ubj|xgb|lgb|txt|json|safetensors|gguf|skops|pmml|mar|zip|tar\.gz|pth\.tar|weights|p|pk|dill|gz|dat|nc|mlmodel|bz2)$/i;

/** `sklearn.datasets.load_iris`, `keras.datasets.mnist.load_data`, `torchvision.datasets.CIFAR10`, `seaborn.load_dataset`. */
const BUILT_IN =
  /(?:^|\.)datasets?\.(?:\w+\.)*(?:load_\w+|fetch_\w+|[A-Z]\w+|\w+\.load_data|\w+\.load|get_\w+)$|^(?:catboost|shap|vega_datasets|xgboost)\.datasets\.[a-z]\w*$/;

/** Notes the dataset that a call reads, if it reads one. True when it does. */
export function noteDataset(machine: Machine, path: string, args: CallArguments): boolean {
  const name = path.slice(path.lastIndexOf('.') + 1);
  if (/(?:^|\.)(?:svmlight|make_)\w+$/.test(name) || /^make_/.test(name)) {
    return false;
  }
  if (READERS.test(name)) {
    return noteRead(machine, path, name, args);
  }
  if (
    BUILT_IN.test(path) &&
    !/(?:^|\.)(?:get_word_index|get_path|get_data_home|clear_data_home|Dataset|DataLoader|IterableDataset|TensorDataset|Subset|ConcatDataset|DatasetDict|Features|Value|ClassLabel|load_metric|load_from_disk|get_dataset_config_names|Image|Audio|Sequence)$/.test(
      path,
    )
  ) {
    add(machine.facts.datasets, machine, shortPath(path), true);
    return true;
  }
  if (LOOSE_READERS.test(name)) {
    const value = argument(args, 0, 'file', 'path', 'name', 'filename', 'filepath_or_buffer');
    const text = pathText(value);
    const mode = knownText(argument(args, 1, 'mode'));
    const isModule = name !== 'load' || /\b(?:np|numpy|json|cp|jnp)\b/.test(path);
    if (
      text !== null &&
      isModule &&
      !/[wax]/.test(mode ?? 'r') &&
      DATA_ENDING.test(text.path) &&
      !isModelFile(text.path, name)
    ) {
      add(machine.facts.datasets, machine, text.path, text.isWhole);
      return name !== 'open';
    }
  }
  return false;
}

/** Folders and files of what a model has said before. */
const SAID =
  /(?:^|[/\\])(?:\w{1,40}_)?(?:results?|predictions?|outputs?)[/\\]|(?:^|[/\\])[^/\\]*(?:predict|result|output)[^/\\]*$/i;

/** `open('model.pkl', 'rb')` reads a model back, `open('results.txt')` what one has said. */
function isModelFile(path: string, name: string): boolean {
  return (
    (name === 'open' &&
      /model|clf|classifier|regressor|scaler|vectorizer|encoder|config|vocab|tokenizer|\.pkl$|\.pickle$|\.names$|class(?:es)?\.txt$|label(?:s|map)?[\w]*\.(?:txt|json)$/i.test(
        path,
      )) ||
    (name === 'open' && SAID.test(path))
  );
}

const TRAINING_LOG = /(?:^|[/\\])(?:metrics|history|training|training_log|train_log|logs?)\.csv$/i;

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
  );
  if (name === 'imread') {
    return false;
  }
  if (name === 'load_dataset') {
    return noteNamedDataset(machine, path, args, first);
  }
  const text = pathText(first);
  // A log of the training that is read back to plot it is no data.
  if (text === null || name.startsWith('read_sql') || TRAINING_LOG.test(text.path)) {
    return true;
  }
  add(machine.facts.datasets, machine, text.path, text.isWhole);
  return true;
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
        add(machine.facts.datasets, machine, text.path, text.isWhole);
      }
    }
    return true;
  }
  if (name !== null) {
    const isSeaborn = /^(?:sns|seaborn)\b/.test(path);
    add(machine.facts.datasets, machine, isSeaborn ? `seaborn.load_dataset.${name}` : name, true);
  }
  return true;
}

/** The library's own name of a built-in dataset, without the part that only says how it is read. */
function shortPath(path: string): string {
  return path
    .replace(/^tensorflow\.keras\b|^tf\.keras\b/, 'keras')
    .replace(/^statsmodels\.api\.datasets/, 'statsmodels.datasets')
    .replace(/\.load_data$|\.load_pandas$|\.load$/, '');
}

const SAVERS =
  /^(?:savez|savez_compressed|ModelCheckpoint|dump|save|save_model|save_weights|save_pretrained|save_checkpoint|export|to_onnx|export_model|save_native|save_to_file|to_pickle|convert_sklearn|save_state|write_model|torch_save|save_file|save_learner|to_disk|export_saved_model|save_lm_model|save_word2vec_format|savez_model|save_config|to_torchscript|write_to_file|pickle_model)$/;

/**
 * Notes the model file that a call writes. `path` is the called name, `object` what it is called on: only models, and
 * only endings that model files have, so that plots and data files are left out.
 */
export function noteArtifact(machine: Machine, path: string, args: CallArguments, object: Value | null): boolean {
  const name = path.slice(path.lastIndexOf('.') + 1);
  if (!SAVERS.test(name) || /(?:^|\.)(?:json|yaml|plt|fig|wandb|image|img|im)\.\w+$/i.test(path)) {
    return false;
  }
  const target = artifactTarget(name, path, args, object);
  const text = pathText(target);
  if (text === null || text.path === '') {
    return false;
  }
  const isFolder =
    /^(?:save_pretrained|save_model|save|export|to_disk|save_state|export_saved_model)$/.test(name) &&
    !/\.\w{1,6}$/.test(text.path);
  const isModelObject =
    object !== null &&
    (object.kind === 'model' || object.kind === 'instance' || object.kind === 'unknown' || object.kind === 'symbol');
  if (
    !MODEL_ENDING.test(text.path) &&
    !(isFolder && isModelObject) &&
    !(name === 'dump' || path === 'torch.save') &&
    !/^savez/.test(name) &&
    object?.kind !== 'model'
  ) {
    return false;
  }
  if (TOKENIZER.test(text.path) || holdsOtherThings(text.path, args, isFunctionCall(object))) {
    return false;
  }
  if (
    /\.(?:png|jpe?g|svg|pdf|csv|html|gif|mp4|xlsx|parquet|ya?ml|py)$/i.test(text.path) ||
    (/\.np[yz]$/i.test(text.path) && !/model|weight|checkpoint/i.test(text.path))
  ) {
    return false;
  }
  add(machine.facts.artifacts, machine, text.path, text.isWhole);
  return true;
}

/** `open('model.tflite', 'wb').write(converted)`. */
export function noteWrittenModel(machine: Machine, file: Value): void {
  const text = pathText(file);
  if (text !== null && /\.(?:tflite|onnx|pb|mlmodel|pmml|gguf)$/i.test(text.path)) {
    add(machine.facts.artifacts, machine, text.path, text.isWhole);
  }
}

/** `joblib.dump(model, path)` and `torch.save(state, path)` have it second, methods first. */
function artifactTarget(name: string, path: string, args: CallArguments, object: Value | null): Value | undefined {
  const named = argument(
    args,
    -1,
    'filename',
    'path',
    'filepath',
    'file_name',
    'fname',
    'f',
    'file',
    'output_dir',
    'save_directory',
    'filepath_or_buffer',
  );
  if (named !== undefined) {
    return named;
  }
  const isFunction = object === null || object.kind === 'symbol';
  const isSecond =
    isFunction &&
    args.positional.length > 1 &&
    /(?:^|\.)(?:dump|save|save_model|save_file|export|convert_sklearn|to_onnx|save_weights)$/.test(path);
  if (name === 'export' && /onnx/.test(path)) {
    return args.positional[2];
  }
  return args.positional[isSecond ? 1 : 0];
}

function isFunctionCall(object: Value | null): boolean {
  return object === null || object.kind === 'symbol';
}

const TOKENIZER = /(?:^|[/_.-])(?:tokenizer|processor|feature_extractor)s?\/?$/i;
const NO_MODEL_NAME =
  /(?:^|[/_.-])(?:x|y|data|dataset|df|train|test|val|features?|vocab\w*|words?|tokens?|labels?|classes|history|hist|credentials?|secrets?|dict|results?|scores?|metrics|mapping|columns|index|images?|embeddings?)\d?(?:_\w+)?\.(?:p|pkl|pickle|json|dat|txt|npz)$/i;

/** A pickle of data, scores or settings is no model. */
function holdsOtherThings(path: string, args: CallArguments, isFunction: boolean): boolean {
  const [content] = args.positional;
  const isContent = isFunction && pathText(content)?.path !== path;
  const kind = isContent ? content?.kind : undefined;
  if (kind === 'model' || kind === 'instance') {
    return false;
  }
  if (
    kind === 'data' ||
    kind === 'score' ||
    kind === 'literal' ||
    kind === 'text' ||
    kind === 'prediction' ||
    kind === 'foreign' ||
    kind === 'history'
  ) {
    return true;
  }
  return NO_MODEL_NAME.test(path);
}

interface PathText {
  readonly path: string;
  readonly isWhole: boolean;
}

/** A path that is known at least in part; unknown parts are shown as `{…}`. */
export function pathText(given: Value | undefined): PathText | null {
  const value = given?.kind === 'file' ? given.path : given;
  const known = knownText(value);
  if (known !== null) {
    return known.length > 500 || known.includes('\n') ? null : { path: cleanPath(known), isWhole: true };
  }
  if (value?.kind !== 'text') {
    return null;
  }
  const parts = value.parts.map((part) =>
    typeof part === 'string' ? part : (knownText(part) ?? (part.kind === 'literal' ? String(part.value) : null)),
  );
  const path = parts.map((part) => part ?? '{…}').join('');
  const isNamed = parts.some((part) => part !== null && /[\w-]{3,}/.test(part));
  return isNamed && path.length < 300 ? { path: cleanPath(path), isWhole: parts.every((part) => part !== null) } : null;
}

function cleanPath(path: string): string {
  return path
    .trim()

    .replace(/^\.\/+/, '')
    .replace(/([^:])\/{2,}/g, '$1/');
}

function add(list: Machine['facts']['datasets'], machine: Machine, path: string, isWhole: boolean): void {
  if (path !== '' && list.length < 500 && !list.some((fact) => fact.path === path)) {
    list.push({ path, cell: machine.cell, line: machine.line, isWhole });
  }
}
