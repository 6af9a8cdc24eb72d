import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { findDesktop } from '../../scripts/host/findDesktop';
import { openDesktop } from '../../scripts/host/openDesktop';

// A desktop VS Code is a program named code that takes these options; a script stands in for it.
describe.skipIf(process.platform !== 'linux')('a desktop VS Code', () => {
  let folder: string;
  let program: string;

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'model-ledger-desktop-'));
    program = path.join(folder, 'code');
    writeProgram('echo "$@" >> "$(dirname "$0")/calls"');
    vi.stubEnv('PATH', `${folder}:${process.env['PATH'] ?? ''}`);
    vi.stubEnv('WAYLAND_DISPLAY', undefined);
  });

  afterEach(() => {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true });
  });

  it('is found on the PATH when there is a display', () => {
    vi.stubEnv('DISPLAY', ':0');

    expect(findDesktop()).toBe(program);
  });

  it('is not used without a display', () => {
    vi.stubEnv('DISPLAY', undefined);

    expect(findDesktop()).toBeUndefined();
  });

  it('gets the package first, then opens the workspace, both with folders of its own', async () => {
    await openDesktop({ program, vsix: '/tmp/a.vsix', workspace: '/tmp/sample', file: '/tmp/sample/a.md' });

    const [install, open] = readFileSync(path.join(folder, 'calls'), 'utf8').split('\n');
    expect(install).toMatch(/--user-data-dir \S+ --extensions-dir \S+ .*--install-extension \/tmp\/a\.vsix --force$/);
    expect(open).toMatch(
      /--user-data-dir \S+ --extensions-dir \S+ .*--new-window .*\/tmp\/sample \/tmp\/sample\/a\.md$/,
    );
  });

  it('is reported with another way when it fails', async () => {
    writeProgram('echo broken; exit 3');

    const opening = openDesktop({ program, vsix: '/tmp/a.vsix', workspace: '/tmp/sample', file: '/tmp/sample/a.md' });

    await expect(opening).rejects.toThrow(/broken[^]*npm start -- --hosted/);
  });

  function writeProgram(line: string): void {
    writeFileSync(program, `#!/bin/sh\n${line}\n`);
    chmodSync(program, 0o755);
  }
});
