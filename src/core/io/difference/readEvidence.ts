import * as v from 'valibot';
import { LedgerError } from '../../errors';
import { readNotebookEvidence } from '../../evidence/readNotebookEvidence';
import type { Curve, VersionEvidence } from '../../evidence/versionEvidence';
import type { Evidence } from '../../model';
import type { VersionIn } from './readDifference';
import { keptNotebook } from './readDifference';

const curves = v.object({
  series: v.array(
    v.object({
      name: v.string(),
      split: v.nullable(v.string()),
      points: v.array(v.object({ step: v.number(), value: v.number() })),
    }),
  ),
});

/** What was kept of a version that a chart can show. What is missing or damaged is left out: verify tells of it. */
export async function readEvidence(found: VersionIn): Promise<VersionEvidence> {
  const { version } = found;
  const [notebook, ...series] = await Promise.all([
    keptNotebook(found),
    ...version.evidence.filter(({ kind }) => kind === 'curve').map((evidence) => readCurves(found, evidence)),
  ]);
  const { reports, matrices } = notebook === null ? { reports: [], matrices: [] } : readNotebookEvidence(notebook);
  const pictures = version.evidence
    .filter(({ mime }) => mime.startsWith('image/'))
    .map(({ sha256, name, mime, size, source }) => ({ sha256, name, mime, size, cell: source?.cell ?? null }));
  return { id: version.id, curves: series.flat(), reports, matrices, pictures };
}

async function readCurves({ ledger }: VersionIn, { sha256 }: Evidence): Promise<readonly Curve[]> {
  try {
    const json: unknown = JSON.parse(Buffer.from(await ledger.readObject(sha256)).toString('utf8'));
    const read = v.safeParse(curves, json);
    return read.success ? read.output.series : [];
  } catch (error) {
    if (error instanceof LedgerError || error instanceof SyntaxError) {
      return [];
    }
    throw error;
  }
}
