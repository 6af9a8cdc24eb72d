import type { CaptureWarning } from '../../capture/capture';
import { explainMissingGit, type Git } from './git';

/** Says so when there is a repository and Git refuses to speak about it: otherwise the code state is silently missing. */
export async function gitWarnings(git: Git | null, folder: string): Promise<readonly CaptureWarning[]> {
  const reason = git === null ? await explainMissingGit(folder) : null;
  return reason === null
    ? []
    : [{ code: 'git-unavailable', message: `The version is recorded without its commit. ${reason}` }];
}
