// node scripts/run.mjs scripts/configSchema.ts: writes media/config.schema.json, which VS Code shows help from, from the
// definition in core.
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { configJsonSchema } from './configJsonSchema';
import { projectRoot } from './projectRoot';

await writeFile(path.join(projectRoot, 'media', 'config.schema.json'), await configJsonSchema());
