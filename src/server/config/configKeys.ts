import { configSchema } from '../../core/config';

/** The keys that the schema knows. */
export const CONFIG_KEYS: readonly string[] = Object.keys(configSchema.entries);
/** Under each name in `metrics`. */
export const METRIC_KEYS: readonly string[] = ['higherIsBetter', 'headline', 'unit'];
