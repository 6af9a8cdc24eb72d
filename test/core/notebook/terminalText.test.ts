import { describe, expect, it } from 'vitest';
import { terminalLines } from '../../../src/core/notebook/terminalText';

describe('terminalLines', () => {
  it.each([
    ['plain text', 'a\nb', ['a', 'b']],
    ['colours', '\x1b[1;36m0.9\x1b[0m', ['0.9']],
    ['a bar that is redrawn', ' 10%|█|\r 50%|█|\r100%|█| loss=0.1\n', ['100%|█| loss=0.1', '']],
    ['a bar that ends with a carriage return', 'loss: 0.3\r', ['loss: 0.3']],
    ['Windows line ends', 'a\r\nb\r\n', ['a', 'b', '']],
    ['backspaces', 'abc\b\b\bxyz', ['xyz']],
    ['what stands right behind a bar', '9/10 [====>.] - ETA: 0sTest loss: 0.3', ['Test loss: 0.3']],
    ['tabs as syslog spells them', '[9]#011val-error:0.06', ['[9]\tval-error:0.06']],
    ['links', '\x1b]8;;http://x\x07text\x1b]8;;\x07', ['text']],
  ])('shows %s as a terminal does', (_, text, lines) => {
    expect(terminalLines(text)).toEqual(lines);
  });

  it('reads an epoch of Keras from its chunks', () => {
    const chunks = ['\r\x1b[1m1/2\x1b[0m - loss: 0.9', '\b\b\b\b\b\r\x1b[1m2/2\x1b[0m - loss: 0.5 - val_loss: 0.4\n'];

    expect(terminalLines(chunks.join(''))).toEqual(['2/2 - loss: 0.5 - val_loss: 0.4', '']);
  });
});
