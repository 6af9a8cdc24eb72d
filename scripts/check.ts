// npm run check: types, lint, fences and format. Each check is one passed or failed in the count.
import path from 'node:path';
import { runMain } from './plainError';
import { progressFor } from './progress';
import { projectRoot } from './projectRoot';
import { clearResult, describeCounts, writeResult } from './results';
import { runProcess } from './runProcess';

interface Check {
  readonly title: string;
  readonly program: string;
  readonly args: readonly string[];
}

const checks: readonly Check[] = [
  { title: 'types of src', program: 'typescript/bin/tsc', args: ['--project', '.'] },
  { title: 'types of the pages', program: 'typescript/bin/tsc', args: ['--project', 'src/webview'] },
  { title: 'types of the tests', program: 'typescript/bin/tsc', args: ['--project', 'test'] },
  { title: 'types of the scripts', program: 'typescript/bin/tsc', args: ['--project', 'scripts'] },
  { title: 'types of the measurements', program: 'typescript/bin/tsc', args: ['--project', 'bench'] },
  { title: 'lint', program: 'eslint/bin/eslint.js', args: ['--max-warnings=0', '.'] },
  { title: 'fences', program: 'vitest/vitest.mjs', args: ['run', 'test/architecture.test.ts', '--reporter=dot'] },
  { title: 'format', program: 'prettier/bin/prettier.cjs', args: ['--check', '--log-level=warn', '.'] },
];

await runMain(async () => {
  clearResult('check');
  const progress = progressFor('check');
  const failed: string[] = [];
  for (const check of checks) {
    progress(`${check.title} …`);
    const program = path.join(projectRoot, 'node_modules', check.program);
    const args = [program, ...check.args];
    const { code, output } = await runProcess({ command: process.execPath, args, cwd: projectRoot });
    if (code !== 0) {
      failed.push(check.title);
      console.error(output.trimEnd());
    }
  }
  const counts = { runner: 'Static checks', passed: checks.length - failed.length, failed: failed.length, skipped: 0 };
  writeResult('check', counts);
  console.log(describeCounts(counts) + (failed.length > 0 ? ` (${failed.join(', ')})` : ''));
  return failed.length === 0 ? 0 : 1;
});
