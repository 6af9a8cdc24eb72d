import type * as v from 'valibot';
import { callJson, type CallOptions } from './cli';
import { registerSchema } from './contract';
import { churnNotebook } from './notebook';
import { commitAll, makeRepository, write } from './repository';

export type Registered = v.InferOutput<typeof registerSchema>;

/** A repository with data, a model file and an executed notebook, all committed; nothing is registered. */
export async function makeChurnRepository(name?: string): Promise<string> {
  const root = await makeRepository(name);
  await write(root, 'data/churn.csv', 'tenure,churned\n12,0\n3,1\n');
  await write(root, 'models/churn.pkl', new Uint8Array([128, 4, 75, 1, 46]));
  await write(root, '.gitignore', 'models/\n');
  await write(root, 'notebooks/train.ipynb', churnNotebook());
  await commitAll(root, 'train');
  return root;
}

/** Registers the notebook as a version of churn. */
export async function registerChurn(
  root: string,
  args: readonly string[] = [],
  options?: CallOptions,
): Promise<Registered> {
  const call = ['register', 'notebooks/train.ipynb', '--model', 'churn', ...args];
  return await callJson(root, call, registerSchema, options);
}

/** Another training: other scores, another setting, another model file. */
export async function trainAgain(root: string, auc: number): Promise<void> {
  await write(root, 'notebooks/train.ipynb', churnNotebook({ auc, accuracy: 0.92, depth: 6 }));
  await write(root, 'models/churn.pkl', new Uint8Array([128, 4, 75, Math.round(auc * 1000) % 256, 46]));
}
