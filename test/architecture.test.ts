import { readdirSync, readFileSync, statSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import path from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

interface Fence {
  readonly folder: string;
  /** Folders of ours it may import from, besides itself. */
  readonly mayImport: readonly string[];
  readonly packages: readonly RegExp[];
  readonly node: boolean;
}

// The most specific folder that holds a file decides.
const fences: readonly Fence[] = [
  {
    folder: 'src/core',
    mayImport: ['src/core/ledger', 'src/core/capture', 'src/core/draft', 'src/core/notebook', 'src/core/metric'],
    packages: [/^valibot$/],
    node: false,
  },
  {
    folder: 'src/core/ledger',
    mayImport: ['src/core', 'src/core/metric'],
    packages: [/^valibot$/],
    node: false,
  },
  {
    folder: 'src/core/capture',
    mayImport: ['src/core', 'src/core/card', 'src/core/notebook', 'src/core/metric'],
    packages: [/^valibot$/],
    node: false,
  },
  {
    folder: 'src/core/draft',
    mayImport: ['src/core', 'src/core/capture', 'src/core/ledger', 'src/core/notebook', 'src/core/metric'],
    packages: [/^valibot$/],
    node: false,
  },
  {
    folder: 'src/core/notebook',
    mayImport: ['src/core', 'src/core/python', 'src/core/metric'],
    packages: [/^valibot$/],
    node: false,
  },
  { folder: 'src/core/metric', mayImport: ['src/core'], packages: [/^valibot$/], node: false },
  {
    folder: 'src/core/python',
    mayImport: ['src/core', 'src/core/metric'],
    packages: [/^valibot$/, /^@lezer\/(common|lr|python)$/],
    node: false,
  },
  {
    folder: 'src/core/card',
    mayImport: ['src/core', 'src/core/draft', 'src/core/ledger', 'src/core/metric'],
    packages: [/^valibot$/, /^yaml$/],
    node: false,
  },
  {
    folder: 'src/core/io',
    mayImport: ['src/core'],
    packages: [/^valibot$/, /^simple-git$/, /^lowdb(\/|$)/],
    node: true,
  },
  { folder: 'src/remote', mayImport: ['src/core', 'src/core/io'], packages: [/^valibot$/], node: true },
  { folder: 'src/protocol', mayImport: ['src/core'], packages: [], node: false },
  {
    folder: 'src/extension',
    mayImport: ['src/core', 'src/remote', 'src/protocol'],
    packages: [/^vscode$/, /^vscode-languageclient(\/|$)/],
    node: true,
  },
  { folder: 'src/server', mayImport: ['src/core', 'src/protocol'], packages: [/^vscode-languageserver/], node: true },
  { folder: 'src/cli', mayImport: ['src/core', 'src/remote'], packages: [/^commander$/], node: true },
  {
    folder: 'src/webview',
    mayImport: ['src/core', 'src/protocol'],
    packages: [/^preact(\/|$)/, /^uplot(\/|$)/, /^@vscode\/codicons\//],
    node: false,
  },
];

// What touches the disk and the hosts see all of core; the fences inside core are for core.
const openFolders = new Map([
  ['src/core/io', ['src/core/']],
  ['src/extension', ['src/core/']],
  ['src/cli', ['src/core/']],
  ['src/server', ['src/core/']],
  ['src/webview', ['src/core/notebook', 'src/core/metric', 'src/core/card', 'src/core/python']],
  ['src/remote', ['src/core/']],
  ['src/protocol', ['src/core/notebook', 'src/core/metric', 'src/core/card', 'src/core/python']],
]);

interface Import {
  readonly from: string;
  readonly specifier: string;
  /** The file of ours it means, undefined for a package. */
  readonly target: string | undefined;
}

const root = path.resolve(import.meta.dirname, '..');
const files = listSources(path.join(root, 'src'));
const imports = files.flatMap(readImports);

describe('architecture', () => {
  it('finds the sources that it checks', () => {
    expect(files.length).toBeGreaterThan(5);
    expect(imports.length).toBeGreaterThan(5);
  });

  it('has a fence for every source file', () => {
    expect(files.filter((file) => fenceOf(file) === undefined)).toEqual([]);
  });

  it('imports only files that exist', () => {
    const lost = imports.filter((entry) => entry.specifier.startsWith('.') && entry.target === undefined);

    expect(lost.map(describeImport)).toEqual([]);
  });

  it('lets arrows run towards core and never between hosts', () => {
    const crossed = imports.filter(({ from, target }) => target !== undefined && !mayImportFile(from, target));

    expect(crossed.map(describeImport)).toEqual([]);
  });

  it('keeps every package and Node module behind its fence', () => {
    const foreign = imports.filter(
      (entry) => !entry.specifier.startsWith('.') && !mayImportPackage(entry.from, entry.specifier),
    );

    expect(foreign.map(describeImport)).toEqual([]);
  });

  it('has no import cycle', () => {
    expect(findCycles(imports)).toEqual([]);
  });

  it('has no barrel, utils, helpers, common or misc', () => {
    const named = files.filter((file) => /\/(index|utils?|helpers?|common|misc)(\.tsx?|\/)/.test(file));

    expect(named).toEqual([]);
  });
});

describe('the checks themselves', () => {
  it.each([
    ['src/core/ledger/fold.ts', 'node:fs', false],
    ['src/core/ledger/fold.ts', 'yaml', false],
    ['src/core/ledger/fold.ts', 'valibot', true],
    ['src/core/card/parseDraft.ts', 'yaml', true],
    ['src/core/io/ledger/ledger.ts', 'node:fs', true],
    ['src/core/io/ledger/ledger.ts', 'vscode', false],
    ['src/extension/extension.ts', 'vscode', true],
    ['src/cli/main.ts', 'vscode', false],
    ['src/webview/compare/main.tsx', 'node:fs', false],
    ['src/webview/compare/main.tsx', 'preact/hooks', true],
  ])('%s importing %s: %s', (from, specifier, allowed) => {
    expect(mayImportPackage(from, specifier)).toBe(allowed);
  });

  it.each([
    ['src/core/ledger/fold.ts', 'src/core/io/ledger/ledger.ts', false],
    ['src/core/io/ledger/ledger.ts', 'src/core/ledger/fold.ts', true],
    ['src/cli/main.ts', 'src/extension/extension.ts', false],
    ['src/cli/main.ts', 'src/core/io/ledger/ledger.ts', true],
    ['src/webview/compare/main.tsx', 'src/core/io/ledger/ledger.ts', false],
    ['src/webview/compare/main.tsx', 'src/protocol/comparePage.ts', true],
    ['src/protocol/comparePage.ts', 'src/core/model.ts', true],
    ['src/extension/extension.ts', 'src/webview/compare/main.tsx', false],
  ])('%s importing %s: %s', (from, target, allowed) => {
    expect(mayImportFile(from, target)).toBe(allowed);
  });

  it('sees a cycle', () => {
    const edge = (from: string, target: string): Import => ({ from, specifier: target, target });

    expect(findCycles([edge('a', 'b'), edge('b', 'c'), edge('c', 'a'), edge('d', 'a')])).toEqual(['a → b → c → a']);
    expect(findCycles([edge('a', 'b'), edge('a', 'c'), edge('b', 'c')])).toEqual([]);
  });
});

function listSources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => path.join(folder, name))
    .filter((file) => /\.tsx?$/.test(file) && statSync(file).isFile())
    .map((file) => path.relative(root, file).split(path.sep).join('/'))
    .sort();
}

