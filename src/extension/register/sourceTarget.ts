import * as vscode from 'vscode';
import { LedgerError } from '../../core/errors';
import { cancelled } from '../abort';
import { isTreeNode } from '../tree/treeNode';

/** The notebook that a command is about: named by a menu, shown in the active editor, or picked from a dialog. */
export async function notebookTarget(argument: unknown): Promise<vscode.Uri> {
  const named = readUri(argument) ?? activeNotebook();
  if (named !== undefined) {
    return named;
  }
  return pickFile('Choose an executed notebook', ['ipynb']);
}

/** Model files, metrics files and logs. package.json lists the model files for the Explorer's menu. */
const REGISTRABLE: readonly string[] = [
  ...['pkl', 'pickle', 'joblib', 'skops', 'pt', 'pth', 'ckpt', 'safetensors', 'gguf', 'onnx', 'pb', 'tflite', 'keras'],
  ...['h5', 'hdf5', 'cbm', 'ubj', 'bst', 'xgb', 'lgb', 'mlmodel', 'pmml', 'model', 'bin'],
  ...['json', 'jsonl', 'yaml', 'yml', 'csv', 'tsv', 'log'],
];
/** Offered only while they are open in the editor: most scripts train nothing. */
const SCRIPTS: readonly string[] = ['py', 'txt', 'out'];

export async function fileTarget(argument: unknown): Promise<vscode.Uri> {
  return (
    readUri(argument) ?? (await pickFile('Choose a model file, a metrics file or a training log', REGISTRABLE, SCRIPTS))
  );
}

/** Explorer menus pass a Uri, the language server its text, the notebook toolbar an object with one, the view its row. */
function readUri(argument: unknown): vscode.Uri | undefined {
  if (argument instanceof vscode.Uri) {
    return argument;
  }
  if (typeof argument === 'string' && argument.startsWith('file:')) {
    return vscode.Uri.parse(argument, true);
  }
  if (isTreeNode(argument)) {
    const file = argument.kind === 'candidate' ? argument.open.resolve(argument.candidate.path) : null;
    return file === null ? undefined : vscode.Uri.file(file);
  }
  if (typeof argument === 'object' && argument !== null && 'notebookEditor' in argument) {
    const { notebookEditor } = argument;
    const uri =
      typeof notebookEditor === 'object' && notebookEditor !== null && 'notebookUri' in notebookEditor
        ? notebookEditor.notebookUri
        : undefined;
    return uri instanceof vscode.Uri ? uri : undefined;
  }
  return undefined;
}

function activeNotebook(): vscode.Uri | undefined {
  const uri = vscode.window.activeNotebookEditor?.notebook.uri ?? notebookOfActiveTab();
  if (uri?.scheme === 'untitled') {
    throw new LedgerError(
      'source-missing',
      'This notebook has not been saved yet. Save it in the project, then register its output.',
    );
  }
  return uri?.scheme === 'file' ? uri : undefined;
}

/** A notebook that is being opened has a tab before it has an editor. */
function notebookOfActiveTab(): vscode.Uri | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  return input instanceof vscode.TabInputNotebook ? input.uri : undefined;
}

interface FileItem extends vscode.QuickPickItem {
  /** Null: any other file, from a dialog. */
  readonly uri: vscode.Uri | null;
}

const LISTED = 500;
const EXCLUDED = '**/{node_modules,.ipynb_checkpoints,.model-ledger,.git,.venv,venv,site-packages}/**';

/** `whenOpen` are extensions of files that are offered when they are shown in the active editor. */
async function pickFile(
  title: string,
  extensions: readonly string[],
  whenOpen: readonly string[] = [],
): Promise<vscode.Uri> {
  if ((vscode.workspace.workspaceFolders ?? []).length === 0) {
    throw new LedgerError(
      'workspace-missing',
      'No folder is open. Open the folder of a project: its versions are kept there.',
    );
  }
  const chosen = await vscode.window.showQuickPick(fileItems(extensions, activeFile([...extensions, ...whenOpen])), {
    title,
    placeHolder: 'Type to search the files of the workspace',
    matchOnDescription: true,
  });
  if (chosen === undefined) {
    throw cancelled();
  }
  return chosen.uri ?? (await browse(title));
}

function activeFile(extensions: readonly string[]): vscode.Uri | undefined {
  const uri = vscode.window.activeTextEditor?.document.uri;
  const extension = /\.([^./\\]+)$/.exec(uri?.path ?? '')?.[1]?.toLowerCase() ?? '';
  return uri?.scheme === 'file' && extensions.includes(extension) ? uri : undefined;
}

async function fileItems(extensions: readonly string[], active: vscode.Uri | undefined): Promise<readonly FileItem[]> {
  const files = await vscode.workspace.findFiles(`**/*.{${extensions.join(',')}}`, EXCLUDED, LISTED);
  const items = files.filter((uri) => uri.toString() !== active?.toString()).map(fileItem);
  const sorted = items.toSorted((a, b) => a.label.localeCompare(b.label));
  return [
    ...(active === undefined ? [] : [{ ...fileItem(active), iconPath: new vscode.ThemeIcon('go-to-file') }]),
    ...sorted,
    { uri: null, label: 'Browse…', iconPath: new vscode.ThemeIcon('folder-opened'), alwaysShow: true },
  ];
}

function fileItem(uri: vscode.Uri): FileItem {
  const relative = vscode.workspace.asRelativePath(uri);
  const slash = relative.lastIndexOf('/');
  return { uri, label: relative.slice(slash + 1), description: slash < 0 ? '' : relative.slice(0, slash) };
}

async function browse(title: string): Promise<vscode.Uri> {
  const folder = vscode.workspace.workspaceFolders?.[0];
  const chosen = await vscode.window.showOpenDialog({
    title,
    openLabel: 'Register',
    ...(folder === undefined ? {} : { defaultUri: folder.uri }),
  });
  if (chosen?.[0] === undefined) {
    throw cancelled();
  }
  return chosen[0];
}
