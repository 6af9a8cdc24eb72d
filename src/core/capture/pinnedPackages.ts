import { readYaml } from '../card/yamlText';

/** Distribution name as PyPI compares it, to exact version. */
export type Packages = ReadonlyMap<string, string>;

/** `Scikit_Learn` and `scikit-learn` are one. */
export function normalizePackage(name: string): string {
  return name.toLowerCase().replaceAll(/[-_.]+/g, '-');
}

/** Files that pin packages, the most exact first: a lock file says what was installed, a list what was asked for. */
export const PIN_FILES: readonly string[] = [
  'uv.lock',
  'poetry.lock',
  'pdm.lock',
  'Pipfile.lock',
  'requirements.lock',
  'requirements.txt',
  'requirements-dev.txt',
  'constraints.txt',
  'environment.yml',
  'environment.yaml',
  'conda.yaml',
  'pyproject.toml',
];

/** The exactly pinned packages of a file, by its name. Ranges pin nothing. */
export function readPins(fileName: string, text: string): Packages {
  const name = fileName.toLowerCase();
  if (name === 'pipfile.lock') {
    return readPipfileLock(text);
  }
  if (name.endsWith('.lock') && name !== 'requirements.lock') {
    return readTomlLock(text);
  }
  if (name.endsWith('.yml') || name.endsWith('.yaml')) {
    return readConda(text);
  }
  return name === 'pyproject.toml' ? readPyproject(text) : readRequirements(text);
}

