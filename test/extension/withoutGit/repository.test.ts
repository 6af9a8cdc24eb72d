import * as assert from 'node:assert/strict';
import path from 'node:path';
import { activateExtension, cli, eventually, findRow, git, workspaceFolder } from '../support/extensionApi';

describe('a folder that becomes a repository while the window is open', () => {
  it('learns of the first commit without a reload', async () => {
    const api = await activateExtension();
    const root = workspaceFolder();
    const context = async (): Promise<string> => {
      const model = await eventually(
        async () => (await api.tree.getChildren()).find((row) => api.tree.getTreeItem(row).label === 'late'),
        (row) => row !== undefined,
      );
      return api.tree.getTreeItem(await findRow(api, 'late@v1', model)).contextValue ?? '';
    };
    const notebook = path.join('notebooks', '02-xgboost.ipynb');
    await cli(root, 'register', notebook, '--model', 'late', '--rationale', 'Before there was Git.');
    const before = await context();

    await git(root, 'init', '--quiet');
    await git(root, 'add', '.model-ledger');
    await git(root, 'commit', '--quiet', '--message', 'Keep the ledger');

    const after = await eventually(context, (value) => !value.includes('uncommitted'));
    assert.match(before, /^version uncommitted /);
    assert.match(after, /^version active/);
  });
});
