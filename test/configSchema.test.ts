import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { configJsonSchema } from '../scripts/configJsonSchema';
import { projectRoot } from '../scripts/projectRoot';

describe('media/config.schema.json', () => {
  it('is the one that the definition of the configuration gives', async () => {
    const kept = await readFile(path.join(projectRoot, 'media', 'config.schema.json'), 'utf8');

    // When this fails: node scripts/run.mjs scripts/configSchema.ts
    expect(kept).toBe(await configJsonSchema());
  });
});
