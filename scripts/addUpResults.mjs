// The last step of .ci/run: adds up what the runners left in test-results/, prints one line, and fails when anything did.
// Its arguments are the exit codes of the commands. Plain Node, because it must speak even when nothing could be installed.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const runners = ['unit', 'vscode', 'e2e', 'services', 'check'];

const results = runners.map(readCounts);
results.forEach(({ runner, passed, failed, skipped }) =>
  console.log(`  ${runner}: ${passed} passed, ${failed} failed, ${skipped} skipped`),
);
const passed = sum('passed');
// A command that fails although no runner counted a failure has failed all the same.
const silentFailure = sum('failed') === 0 && process.argv.slice(2).some((code) => code !== '0') ? 1 : 0;
const failed = sum('failed') + silentFailure;
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;

function readCounts(name) {
  const file = path.join(root, 'test-results', `${name}.counts.json`);
  if (!existsSync(file)) {
    return { runner: `${name} (ended without a result)`, passed: 0, failed: 1, skipped: 0 };
  }
  return JSON.parse(readFileSync(file, 'utf8'));
}

function sum(field) {
  return results.reduce((total, counts) => total + counts[field], 0);
}
