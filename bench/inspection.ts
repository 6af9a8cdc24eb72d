import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { inspectNotebook } from '../src/core/notebook/inspectNotebook';
import { parseNotebook } from '../src/core/notebook/parseNotebook';
import { projectRoot } from '../scripts/projectRoot';
import { atLeast, type Figure } from './figure';

const TOTAL = 100e6;
/** Below this a notebook has code and printed text only; executed ones with plots and tables are larger. */
const LARGE = 25_000;

/** The real notebooks of the repository, copied until there are 100 MB of them; reading the files counts. */
export function benchInspection(folder: string): readonly Figure[] {
  return [
    measure('inspecting 100 MB of notebooks, executed ones with their plots', folder, (size) => size >= LARGE),
    measure('inspecting 100 MB of notebooks, small ones of code and text alone', folder, (size) => size < LARGE),
  ];
}

function measure(what: string, folder: string, isWanted: (size: number) => boolean): Figure {
  const files = copyNotebooks(path.join(folder, what), isWanted);
  const started = process.hrtime.bigint();
  let bytes = 0;
  let metrics = 0;
  for (const file of files) {
    const buffer = readFileSync(file);
    metrics += inspectNotebook(parseNotebook(buffer.toString('utf8'))).metrics.length;
    bytes += buffer.length;
  }
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  const note = `${files.length} notebooks of ${(bytes / files.length / 1e3).toFixed(0)} kB, ${metrics} metrics found`;
  return atLeast(what, 50, bytes / 1e6 / seconds, 'MB/s', note);
}

function copyNotebooks(folder: string, isWanted: (size: number) => boolean): readonly string[] {
  mkdirSync(folder, { recursive: true });
  const originals = ['sample', 'test/fixtures']
    .map((name) => path.join(projectRoot, name))
    .flatMap((from) =>
      readdirSync(from, { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.ipynb'))
        .map((name) => readFileSync(path.join(from, name))),
    )
    .filter((content) => isWanted(content.length));
  const files: string[] = [];
  for (let bytes = 0; bytes < TOTAL && originals.length > 0;) {
    const content = originals[files.length % originals.length] ?? Buffer.alloc(0);
    const file = path.join(folder, `${files.length}.ipynb`);
    writeFileSync(file, content);
    files.push(file);
    bytes += content.length;
  }
  return files;
}
