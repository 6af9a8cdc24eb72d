import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { LedgerError } from '../core/errors';
import type { Documentation, DocumentationField } from '../core/model';
import { UsageError } from './failure';
import type { Invocation } from './invocation';

export interface DocumentationOptions {
  readonly rationale?: string | undefined;
  readonly rationaleFile?: string | undefined;
  readonly changes?: string | undefined;
  readonly changesFile?: string | undefined;
  readonly impact?: string | undefined;
  readonly impactFile?: string | undefined;
}

const HELP: Readonly<Record<DocumentationField, string>> = {
  rationale: 'why this version was made',
  changes: 'what is different from the version before',
  impact: 'what it means for those who use the model',
};

const FIELDS = ['rationale', 'changes', 'impact'] as const satisfies readonly DocumentationField[];

/** `--rationale`, `--changes` and `--impact`, each also with `-file`; the text `-` is read from standard input. */
export function addDocumentationOptions(command: Command): Command {
  for (const field of FIELDS) {
    command.option(`--${field} <text>`, `${HELP[field]}; - reads standard input`);
    command.option(`--${field}-file <file>`, `the same from a file`);
  }
  return command;
}

/** Only the fields that were given. */
export async function readDocumentation(
  invocation: Invocation,
  options: DocumentationOptions,
): Promise<Partial<Documentation>> {
  if (FIELDS.filter((field) => options[field] === '-').length > 1) {
    throw new UsageError('Only one of --rationale, --changes and --impact can be read from standard input.');
  }
  const texts: Partial<Record<DocumentationField, string>> = {};
  for (const field of FIELDS) {
    const text = await readField(invocation, field, options[field], options[`${field}File`]);
    if (text !== null) {
      texts[field] = text;
    }
  }
  return texts;
}

async function readField(
  { cwd, readStdin }: Invocation,
  field: DocumentationField,
  text: string | undefined,
  file: string | undefined,
): Promise<string | null> {
  if (text !== undefined && file !== undefined) {
    throw new UsageError(`Give --${field} or --${field}-file, not both.`);
  }
  if (file !== undefined) {
    return (await readTextFile(resolve(cwd, file))).trim();
  }
  if (text === undefined) {
    return null;
  }
  return (text === '-' ? await readStdin() : text).trim();
}

async function readTextFile(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new LedgerError('source-missing', `${path} cannot be read. Name a text file.`, { path }, { cause: error });
  }
}
