import { join } from 'node:path';
import { Ledger } from '../../src/core/io/ledger/ledger';
import { GitRepository } from './gitRepository';
import { versionFacts } from './versionFacts';
import type { VersionFacts } from '../../src/core/model';

export const ADA = { name: 'Ada', email: 'ada@example.com' };

/** A repository with a ledger, as most tests of the ledger need it. */
export class RepositoryLedger {
  private constructor(
    readonly repository: GitRepository,
    readonly ledger: Ledger,
  ) {}

  static async create(): Promise<RepositoryLedger> {
    const repository = await GitRepository.create();
    return new RepositoryLedger(repository, Ledger.open(repository.folder, { person: ADA }));
  }

  get root(): string {
    return this.repository.folder;
  }

  path(relative: string): string {
    return join(this.root, relative);
  }

  /** Another process's view of the same ledger. */
  reopen(): Ledger {
    return Ledger.open(this.root, { person: ADA });
  }

  /** Registers one version and gives the path of its event, relative to the root. */
  async register(model = 'churn', facts: Partial<VersionFacts> = {}): Promise<string> {
    return (await this.ledger.register(model, versionFacts(facts))).path;
  }

  /** Registers versions one after another and gives the paths of their events. */
  async registerMany(count: number, model = 'churn'): Promise<readonly string[]> {
    const paths: string[] = [];
    for (let index = 0; index < count; index += 1) {
      paths.push(await this.register(model));
    }
    return paths;
  }

  /** Codes and paths of what `verify` finds. */
  async problems(): Promise<readonly string[]> {
    const { problems } = await this.reopen().verify();
    return problems.map(({ code, path }) => `${code} ${path}`);
  }
}
