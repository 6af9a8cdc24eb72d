import { spawnSync } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { parse } from 'yaml';
import { call, callCli, cliBundle, type Finished } from './cli/support/cli';
import { checkSchema } from './cli/support/contract';
import { commitAll, git, makeRepository, write } from './cli/support/repository';
import { zip } from './support/zip';

const step = v.looseObject({ name: v.optional(v.string()), uses: v.optional(v.string()), run: v.optional(v.string()) });
const actions = v.looseObject({
  on: v.literal('pull_request'),
  jobs: v.looseObject({ reasons: v.looseObject({ steps: v.array(step) }) }),
});
const gitlab = v.looseObject({
  'model-reasons': v.looseObject({
    variables: v.strictObject({ GIT_DEPTH: v.literal('0') }),
    before_script: v.array(v.string()),
    script: v.array(v.string()),
    artifacts: v.looseObject({ paths: v.array(v.string()) }),
  }),
});

/** Programs of the machines that build: the examples fetch the package with them. */
const hasPrograms = ['curl', 'unzip', 'bash'].every((program) => spawnSync(program, ['--help']).error === undefined);

interface Place {
  readonly root: string;
  /** For temporary files of the job. */
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
}

/** A clone with a branch on which churn@v1 was registered without a reason. */
async function makePlace(): Promise<Place> {
  const origin = await makeRepository('origin');
  await write(origin, '.model-ledger/.gitignore', '.cache/\n');
  await commitAll(origin, 'Begin');
  const folder = path.dirname(origin);
  const root = path.join(folder, 'clone');
  await git(folder, 'clone', '-q', origin, root);
  await git(root, 'config', 'user.name', 'Ada');
  await git(root, 'config', 'user.email', 'ada@example.org');
  await git(root, 'checkout', '-q', '-b', 'side');
  await write(root, 'metrics.json', '{"test":{"roc_auc":0.9}}');
  await callCli(root, ['register', 'metrics.json', '--model', 'churn']);
  await commitAll(root, 'Add v1');
  const cli = await readFile(await cliBundle());
  const vsix = path.join(folder, 'model-ledger-0.1.0.vsix');
  await writeFile(vsix, zip({ 'extension/dist/cli.js': cli, 'extension/package.json': Buffer.from('{}') }));
  return { root, folder, env: { MODEL_LEDGER_VSIX: pathToFileURL(vsix).href } };
}

async function run({ root, env }: Place, script: string, shell: readonly string[]): Promise<Finished> {
  return call('bash', [...shell, '-c', script], root, { env });
}

describe.skipIf(!hasPrograms)('docs/ci.md', () => {
  let blocks: readonly unknown[];
  beforeAll(async () => {
    const text = await readFile(path.join(import.meta.dirname, '..', 'docs', 'ci.md'), 'utf8');
    blocks = [...text.matchAll(/^```yaml\n(?<yaml>.*?)^```$/gms)].map(({ groups }): unknown =>
      parse(groups?.['yaml'] ?? ''),
    );
  });

  it('has four examples that are YAML', () => {
    expect(blocks).toHaveLength(4);
    expect(blocks.every((block) => typeof block === 'object' && block !== null)).toBe(true);
  });

  it('checks a pull request with GitHub Actions', async () => {
    const { steps } = v.parse(actions, blocks[0]).jobs.reasons;
    const place = await makePlace();
    const env = {
      ...place.env,
      RUNNER_TEMP: path.join(place.folder, 'runner temp'),
      GITHUB_BASE_REF: 'main',
      GITHUB_STEP_SUMMARY: path.join(place.folder, 'summary.md'),
    };
    await mkdir(env.RUNNER_TEMP);
    const scripts = steps.flatMap(({ name, run: script }) => (script === undefined ? [] : [{ name, script }]));

    const codes: Record<string, number | null> = {};
    for (const { name = '', script } of scripts) {
      codes[name] = (await run({ ...place, env }, script, ['-e'])).code;
    }
    expect(codes).toEqual({
      'Get Model Ledger': 0,
      'Every model change has a reason': 1,
      'Nothing in the ledger was altered': 0,
      'Show the report': 0,
    });
    expect(await readFile(env.GITHUB_STEP_SUMMARY, 'utf8')).toContain('churn@v1 is registered without a rationale.');
    await git(place.root, 'commit', '-q', '--allow-empty', '-m', 'Say why', '-m', 'Rationale: churn@v1: why not');
    const check = scripts.find(({ name }) => name === 'Every model change has a reason')?.script ?? '';
    expect((await run({ ...place, env }, check, ['-e'])).code).toBe(0);
  });

  it('checks a merge request with GitLab CI', async () => {
    const job = v.parse(gitlab, blocks[1])['model-reasons'];
    const place = await makePlace();
    const inFolder = (script: string): string => script.replaceAll('/tmp/', `${place.folder}/`);
    const ids = async () => ({
      CI_MERGE_REQUEST_DIFF_BASE_SHA: (await git(place.root, 'merge-base', 'origin/main', 'HEAD')).trim(),
      CI_COMMIT_SHA: (await git(place.root, 'rev-parse', 'HEAD')).trim(),
    });
    const runAll = async (scripts: readonly string[]): Promise<readonly (number | null)[]> => {
      const env = { ...place.env, ...(await ids()) };
      const codes: (number | null)[] = [];
      for (const script of scripts) {
        codes.push((await run({ ...place, env }, inFolder(script), ['-eo', 'pipefail'])).code);
      }
      return codes;
    };

    expect(await runAll(job.before_script)).toEqual([0, 0]);
    expect(await runAll(job.script)).toEqual([0, 1, 0]);
    const [report = ''] = job.artifacts.paths;
    const json: unknown = JSON.parse(await readFile(path.join(place.root, report), 'utf8'));
    expect(v.parse(checkSchema, json)).toMatchObject({ ok: false, required: false });
    await git(place.root, 'commit', '-q', '--allow-empty', '-m', 'Say why', '-m', 'Rationale: churn@v1: why not');
    expect(await runAll(job.script)).toEqual([0, 0, 0]);
  });
});
