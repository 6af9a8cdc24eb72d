import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Environment } from '../../model';
import type { Notebook, NotebookCell } from '../../notebook/notebook';
import { plainOutput } from '../../notebook/plainOutput';
import {
  distributionOf,
  PIN_FILES,
  readImports,
  readPins,
  readPrintedPackages,
  readVersionExpression,
  type Packages,
} from '../../capture/pinnedPackages';
import { recordedPath, relativeInside } from '../files/workspacePath';

export interface EnvironmentRequest {
  readonly root: string;
  /** Folder of the source. */
  readonly folder: string;
  readonly notebook: Notebook | null;
  readonly framework: readonly string[];
  /** The text of a script. */
  readonly script?: string | undefined;
}

export interface EnvironmentReading {
  /** What the version's event says: only the packages that the source itself uses. */
  readonly recorded: Environment;
  /** Every pinned package found, for the evidence. */
  readonly packages: Readonly<Record<string, string>>;
  /** Workspace-relative paths of the files that were read. */
  readonly files: readonly string[];
}

const FILE_LIMIT = 20_000_000;

/** What an output says was installed; else what the nearest lock or requirements file pins. */
export async function readEnvironment(request: EnvironmentRequest): Promise<EnvironmentReading> {
  const { notebook, framework } = request;
  const source = (notebook?.cells ?? []).filter((cell) => cell.kind === 'code').map((cell) => cell.source);
  const imports = readImports([...source, request.script ?? ''].join('\n'));
  const pinned = await readPinFiles(request);
  const printed = notebook === null ? new Map<string, string>() : readOutputs(notebook, imports);
  const all = new Map([...pinned.packages, ...printed]);
  const used = new Set([...imports.packages, ...framework.map(distributionOf)]);
  const packages = sorted(new Map([...all].filter(([name]) => used.has(name))));
  return {
    recorded: {
      framework,
      kernel: notebook?.kernelDisplayName ?? notebook?.kernel ?? null,
      language: notebook?.language ?? (request.script === undefined ? null : 'python'),
      python: notebook?.language === 'python' ? notebook.languageVersion : null,
      ...(Object.keys(packages).length === 0 ? {} : { packages }),
    },
    packages: sorted(all),
    files: pinned.files,
  };
}

/** The files of the nearest folder that has one, from the source's folder up to the root. */
async function readPinFiles({
  root,
  folder,
}: EnvironmentRequest): Promise<{ packages: Packages; files: readonly string[] }> {
  for (let at = folder; relativeInside(root, at) !== null; at = path.dirname(at)) {
    const found = await readPinFolder(at);
    if (found.length > 0) {
      // The first of PIN_FILES is the most exact, so it has the last word.
      const packages = new Map(found.toReversed().flatMap(({ pins }) => [...pins]));
      return { packages, files: found.map(({ file }) => recordedPath(root, file)) };
    }
    if (path.dirname(at) === at) {
      break;
    }
  }
  return { packages: new Map(), files: [] };
}

async function readPinFolder(folder: string): Promise<readonly { file: string; pins: Packages }[]> {
  const found: { file: string; pins: Packages }[] = [];
  for (const name of PIN_FILES) {
    const file = path.join(folder, name);
    const facts = await stat(file).catch(() => null);
    if (facts?.isFile() === true && facts.size <= FILE_LIMIT) {
      const pins = readPins(name, await readFile(file, 'utf8').catch(() => ''));
      if (pins.size > 0) {
        found.push({ file, pins });
      }
    }
  }
  return found;
}

function readOutputs(notebook: Notebook, imports: ReturnType<typeof readImports>): Packages {
  const packages = new Map<string, string>();
  for (const cell of notebook.cells) {
    const text = outputText(cell);
    // A line with a version is short, and a list of packages is not megabytes long.
    if (text.length <= 200_000) {
      for (const [name, version] of readPrintedPackages(text, imports.packages)) {
        packages.set(name, version);
      }
      for (const [module, version] of readVersionExpression(cell.source, text)) {
        packages.set(imports.aliases.get(module) ?? module, version);
      }
    }
  }
  return packages;
}

function outputText(cell: NotebookCell): string {
  return cell.outputs.map(plainOutput).join('\n');
}

function sorted(packages: Packages): Readonly<Record<string, string>> {
  return Object.fromEntries([...packages].sort(([a], [b]) => (a < b ? -1 : 1)));
}
