import { present } from '../present';
import { lastName } from './lastName';
import type { CallArguments, Machine } from './machine';
import { argument } from './machine';
import { addPath, pathText, wholePath } from './paths';
import type { PathText } from './paths';
import { knownText } from './valueText';
import type { Value } from './values';

/** Where a call that gets data elsewhere says what it gets, and how sure that is. */
interface SourceRule {
  readonly index: number;
  readonly names: readonly string[];
  /** Only with this in the text. */
  readonly shape?: RegExp;
  /** The name of the data is enough; nothing else needs to be unknown. */
  readonly isSure?: boolean;
}

const ADDRESS = /^(?:https?|ftp|s3|gs):\/\/./;
const ARCHIVE = /\.(?:zip|tar|tgz|gz|bz2|7z)$/i;

const SOURCES: ReadonlyMap<string, SourceRule> = new Map<string, SourceRule>([
  ['dataset_download', { index: 0, names: ['handle'], shape: /^[\w.-]+\/[\w.-]+/ }],
  ['competition_download', { index: 0, names: ['handle'] }],
  ['load_builtin', { index: 0, names: ['name'], isSure: true }],
  ['load_from_file', { index: 0, names: ['file_path'], isSure: true }],
  ['get_dataset', { index: 0, names: ['dataset_name', 'name'], shape: /^\w+$/, isSure: true }],
  ['get_data', { index: 0, names: ['dataset'], shape: /^[a-z]\w+$/, isSure: true }],
  ['load_files', { index: 0, names: ['container_path'], isSure: true }],
  ['list_files', { index: 0, names: ['file_pattern'], shape: /[\w*]/, isSure: true }],
  ['flow_from_dataframe', { index: -1, names: ['directory'], isSure: true }],
  ['get_file', { index: 1, names: ['origin'], shape: ADDRESS }],
  ['urlretrieve', { index: 0, names: ['url'], shape: ADDRESS }],
  ['read_data_sets', { index: 0, names: ['train_dir'], isSure: true }],
  ['ZipFile', { index: 0, names: ['file'], shape: ARCHIVE }],
  ['get_by_name', { index: 1, names: ['name'], shape: /^[\w-]+$/ }],
  ['unpack_archive', { index: 0, names: ['filename'], shape: ARCHIVE }],
]);

/** Calls whose name says little: only of these modules. */
const OWN_READER = /(?:^|_)(?:read|load|import|get|open|fetch)(?:_|$)|^(?:read|load)[A-Z]/;
const OWN_WRITER =
  /^print$|save|write|export|plot|dump|download|upload|remove|delete|exists|isfile|log|display|show|join|path/i;
const READS = /^(?:read|scan)_[a-z]+$|^load_dataset$/;
const SAID = /(?:result|prediction|output|submission|metric|score)/i;
const TABLE = /\.(?:csv|tsv|xlsx?|parquet|feather|jsonl|arff)$/i;
/** A pickle among the data. */
const KEPT_DATA =
  /(?:^|[/\\])(?:data|datasets?)[/\\](?!.*(?:model|scaler|encoder|vectori|vocab))[^/\\]+\.(?:pkl|pickle|conllu?)$/i;
const DOWNLOADS = /^(?:gdown|opendatasets|od|wget|requests|torchvision\.datasets\.utils)\.\w+$/;
const DATA_ADDRESS =
  /^https?:\/\/\S+(?:\.(?:csv|tsv|txt|json|zip|gz|tgz|tar|xlsx?|parquet)\b|kaggle\.com\/|drive\.google)/i;
const DATABASE = /^(?:sqlite|duckdb):\/{2,4}([^?]+)$/;

