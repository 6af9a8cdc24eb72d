import { render } from 'preact';
import { createElement } from 'preact';
import { RichText } from '../text/richText';

/**
 * The heights that texts take when drawn at a width, in CSS pixels. All are laid out in one hidden box and read
 * together, so that the browser computes the layout once.
 */
export function measureTexts(texts: readonly string[], width: number): readonly number[] {
  const box = document.createElement('div');
  box.className = 'measure';
  box.setAttribute('aria-hidden', 'true');
  box.style.width = `${width}px`;
  document.body.append(box);
  const parts = texts.map((source) => {
    const part = document.createElement('div');
    box.append(part);
    render(createElement(RichText, { source }), part);
    return part;
  });
  const heights = parts.map((part) => part.offsetHeight);
  parts.forEach((part) => render(null, part));
  box.remove();
  return heights;
}
