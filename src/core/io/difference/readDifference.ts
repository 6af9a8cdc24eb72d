import { describeDifference } from '../../difference/describeDifference';
import { pairArtifacts, type CellDifference, type StructurePair } from '../../difference/differenceFacts';
import type { VersionDifference } from '../../difference/versionDifference';
import { describeCellChanges } from '../../draft/cellChanges';
import { LedgerError } from '../../errors';
import { formatReference, type Artifact, type Version } from '../../model';
import type { Notebook } from '../../notebook/notebook';
import { parseNotebook } from '../../notebook/parseNotebook';
import { readStructure, type StructureReading } from '../../structure/readStructure';
import type { Ledger } from '../ledger/ledger';
import { readCodeDifference } from './changedFiles';
import { countRows } from './countRows';
import { openArtifact } from './localBytes';

/** A version and the ledger that has it: two versions may come from two. */
export interface VersionIn {
  readonly ledger: Ledger;
  readonly version: Version;
}

/** Everything that can be told about the change from one version to another. Reads only; nothing is fetched or loaded. */
export async function readDifference(from: VersionIn, to: VersionIn): Promise<VersionDifference> {
  const isOneLedger = from.ledger.root === to.ledger.root;
  const [code, cells, fromRows, toRows, structures] = await Promise.all([
    isOneLedger
      ? from.ledger.git().then((git) => readCodeDifference(git, from.version, to.version))
      : { kind: 'unknown' as const, reason: 'The versions are in two repositories, so their code is not compared.' },
    readCells(from, to),
    countRows(from.ledger, from.version),
    countRows(to.ledger, to.version),
    readStructures(from, to),
  ]);
  return describeDifference(from.version, to.version, {
    code,
    cells,
    rows: { from: fromRows, to: toRows },
    structures,
  });
}

async function readCells(from: VersionIn, to: VersionIn): Promise<CellDifference> {
  const [before, after] = await Promise.all([keptNotebook(from), keptNotebook(to)]);
  if (before === null || after === null) {
    const without = before === null ? from.version : to.version;
    const reference = formatReference(without.model, without.version);
    return { kind: 'unknown', reason: `${reference} has no notebook kept with it that can be read here.` };
  }
  const { changes, changed, cells } = describeCellChanges(before, after);
  return { kind: 'cells', changes, same: cells - changed };
}

/** The notebook as it was registered; null when none was kept, or its object is not here. */
export async function keptNotebook({ ledger, version }: VersionIn): Promise<Notebook | null> {
  const evidence = version.evidence.find(({ kind }) => kind === 'notebook');
  if (evidence === undefined) {
    return null;
  }
  try {
    return parseNotebook(Buffer.from(await ledger.readObject(evidence.sha256)).toString('utf8'));
  } catch (error) {
    // Missing or damaged is what verify tells; here it only means that nothing is known.
    if (error instanceof LedgerError) {
      return null;
    }
    throw error;
  }
}

async function readStructures(from: VersionIn, to: VersionIn): Promise<readonly StructurePair[]> {
  const pairs = pairArtifacts(from.version.artifacts, to.version.artifacts);
  return Promise.all(
    pairs.map(async ([before, after]): Promise<StructurePair> => {
      const isSame = before?.sha256 === after?.sha256;
      const [fromReading, toReading] = await Promise.all([
        before === null || isSame ? null : readArtifactStructure(from, before),
        after === null || isSame ? null : readArtifactStructure(to, after),
      ]);
      return { from: before, to: after, fromReading, toReading };
    }),
  );
}

/** What the artifact says of its structure, from whichever copy of its bytes is on this machine. */
export async function readArtifactStructure(
  { ledger, version }: VersionIn,
  artifact: Artifact,
): Promise<StructureReading> {
  const bytes = await openArtifact(ledger, artifact);
  if (bytes === null) {
    const reference = formatReference(version.model, version.version);
    const reason = `${artifact.path} of ${reference} is not on this machine, so its inside is not compared.`;
    return { structure: null, reason };
  }
  try {
    return await readStructure(bytes, artifact.path);
  } finally {
    await bytes.close();
  }
}
