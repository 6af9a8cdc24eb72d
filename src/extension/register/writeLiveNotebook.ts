import * as vscode from 'vscode';

/** What the built-in ipynb extension exports. */
interface IpynbApi {
  exportNotebook(data: vscode.NotebookData): string | Promise<string>;
}

/**
 * The live notebook as the text that saving it would write, so that the kept snapshot shows what the person saw.
 * Undefined where the editor's own writer is not there: then core writes one.
 */
export async function writeLiveNotebook(document: vscode.NotebookDocument): Promise<string | undefined> {
  const extension = vscode.extensions.getExtension<unknown>('vscode.ipynb');
  const api = await extension?.activate();
  return isIpynbApi(api) ? api.exportNotebook(copy(document)) : undefined;
}

function copy(document: vscode.NotebookDocument): vscode.NotebookData {
  const data = new vscode.NotebookData(
    document.getCells().map((cell) => {
      const { document: text, outputs, metadata, executionSummary } = cell;
      const copied = new vscode.NotebookCellData(cell.kind, text.getText(), text.languageId);
      copied.outputs = [...outputs];
      copied.metadata = metadata;
      if (executionSummary !== undefined) {
        copied.executionSummary = executionSummary;
      }
      return copied;
    }),
  );
  data.metadata = document.metadata;
  return data;
}

function isIpynbApi(value: unknown): value is IpynbApi {
  return (
    typeof value === 'object' &&
    value !== null &&
    'exportNotebook' in value &&
    typeof value.exportNotebook === 'function'
  );
}
