import type { Version } from '../../src/core/model';
import { versionFacts } from './versionFacts';

/** A folded version; what a test is about is given, the rest is filled in. */
export function version(number: number, facts: Partial<Version> = {}): Version {
  return {
    ...versionFacts(),
    model: 'churn',
    version: number,
    name: `shop_churn_v${number}_20240612`,
    id: `01ARZ3NDEKTSV4RRFFQ69G5F${String(number).padStart(2, '0')}`,
    at: `2024-06-${String(11 + number).padStart(2, '0')}T08:30:00.000Z`,
    by: { name: 'Ada', email: 'ada@example.com' },
    stage: 'none',
    stagedAt: null,
    aliases: [],
    reviews: [],
    deployments: [],
    links: [],
    archived: null,
    conflict: null,
    events: [],
    ...facts,
  };
}
