import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../scripts/projectRoot';
import { atMost, type Figure, notMeasured } from './figure';

const BUNDLES = [
  ['bundle of the extension host', 'dist/extension.js', 450],
  ['bundle of the command', 'dist/cli.js', 500],
] as const;

export function benchBundles(): readonly Figure[] {
  const bundles = BUNDLES.map(([what, file, limit]) => sizeOf(what, path.join(projectRoot, file), limit, 1e3, 'kB'));
  const vsix = readdirSync(projectRoot).find((name) => name.endsWith('.vsix'));
  const packed =
    vsix === undefined
      ? notMeasured('package (VSIX)', '≤ 2 MB', 'there is none; npm run package makes it')
      : sizeOf('package (VSIX)', path.join(projectRoot, vsix), 2, 1e6, 'MB');
  return [...bundles, packed];
}

function sizeOf(what: string, file: string, limit: number, unit: number, unitName: string): Figure {
  return existsSync(file)
    ? atMost(what, limit, statSync(file).size / unit, unitName)
    : notMeasured(what, `≤ ${limit} ${unitName}`, `${path.basename(file)} is not built`);
}
