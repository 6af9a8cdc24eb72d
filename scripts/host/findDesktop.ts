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

function candidates(): string[] {
  const names = windows ? ['code.cmd', 'codium.cmd'] : ['code', 'codium', 'code-insiders'];
  const folders = (process.env['PATH'] ?? '').split(path.delimiter).filter((folder) => folder !== '');
  return [...folders.flatMap((folder) => names.map((name) => path.join(folder, name))), ...installedPlaces()];
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

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
