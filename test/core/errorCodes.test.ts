import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '../..');

/** Codes that only a person in a window meets: the end-to-end test waits for the sentence, which names no code. */
const SENTENCES: Readonly<Record<string, string>> = {
  'workspace-untrusted': 'needs a trusted workspace',
  'nothing-to-commit': 'There is nothing to commit in',
};

const codes = readCodes();
const sources = readAll('src');
const tests = readAll('test');

describe('error codes', () => {
  it('are found', () => {
    expect(codes.length).toBeGreaterThan(30);
    expect(new Set(codes).size).toBe(codes.length);
  });

  it.each(codes)('%s is thrown somewhere', (code) => {
    const thrown = new RegExp(`new LedgerError\\(\\s*'${code}'`);

    expect(sources.filter((text) => thrown.test(text))).not.toEqual([]);
  });

  it.each(codes)('%s is provoked by a test', (code) => {
    const mark = SENTENCES[code] ?? `'${code}'`;

    expect(tests.filter((text) => text.includes(mark))).not.toEqual([]);
  });

  it.each(Object.entries(SENTENCES))('%s still says "%s"', (code, sentence) => {
    const speaker = sources.find((text) => text.includes(`'${code}',\n`) && text.includes(sentence));

    expect(speaker).toBeDefined();
  });
});

function readCodes(): readonly string[] {
  const text = readFileSync(path.join(ROOT, 'src', 'core', 'errors.ts'), 'utf8');
  const file = ts.createSourceFile('errors.ts', text, ts.ScriptTarget.Latest);
  const alias = file.statements.filter(ts.isTypeAliasDeclaration).find(({ name }) => name.text === 'ErrorCode');
  const members = alias !== undefined && ts.isUnionTypeNode(alias.type) ? alias.type.types : [];
  return members.flatMap((member) =>
    ts.isLiteralTypeNode(member) && ts.isStringLiteral(member.literal) ? [member.literal.text] : [],
  );
}

/** The texts of all TypeScript files below a folder, this one aside. */
function readAll(folder: string): readonly string[] {
  return readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => path.join(ROOT, folder, file))
    .filter((file) => file !== import.meta.filename)
    .map((file) => readFileSync(file, 'utf8'));
}
