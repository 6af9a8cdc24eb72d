import { PlainBrackets } from './plainBrackets';
import { BRACE, BRACE_END, COLON, CONVERSION, EQUALS, FORMAT_TEXT, TEXT } from './plainTokens';
import { readTextLiteral } from './readTextLiteral';
import type { Expression, TextPart } from './syntax';

/** Text literals; f-strings with the expressions in their holes. */
export abstract class PlainTexts extends PlainBrackets {
  protected readTexts(): Expression {
    const parts: TextPart[] = [];
    let height = 0;
    while (this.is(TEXT) || this.is(FORMAT_TEXT)) {
      if (this.is(TEXT)) {
        parts.push(readTextLiteral(this.source.slice(this.start, this.end)));
        this.next();
      } else {
        height = Math.max(height, this.readFormatText(parts));
      }
    }
    this.height = height;
    return { kind: 'text', parts };
  }

  private readFormatText(parts: TextPart[]): number {
    const { source } = this;
    const quote = source.charAt(this.end - 1);
    const close = quote.charCodeAt(0);
    const isLong = source.startsWith(quote.repeat(3), this.end - 3) && this.end - this.start >= 4;
    const { nesting } = this;
    let height = 0;
    let from = this.end;
    let at = from;
    for (;;) {
      const code = source.charCodeAt(at);
      if (code === close && (!isLong || source.startsWith(quote.repeat(3), at))) {
        break;
      }
      if (code !== BRACE) {
        at = this.skipInText(at, code, isLong);
      } else if (source.charCodeAt(at + 1) === 123) {
        at += 2;
      } else {
        this.addLiteral(parts, from, at);
        this.end = at + 1;
        parts.push(this.readReplacement());
        height = Math.max(height, this.height + 1);
        this.nesting = nesting;
        from = this.end;
        at = from;
      }
    }
    this.addLiteral(parts, from, at);
    this.end = at + (isLong ? 3 : 1);
    this.next();
    return height;
  }

  private addLiteral(parts: TextPart[], from: number, to: number): void {
    if (to > from) {
      const escaped = this.source.slice(from, to).replace(/\{\{/g, '{').replace(/\}\}/g, '}');
      parts.push(readTextLiteral(`"""${escaped}"""`));
    }
  }

  /** `{value=!r:.3f}`, from behind its bracket; leaves `end` behind the bracket that closes it. */
  private readReplacement(): TextPart {
    this.open();
    const { start } = this;
    const expression = this.readTest();
    const text = this.source.slice(start, this.lastEnd);
    const { height } = this;
    const hasLabel = this.is(EQUALS);
    if (hasLabel) {
      this.next();
    }
    if (this.is(CONVERSION)) {
      this.next();
    }
    let format = '';
    if (this.is(COLON)) {
      const { end } = this;
      this.skipFormat();
      format = this.source.slice(end, this.end - 1);
    } else if (!this.is(BRACE_END)) {
      this.giveUp();
    }
    this.height = height;
    return { expression, format, label: hasLabel ? `${text}=` : '' };
  }

  private skipFormat(): void {
    let at = this.end;
    for (;;) {
      const code = this.source.charCodeAt(at);
      if (code === BRACE_END) {
        this.end = at + 1;
        return;
      }
      if (code === BRACE) {
        this.end = at + 1;
        this.next();
        this.readTest();
        if (!this.is(BRACE_END)) {
          this.giveUp();
        }
        at = this.end;
      } else if (code === 10 || at >= this.source.length) {
        this.giveUp();
      } else {
        at += 1;
      }
    }
  }
}
