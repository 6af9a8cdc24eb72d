import { notebookScript } from '../../core/difference/notebookScript';
import { plainNotebook } from '../../core/difference/plainNotebook';
import { LedgerError } from '../../core/errors';
import { readArtifactStructure } from '../../core/io/difference/readDifference';
import type { Version } from '../../core/model';
import { structureText } from '../../core/structure/structureText';
import type { OpenLedger } from '../openLedger';
import type { DocumentAddress } from './documentUri';
import { renderVersionCard } from './versionCard';

/** The content of a read-only document. Throws a `LedgerError` when there is none. */
export async function readDocument(
  open: OpenLedger,
  address: Exclude<DocumentAddress, { kind: 'object' }>,
): Promise<Uint8Array> {
  switch (address.kind) {
    case 'card':
      return utf8(await renderVersionCard(open, address.id));
    case 'documentation':
      return utf8(documentationText(await open.ledger.version({ id: address.id })));
    case 'code':
      return readCommitted(open, address.commit, address.path);
    case 'script':
      return utf8(notebookScript(textOf(await readCommitted(open, address.commit, address.path))));
    case 'notebook':
      return utf8(plainNotebook(textOf(await open.ledger.readObject(address.sha256)), address.outputs));
    case 'structure':
      return utf8(await structureOf(open, address.id, address.sha256));
  }
}

async function readCommitted(open: OpenLedger, commit: string, path: string): Promise<Uint8Array> {
  const git = await open.ledger.git();
  if (git === null) {
    throw new LedgerError('object-missing', `${path} is kept by Git, which is not available here.`, { path });
  }
  return git.blob(`${commit}:${path}`);
}

async function structureOf(open: OpenLedger, id: string, sha256: string): Promise<string> {
  const version = await open.ledger.version({ id });
  const artifact = version.artifacts.find((candidate) => candidate.sha256 === sha256);
  if (artifact === undefined) {
    throw new LedgerError('artifact-missing', 'The version has no such model file.', { sha256 });
  }
  const { structure, reason } = await readArtifactStructure({ ledger: open.ledger, version }, artifact);
  return structure === null ? `${reason}\n` : structureText(structure);
}

function documentationText({ documentation }: Version): string {
  const parts = [
    ['Rationale', documentation.rationale],
    ['Changes', documentation.changes],
    ['Impact', documentation.impact],
  ] as const;
  return parts
    .map(([title, text]) => `## ${title}\n\n${text.trim() === '' ? '' : `${text.trim()}\n\n`}`)
    .join('')
    .trimEnd()
    .concat('\n');
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
