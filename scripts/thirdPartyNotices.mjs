import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Collects the licences of the npm packages that end up in the bundles, which their licences ask for, and writes them to
 * one file. One instance serves all bundles of a build.
 */
export class ThirdPartyNotices {
  #file;
  #packages = new Map();

  constructor(file) {
    this.#file = file;
  }

  apply(compiler) {
    compiler.hooks.done.tap('ThirdPartyNotices', ({ compilation }) => {
      for (const module of compilation.modules) {
        this.#add(module);
      }
      this.#write();
    });
  }

  /** Modules that were joined into one keep the list of what they were made of. */
  #add(module) {
    for (const inner of module.modules ?? []) {
      this.#add(inner);
    }
    const found = /^(.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/.exec(module.resource ?? '');
    if (found) {
      const folder = found[1];
      const { name, version, license } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
      this.#packages.set(name, `${name} ${version} (${license})\n\n${readLicence(folder)}`);
    }
  }

  #write() {
    const names = [...this.#packages.keys()].sort();
    const texts = names.map((name) => this.#packages.get(name));
    const head = 'Model Ledger contains these packages, each under its own licence.';
    mkdirSync(path.dirname(this.#file), { recursive: true });
    writeFileSync(this.#file, [head, ...texts].join(`\n\n${'-'.repeat(80)}\n\n`) + '\n');
  }
}

function readLicence(folder) {
  const name = readdirSync(folder).find((file) => /^licen[cs]e/i.test(file));
  const file = path.join(folder, name ?? 'LICENSE');
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : 'The package carries no text of its licence.';
}
