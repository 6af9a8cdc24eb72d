import { userInfo } from 'node:os';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Ledger } from '../../../../src/core/io/ledger/ledger';
import { GitRepository } from '../../../support/gitRepository';
import { temporaryFolder } from '../../../support/temporaryFolder';

describe('who acts', () => {
  beforeEach(() => {
    vi.stubEnv('GIT_CONFIG_GLOBAL', '/dev/null');
    vi.stubEnv('GIT_CONFIG_NOSYSTEM', '1');
    vi.stubEnv('GIT_AUTHOR_NAME', undefined);
    vi.stubEnv('GIT_AUTHOR_EMAIL', undefined);
  });
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  it('is whom the repository names', async () => {
    const { folder } = await GitRepository.create();

    expect(await Ledger.open(folder).person()).toEqual({ name: 'Ada Test', email: 'ada@example.com' });
  });

  it('is the author that the environment names first of all', async () => {
    const { folder } = await GitRepository.create();
    vi.stubEnv('GIT_AUTHOR_NAME', 'Pipeline');
    vi.stubEnv('GIT_AUTHOR_EMAIL', 'ci@example.com');

    expect(await Ledger.open(folder).person()).toEqual({ name: 'Pipeline', email: 'ci@example.com' });
  });

  it('is the user of the machine when Git has no name, and without Git', async () => {
    const repository = await GitRepository.create();
    await repository.git('config', '--unset', 'user.name');
    await repository.git('config', '--unset', 'user.email');
    const user = { name: userInfo().username, email: '' };

    expect(await Ledger.open(repository.folder).person()).toEqual(user);
    expect(await Ledger.open(await temporaryFolder()).person()).toEqual(user);
  });
});
