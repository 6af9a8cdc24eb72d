import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../scripts/projectRoot';
import { atMost, type Figure, notMeasured } from './figure';

const BUNDLES = [
  ['bundle of the extension host, all its files', 'extension', 450],
  ['bundle of the language server, all its files', 'server', 350],
  ['bundle of the command, all its files', 'cli', 500],
] as const;

export function benchBundles(): readonly Figure[] {
  const bundles = BUNDLES.map(([what, name, limit]) => sizeOfBundle(what, name, limit));
  const vsix = readdirSync(projectRoot).find((name) => name.endsWith('.vsix'));
  const packed =
    vsix === undefined
      ? notMeasured('package (VSIX)', '≤ 2 MB', 'there is none; npm run package makes it')
      : sizeOf('package (VSIX)', path.join(projectRoot, vsix), 2, 1e6, 'MB');
  return [...bundles, packed];
}

/** The entry and what it loads late; every start pays for the entry only. */
function sizeOfBundle(what: string, name: string, limit: number): Figure {
  const folder = path.join(projectRoot, 'dist');
  const files = readdirSync(folder).filter((file) => file.startsWith(`${name}.`) && file.endsWith('.js'));
  const sizes = files.map((file) => statSync(path.join(folder, file)).size / 1e3);
  const entry = statSync(path.join(folder, `${name}.js`)).size / 1e3;
  const note = `${files.length} files; every start reads ${name}.js, ${entry.toFixed(0)} kB`;
  return atMost(
    what,
    limit,
    sizes.reduce((sum, size) => sum + size, 0),
    'kB',
    note,
  );
}

function sizeOf(what: string, file: string, limit: number, unit: number, unitName: string): Figure {
  return existsSync(file)
    ? atMost(what, limit, statSync(file).size / unit, unitName)
    : notMeasured(what, `≤ ${limit} ${unitName}`, `${path.basename(file)} is not built`);
}