function readImports(from: string): Import[] {
  const text = readFileSync(path.join(root, from), 'utf8');
  return ts.preProcessFile(text, true, true).importedFiles.map(({ fileName: specifier }) => ({
    from,
    specifier,
    target: specifier.startsWith('.') ? resolve(from, specifier) : undefined,
  }));
}

function resolve(from: string, specifier: string): string | undefined {
  const base = path.posix.join(path.posix.dirname(from), specifier);
  const found = [base, `${base}.ts`, `${base}.tsx`].find((file) =>
    statSync(path.join(root, file), { throwIfNoEntry: false })?.isFile(),
  );
  return found;
}

function fenceOf(file: string): Fence | undefined {
  return fences
    .filter((fence) => file.startsWith(`${fence.folder}/`))
    .sort((a, b) => b.folder.length - a.folder.length)[0];
}

function mayImportFile(from: string, target: string): boolean {
  const fence = fenceOf(from);
  if (target === 'package.json') {
    // The version number is written once.
    return fence?.node === true;
  }
  const targetFolder = fenceOf(target)?.folder;
  if (fence === undefined || targetFolder === undefined) {
    // Styles and pictures beside a page belong to the page.
    return fence !== undefined && target.startsWith(`${fence.folder}/`);
  }
  const opened = openFolders.get(fence.folder) ?? [];
  return (
    targetFolder === fence.folder ||
    fence.mayImport.includes(targetFolder) ||
    opened.some((folder) => targetFolder.startsWith(folder))
  );
}

function mayImportPackage(from: string, specifier: string): boolean {
  const fence = fenceOf(from);
  if (fence === undefined) {
    return false;
  }
  if (isBuiltin(specifier)) {
    return fence.node && specifier.startsWith('node:');
  }
  return fence.packages.some((name) => name.test(specifier));
}

/** Each cycle once, found by walking depth first and meeting a file that is still being walked. */
function findCycles(edges: readonly Import[]): string[] {
  const targets = new Map<string, string[]>();
  for (const { from, target } of edges) {
    if (target !== undefined) {
      targets.set(from, [...(targets.get(from) ?? []), target]);
    }
  }
  const done = new Set<string>();
  const cycles: string[] = [];
  const walk = (file: string, trail: readonly string[]): void => {
    const start = trail.indexOf(file);
    if (start >= 0) {
      cycles.push([...trail.slice(start), file].join(' → '));
      return;
    }
    if (done.has(file)) {
      return;
    }
    for (const target of targets.get(file) ?? []) {
      walk(target, [...trail, file]);
    }
    done.add(file);
  };
  [...targets.keys()].forEach((file) => walk(file, []));
  return cycles;
}

function describeImport({ from, specifier }: Import): string {
  return `${from} imports ${specifier}`;
}
