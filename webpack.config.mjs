import { chmodSync, existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { EsbuildPlugin } from 'esbuild-loader';
import TerserPlugin from 'terser-webpack-plugin';
import webpack from 'webpack';
import { ThirdPartyNotices } from './scripts/thirdPartyNotices.mjs';

const root = path.dirname(fileURLToPath(import.meta.url));
const notices = new ThirdPartyNotices(path.join(root, 'dist', 'thirdPartyNotices.txt'));

/** One bundle a process: each has its own target, so each is a configuration of its own. */
export default (env, argv) => {
  const production = argv.mode !== 'development';
  return [extension(production), cli(production), comparePage(production)].filter((config) =>
    Object.values(config.entry).every((entry) => existsSync(entry)),
  );
};

function extension(production) {
  return bundle({
    name: 'extension',
    production,
    target: 'node20',
    entry: { extension: path.join(root, 'src/extension/extension.ts') },
    output: { libraryTarget: 'commonjs2' },
    externals: { vscode: 'commonjs vscode' },
  });
}

function cli(production) {
  return bundle({
    name: 'cli',
    production,
    target: 'node20',
    entry: { cli: path.join(root, 'src/cli/main.ts') },
    output: { libraryTarget: 'commonjs2' },
    plugins: [
      new webpack.BannerPlugin({ banner: '#!/usr/bin/env node', raw: true }),
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
    output: { cssFilename: '[name].css', assetModuleFilename: 'webview/[name][ext]', publicPath: '' },
    tsconfig: 'src/webview/tsconfig.json',
    rules: [{ test: /\.css$/, type: 'css/global' }],
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
      alias: { yaml$: path.join(root, 'node_modules/yaml/browser/dist/index.js') },
    },
    module: {
      // import() runs a module late and never makes another file: what a command does not need costs it nothing.
      // package.json is imported by field, so that only the version number ends up in a bundle.
      parser: { javascript: { dynamicImportMode: 'eager' }, json: { namedExports: true } },
      rules: [
        {
          test: /\.tsx?$/,
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
          terserOptions: { ecma: 2020, compress: { passes: 2 }, format: { comments: false } },
        }),
        new EsbuildPlugin({ include: /\.css$/, target: 'es2022', css: true }),
      ],
      // One file a bundle: the VSIX names its files one by one.
      splitChunks: false,
    },
    performance: { hints: false },
    stats: { preset: 'errors-warnings', assets: true, assetsSort: 'name', timings: true, builtAt: false },
    infrastructureLogging: { level: 'error' },
  };
}

function makeExecutable(file) {
  const target = path.join(root, file);
  if (existsSync(target)) {
    chmodSync(target, 0o755);
  }
}
