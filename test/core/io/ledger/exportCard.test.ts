import { rm } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { exportCard } from '../../../../src/core/io/ledger/exportCard';
import { PNG } from '../../../support/notebooks';
import { RepositoryLedger } from '../../../support/repositoryLedger';
import { metric } from '../../../support/versionFacts';

describe('exportCard', () => {
  it('is complete in itself: plots inside, the version before beside the metrics', async () => {
    const project = await RepositoryLedger.create();
    const stored = await project.ledger.putObject({ bytes: Buffer.from(PNG, 'base64') });
    const plot = { kind: 'plot', name: 'cell-3-0.png', mime: 'image/png', ...stored } as const;
    await project.register('churn', { metrics: [metric('f1', 0.5)] });
    await project.register('churn', { metrics: [metric('f1', 0.6)], evidence: [plot] });
    const version = await project.ledger.find('churn@v2');

    const card = await exportCard({ ledger: project.ledger, version });
    const plain = await exportCard({ ledger: project.ledger, version, plots: false });

    expect(card).toContain(`![cell-3-0.png](<data:image/png;base64,${PNG}>)`);
    expect(card).toContain('| **f1 (test)** | 0.6 | 0.5 | +0.1 better |');
    expect(plain).toContain('- cell-3-0.png (plot, ');
  });

  it('names a plot whose object is gone', async () => {
    const project = await RepositoryLedger.create();
    const stored = await project.ledger.putObject({ bytes: Buffer.from('0123456789') });
    await project.register('churn', { evidence: [{ kind: 'plot', name: 'gone.png', mime: 'image/png', ...stored }] });
    await rm(project.ledger.objectPath(stored.sha256));

    const card = await exportCard({ ledger: project.ledger, version: await project.ledger.find('churn@v1') });

    expect(card).toContain('- gone.png (plot, 10 B)');
  });
});
