import { lastName } from './lastName';
import type { CallArguments, Machine } from './machine';
import { argument } from './machine';
import { isPycaret } from './libraryCalls';
import { addPath, pathText, wholePath } from './paths';
import type { PathText } from './paths';
import { knownText } from './valueText';
import { modelOf, OTHER_KEY } from './values';
import type { DictValue, Value } from './values';

const MODEL_ENDING =
  /\.(?:pkl|pickle|joblib|sav|model|pt|pth|bin|ckpt|h5|hdf5|keras|onnx|pb|tflite|cbm|bst|ubj|xgb|lgb|txt|json|safetensors|gguf|skops|pmml|mar|zip|tar\.gz|pth\.tar|weights|p|pk|dill|gz|dat|nc|mlmodel|bz2)$/i;

const SAVERS =
  /^(?:savez|savez_compressed|ModelCheckpoint|dump|save|save_model|save_keras_model|save_weights|download_mojo|download_model|save_mojo|save_params|write_bytes|sklearn2pmml|save_pretrained|save_checkpoint|export|to_onnx|export_model|save_native|save_to_file|to_pickle|convert_sklearn|save_state|write_model|torch_save|save_file|save_learner|to_disk|export_saved_model|save_lm_model|save_word2vec_format|savez_model|save_config|save_encoder|to_torchscript|write_to_file|pickle_model)$/;

/**
 * Notes the model file that a call writes. `path` is the called name, `object` what it is called on: only models, and
 * only endings that model files have, so that plots and data files are left out.
 */
export function noteArtifact(machine: Machine, path: string, args: CallArguments, object: Value | null): boolean {
  const name = lastName(path);
  if (name === 'log_model') {
    return noteLoggedModel(machine, path, args);
  }
  if (name === 'register_model' || name === 'download_file') {
    return noteRemoteModel(machine, name, args);
  }
  if (name === 'push_to_hub') {
    return notePushed(machine, args, object);
  }
  const isTold = name === 'dump' && args.positional[0]?.kind === 'model';
  // The converter of transformers and others like it name a file of ONNX.
  const converted = name === 'convert' ? pathText(args.named.get('output')) : null;
  if (converted !== null && /\.onnx$/i.test(converted.path)) {
    addPath(machine.facts.artifacts, machine, converted);
    return true;
  }
  if (!SAVERS.test(name) || (!isTold && NO_MODULE.test(path))) {
    return false;
  }
  // Tables have this method, models have not.
  if (name === 'to_pickle' && object !== null && modelOf(object) === null && object.kind !== 'symbol') {
    return false;
  }
  if (name === 'write_bytes') {
    return object !== null && noteWrittenModel(machine, object);
  }
  // A function of PyCaret, or a method of an experiment, which is given the model as well.
  if (name === 'save_model' && (object === null || args.positional.length === 2) && isPycaret(machine)) {
    return notePickled(machine, args);
  }
  if (name === 'export' && args.positional.length + args.named.size === 0 && isFastai(machine)) {
    addPath(machine.facts.artifacts, machine, wholePath('export.pkl'));
    return true;
  }
  const text = name === 'ModelCheckpoint' ? checkpointText(args) : pathText(artifactTarget(name, path, args, object));
  if (text === null || text.path === '') {
    return false;
  }
  const isFolder =
    /^(?:save_pretrained|save_model|save_keras_model|save|export|to_disk|save_state|export_saved_model|download_mojo|save_encoder|save_weights)$/.test(
      name,
    ) && !/\.\w{1,6}$/.test(text.path);
  // `tf.saved_model.save(model, folder)` and PyCaret's `save_model(model, name)` are told what they save.
  const saved = object === null && args.positional.length > 1 ? (args.positional[0] ?? null) : object;
  const isBest = saved?.kind === 'method' && /model$/i.test(saved.name);
  const isModelObject =
    saved !== null && (isBest || MODEL_KINDS.has(saved.kind)) && (object !== null || MODEL_SAVER.test(path));
  if (
    !MODEL_ENDING.test(text.path) &&
    !(isFolder && isModelObject) &&
    !(name === 'dump' || name === 'ModelCheckpoint' || path === 'torch.save') &&
    !/^savez/.test(name) &&
    object?.kind !== 'model'
  ) {
    return false;
  }
  if (TOKENIZER.test(text.path) || holdsOtherThings(machine, text.path, args, isFunctionCall(object))) {
    return false;
  }
  if (
    /\.(?:png|jpe?g|svg|pdf|csv|html|gif|mp4|xlsx|parquet|ya?ml|py)$/i.test(text.path) ||
    (/\.np[yz]$/i.test(text.path) && !/model|weight|checkpoint/i.test(text.path))
  ) {
    return false;
  }
  addPath(machine.facts.artifacts, machine, text);
  markUsed([object, ...args.positional]);
  return true;
}

