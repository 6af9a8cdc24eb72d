import { realpath, rename } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { describe, expect, it } from 'vitest';
import { describeConcern } from '../../../src/core/rationale/describeConcern';
import type { CommitSettings } from '../../../src/protocol/languageServer';
import { ArtifactFiles } from '../../../src/server/artifactFiles';
import { CommitReader } from '../../../src/server/commit/commitReader';
import { Session } from '../../../src/server/session';
import { WorkspaceLedgers } from '../../../src/server/workspaceLedgers';
import { RepositoryLedger } from '../../support/repositoryLedger';
import { temporaryFolder } from '../../support/temporaryFolder';

const UNDOCUMENTED = { documentation: { rationale: '', changes: '', impact: '' } };
const ASKED = 'churn@v1 is registered without a rationale.';

describe('CommitReader', () => {
  it('looks at what is staged, and at everything where nothing is', async () => {
    const { fixture, ask } = await repository();
    expect(await ask()).toEqual([ASKED]);

    await fixture.repository.write('notes.txt', 'other');
    await fixture.repository.git('add', 'notes.txt');

    expect(await ask()).toEqual([]);
    await fixture.repository.git('add', '--all');
    expect(await ask()).toEqual([ASKED]);
  });

  it.each([
    ['tracked', []],
    ['none', []],
    ['all', [ASKED]],
  ] as const)('takes %s of what is not staged when VS Code does', async (unstaged, expected) => {
    const { ask } = await repository({ policy: null, unstaged });

    expect(await ask()).toEqual(expected);
  });

  it('lets the setting of the window win over the config, and asks nothing where it is off', async () => {
    const { fixture, read } = await repository({ policy: 'require', unstaged: 'all' });
    await fixture.repository.write('.model-ledger/config.json', '{"commit":{"rationale":"off"}}');
    expect((await read())?.concerns.policy).toBe('require');

    const unset = await repository({ policy: null, unstaged: 'all' });
    await unset.fixture.repository.write('.model-ledger/config.json', '{"commit":{"rationale":"off"}}');
    expect(await unset.read()).toBeNull();
  });

  it('asks nothing without Git, as in a workspace that is not trusted', async () => {
    const { fixture } = await repository();
    const window = windowOf(fixture.root, { isTrusted: false });

    expect(await window.read(boxUri(fixture.root))).toBeNull();
  });

  it('takes the index that "git commit -a" holds ready', async () => {
    const { fixture } = await repository();
    await fixture.repository.commitAll('Add v1');
    await fixture.register('churn', UNDOCUMENTED);
    const window = windowOf(fixture.root);
    const uri = pathToFileURL(path.join(fixture.root, '.git/COMMIT_EDITMSG')).href;
    expect(await window.ask(uri)).toEqual([]);

    await fixture.repository.git('add', '--all');
    await rename(fixture.path('.git/index'), fixture.path('.git/prepared'));
    await fixture.repository.git('read-tree', 'HEAD');
    await rename(fixture.path('.git/prepared'), fixture.path('.git/index.lock'));

    window.commits.forget(null);
    expect(await window.ask(uri)).toEqual(['churn@v2 is registered without a rationale.']);
  });

  it('reads the comment marker of the repository for message files, and knows none in the box', async () => {
    const { fixture, read } = await repository();
    await fixture.repository.git('config', 'core.commentChar', ';');
    const uri = pathToFileURL(path.join(fixture.root, '.git/COMMIT_EDITMSG')).href;

    expect((await windowOf(fixture.root).read(uri))?.commentMarker).toBe(';');
    expect((await read())?.commentMarker).toBe('\0');
  });

  it('finds the ledger of a linked working tree, whose message file lies elsewhere', async () => {
    const { fixture } = await repository();
    await fixture.repository.commitAll('Add v1');
    const linked = path.join(await realpath(await temporaryFolder()), 'linked');
    await fixture.repository.git('worktree', 'add', '--quiet', linked);
    const uri = pathToFileURL(path.join(fixture.root, '.git/worktrees/linked/COMMIT_EDITMSG')).href;

    const found = await windowOf(linked).read(uri);

    expect(found?.snapshot.root).toBe(linked);
  });
});

async function repository(settings: CommitSettings = { policy: null, unstaged: 'all' }) {
  const fixture = await RepositoryLedger.create();
  await fixture.repository.write('.gitkeep', '');
  await fixture.repository.commitAll('Begin');
  await fixture.register('churn', UNDOCUMENTED);
  const window = windowOf(fixture.root, { settings });
  const read = () => {
    window.commits.forget(null);
    return window.read(boxUri(fixture.root));
  };
  return { fixture, read, ask: async () => (await read())?.concerns.concerns.map(describeConcern) };
}

/** A window with one folder, and with a commit message open in it. */
function windowOf(
  root: string,
  {
    settings = { policy: null, unstaged: 'all' },
    isTrusted = true,
  }: { readonly settings?: CommitSettings; readonly isTrusted?: boolean } = {},
) {
  const commits = new CommitReader(
    () => Promise.resolve(settings),
    () => undefined,
    // A test wants the new answer, however slow the machine.
    60_000,
  );
  const documents = {
    get: (uri: string) => TextDocument.create(uri, uri.startsWith('vscode-scm:') ? 'scminput' : 'git-commit', 1, 'Go'),
    all: () => [],
  };
  const ledgers = new WorkspaceLedgers([root], isTrusted, () => undefined);
  const session = new Session(ledgers, new ArtifactFiles(() => undefined), documents);
  const read = async (uri: string) => {
    const subject = await session.find(uri);
    expect(subject?.kind).toBe('commitMessage');
    return subject === null ? null : commits.read(subject);
  };
  return { commits, read, ask: async (uri: string) => (await read(uri))?.concerns.concerns.map(describeConcern) };
}

function boxUri(root: string): string {
  return `vscode-scm:git/scm0/input?rootUri%3D${encodeURIComponent(encodeURIComponent(pathToFileURL(root).href))}`;
}
