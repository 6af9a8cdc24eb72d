import type { ComponentChild } from 'preact';
import { parseMarkdown, type Block, type Inline } from './parseMarkdown';

export function RichText({ source }: { readonly source: string }): ComponentChild {
  return <div class="rich-text">{parseMarkdown(source).map(renderBlock)}</div>;
}

function renderBlock(block: Block, key: number): ComponentChild {
  switch (block.kind) {
    case 'paragraph':
      return <p key={key}>{block.children.map(renderInline)}</p>;
    case 'heading':
      // Not a heading of the page: the outline belongs to the page's own sections.
      return (
        <p key={key} class="rich-heading">
          {block.children.map(renderInline)}
        </p>
      );
    case 'code':
      return <pre key={key}>{block.text}</pre>;
    case 'list': {
      const items = block.items.map((item, index) => <li key={index}>{item.map(renderInline)}</li>);
      return block.ordered ? <ol key={key}>{items}</ol> : <ul key={key}>{items}</ul>;
    }
  }
}

function renderInline(inline: Inline, key: number): ComponentChild {
  switch (inline.kind) {
    case 'text':
      return inline.text;
    case 'strong':
      return <strong key={key}>{inline.text}</strong>;
    case 'emphasis':
      return <em key={key}>{inline.text}</em>;
    case 'code':
      return <code key={key}>{inline.text}</code>;
    case 'link':
      return (
        <a key={key} href={inline.href} title={inline.href} tabIndex={-1}>
          {inline.text}
        </a>
      );
  }
}
