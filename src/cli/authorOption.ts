import { Option } from 'commander';
import { parseAuthor } from './keyValue';
import type { Person } from '../core/model';

export interface AuthorOption {
  readonly author?: Person | undefined;
}

/** Every verb that writes an event takes it: a pipeline acts for somebody who is not in its Git settings. */
export function authorOption(): Option {
  return new Option('--author <who>', 'who does this, as "Name <mail>" (default: Git’s user)').argParser(parseAuthor);
}
