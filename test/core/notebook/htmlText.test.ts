import { describe, expect, it } from 'vitest';
import { readHtml } from '../../../src/core/notebook/htmlText';

describe('readHtml', () => {
  it('reads a data frame with its index and header', () => {
    const html = `<style>td { color: red }</style><table border="1" class="dataframe"><thead><tr><th></th><th>acc</th></tr></thead>
      <tbody><tr><th>0</th><td>0.97</td></tr></tbody></table>`;

    expect(readHtml(html)).toEqual({
      tables: [
        {
          rows: [
            ['', 'acc'],
            ['0', '0.97'],
          ],
          headerRows: 1,
          labelColumns: 1,
        },
      ],
      lines: [],
    });
  });

  it('keeps the lines of preformatted text and decodes entities', () => {
    expect(readHtml('<pre>Accuracy: <b>0.9</b> &plusmn; 0.1\nF1 &lt; 1</pre>').lines).toEqual([
      'Accuracy: 0.9 ± 0.1',
      'F1 < 1',
    ]);
  });

  it('repeats cells that span columns', () => {
    const html = '<table><tr><th></th><th colspan="2">test</th></tr><tr><td>a</td><td>1</td><td>2</td></tr></table>';

    expect(readHtml(html).tables[0]?.rows[0]).toEqual(['', 'test', 'test']);
  });

  it('skips scripts and the diagrams of estimators', () => {
    expect(readHtml('<script>var accuracy = 0.9;</script>').lines).toEqual([]);
    expect(readHtml('<style>.sk-top { }</style><div class="sk-top">accuracy: 0.9</div>').lines).toEqual([]);
  });

  it.each(['<', '<table', '<table><tr><td>', '&#xffffff;', '<p', '</table>', '<table><tr></tr></table>'])(
    'takes the broken text %s as it is',
    (html) => {
      expect(() => readHtml(html)).not.toThrow();
    },
  );
});