/** `learn.export()` of fastai writes `export.pkl`. */
function isFastai({ facts }: Machine): boolean {
  return [...facts.imports].some((module) => module.startsWith('fastai'));
}

const NO_MODULE = /(?:^|\.)(?:json|yaml|plt|fig|wandb|image|img|im)\.\w+$/i;

/** PyCaret puts an ending behind the name that it is given, whatever that ends with (`pycaret.*.save_model`). */
function notePickled(machine: Machine, args: CallArguments): boolean {
  const text = pathText(argument(args, 1, 'model_name'));
  if (text === null) {
    return false;
  }
  addPath(machine.facts.artifacts, machine, { path: `${text.path}.pkl`, isWhole: text.isWhole });
  return true;
}

/** `model.push_to_hub('bees/bert-waxing')`: kept by the hub under that name; a tokenizer beside it is no model. */
function notePushed(machine: Machine, args: CallArguments, object: Value | null): boolean {
  const repository = knownText(argument(args, 0, 'repo_id'));
  const isData = object?.kind === 'data' || object?.kind === 'dict';
  if (repository === null || isData || !/^[\w.-]+(?:\/[\w.-]+)?$/.test(repository)) {
    return false;
  }
  addPath(machine.facts.artifacts, machine, wholePath(repository), 'tracked');
  return true;
}

/** Azure's runs keep a model under a path of their own and bring it to a file. */
function noteRemoteModel(machine: Machine, name: string, args: CallArguments): boolean {
  const isKept = name === 'register_model';
  const text = pathText(isKept ? args.named.get('model_path') : argument(args, 1, 'output_file_path'));
  if (text === null || (!isKept && !FETCHED_MODEL.test(text.path))) {
    return false;
  }
  addPath(machine.facts.artifacts, machine, text, isKept ? 'tracked' : undefined);
  return true;
}

const FETCHED_MODEL = /\.(?:pkl|pickle|joblib|onnx|h5|keras|pt|pth|zip)$/i;

/** A model that is kept is one that the notebook settled on. */
function markUsed(values: readonly (Value | null)[]): void {
  for (const value of values) {
    if (value?.kind === 'model') {
      value.model.isUsed = true;
    }
  }
}

const MODEL_KINDS: ReadonlySet<Value['kind']> = new Set(['model', 'instance', 'unknown', 'symbol', 'prediction']);
const MODEL_SAVER = /(?:^|\.)(?:saved_model\.save|save_model|save_keras_model)$/;

/** `mlflow.sklearn.log_model(model, 'name')`: kept by the tracking server under that name. */
function noteLoggedModel(machine: Machine, path: string, args: CallArguments): boolean {
  const name = knownText(argument(args, 1, 'name', 'artifact_path'));
  if (!/^mlflow\b/.test(path) || name === null) {
    return false;
  }
  addPath(machine.facts.artifacts, machine, wholePath(name), 'tracked');
  return true;
}

const WRITTEN_MODEL = /\.(?:tflite|onnx|pb|mlmodel|pmml|gguf)$|(?:^|[/\\_-])model[^/\\]*\.json$/i;

/** `open('model.tflite', 'wb').write(converted)`. */
export function noteWrittenModel(machine: Machine, file: Value, content?: Value): boolean {
  const text = pathText(file);
  const isModel = text !== null && (WRITTEN_MODEL.test(text.path) || content?.kind === 'model');
  if (isModel) {
    addPath(machine.facts.artifacts, machine, text);
  }
  return isModel;
}

/** Keras is given one path, Lightning a folder and a name without ending. */
function checkpointText(args: CallArguments): PathText | null {
  const folder = pathText(args.named.get('dirpath'));
  const file = pathText(argument(args, 0, 'filepath', 'filename'));
  if (folder === null || file === null) {
    return args.named.has('dirpath') || args.named.has('monitor') || file !== null ? (folder ?? file) : null;
  }
  return { path: `${folder.path.replace(/\/$/, '')}/${file.path}.ckpt`, isWhole: folder.isWhole && file.isWhole };
}

/** A trainer of Hugging Face writes its checkpoints to the folder that its arguments name. */
export function noteTrainerFolder(machine: Machine, name: string, args: CallArguments): void {
  const isTrainer = /TrainingArguments$/.test(name);
  const folder = isTrainer
    ? pathText(argument(args, 0, 'output_dir'))
    : ESTIMATOR.test(name)
      ? pathText(args.named.get('model_dir'))
      : null;
  if (folder !== null && folder.isWhole && !SCRATCH.test(folder.path)) {
    addPath(machine.facts.artifacts, machine, folder, 'tracked');
  }
}

/** An estimator of TensorFlow keeps its checkpoints in a folder. */
const ESTIMATOR =
  /^(?:DNN|Linear|BoostedTrees|Baseline)\w*(?:Classifier|Regressor|Estimator)$|^(?:Estimator|RunConfig)$/;

