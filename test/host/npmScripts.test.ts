import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
const { scripts } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
  scripts: Readonly<Record<string, string>>;
};
const commands = Object.keys(scripts).filter((name) => !name.startsWith('pre') || !(name.slice(3) in scripts));

describe('npm scripts', () => {
  it.each(commands)('%s installs missing dependencies first', (name) => {
    expect(scripts[`pre${name}`]).toBe('node scripts/ensureDependencies.mjs');
  });

  it.each(commands)('%s runs files that are there', (name) => {
    const files = (scripts[name] ?? '').split(' ').filter((word) => /\.(m?js|ts)$/.test(word));

    expect(files.filter((file) => !existsSync(path.join(root, file)))).toEqual([]);
  });
});
