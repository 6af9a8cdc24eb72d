import { describe, expect, it } from 'vitest';
import { UsageError } from '../../src/cli/failure';
import { parseAuthor, parsePair, parseParam } from '../../src/cli/keyValue';

describe('parsing a pair', () => {
  it.each([
    ['owner=ada', ['owner', 'ada']],
    ['query=a=b=c', ['query', 'a=b=c']],
    ['empty=', ['empty', '']],
    [' spaced = kept ', ['spaced', ' kept ']],
  ])('reads %j', (text, pair) => {
    expect(parsePair('--tag', text)).toEqual(pair);
  });

  it.each(['', 'name', '=value', '  =value'])('refuses %j and says how to write it', (text) => {
    expect(() => parsePair('--tag', text)).toThrow(UsageError);
    expect(() => parsePair('--tag', text)).toThrow('--tag name=value');
  });
});

describe('parsing a param', () => {
  it.each([
    ['6', 6],
    ['-0.5', -0.5],
    ['1e-4', 0.0001],
    ['.5', 0.5],
    ['true', true],
    ['False', false],
    ['None', null],
    ['null', null],
    ['adam', 'adam'],
    ['', ''],
    // What a number would not give back as it was.
    ['007', '007'],
    ['9007199254740993', '9007199254740993'],
    ['1e999', '1e999'],
    ['0x10', '0x10'],
    ['Infinity', 'Infinity'],
    ['toString', 'toString'],
  ])('reads %j as %j', (text, value) => {
    expect(parseParam(`p=${text}`)).toEqual({ name: 'p', value });
  });
});

describe('parsing an author', () => {
  it('reads a name and an address', () => {
    expect(parseAuthor('Ada Lovelace <ada@example.org>')).toEqual({ name: 'Ada Lovelace', email: 'ada@example.org' });
  });

  it.each(['', 'Ada', '<ada@example.org>', 'Ada <ada@example.org> and more', 'Ada <a b>'])('refuses %j', (text) => {
    expect(() => parseAuthor(text)).toThrow(UsageError);
  });
});
