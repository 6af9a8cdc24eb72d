import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import manifest from '../package.json';
import { configSchema, parseConfig } from '../src/core/config';
import { EVENT_TYPES, readEvent } from '../src/core/ledger/event';

const root = path.join(import.meta.dirname, '..');
const readme = read('README.md');

describe('README', () => {
  it('names every command of package.json and no other', () => {
    const titles = rows('Command').map(([title]) => title);

    expect(titles.toSorted()).toEqual(manifest.contributes.commands.map(({ title }) => title).toSorted());
  });

  it('marks exactly the commands that the palette does not have', () => {
    const marked = rows('Command').filter(([, what]) => what?.endsWith('*'));

    const hidden = manifest.contributes.menus.commandPalette.filter(({ when }) => when === 'false');
    const titles = hidden.map(({ command }) => manifest.contributes.commands.find((c) => c.command === command)?.title);
    expect(marked.map(([title]) => title).toSorted()).toEqual(titles.toSorted());
  });

  it('names every setting of package.json with its default and no other', () => {
    const settings = rows('Setting').map(([name, standard]) => [plain(name), plain(standard)]);

    const contributed = Object.entries(manifest.contributes.configuration.properties);
    expect(settings.toSorted()).toEqual(contributed.map(([name, { default: d }]) => [name, String(d)]).toSorted());
  });

  it('names every key of config.json and no other', () => {
    const keys = rows('Key').map(([key]) => plain(key));

    expect(keys.toSorted()).toEqual(Object.keys(configSchema.entries).toSorted());
  });

  it('states the defaults of config.json', () => {
    const { config } = parseConfig('{}');

    for (const [key, standard] of rows('Key').filter(([, text]) => text?.startsWith('`'))) {
      expect({ [plain(key)]: JSON.parse(plain(standard)) as unknown }).toEqual({
        [plain(key)]: config[plain(key)],
      });
    }
  });
});

describe('documents', () => {
  it.each(['README.md', 'CHANGELOG.md', 'CONTRIBUTING.md', 'sample/README.md', ...documents()])(
    '%s links to files that are there',
    (file) => {
      const text = read(file);
      const links = [...text.matchAll(/\]\((?<to>[^)#\s]+)|(?:src|srcset)="(?<image>[^"]+)"/g)];

      const targets = links.map(({ groups }) => groups?.to ?? groups?.image ?? '').filter((to) => !/^https?:/.test(to));
      const missing = targets.filter((to) => !existsSync(path.join(root, path.dirname(file), to)));
      expect(missing).toEqual([]);
    },
  );

  it.each(['README.md', 'CONTRIBUTING.md', 'sample/README.md', ...documents()])(
    '%s names scripts that can be run',
    (file) => {
      const text = read(file);

      const scripts = [...text.matchAll(/\bnpm run (?<name>[\w:-]+)/g)].map(({ groups }) => groups?.name ?? '');
      const paths = [...text.matchAll(/\bscripts\/[\w/]+\.(?:ts|mjs)\b/g)].map(([path]) => path);
      expect(scripts.filter((name) => !Object.hasOwn(manifest.scripts, name))).toEqual([]);
      expect(paths.filter((path) => !existsSync(`${root}/${path}`))).toEqual([]);
    },
  );

  it('keeps its pictures small', () => {
    const folder = path.join(root, 'docs', 'images');
    const large = readdirSync(folder).filter((name) => statSync(path.join(folder, name)).size > 300_000);

    expect(large).toEqual([]);
  });

  it('shows a readable example of every event', () => {
    const blocks = [...read('docs/ledger-format.md').matchAll(/```json\n(?<json>[\s\S]*?)```/g)];
    const events = blocks.map(({ groups }) => groups?.json ?? '').filter((json) => json.includes('"schema"'));

    const readings = events.map((json) => readEvent(json));
    expect(readings.filter((reading) => reading.kind !== 'event')).toEqual([]);
    const types = new Set(readings.map((reading) => (reading.kind === 'event' ? reading.event.type : '')));
    expect([...types].toSorted()).toEqual([...EVENT_TYPES].toSorted());
  });
});

/** The body rows of the README's table whose first heading is `heading`, as cells. */
function rows(heading: string): readonly (readonly string[])[] {
  const lines = readme.split('\n');
  const start = lines.findIndex((line) => new RegExp(`^\\| ${heading} +\\|`).test(line));
  const length = lines.slice(start).findIndex((line) => !line.startsWith('|'));
  return lines.slice(start + 2, start + length).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

function plain(cell: string | undefined): string {
  return (cell ?? '').replaceAll('`', '');
}

function read(file: string): string {
  return readFileSync(path.join(root, file), 'utf8');
}

function documents(): readonly string[] {
  const files = readdirSync(path.join(root, 'docs'), { recursive: true, encoding: 'utf8' });
  return files.filter((file) => file.endsWith('.md')).map((file) => path.posix.join('docs', file));
}
