import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { inspectNotebook } from '../src/core/notebook/inspectNotebook';
import { parseNotebook } from '../src/core/notebook/parseNotebook';
import { projectRoot } from '../scripts/projectRoot';
import { atLeast, type Figure } from './figure';

const TOTAL = 100e6;

/** Every real notebook of the repository, copied until there are 100 MB of them; reading the files counts. */
export function benchInspection(folder: string): readonly Figure[] {
  const files = copyNotebooks(path.join(folder, 'notebooks'));
  const started = process.hrtime.bigint();
  let bytes = 0;
  let metrics = 0;
  for (const file of files) {
    const buffer = readFileSync(file);
    metrics += inspectNotebook(parseNotebook(buffer.toString('utf8'))).metrics.length;
    bytes += buffer.length;
  }
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  const note = `${files.length} notebooks, ${(bytes / 1e6).toFixed(0)} MB, ${metrics} metrics found`;
  return [atLeast('inspecting 100 MB of notebooks', 50, bytes / 1e6 / seconds, 'MB/s', note)];
}

function copyNotebooks(folder: string): readonly string[] {
  mkdirSync(folder, { recursive: true });
  const originals = ['sample', 'test/fixtures']
    .map((name) => path.join(projectRoot, name))
    .flatMap((from) =>
      readdirSync(from, { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.ipynb'))
        .map((name) => readFileSync(path.join(from, name))),
    );
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
