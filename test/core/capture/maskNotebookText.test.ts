import { describe, expect, it } from 'vitest';
import { maskNotebookText } from '../../../src/core/capture/maskNotebookText';
import { notebookText, PNG } from '../../support/notebooks';

const TOKEN = `ghp_${'a1B2'.repeat(9)}`;

describe('maskNotebookText', () => {
  it('leaves a notebook without secrets byte for byte', () => {
    const text = notebookText([{ source: 'print(1)', stdout: '1\n', png: PNG }]);

    expect(maskNotebookText(text)).toEqual({ text, found: 0 });
  });

  it('masks secrets in code and outputs and stays a notebook', () => {
    const text = notebookText([{ source: `token = "${TOKEN}"\nlogin(token)`, stdout: `using ${TOKEN}\n`, png: PNG }]);

    const masked = maskNotebookText(text);

    expect(masked.found).toBeGreaterThanOrEqual(2);
    expect(masked.text).not.toContain(TOKEN);
    const cell = (JSON.parse(masked.text) as { cells: { source: string[]; outputs: unknown[] }[] }).cells[0];
    expect(cell?.source.at(-1)).toBe('login(token)');
    expect(JSON.stringify(cell?.outputs)).toContain(PNG);
  });

  it('masks what a JSON output names a secret, and the text of pictures that are text', () => {
    const outputs = [
      { output_type: 'display_data', data: { 'application/json': { client_secret: 'tulip field' } }, metadata: {} },
      { output_type: 'display_data', data: { 'image/svg+xml': [`<svg><text>${TOKEN}</text></svg>`] }, metadata: {} },
    ];
    const text = JSON.stringify({ cells: [{ cell_type: 'code', source: [], outputs }], nbformat: 4 });

    const masked = maskNotebookText(text);

    expect(masked.found).toBe(2);
    expect(masked.text).not.toMatch(/tulip|ghp_/);
  });

  it('masks what is no JSON as text', () => {
    expect(maskNotebookText(`{ "token": "${TOKEN}"`).text).not.toContain(TOKEN);
  });
});
