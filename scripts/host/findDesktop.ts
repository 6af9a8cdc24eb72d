import { accessSync, constants } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';

const windows = process.platform === 'win32';

/** The command line program of an installed desktop VS Code; undefined without one, or without a display to show it on. */
export function findDesktop(): string | undefined {
  return hasDisplay() ? candidates().find(isExecutable) : undefined;
}

export function hasDisplay(): boolean {
  const hasScreen = process.platform === 'darwin' || windows;
  return hasScreen || Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);
}

/** A program of this name in the folders of the PATH. */
export function findOnPath(name: string): string | undefined {
  return pathFolders()
    .map((folder) => path.join(folder, name))
    .find(isExecutable);
}

function pathFolders(): string[] {
  return (process.env['PATH'] ?? '').split(path.delimiter).filter((folder) => folder !== '');
}

function candidates(): string[] {
  const names = windows ? ['code.cmd', 'codium.cmd'] : ['code', 'codium', 'code-insiders'];
  return [...pathFolders().flatMap((folder) => names.map((name) => path.join(folder, name))), ...installedPlaces()];
}

function installedPlaces(): string[] {
  if (process.platform === 'darwin') {
    const inside = 'Visual Studio Code.app/Contents/Resources/app/bin/code';
    return [path.join('/Applications', inside), path.join(homedir(), 'Applications', inside)];
  }
  if (windows) {
    const own = process.env['LOCALAPPDATA'];
    const folders = [own === undefined ? undefined : path.join(own, 'Programs'), process.env['ProgramFiles']];
    return folders.flatMap((folder) =>
      folder === undefined ? [] : [path.join(folder, 'Microsoft VS Code', 'bin', 'code.cmd')],
    );
  }
  return ['/usr/bin/code', '/usr/share/code/bin/code', '/snap/bin/code', '/opt/visual-studio-code/bin/code'];
}

export function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