/** Notes what data is fetched from elsewhere. True when the call did nothing else. */
export function noteSource(machine: Machine, path: string, args: CallArguments, object: Value | null): boolean {
  const name = lastName(path);
  const rule = SOURCES.get(name);
  const isOwnName = (name === 'get_data' || name === 'get_dataset') && !/dataset/.test(path);
  if (rule !== undefined && !isOwnName) {
    const text = pathText(argument(args, rule.index, ...rule.names));
    if (text !== null && (rule.shape?.test(text.path) ?? true)) {
      addPath(machine.facts.datasets, machine, text, rule.isSure === true ? undefined : 'source');
      return name !== 'get_file';
    }
    return false;
  }
  // Quotes of a share or an index.
  if (/^(?:yf|yfinance)\.(?:download|Ticker)$/.test(path)) {
    const tickers = argument(args, 0, 'tickers', 'ticker');
    const listed = tickers?.kind === 'list' ? tickers.items : [tickers];
    listed.slice(0, MOST_TICKERS).forEach((value) => {
      const ticker = knownText(value);
      if (ticker !== null && /^[\w^=.-]{1,15}$/.test(ticker)) {
        addPath(machine.facts.datasets, machine, wholePath(ticker), 'source');
      }
    });
    return listed.some((value) => knownText(value) !== null);
  }
  if (
    DOWNLOADS.test(path) ||
    /^(?:maybe_)?download_?(?:\w*_)?(?:data|url|file|zip|archive|dataset|images?)?(?:_to_file)?$/.test(name)
  ) {
    return noteAddress(machine, argument(args, 0, 'url', 'dataset_id_or_url', 'id', 'source'));
  }
  if (name === 'untar_data' || name === 'unzip_url') {
    const [given] = args.positional;
    const key = given?.kind === 'symbol' ? /(?:URLs|(?<=Urls\.))\.?\w+$/.exec(given.path)?.[0] : undefined;
    return key !== undefined && (addPath(machine.facts.datasets, machine, wholePath(key), 'source'), true);
  }
  if (/^datasetsforecast\./.test(path) && name === 'load') {
    const group = knownText(argument(args, 1, 'group'));
    addPath(machine.facts.datasets, machine, wholePath(group ?? /(\w+)\.load$/.exec(path)?.[1] ?? path));
    return true;
  }
  if (name === 'create_engine') {
    const file = DATABASE.exec(knownText(args.positional[0]) ?? '')?.[1];
    return file !== undefined && (addPath(machine.facts.datasets, machine, wholePath(file)), true);
  }
  // A function of a module beside the notebook: `helpers.read_and_clean('data/a.csv')`.
  if (OWN_READER.test(name) && !READS.test(name)) {
    const tables = tablesAmong(args);
    tables.forEach((table) => addPath(machine.facts.datasets, machine, table));
    if (tables.length > 0) {
      return true;
    }
  }
  // A function of the notebook's own modules that is told a table: `train_eval('data/a.csv', settings)`.
  if (object === null && !path.includes('.') && !OWN_WRITER.test(name)) {
    for (const table of tablesAmong(args)) {
      if (table.isWhole) {
        addPath(machine.facts.datasets, machine, table, 'source');
      }
    }
  }
  // `load_covertype_dataset()` of a library.
  if (/^load_\w+_dataset$/.test(name) && path.includes('.')) {
    addPath(machine.facts.datasets, machine, wholePath(path));
    return true;
  }
  return false;
}

const MOST_TICKERS = 20;

function tablesAmong(args: CallArguments): readonly PathText[] {
  return present(args.positional, (value) => {
    const text = pathText(value);
    return text !== null && isTable(text.path) ? text : null;
  });
}

function isTable(path: string): boolean {
  return (TABLE.test(path) || KEPT_DATA.test(path)) && !SAID.test(path);
}

function noteAddress(machine: Machine, given: Value | undefined): boolean {
  const address = knownText(given);
  if (address === null || !DATA_ADDRESS.test(address)) {
    return false;
  }
  addPath(machine.facts.datasets, machine, wholePath(address), 'source');
  return true;
}

const LISTS = /^(?:listdir|scandir|walk|glob|iglob|rglob|iterdir)$/;
const IMAGES = /(?:[/\\]\*\*?)*[/\\]\*(?:\.(?:png|jpe?g|tiff?|bmp|gif))?$/i;
const NO_DATA_FOLDER =
  /^(?:\.{0,2}|\/|~|\/content|\/kaggle\/input|\.\.\/input|\/kaggle\/working|\.\/input)\/?$|(?:^|[/\\])(?:models?|checkpoints?|outputs?|results?|logs?|weights|saved_models?|runs|figures|plots|bin)(?:[/\\]|$)/i;

/** `os.listdir('images/train')`, `glob('data/*.csv')`, `Path('data').glob('*.jpg')`: a folder of data. */
export function noteListing(machine: Machine, path: string, args: CallArguments, object: Value | null): void {
  const name = lastName(path);
  if (!LISTS.test(name)) {
    return;
  }
  const isOf = object !== null && (object.kind === 'text' || object.kind === 'literal');
  const given = pathText(isOf ? object : args.positional[0]);
  // All images of a folder are the folder.
  const text = given === null ? null : withoutImages(given);
  if (
    text === null ||
    !text.isWhole ||
    NO_DATA_FOLDER.test(text.path) ||
    (/\.(?:png|pdf|py|ipynb)$/.test(text.path) && !text.path.includes('*'))
  ) {
    return;
  }
  const { datasets } = machine.facts;
  const isInside = datasets.some((fact) => fact.standing === 'source' && text.path.startsWith(`${fact.path}/`));
  if (!isInside) {
    addPath(datasets, machine, text, 'source');
  }
}

function withoutImages(text: PathText): PathText {
  const path = text.path.replace(IMAGES, '');
  return text.spelled === undefined ? { ...text, path } : { ...text, path, spelled: text.spelled.replace(IMAGES, '') };
}

const WRITES =
  /^(?:to_(?:csv|parquet|excel|json|pickle|feather|hdf|stata)|save|savez|savez_compressed|savetxt|dump|imwrite)$/;

/** Remembers what the notebook writes, so that it is no data set of its own when it is read again. */
export function noteWritten(machine: Machine, path: string, args: CallArguments): void {
  const name = lastName(path);
  if (!WRITES.test(name) || machine.facts.written.size >= MOST_WRITTEN) {
    return;
  }
  const isSecond = /(?:^|\.)(?:pickle|joblib|dill|cloudpickle|torch|json)\.\w+$/.test(path) || path === 'dump';
  const text = pathText(argument(args, isSecond ? 1 : 0, 'path_or_buf', 'path', 'fname', 'file', 'f'));
  if (text !== null && text.isWhole) {
    machine.facts.written.add(text.path);
  }
}

const MOST_WRITTEN = 500;
