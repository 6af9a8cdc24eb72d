import eslint from '@eslint/js';
import tseslint from 'typescript-eslint';

// The fences by import name. test/architecture.test.ts checks the same arrows again on resolved files, and cycles.
const hosts = ['extension', 'cli', 'webview', 'server'];
const programs = {
  regex: '^(?!\\.)',
  message: 'This folder names the packages that it may import in eslint.config.mjs.',
};

export default tseslint.config(
  {
    ignores: [
      'dist/',
      'out/',
      'node_modules/',
      '.vscode-test/',
      '.services/',
      'test-results/',
      'sample/',
      'test/fixtures/',
    ],
  },
  eslint.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-unnecessary-condition': ['error', { allowConstantLoopConditions: true }],
      '@typescript-eslint/no-unnecessary-type-assertion': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/prefer-readonly': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      // An async function that only returns is how an interface of promises is met.
      '@typescript-eslint/require-await': 'off',
      'no-undef': 'off',
      // Terminal output is full of control characters, and Prettier decides where lines end.
      'no-control-regex': 'off',
      'no-unexpected-multiline': 'off',
      eqeqeq: ['error', 'always'],
      'no-var': 'error',
      'prefer-const': 'error',
    },
  },
  {
    files: ['src/**/*.{ts,tsx}'],
    rules: { 'no-console': 'error' },
  },
  fence(
    'src/core',
    [],
    ['valibot'],
    ['io', 'remote', 'protocol', ...hosts],
    ['src/core/io/**', 'src/core/python/**', 'src/core/card/**'],
  ),
  fence(
    'src/core/python',
    [],
    ['@lezer/common', '@lezer/lr', '@lezer/python', 'valibot'],
    ['io', 'remote', 'protocol', ...hosts],
  ),
  fence('src/core/card', [], ['yaml', 'valibot'], ['io', 'remote', 'protocol', ...hosts]),
  fence('src/core/io', ['node:'], ['simple-git', 'lowdb', 'valibot'], ['remote', 'protocol', ...hosts]),
  fence('src/remote', ['node:'], ['valibot'], ['protocol', ...hosts]),
  fence('src/protocol', [], [], ['io', 'remote', ...hosts]),
  fence('src/extension', ['node:', 'vscode-languageclient'], ['vscode'], except(hosts, 'extension')),
  fence('src/server', ['node:', 'vscode-languageserver'], [], ['remote', ...except(hosts, 'server')]),
  fence('src/cli', ['node:'], ['commander'], ['protocol', ...except(hosts, 'cli')]),
  fence('src/webview', ['preact', 'uplot', '@vscode/codicons'], [], ['io', 'remote', ...except(hosts, 'webview')]),
  {
    files: ['src/webview/**/*.{ts,tsx}'],
    // Properties of components are functions, written as methods or not.
    rules: { '@typescript-eslint/unbound-method': 'off' },
  },
  {
    files: ['test/**/*.{ts,tsx}'],
    rules: {
      // Mocha and Vitest take async callbacks where a void one is declared.
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    files: ['**/*.{js,mjs}'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        URL: 'readonly',
        Buffer: 'readonly',
        setTimeout: 'readonly',
      },
    },
  },
);

/** Files below folder import the packages named (exactly, or by prefix), and no relative path through a closed folder. */
function fence(folder, prefixes, packages, closedFolders, ignores = []) {
  const open = [...prefixes.map(escape), ...packages.map((name) => `${escape(name)}$`)].join('|');
  const patterns = [
    { ...programs, regex: open === '' ? '^(?!\\.)' : `^(?!\\.|${open})` },
    {
      regex: `^\\..*/(${closedFolders.join('|')})(/|$)`,
      message: 'Arrows run towards core and never between hosts; see docs/architecture.md.',
    },
  ];
  return { files: [`${folder}/**/*.{ts,tsx}`], ignores, rules: { 'no-restricted-imports': ['error', { patterns }] } };
}

function except(names, name) {
  return names.filter((other) => other !== name);
}

function escape(text) {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
