import { mkdir, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { IgnoreRules } from '../../../../src/core/io/files/ignoreRules';
import { listTextFiles } from '../../../../src/core/io/files/listTextFiles';
import { GitRepository } from '../../../support/gitRepository';
import { temporaryFolder } from '../../../support/temporaryFolder';

describe('listTextFiles', () => {
  it('lists what Git would, without asking Git', async () => {
    const repository = await GitRepository.create();
    const ignore =
      '# mine\n*.log.py\n/build\nout/\n!out/keep.py\ndata/**/raw\ndocs/*.py\n!docs/kept.py\nq?.py\n[ab]c.py\n\\!odd.py\n';
    await fill(repository.folder, {
      '.gitignore': ignore,
      'a.py': '',
      'x.log.py': '',
      'build/b.py': '',
      'src/build/c.py': '',
      'out/d.py': '',
      'out/keep.py': '',
      'src/out/e.py': '',
      'data/one/two/raw/f.py': '',
      'data/one/g.py': '',
      'docs/h.py': '',
      'docs/kept.py': '',
      'docs/deep/i.py': '',
      'q1.py': '',
      'q12.py': '',
      'ac.py': '',
      'cc.py': '',
      '!odd.py': '',
      'nested/.gitignore': '*.py\n!yes.py\n',
      'nested/no.py': '',
      'nested/yes.py': '',
      'nested/deep/no.py': '',
    });
    const listed = await repository.git('ls-files', '--others', '--exclude-standard', '-z');
    const wanted = listed.split('\0').filter((name) => name.endsWith('.py'));

    expect(await list(repository.folder)).toEqual(wanted.sort());
    expect(wanted).toHaveLength(8);
  });

  it('skips the folders of tools, and what is linked', async () => {
    const folder = await temporaryFolder();
    await fill(folder, { 'a.py': '', 'node_modules/b.py': '', '.venv/lib/c.py': '', '.model-ledger/d.py': '' });
    await symlink(folder, path.join(folder, 'again'));

    expect(await list(folder)).toEqual(['a.py']);
  });

  it('stops at the limit, and when it is cancelled', async () => {
    const folder = await temporaryFolder();
    await fill(folder, { 'a.py': '', 'b.py': '', 'c.py': '' });

    expect(await list(folder, 2)).toHaveLength(2);
    await expect(list(folder, 2, AbortSignal.abort())).rejects.toMatchObject({ code: 'cancelled' });
  });
});

describe('IgnoreRules', () => {
  it('takes a rule that is no pattern for none', () => {
    expect(new IgnoreRules('[b-a]\n').ignores('b', false)).toBeNull();
  });
});

async function fill(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(path.join(folder, path.dirname(name)), { recursive: true });
    await writeFile(path.join(folder, name), text);
  }
}

async function list(folder: string, most = 1000, signal?: AbortSignal): Promise<readonly string[]> {
  const found: string[] = [];
  for await (const file of listTextFiles(folder, { isWanted: (name) => name.endsWith('.py'), most, signal })) {
    found.push(path.relative(folder, file).split(path.sep).join('/'));
  }
  return found.sort();
}
