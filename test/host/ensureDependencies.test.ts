import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const script = path.resolve(import.meta.dirname, '../../scripts/ensureDependencies.mjs');

describe('installing missing dependencies', () => {
  let project: string;

  beforeEach(() => {
    project = mkdtempSync(path.join(tmpdir(), 'model-ledger-setup-'));
    mkdirSync(path.join(project, 'scripts'));
    cpSync(script, path.join(project, 'scripts', 'ensureDependencies.mjs'));
    mkdirSync(path.join(project, 'inner'));
    writeManifests('1.0.0');
  });

  afterEach(() => {
    rmSync(project, { recursive: true });
  });

  it('runs npm ci in a fresh clone, and says so', () => {
    const first = ensure();

    expect(first.status).toBe(0);
    expect(first.stdout).toContain('running npm ci');
    expect(existsSync(path.join(project, 'node_modules', '.lock-stamp'))).toBe(true);
  });

  it('is silent when everything is there', () => {
    ensure();

    expect(ensure()).toMatchObject({ status: 0, stdout: '', stderr: '' });
  });

  it('installs again when the lock file has changed', () => {
    ensure();
    writeManifests('1.0.1');

    expect(ensure().stdout).toContain('changed since the last install');
  });

  it('accepts what npm installed by hand', () => {
    ensure();
    rmSync(path.join(project, 'node_modules', '.lock-stamp'));

    expect(ensure()).toMatchObject({ status: 0, stdout: '' });
  });

  it('says what to do when npm fails', () => {
    writeFileSync(path.join(project, 'package-lock.json'), '{');

    const { status, stderr } = ensure();

    expect(status).toBe(1);
    expect(stderr).toContain('The dependencies could not be installed');
    expect(stderr).toContain('run the command again');
  });

  it('says what to do when the lock file is missing', () => {
    rmSync(path.join(project, 'package-lock.json'));

    const { status, stderr } = ensure();

    expect(status).toBe(1);
    expect(stderr).toContain('git checkout package-lock.json');
  });

  /** A project whose only dependency is a folder of its own, so that npm needs no registry. */
  function writeManifests(version: string): void {
    const manifest = { name: 'outer', version, dependencies: { inner: 'file:inner' } };
    const inner = { name: 'inner', version };
    const packages = { '': manifest, inner: { version }, 'node_modules/inner': { resolved: 'inner', link: true } };
    writeFileSync(path.join(project, 'package.json'), JSON.stringify(manifest));
    writeFileSync(path.join(project, 'inner', 'package.json'), JSON.stringify(inner));
    writeFileSync(
      path.join(project, 'package-lock.json'),
      JSON.stringify({ name: 'outer', version, lockfileVersion: 3, requires: true, packages }),
    );
  }

  function ensure(): ReturnType<typeof spawnSync> {
    const copy = path.join(project, 'scripts', 'ensureDependencies.mjs');
    return spawnSync(process.execPath, [copy], { cwd: project, encoding: 'utf8' });
  }
});
