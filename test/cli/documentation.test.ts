import { chmod, readdir, readFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { createProgram } from '../../src/cli/program';
import { call, cliBundle } from './support/cli';
import * as contract from './support/contract';
import { makeChurnRepository } from './support/churn';
import { write } from './support/repository';

const project = fileURLToPath(new URL('../..', import.meta.url));

describe('docs/cli.md', () => {
  let text: string;
  beforeAll(async () => {
    text = await readSource('docs/cli.md');
  });

  it.skipIf(process.platform === 'win32')('has examples that work, one after the other', async () => {
    const root = await makeChurnRepository('docs');
    await write(root, 'metrics.json', '{"test": {"roc_auc": 0.948}}');
    const bundle = await cliBundle();
    const program = await write(dirname(root), 'bin/model-ledger', `#!/bin/sh\nexec node '${bundle}' "$@"\n`);
    await chmod(program, 0o755);
    const env = { PATH: `${dirname(program)}${delimiter}${process.env.PATH ?? ''}` };
    const blocks = [...text.matchAll(/^```sh\n(.*?)^```$/gms)].map((match) => match[1] ?? '');

    const failed: string[] = [];
    for (const block of blocks) {
      const { code, stderr } = await call('sh', ['-ec', block], root, { env });
      failed.push(...(code === 0 ? [] : [`${block}${stderr}`]));
    }

    expect(blocks.length).toBeGreaterThan(10);
    expect(failed).toEqual([]);
    expect(JSON.parse(await readFile(join(root, 'registered.json'), 'utf8'))).toMatchObject({ registered: false });
  });

  it('names every verb and every option', () => {
    const program = createProgram(
      () => async () => undefined,
      () => undefined,
    );
    const missing = program.commands.flatMap((command) => [
      ...(text.includes(`### ${command.name()}\n`) ? [] : [command.name()]),
      ...command.options
        .map((option) => option.long ?? '')
        .filter((flag) => !text.includes(flag) && !flag.endsWith('-file')),
    ]);

    expect(program.commands.length).toBeGreaterThan(10);
    expect(missing).toEqual([]);
  });

  it('names every field of every document', () => {
    const schemas = Object.entries(contract).flatMap(([name, schema]) =>
      fieldsOf(schema).map((field) => [name, field]),
    );
    const missing = schemas.filter(([, field]) => !text.includes(`\`${field}\``) && !text.includes(`"${field}"`));

    expect(schemas.length).toBeGreaterThan(100);
    expect(missing).toEqual([]);
  });

  it('names every code that a failure can have here', async () => {
    const errors = await readSource('src/core/errors.ts');
    const codes = [...errors.matchAll(/^ {2}\| '([a-z-]+)'/gm)].map((match) => match[1] ?? '');
    const sources = await Promise.all((await listSources(['src/core', 'src/cli'])).map(readSource));
    // The others are the editor's alone.
    const used = codes.filter((code) => sources.some((source) => source.includes(`'${code}',`)));

    expect(used.length).toBeGreaterThan(20);
    expect(used.filter((code) => !text.includes(`\`${code}\``))).toEqual([]);
  });
});

async function listSources(folders: readonly string[]): Promise<readonly string[]> {
  const lists = await Promise.all(
    folders.map(async (folder) =>
      (await readdir(join(project, folder), { recursive: true })).map((name) => join(folder, name)),
    ),
  );
  return lists.flat().filter((name) => name.endsWith('.ts'));
}

async function readSource(name: string): Promise<string> {
  return await readFile(join(project, name), 'utf8');
}

/** The names of all fields below a schema. */
function fieldsOf(schema: unknown): readonly string[] {
  if (typeof schema !== 'object' || schema === null) {
    return [];
  }
  const { entries, item, wrapped, options } = schema as Record<string, unknown>;
  const own = typeof entries === 'object' && entries !== null ? Object.entries(entries) : [];
  return [
    ...own.flatMap(([name, field]) => [name, ...fieldsOf(field)]),
    ...[item, wrapped, ...(Array.isArray(options) ? (options as readonly unknown[]) : [])].flatMap(fieldsOf),
  ];
}