const SCRATCH = /^(?:results?|outputs?|out|logs?|tmp\w*|test[-_]trainer|test|checkpoints?|trainer)\/?$|^\/tmp\//i;

/** AutoML keeps its models in a folder by itself. */
export function noteModelFolder(machine: Machine, name: string, args: CallArguments): void {
  const isAutomatic = /^(?:Tabular|TimeSeries|MultiModal)Predictor$|^AutoML$/.test(name);
  const folder = isAutomatic ? knownText(args.named.get('path') ?? args.named.get('results_path')) : null;
  if (folder !== null) {
    addPath(machine.facts.artifacts, machine, wholePath(folder));
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
    'f_params',
    'file',
    'export_dir',
    'output_dir',
    'file_path',
    'model_path',
    'save_path',
    'save_directory',
    'filepath_or_buffer',
  );
  if (named !== undefined) {
    return named;
  }
  const isSecond =
    isFunctionCall(object) &&
    args.positional.length > 1 &&
    /(?:^|\.)(?:dump|save|save_model|save_keras_model|save_file|export|convert_sklearn|to_onnx|save_weights|to_pickle|sklearn2pmml)$/.test(
      path,
    );
  if (name === 'export' && /onnx/.test(path)) {
    return args.positional[2];
  }
  // `saver.save(session, path)`
  const [first, second] = args.positional;
  const isAfter = name === 'save' && pathText(first) === null && pathText(second) !== null;
  return args.positional[isSecond || isAfter ? 1 : 0];
}

function isFunctionCall(object: Value | null): boolean {
  return object === null || object.kind === 'symbol';
}

const TOKENIZER = /(?:^|[/_.-])(?:tokenizer|processor|feature_extractor)s?\/?$/i;
const NO_MODEL_NAME =
  /(?:^|[/_.-])(?:x|y|data|dataset|df|train|test|val|features?|vocab\w*|words?|tokens?|labels?|classes|history|hist|credentials?|secrets?|dict|results?|scores?|metrics|mapping|columns|index|images?|embeddings?)\d?(?:_\w+)?\.(?:p|pkl|pickle|json|dat|txt|npz)$/i;

/** The name of a file that holds a model. */
const SAYS_MODEL = /(?:model|classifier|regressor|estimator|pipeline)[^/\\]*\.(?:pkl|pickle|joblib|sav|dill)$/i;

/** `scaler_X.pkl` is needed to use the model. */
const PREPARES = /(?:scal|encod|vectori[sz]|imput|transform)\w*\.\w+$/i;

const SAID = /(?:results?|scores?|metrics|history)\.\w+$/i;

/** A pickle of data, scores or settings is no model. */
function holdsOtherThings(machine: Machine, path: string, args: CallArguments, isFunction: boolean): boolean {
  const [content] = args.positional;
  const isContent = isFunction && pathText(content)?.path !== path;
  const kind = isContent ? content?.kind : undefined;
  if (kind === 'model' || kind === 'instance') {
    return false;
  }
  // `dump(fitted_pipeline.predict, 'models/loan_model.pkl')`: the name is told by hand, what is known of the content is not.
  if (SAYS_MODEL.test(path) && (kind === 'data' || kind === 'prediction' || kind === 'foreign')) {
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
  if (isContent && !SAYS_MODEL.test(path)) {
    const isNamed = machine.contentName !== null && NAMES_DATA.test(machine.contentName);
    if (isNamed || (content?.kind === 'dict' && !mayHoldModel(content))) {
      return true;
    }
  }
  return NO_MODEL_NAME.test(path) && (!PREPARES.test(path) || SAID.test(path));
}

/** `dump(forest_cv_result, file)`: scores and data by the last word of their name. */
const NAMES_DATA =
  /(?:^|_)(?:x|y|data|dataset|datasets|df|train|test|val|valid|features?|featureset|vocab\w*|words?|labels?|history|results?|scores?|metrics|reports?|predictions?|preds?|values|embeddings?|images?|columns|cols|mapping|index)\d?$/i;

const PART_OF_MODEL =
  /model|state|weight|net|clf|classif|regress|estimator|pipe|scal|encod|vectori|imput|optim|param|coef|theta|tokeni|bias|intercept|^[wb]\d*$|generator|discriminator|policy/i;

/** A dict of arrays and numbers is no model; one that keeps a model beside its settings is. */
function mayHoldModel({ entries, isTable }: DictValue): boolean {
  if (isTable === true) {
    return false;
  }
  const known = [...entries];
  return (
    known.length === 0 ||
    known.some(
      ([key, { kind }]) => key === OTHER_KEY || PART_OF_MODEL.test(key) || kind === 'model' || kind === 'instance',
    )
  );
}
