import { readFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../../../../scripts/projectRoot';

export const THEMES = ['light', 'dark', 'hc-dark', 'hc-light'] as const;
export type ThemeName = (typeof THEMES)[number];

export interface Theme {
  readonly variables: Readonly<Record<string, string>>;
  readonly bodyClass: string;
}

const BODY_CLASSES: Readonly<Record<ThemeName, string>> = {
  light: 'vscode-light',
  dark: 'vscode-dark',
  'hc-dark': 'vscode-high-contrast',
  'hc-light': 'vscode-high-contrast vscode-high-contrast-light',
};

export function readTheme(name: ThemeName): Theme {
  const file = path.join(projectRoot, 'test/fixtures/themes', `${name}.json`);
  return {
    variables: JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>,
    bodyClass: BODY_CLASSES[name],
  };
}
