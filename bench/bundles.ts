import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../scripts/projectRoot';
import { atMost, type Figure, notMeasured } from './figure';

/** What a start reads, which each program has for itself, and what may be read later. */
const BUNDLES = [
  { what: 'bundle of the extension host', name: 'extension', limit: 450, start: ['extension.js'] },
  {
    what: 'bundle of the language server',
    name: 'server',
    limit: 350,
    start: ['server.js', 'shared.protocol.js', 'shared.ledger.js'],
  },
  { what: 'bundle of the command', name: 'cli', limit: 500, start: ['cli.js'] },
] as const;

export function benchBundles(): readonly Figure[] {
  const bundles = BUNDLES.map(sizeOfBundle);
  const vsix = readdirSync(projectRoot).find((name) => name.endsWith('.vsix'));
  const packed =
    vsix === undefined
      ? notMeasured('package (VSIX)', '≤ 2 MB', 'there is none; npm run package makes it')
      : sizeOf('package (VSIX)', path.join(projectRoot, vsix), 2, 1e6, 'MB');
  return [...bundles, packed];
}

/** The files of its own; what it shares with others is in the package once, and said beside. */
function sizeOfBundle({ what, name, limit, start }: (typeof BUNDLES)[number]): Figure {
  const own = scriptsOf(name);
  const started = `a start reads ${start.join(' and ')}, ${kilobytes(start).toFixed(0)} kB`;
  const note = `${own.length} files; ${started}; ${kilobytes(scriptsOf('shared')).toFixed(0)} kB more lie in files of several programs`;
  return atMost(`${what}, files of its own`, limit, kilobytes(own), 'kB', note);
}

function scriptsOf(name: string): readonly string[] {
  return readdirSync(DIST).filter((file) => file.startsWith(`${name}.`) && file.endsWith('.js'));
}

function kilobytes(files: readonly string[]): number {
  return files.reduce((sum, file) => sum + statSync(path.join(DIST, file)).size / 1e3, 0);
}

const DIST = path.join(projectRoot, 'dist');

function sizeOf(what: string, file: string, limit: number, unit: number, unitName: string): Figure {
  return existsSync(file)
    ? atMost(what, limit, statSync(file).size / unit, unitName)
    : notMeasured(what, `≤ ${limit} ${unitName}`, `${path.basename(file)} is not built`);
}
