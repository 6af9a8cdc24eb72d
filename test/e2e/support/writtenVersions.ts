import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { writeEvent, type EventOf, type RegisteredBody } from '../../../src/core/ledger/event';
import { createUlid } from '../../../src/core/ledger/ulid';

/** What a written version says; the rest is filled in. */
export type WrittenFacts = Pick<RegisteredBody, 'metrics' | 'params'> & { readonly rationale: string };

/**
 * Registrations of one model, an hour apart, each naming the one before: written straight to disk, because registering a
 * thousand of them one by one takes minutes.
 */
export async function writeVersions(
  root: string,
  model: string,
  facts: readonly WrittenFacts[],
  from: string,
): Promise<void> {
  const folder = path.join(root, '.model-ledger', 'models', model);
  await mkdir(folder, { recursive: true });
  let parents: EventOf<'registered'>['parents'] = [];
  for (const [index, each] of facts.entries()) {
    const time = Date.parse(from) + index * 3_600_000;
    const event = registration(model, index + 1, time, each, parents);
    const text = writeEvent(event);
    await writeFile(path.join(folder, `${event.id}-registered.json`), text);
    parents = [{ id: event.id, sha256: createHash('sha256').update(text).digest('hex') }];
  }
}

function registration(
  model: string,
  version: number,
  time: number,
  { metrics, params, rationale }: WrittenFacts,
  parents: EventOf<'registered'>['parents'],
): EventOf<'registered'> {
  return {
    schema: 1,
    id: createUlid(time, () => createHash('sha256').update(`${model} ${version}`).digest()),
    type: 'registered',
    at: new Date(time).toISOString(),
    by: { name: 'Ada Moreno', email: 'ada@example.com' },
    model,
    parents,
    body: {
      version,
      name: `lab_${model}_v${version}`,
      source: { kind: 'script', path: `src/train_${model}.py` },
      metrics,
      params,
      datasets: [],
      artifacts: [],
      evidence: [],
      documentation: { rationale, changes: '', impact: '' },
      code: { commit: null, branch: 'main', dirty: false, snapshot: null, sourceSha256: null },
      environment: { framework: ['xgboost'], kernel: null, language: 'python', python: '3.11.7' },
      execution: null,
      tags: {},
    },
  };
}
