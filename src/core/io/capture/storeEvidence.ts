import { stat } from 'node:fs/promises';
import type { CapturedEvidence } from '../../capture/capture';
import type { Evidence } from '../../model';
import type { Ledger } from '../ledger/ledger';

/** Writes evidence as objects. What is too large or has gone is left out with a sentence; it never stops a registration. */
export async function storeEvidence(
  captured: readonly CapturedEvidence[],
  { ledger, maxBytes }: { readonly ledger: Ledger; readonly maxBytes: number },
): Promise<{ evidence: readonly Evidence[]; warnings: readonly string[] }> {
  const evidence: Evidence[] = [];
  const warnings: string[] = [];
  for (const item of captured) {
    const { kind, name, mime, content, source } = item;
    const size =
      'bytes' in content ? content.bytes.length : ((await stat(content.file).catch(() => null))?.size ?? null);
    if (size === null) {
      warnings.push(`${name} is gone, so it is not kept as evidence.`);
    } else if (size > maxBytes) {
      warnings.push(
        `${name} is left out of the evidence: ${size} bytes, and evidence.maxBytes in the config is ${maxBytes}.`,
      );
    } else {
      const stored = await ledger.putObject(content, name);
      evidence.push({ kind, name, mime, ...stored, ...(source === undefined ? {} : { source }) });
    }
  }
  return { evidence, warnings };
}
