import type { Environment } from '../model';
import type { Notebook } from '../notebook/notebook';

export interface EnvironmentRequest {
  readonly root: string;
  readonly folder: string;
  readonly notebook: Notebook | null;
  readonly framework: readonly string[];
}

export interface EnvironmentReading {
  /** What the version's event says: the packages that the source itself uses. */
  readonly recorded: Environment;
  /** Every pinned package found, for the evidence. */
  readonly packages: Readonly<Record<string, string>>;
  /** Workspace-relative paths of the files that were read. */
  readonly files: readonly string[];
}

export async function readEnvironment({ notebook, framework }: EnvironmentRequest): Promise<EnvironmentReading> {
  const recorded: Environment = {
    framework,
    kernel: notebook?.kernelDisplayName ?? notebook?.kernel ?? null,
    language: notebook?.language ?? null,
    python: notebook?.language === 'python' ? notebook.languageVersion : null,
  };
  return Promise.resolve({ recorded, packages: {}, files: [] });
}
