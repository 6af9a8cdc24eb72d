import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../scripts/projectRoot';
import {
  COMMANDS,
  CONTEXT_KEYS,
  DOCUMENT_SCHEME,
  PANEL_COMPARE,
  VIEW_MODELS,
  WALKTHROUGH,
} from '../src/extension/commandIds';

interface MenuEntry {
  readonly command: string;
  readonly when?: string;
}

interface Manifest {
  readonly name: string;
  readonly publisher: string;
  readonly icon: string;
  readonly activationEvents: readonly string[];
  readonly contributes: {
    readonly commands: readonly { command: string; title: string; category: string }[];
    readonly menus: Readonly<Record<string, readonly MenuEntry[]>>;
    readonly keybindings: readonly MenuEntry[];
    readonly views: Readonly<Record<string, readonly { id: string; icon: string }[]>>;
    readonly viewsContainers: { readonly activitybar: readonly { id: string; icon: string }[] };
    readonly viewsWelcome: readonly { view: string; contents: string; when: string }[];
    readonly configuration: { readonly properties: Readonly<Record<string, { default: unknown }>> };
    readonly walkthroughs: readonly {
      id: string;
      steps: readonly { description: string; media: { svg: string }; completionEvents?: readonly string[] }[];
    }[];
    readonly jsonValidation: readonly { url: string }[];
  };
}

const manifest = JSON.parse(readFileSync(path.join(projectRoot, 'package.json'), 'utf8')) as Manifest;
const { contributes } = manifest;
const declared = contributes.commands.map(({ command }) => command);
const menuEntries = Object.values(contributes.menus).flat();

describe('the manifest and the source', () => {
  it('have the same commands', () => {
    expect([...declared].sort()).toEqual([...Object.values(COMMANDS)].sort());
  });

  it('name no command id outside commandIds.ts', () => {
    const strays = sources('src/extension')
      .filter((file) => !file.endsWith('commandIds.ts'))
      .filter((file) => /['"`]modelLedger\.[a-zA-Z]/.test(readFileSync(file, 'utf8')));

    expect(strays).toEqual([]);
  });

  it('have the same settings', () => {
    const source = readFileSync(path.join(projectRoot, 'src/extension/settings.ts'), 'utf8');
    const used = [...source.matchAll(/: '([a-z]+\.[A-Za-z]+)',/g)].map((match) => `modelLedger.${match[1] ?? ''}`);

    expect(Object.keys(contributes.configuration.properties).sort()).toEqual(used.sort());
  });

  it('have the same view, page, scheme and walkthrough', () => {
    const views = Object.values(contributes.views).flat();

    expect(views.map(({ id }) => id)).toEqual([VIEW_MODELS]);
    expect(Object.keys(contributes.views)).toEqual(contributes.viewsContainers.activitybar.map(({ id }) => id));
    expect(manifest.activationEvents).toContain(`onWebviewPanel:${PANEL_COMPARE}`);
    expect(manifest.activationEvents).toContain(`onFileSystem:${DOCUMENT_SCHEME}`);
    expect(contributes.walkthroughs.map(({ id }) => `${manifest.publisher}.${manifest.name}#${id}`)).toEqual([
      WALKTHROUGH,
    ]);
  });

  it('have the same context keys', () => {
    const clauses = [...menuEntries, ...contributes.keybindings, ...contributes.viewsWelcome].map(
      ({ when }) => when ?? '',
    );
    const keys = new Set(clauses.flatMap((clause) => clause.match(/modelLedger\.\w+/g) ?? []));

    expect([...keys].filter((key) => key !== VIEW_MODELS)).toEqual(Object.values(CONTEXT_KEYS));
  });
});

describe('the manifest', () => {
  it('refers to commands that it declares', () => {
    const welcome = contributes.viewsWelcome.map(({ contents }) => contents);
    const steps = contributes.walkthroughs.flatMap(({ steps }) => steps);
    const linked = [...welcome, ...steps.map(({ description }) => description)]
      .flatMap((text) => [...text.matchAll(/\(command:(modelLedger\.\w+)(?:\.focus)?\)/g)])
      .map((match) => match[1] ?? '');
    const completing = steps
      .flatMap(({ completionEvents }) => completionEvents ?? [])
      .flatMap((event) => event.match(/(?<=onCommand:).+/) ?? []);
    const named = [...menuEntries, ...contributes.keybindings].map(({ command }) => command);

    const unknown = [...named, ...linked, ...completing].filter((id) => id !== VIEW_MODELS && !declared.includes(id));

    expect(unknown).toEqual([]);
  });

  it('puts every command into the product’s category, in title case', () => {
    const wrong = contributes.commands.filter(
      ({ category, title }) =>
        category !== 'Model Ledger' || !/^[A-Z][A-Za-z]*(?: (?:[A-Z][A-Za-z]*|as|with|to|It))*…?$/.test(title),
    );

    expect(wrong).toEqual([]);
  });

  it('keeps commands that need a row out of the palette', () => {
    const hidden = (contributes.menus['commandPalette'] ?? []).filter(({ when }) => when === 'false');

    expect(hidden.map(({ command }) => command).sort()).toEqual(
      [
        COMMANDS.goToFact,
        COMMANDS.compareSelected,
        COMMANDS.copyValue,
        COMMANDS.openSource,
        COMMANDS.showMore,
        COMMANDS.openFault,
      ].sort(),
    );
  });

  it('names files that exist', () => {
    const files = [
      manifest.icon,
      ...contributes.viewsContainers.activitybar.map(({ icon }) => icon),
      ...Object.values(contributes.views).flatMap((views) => views.map(({ icon }) => icon)),
      ...contributes.walkthroughs.flatMap(({ steps }) => steps.map(({ media }) => media.svg)),
      ...contributes.jsonValidation.map(({ url }) => url),
    ];

    expect(files.filter((file) => !existsSync(path.join(projectRoot, file)))).toEqual([]);
  });

  it('gives every setting a default', () => {
    const without = Object.entries(contributes.configuration.properties).filter(
      ([, { default: value }]) => value === undefined,
    );

    expect(without).toEqual([]);
  });
});

function sources(folder: string): readonly string[] {
  return readdirSync(path.join(projectRoot, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => path.join(projectRoot, folder, file));
}
