import type { LedgerConfig } from '../config';
import type { DocumentationField } from '../model';

/** The fields without which a version does not count as documented. */
export function configuredFields({ documentation }: LedgerConfig): readonly DocumentationField[] {
  return documentation.required.length > 0 ? documentation.required : ['rationale'];
}