const REQUIREMENT = /^\s*([A-Za-z0-9][\w.-]*)\s*(?:\[[^\]]*\])?\s*={2,3}\s*([\w.!+-]+)(?=\s|;|#|\\|$)/;

function readRequirements(text: string): Packages {
  return toPackages(text.split(/\r?\n/).map((line) => REQUIREMENT.exec(line)));
}

/** `[[package]]`, then `name = "…"` and `version = "…"`, as uv, Poetry and PDM write it. */
function readTomlLock(text: string): Packages {
  const blocks = text.split(/^\[\[package\]\]\s*$/m).slice(1);
  const pairs = blocks.map((block) => {
    const head = block.split(/^\[/m)[0] ?? '';
    return [/^name\s*=\s*"([^"]+)"/m.exec(head)?.[1], /^version\s*=\s*"([^"]+)"/m.exec(head)?.[1]] as const;
  });
  return new Map(
    pairs.flatMap(([name, version]) =>
      name === undefined || version === undefined ? [] : [[normalizePackage(name), version] as const],
    ),
  );
}

function readPipfileLock(text: string): Packages {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    // A damaged lock file pins nothing.
    return new Map();
  }
  const packages = field(json, 'default');
  const entries = typeof packages === 'object' && packages !== null ? Object.entries(packages) : [];
  return new Map(
    entries.flatMap(([name, entry]) => {
      const version = /^==(.+)$/.exec(String(field(entry, 'version')))?.[1];
      return version === undefined ? [] : [[normalizePackage(name), version] as const];
    }),
  );
}

/** `- numpy=1.26.4` and `- numpy=1.26.4=py311h…`, with a `pip:` list inside. `=1.26` alone is a range in conda. */
function readConda(text: string): Packages {
  const list: unknown = field(readYaml(text), 'dependencies');
  const conda = Array.isArray(list) ? list.filter((entry) => typeof entry === 'string') : [];
  const pip: unknown[] = Array.isArray(list)
    ? list.flatMap((entry) => (field(entry, 'pip') as unknown[] | undefined) ?? [])
    : [];
  return new Map([
    ...toPackages(conda.map((entry) => /^(?:[\w-]+::)?([\w.-]+)={1,2}(\d+\.\d+\.[\w.]+)(?:=|$)/.exec(entry))),
    ...toPackages(pip.map((entry) => REQUIREMENT.exec(String(entry)))),
  ]);
}

/** `"numpy==1.26.4"` in any list of dependencies. */
function readPyproject(text: string): Packages {
  return toPackages([...text.matchAll(/["']([A-Za-z0-9][\w.-]*)(?:\[[^\]]*\])?\s*={2,3}\s*([\w.!+-]+)["';\s]/g)]);
}

/** A version such as `2.15.0`, `1.3.0rc1`, `2.1.0+cu118`. */
const VERSION = String.raw`v?(\d+\.\d+(?:\.\w+)*(?:[a-z]+\d*)?(?:\+[\w.]+)?)`;
const FREEZE = new RegExp(String.raw`^([A-Za-z0-9][\w.-]*)==${VERSION}$`);
const TABLE_ROW = new RegExp(String.raw`^([A-Za-z0-9][\w.-]*)\s+${VERSION}(?:\s|$)`);
const SPOKEN = new RegExp(
  String.raw`^(?:using\s+)?([A-Za-z][\w.-]*)(?:\s+version|\s*__version__)?\s*(?::|=|==|is|\s)\s*${VERSION}\.?$`,
  'i',
);

/**
 * Packages that an output tells: `pip list`, `pip freeze`, watermark, `TensorFlow version: 2.15.0`. Outside such lists
 * only the packages in `imported` are believed, since much else is followed by a number with dots.
 */
export function readPrintedPackages(text: string, imported: ReadonlySet<string>): Packages {
  const packages = new Map<string, string>();
  let isPipList = false;
  for (const line of text.split(/\r?\n/).map((each) => each.trimEnd())) {
    if (/^Package\s+Version/.test(line)) {
      isPipList = true;
      continue;
    }
    const freeze = FREEZE.exec(line);
    const row: RegExpExecArray | null = isPipList ? TABLE_ROW.exec(line) : null;
    const spoken = SPOKEN.exec(line.trim());
    isPipList &&= row !== null || /^-+\s+-+/.test(line);
    const [, name, version] = freeze ?? row ?? spoken ?? [];
    const distribution = name === undefined ? '' : distributionOf(name);
    if (version !== undefined && (freeze !== null || row !== null || imported.has(distribution))) {
      packages.set(distribution, version);
    }
  }
  return packages;
}

/** `sklearn.__version__` as the last expression of a cell, and the text that it showed. */
export function readVersionExpression(source: string, result: string): Packages {
  const last = source.trim().split('\n').at(-1) ?? '';
  const module = /^(?:print\()?\s*([A-Za-z_]\w*)(?:\.\w+)*?\.__version__\s*\)?$/.exec(last.trim())?.[1];
  const version = new RegExp(String.raw`^['"]?${VERSION}['"]?$`).exec(result.trim())?.[1];
  return module === undefined || version === undefined ? new Map() : new Map([[module, version]]);
}

const DISTRIBUTIONS: Readonly<Record<string, string>> = {
  sklearn: 'scikit-learn',
  skimage: 'scikit-image',
  cv2: 'opencv-python',
  pil: 'pillow',
  yaml: 'pyyaml',
  bs4: 'beautifulsoup4',
  pytorch: 'torch',
  imblearn: 'imbalanced-learn',
  category_encoders: 'category-encoders',
  pytorch_lightning: 'pytorch-lightning',
  sentence_transformers: 'sentence-transformers',
  tf: 'tensorflow',
  np: 'numpy',
  pd: 'pandas',
  xgb: 'xgboost',
  lgb: 'lightgbm',
  sns: 'seaborn',
  plt: 'matplotlib',
};

/** The distribution that provides a module: `sklearn` is `scikit-learn`. */
export function distributionOf(module: string): string {
  const lower = module.toLowerCase();
  return DISTRIBUTIONS[lower] ?? normalizePackage(lower);
}

/** The distributions whose modules a Python text imports, and the names under which it knows the modules. */
export function readImports(source: string): {
  readonly packages: ReadonlySet<string>;
  readonly aliases: ReadonlyMap<string, string>;
} {
  const packages = new Set<string>();
  const aliases = new Map<string, string>();
  for (const line of source.split(/\r?\n/)) {
    const from = /^\s*from\s+([A-Za-z_]\w*)[\w.]*\s+import\b/.exec(line)?.[1];
    const list = /^\s*import\s+(.+?)\s*(?:#.*|;.*)?$/.exec(line)?.[1];
    for (const part of from === undefined ? (list ?? '').split(',') : [from]) {
      const [, module, alias] = /^\s*([A-Za-z_]\w*)[\w.]*(?:\s+as\s+(\w+))?\s*$/.exec(part) ?? [];
      if (module !== undefined) {
        packages.add(distributionOf(module));
        aliases.set(alias ?? module, distributionOf(module));
      }
    }
  }
  return { packages, aliases };
}

function toPackages(matches: readonly (RegExpExecArray | RegExpMatchArray | null)[]): Packages {
  return new Map(
    matches.flatMap((match) => {
      const [, name, version] = match ?? [];
      return name === undefined || version === undefined ? [] : [[normalizePackage(name), version] as const];
    }),
  );
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}
