import { chmodSync, existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { EsbuildPlugin } from 'esbuild-loader';
import TerserPlugin from 'terser-webpack-plugin';
import webpack from 'webpack';
import { ThirdPartyNotices } from './scripts/thirdPartyNotices.mjs';

const root = path.dirname(fileURLToPath(import.meta.url));
const PROGRAMS = ['extension', 'server', 'cli'];
const notices = new ThirdPartyNotices(path.join(root, 'dist', 'thirdPartyNotices.txt'));

/** The programs are one build, so that what several of them read lies in one file; the pages have another target. */
export default (env, argv) => {
  const production = argv.mode !== 'development';
  return [programs(production), comparePage(production)];
};

function programs(production) {
  return bundle({
    name: 'programs',
    production,
    target: 'node20',
    entry: {
      extension: path.join(root, 'src/extension/extension.ts'),
      server: path.join(root, 'src/server/main.ts'),
      cli: path.join(root, 'src/cli/main.ts'),
    },
    output: { libraryTarget: 'commonjs2' },
    externals: { vscode: 'commonjs vscode' },
    late: true,
    plugins: [
      // The command only: nothing else is started by its name.
      new webpack.BannerPlugin({ banner: '#!/usr/bin/env node', raw: true, include: /^cli\.js$/ }),
      { apply: (compiler) => compiler.hooks.done.tap('executable', () => makeExecutable('dist/cli.js')) },
    ],
  });
}

function comparePage(production) {
  return bundle({
    name: 'webview',
    production,
    target: 'web',
    entry: { 'webview/compare': path.join(root, 'src/webview/compare/main.tsx') },
    output: {
      cssFilename: '[name].css',
      assetModuleFilename: 'webview/[name][ext]',
      publicPath: 'auto',
      chunkFilename: '[name].js',
    },
    tsconfig: 'src/webview/tsconfig.json',
    rules: [
      { test: /\.css$/, type: 'css/global' },
      // Icons are drawn in the page's own markup, in the colour of the text around them.
      { test: /\.svg$/, type: 'asset/source' },
    ],
    experiments: { css: true },
  });
}

function bundle({
  name,
  production,
  target,
  entry,
  output,
  externals,
  late = false,
  plugins = [],
  rules = [],
  tsconfig,
  experiments,
}) {
  return {
    name,
    mode: production ? 'production' : 'development',
    target,
    entry,
    externals,
    experiments,
    // The package carries no source maps, so a production build does not make them.
    devtool: production ? false : 'source-map',
    output: { path: path.join(root, 'dist'), filename: '[name].js', ...output },
    resolve: {
      extensions: ['.tsx', '.ts', '.mjs', '.js'],
      // Its build of ES modules: webpack leaves out what is not used of it.
      alias: {
        yaml$: path.join(root, 'node_modules/yaml/browser/dist/index.js'),
        debug$: path.join(root, 'scripts/bundle/silentDebug.mjs'),
        '@lezer/highlight$': path.join(root, 'scripts/bundle/noHighlight.mjs'),
        'semver/functions/parse$': path.join(root, 'scripts/bundle/newEnough.cjs'),
        'semver/functions/satisfies$': path.join(root, 'scripts/bundle/newEnough.cjs'),
      },
    },
    module: {
      parser: {
        // A page is one file but for what it asks for by name (webpackMode: "lazy"): its policy lets a script load others
        // that carry its nonce.
        javascript: { dynamicImportMode: late ? 'lazy' : 'eager' },
        // package.json is imported by field, so that only the version number ends up in a bundle.
        json: { namedExports: true },
      },
      rules: [
        {
          test: /\.tsx?$/,
          // Nothing of ours does anything when it is merely imported, so what is not used is left out.
          sideEffects: false,
          loader: 'esbuild-loader',
          options: { target: 'es2022', tsconfig: path.join(root, tsconfig ?? 'tsconfig.json') },
        },
        ...rules,
      ],
    },
    plugins: [...plugins, notices],
    optimization: {
      minimize: production,
      // esbuild keeps what nobody uses inside webpack's module functions, a fifth of each bundle; it serves the styles.
      minimizer: [
        new TerserPlugin({
          extractComments: false,
          terserOptions: { ecma: 2020, compress: { passes: 3 }, format: { comments: false } },
        }),
        new EsbuildPlugin({ include: /\.css$/, target: 'es2022', css: true }),
      ],
      splitChunks: late && lateFiles(),
    },
    performance: { hints: false },
    cache: {
      type: 'filesystem',
      name: `${name}-${production ? 'production' : 'development'}`,
      cacheDirectory: path.join(root, 'out', 'webpack'),
      buildDependencies: { config: [fileURLToPath(import.meta.url)] },
    },
    stats: { preset: 'errors-warnings', assets: true, assetsSort: 'name', timings: true, builtAt: false },
    infrastructureLogging: { level: 'error' },
  };
}

/**
 * What import() asks for goes into files beside the entries, so that an entry stays small, which is what a start costs. What
 * one program alone reads is named after it; what several read is `shared`, once for all: the words of the language
 * server's protocol, the ledger, the readers of notebooks and cards with the parsers of Python and YAML, and the rest.
 */
function lateFiles() {
  const all = { chunks: 'async', enforce: true };
  // What the server reads at once and the extension when it has somebody to speak to.
  const alsoServer = { enforce: true, chunks: (chunk) => chunk.name === 'server' || !chunk.canBeInitial() };
  const wire = /[\\/]vscode-(languageserver-(protocol|types|textdocument)|jsonrpc)[\\/]/;
  const client =
    /[\\/](vscode-languageclient[\\/]|minimatch[\\/]|brace-expansion[\\/]|balanced-match[\\/]|languageClient\.ts)/;
  const reading = /[\\/](@lezer|yaml)[\\/]|[\\/]core[\\/](python|notebook|metric|card)[\\/]/;
  return {
    cacheGroups: {
      default: false,
      defaultVendors: false,
      wire: { ...alsoServer, name: 'shared.protocol', test: wire, priority: 4 },
      client: { ...all, name: 'extension.client', test: client, priority: 4 },
      ledger: { ...alsoServer, name: 'shared.ledger', test: isNeededBy(LEDGER), priority: 4 },
      ...Object.fromEntries(
        PROGRAMS.map((name) => [name, { ...all, name: `${name}.late`, test: readOnlyBy(name), priority: 3 }]),
      ),
      reading: { ...all, name: 'shared.reading', test: reading, priority: 2 },
      late: { ...all, name: 'shared.late', priority: 1 },
    },
  };
}

/** What a first look at a ledger reads; lists and trees wait for it, and for nothing else. */
const LEDGER = /[\\/]core[\\/]io[\\/]ledger[\\/](ledger|ledgerPaths|beginning)\.ts$/;

/** Whether a module comes with one that is asked for by import(). */
function isNeededBy(asked) {
  return (module, { chunkGraph }) =>
    [...chunkGraph.getModuleChunksIterable(module)]
      .filter((chunk) => !chunk.canBeInitial())
      .flatMap((chunk) => [...chunkGraph.getChunkRootModules(chunk)])
      .some(({ resource }) => asked.test(resource ?? ''));
}

function readOnlyBy(program) {
  return (module, { chunkGraph }) => {
    const late = [...chunkGraph.getModuleChunksIterable(module)].filter((chunk) => !chunk.canBeInitial());
    const programs = new Set(late.flatMap(({ runtime }) => (typeof runtime === 'string' ? [runtime] : [...runtime])));
    return programs.size === 1 && programs.has(program);
  };
}

function makeExecutable(file) {
  const target = path.join(root, file);
  if (existsSync(target)) {
    chmodSync(target, 0o755);
  }
}
