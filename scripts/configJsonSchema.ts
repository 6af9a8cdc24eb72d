import path from 'node:path';
import { toJsonSchema } from '@valibot/to-json-schema';
import { format, resolveConfig } from 'prettier';
import { configSchema } from '../src/core/config';
import { projectRoot } from './projectRoot';

/** The text of media/config.schema.json: what a person may write, so every key with a default is optional. */
export async function configJsonSchema(): Promise<string> {
  const schema = {
    ...toJsonSchema(configSchema, { typeMode: 'input', errorMode: 'ignore' }),
    title: 'Model Ledger configuration',
    // An editor adds this key, and the ledger keeps keys that it does not know.
    additionalProperties: true,
  };
  const file = path.join(projectRoot, 'media', 'config.schema.json');
  return format(JSON.stringify(schema), { ...(await resolveConfig(file)), parser: 'json' });
}
