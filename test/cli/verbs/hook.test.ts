import { chmod, readFile, rm, stat, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { call, callCli, callJson, type Finished } from '../support/cli';
import { commandOnPath } from '../support/commandOnPath';
import { hookSchema } from '../support/contract';
import { commitAll, git, makeFolder, makeRepository, write } from '../support/repository';

interface Place {
  readonly root: string;
  readonly env: Readonly<Record<string, string>>;
}

async function makePlace(config = '{}'): Promise<Place> {
  const root = await makeRepository();
  await write(root, '.model-ledger/config.json', config);
  await commitAll(root, 'configure');
  return { root, env: await commandOnPath() };
}

/** Registers churn without a reason and stages it. */
async function stage({ root, env }: Place, value = 0.9): Promise<void> {
  await write(root, 'metrics.json', JSON.stringify({ test: { roc_auc: value } }));
  await callCli(root, ['register', 'metrics.json', '--model', 'churn'], { env });
  await git(root, 'add', '-A');
}

async function commit({ root, env }: Place, ...args: readonly string[]): Promise<Finished> {
  return call('git', ['commit', '-q', ...args], root, { env });
}

/** Commits with an editor that runs these lines on the file "$1". */
async function edit(place: Place, script: string, ...args: readonly string[]): Promise<Finished> {
  const editor = await write(dirname(place.root), 'editor', `#!/bin/sh\n${script}\n`);
  await chmod(editor, 0o755);
  const env = { ...place.env, GIT_EDITOR: `'${editor}'` };
  return call('git', ['commit', '-q', ...args], place.root, { env });
}

async function lastMessage({ root }: Place): Promise<string> {
  return (await git(root, 'log', '-1', '--format=%B')).trimEnd();
}

async function hook({ root, env }: Place, verb: string, ...args: readonly string[]): Promise<Finished> {
  return callCli(root, ['hook', verb, ...args], { env });
}

describe.skipIf(process.platform === 'win32')('hook install', () => {
  it('asks in the message that a person writes, and takes out what is not filled in', async () => {
    const place = await makePlace();
    const installed = await callJson(place.root, ['hook', 'install'], hookSchema, { env: place.env });
    expect(installed.command).toBe(true);
    expect(installed.hooks.map(({ installed: there }) => there)).toEqual([true, true]);
    await stage(place);

    const seen = join(dirname(place.root), 'seen');
    const written = await edit(
      place,
      `cp "$1" '${seen}'; sed -i 's/^Rationale: churn@v1: $/&why not/; 1s/.*/Add v1/' "$1"`,
    );
    expect(written).toMatchObject({ code: 0, stdout: '', stderr: '' });
    expect(await readFile(seen, 'utf8')).toMatch(
      /^\n\nRationale: churn@v1: \n\n# Model Ledger:\n# churn@v1 is registered without a rationale\.\n/,
    );
    expect(await lastMessage(place)).toBe('Add v1\n\nRationale: churn@v1: why not');
    await stage(place, 0.91);
    const bare = await edit(place, `sed -i '1s/.*/Add v2/' "$1"`);
    expect(await lastMessage(place)).toBe('Add v2');
    expect(bare.code).toBe(0);
    expect(bare.stderr).toContain('model-ledger: churn@v2 is registered without a rationale.\n');
  });

  it('still lets Git give up on a message without words', async () => {
    const place = await makePlace();
    await hook(place, 'install');
    await stage(place);

    const finished = await edit(place, 'true');
    expect(finished.code).not.toBe(0);
    expect(finished.stderr).toContain('Aborting commit due to empty commit message.');
  });

  it('refuses where a reason is required, and says how to go on', async () => {
    const place = await makePlace('{"commit":{"rationale":"require"}}');
    await hook(place, 'install');
    await stage(place);

    const refused = await commit(place, '-m', 'Add v1');
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain('Write "Rationale: churn@v1: …" in the commit message.');
    expect(refused.stderr).toContain('git commit --edit --file=');
    expect((await commit(place, '-m', 'Add v1', '-m', 'Rationale: churn@v1: because')).code).toBe(0);
    expect((await commit(place, '--allow-empty', '-m', 'Something else')).code).toBe(0);
  });

  it('sees what commit -a is about to add', async () => {
    const place = await makePlace('{"commit":{"rationale":"require"}}');
    await hook(place, 'install');
    await write(place.root, 'models/a.onnx', 'one');
    await git(place.root, 'add', '-A');
    await commit(place, '-m', 'Try\n\nModel-Ledger: none');
    await write(place.root, 'models/a.onnx', 'two');

    const refused = await commit(place, '-a', '-m', 'Try again');
    expect(refused.stderr).toContain('models/a.onnx is a model file that no version has.');
    expect(refused.code).toBe(1);
  });

  it('says nothing when it is off, and adds nothing to merges, amended and given messages', async () => {
    const off = await makePlace('{"commit":{"rationale":"off"}}');
    await hook(off, 'install');
    await stage(off);
    expect(await edit(off, `sed -i '1s/.*/Add v1/' "$1"`)).toMatchObject({ code: 0, stderr: '' });
    expect(await lastMessage(off)).toBe('Add v1');

    const place = await makePlace();
    await hook(place, 'install');
    await stage(place);
    await commit(place, '-m', 'Add v1');
    const seen = join(dirname(place.root), 'seen');
    await edit(place, `cp "$1" '${seen}'`, '--amend');
    expect(await readFile(seen, 'utf8')).not.toContain('Rationale');
  });

  it('asks in every ledger of the repository, and in worktrees', async () => {
    const place = await makePlace('{"commit":{"rationale":"require"}}');
    await write(place.root, 'services/risk/.model-ledger/config.json', '{"commit":{"rationale":"require"}}');
    await commitAll(place.root, 'configure risk');
    await hook(place, 'install');
    const tree = join(dirname(place.root), 'other tree');
    await git(place.root, 'worktree', 'add', '-q', '-b', 'other', tree);
    await write(tree, 'services/risk/models/a.onnx', 'one');
    await git(tree, 'add', '-A');

    const refused = await commit({ ...place, root: tree }, '-m', 'Try');
    expect(refused.stderr).toContain('model-ledger: models/a.onnx is a model file that no version has.');
    expect(refused.code).toBe(1);
  });

  it('does nothing where the command is missing or broken', async () => {
    const place = await makePlace('{"commit":{"rationale":"require"}}');
    await hook(place, 'install');
    await stage(place);
    const without = { root: place.root, env: {} };
    expect((await commit(without, '-m', 'Add v1')).code).toBe(0);
    await stage(place, 0.95);
    const folder = await makeFolder();
    const broken = await write(folder, 'model-ledger', '#!/nowhere/node\n');
    await chmod(broken, 0o755);

    const other = { root: place.root, env: { PATH: `${folder}:${process.env['PATH'] ?? ''}` } };
    expect((await commit(other, '-m', 'Add v2')).code).toBe(0);
  });

  it('finds the command that a project has for itself', async () => {
    const place = await makePlace('{"commit":{"rationale":"require"}}');
    await hook(place, 'install');
    await stage(place);
    const [folder = ''] = (place.env['PATH'] ?? '').split(':');
    await write(place.root, '.gitignore', 'node_modules/\n');
    await write(place.root, 'node_modules/.bin/x', '');
    await symlink(join(folder, 'model-ledger'), join(place.root, 'node_modules/.bin/model-ledger'));

    expect((await commit({ root: place.root, env: {} }, '-m', 'Add v1')).code).toBe(1);
  });
});

describe.skipIf(process.platform === 'win32')('hooks of others', () => {
  /** Writes a hook that notes that it ran. */
  async function writeHook(root: string, path: string, first = '#!/bin/sh\n'): Promise<string> {
    const text = `${first}echo "$1" >> "${dirname(root)}/ran"\nexit 0\n`;
    await chmod(await write(root, path, text), 0o755);
    return text;
  }

  it('run after ours, and are as they were when ours are gone', async () => {
    const place = await makePlace('{"commit":{"rationale":"require"}}');
    const before = await writeHook(place.root, '.git/hooks/commit-msg');
    const file = join(place.root, '.git/hooks/commit-msg');
    await chmod(file, 0o750);
    await hook(place, 'install');
    await hook(place, 'install');
    await stage(place);

    expect((await commit(place, '-m', 'Add v1')).code).toBe(1);
    expect((await commit(place, '-m', 'Add v1\n\nRationale: why')).code).toBe(0);
    expect(await readFile(join(dirname(place.root), 'ran'), 'utf8')).toBe('.git/COMMIT_EDITMSG\n');
    expect(await hook(place, 'uninstall')).toMatchObject({ code: 0 });
    expect(await readFile(file, 'utf8')).toBe(before);
    expect((await stat(file)).mode & 0o777).toBe(0o750);
    await expect(stat(join(place.root, '.git/hooks/prepare-commit-msg'))).rejects.toThrow('ENOENT');
    expect((await callJson(place.root, ['hook', 'status'], hookSchema)).hooks[0]?.installed).toBe(false);
  });

  it('stay where core.hooksPath says', async () => {
    const place = await makePlace('{"commit":{"rationale":"require"}}');
    await git(place.root, 'config', 'core.hooksPath', '.githooks');
    const before = await writeHook(place.root, '.githooks/commit-msg', '#!/usr/bin/env bash\nset -eu\n');
    await git(place.root, 'add', '-A');
    await git(place.root, 'commit', '-q', '-m', 'hooks');
    await hook(place, 'install');
    await stage(place);

    expect((await commit(place, '-m', 'Add v1')).code).toBe(1);
    await hook(place, 'uninstall');
    await git(place.root, 'add', '-A');
    expect(await readFile(join(place.root, '.githooks/commit-msg'), 'utf8')).toBe(before);
    expect(await git(place.root, 'diff', '--name-only', 'HEAD', '--', '.githooks')).toBe('');
  });

  it('of husky stand beside the folder that it makes anew', async () => {
    const place = await makePlace('{"commit":{"rationale":"require"}}');
    await git(place.root, 'config', 'core.hooksPath', '.husky/_');
    const runner = 'n=$(basename "$0")\ns=$(dirname "$(dirname "$0")")/$n\n[ ! -f "$s" ] && exit 0\nsh -e "$s" "$@"\n';
    await write(place.root, '.husky/_/h', runner);
    await chmod(await write(place.root, '.husky/_/commit-msg', '#!/usr/bin/env sh\n. "$(dirname "$0")/h"'), 0o755);
    const before = 'test -f "$1"\n';
    await write(place.root, '.husky/commit-msg', before);

    const { hooks } = await callJson(place.root, ['hook', 'install'], hookSchema, { env: place.env });
    expect(hooks.map(({ path, manager }) => [path, manager])).toEqual([
      [join(place.root, '.husky/prepare-commit-msg'), 'husky'],
      [join(place.root, '.husky/commit-msg'), 'husky'],
    ]);
    await stage(place);
    expect((await commit(place, '-m', 'Add v1')).code).toBe(1);
    await hook(place, 'uninstall');
    expect(await readFile(join(place.root, '.husky/commit-msg'), 'utf8')).toBe(before);
  });

  it.each([
    ['lefthook', '#!/bin/sh\n# lefthook\n', 'lefthook writes its hooks anew. Add to lefthook.yml, under commit-msg'],
    [
      'pre-commit',
      '#!/usr/bin/env bash\n# File generated by pre-commit: https://pre-commit.com\n',
      'pre-commit writes its hooks anew',
    ],
  ])('of %s are joined, with a word about what becomes of that', async (_, first, note) => {
    const place = await makePlace();
    await writeHook(place.root, '.git/hooks/commit-msg', first);

    const { code, stderr } = await hook(place, 'install');
    expect(code).toBe(0);
    expect(stderr).toContain(note);
  });

  it('that no lines can be added to are left alone, all of them', async () => {
    const python = '#!/usr/bin/env python3\nprint("hello")\n';
    const place = await makePlace();
    const file = join(place.root, '.git/hooks/commit-msg');
    const cases = [
      async () => chmod(await write(place.root, '.git/hooks/commit-msg', python), 0o755),
      async () => {
        await writeHook(place.root, 'scripts/commit-msg');
        await symlink(join(place.root, 'scripts/commit-msg'), file);
      },
      async () => {
        await writeHook(place.root, '.git/hooks/commit-msg');
        await chmod(file, 0o644);
      },
    ];

    for (const prepare of cases) {
      await rm(file, { force: true });
      await prepare();
      const before = await readFile(file, 'utf8');
      const { code, stdout } = await hook(place, 'install', '--json');
      expect(code).toBe(1);
      const { error } = JSON.parse(stdout) as { error: { code: string; message: string } };
      expect(error.code).toBe('hook-foreign');
      expect(error.message).toContain('Let it call: model-ledger hook commit-msg "$1"');
      expect(await readFile(file, 'utf8')).toBe(before);
      await expect(stat(join(place.root, '.git/hooks/prepare-commit-msg'))).rejects.toThrow('ENOENT');
    }
  });

  it('that serve other repositories too are joined only when that is asked for', async () => {
    const place = await makePlace();
    const shared = await makeFolder('hooks of all');
    await git(place.root, 'config', 'core.hooksPath', shared);

    const refused = await hook(place, 'install', '--json');
    expect(JSON.parse(refused.stdout)).toMatchObject({ error: { code: 'hooks-shared' } });
    expect((await hook(place, 'install', '--shared')).code).toBe(0);
    expect(await readFile(join(shared, 'commit-msg'), 'utf8')).toContain('model-ledger');
  });

  it('need Git', async () => {
    const finished = await callCli(await makeFolder(), ['hook', 'install', '--json']);

    expect(JSON.parse(finished.stdout)).toMatchObject({ error: { code: 'git-failed' } });
  });
});
