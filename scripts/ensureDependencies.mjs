// Runs before every npm script: a fresh clone needs no other command. Plain Node, because nothing is installed yet.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const lockFile = path.join(root, 'package-lock.json');
const stampFile = path.join(root, 'node_modules', '.lock-stamp');
const oldestNode = 20;

if (Number(process.versions.node.split('.')[0]) < oldestNode) {
  fail(
    `Model Ledger needs Node ${oldestNode} or newer; this is ${process.versions.node}. Install one from nodejs.org.`,
  );
}
if (!existsSync(lockFile)) {
  fail(
    'package-lock.json is missing, so the dependencies cannot be installed. Restore it with "git checkout package-lock.json".',
  );
}
const wanted = createHash('sha256').update(readFileSync(lockFile)).digest('hex');
if (!isInstalled()) {
  install();
}

function isInstalled() {
  const stamp = existsSync(stampFile) ? readFileSync(stampFile, 'utf8') : undefined;
  return stamp === wanted || isInstalledByHand();
}

/** A hand-made "npm ci" or "npm install" writes no stamp; npm's own record of what it installed answers then. */
function isInstalledByHand() {
  const record = path.join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(record)) {
    return false;
  }
  const installed = readPackages(record);
  const locked = Object.entries(readPackages(lockFile)).filter(([name, entry]) => name !== '' && !entry.optional);
  if (!locked.every(([name, entry]) => installed[name]?.version === entry.version)) {
    return false;
  }
  writeFileSync(stampFile, wanted);
  return true;
}

function readPackages(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages ?? {};
  } catch {
    // A half-written record means an interrupted install, which is answered by installing again.
    return {};
  }
}

function install() {
  const why = existsSync(path.join(root, 'node_modules')) ? 'changed since the last install' : 'not installed yet';
  console.log(`[setup] The dependencies are ${why}: running npm ci (about a minute, once).`);
  const started = Date.now();
  // npm names its own program to its scripts; called by hand, the npm on the PATH serves.
  const npm = process.env.npm_execpath;
  const result = npm?.endsWith('.js')
    ? spawnSync(process.execPath, [npm, 'ci', '--no-audit', '--no-fund'], { cwd: root, stdio: 'inherit' })
    : spawnSync('npm', ['ci', '--no-audit', '--no-fund'], {
        cwd: root,
        stdio: 'inherit',
        shell: process.platform === 'win32',
      });
  if (result.status !== 0) {
    const reason = result.error ? result.error.message : `npm ci ended with code ${result.status ?? result.signal}`;
    fail(
      `The dependencies could not be installed (${reason}). Check that the npm registry can be reached, then run the command again.`,
    );
  }
  writeFileSync(stampFile, wanted);
  console.log(`[setup] Dependencies installed in ${Math.round((Date.now() - started) / 1000)} s.`);
}

function fail(sentence) {
  console.error(`[setup] ${sentence}`);
  process.exit(1);
}
