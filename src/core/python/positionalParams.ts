import { remember } from '../remember';
import type { CallArguments } from './machine';
import type { Value } from './values';

/** Arguments that people give by position, by what is called; null where there is nothing to name. */
const POSITIONS: readonly (readonly [RegExp, readonly (string | null)[]])[] = [
  [/^(?:KNeighbors(?:Classifier|Regressor)|NearestNeighbors)$/, ['n_neighbors']],
  [/^(?:RandomForest|ExtraTrees)(?:Classifier|Regressor)$/, ['n_estimators']],
  [/^(?:MiniBatch|Bisecting)?KMeans$|^(?:Agglomerative|Spectral)Clustering$/, ['n_clusters']],
  [/^GaussianMixture$/, ['n_components']],
  [/^(?:Ridge|RidgeClassifier|Lasso|ElasticNet|MultinomialNB|BernoulliNB|ComplementNB)$/, ['alpha']],
  [/^MLP(?:Classifier|Regressor)$/, ['hidden_layer_sizes']],
  [/^StepLR$/, [null, 'step_size', 'gamma']],
  [/^ExponentialLR$/, [null, 'gamma']],
  [/DataLoader$/, [null, 'batch_size']],
  [/^(?:SGD|Adam\w{0,3}|NAdam|RAdam|RMSprop|RMSProp|Adagrad|Adadelta|Nadam|Lion)$/, ['learning_rate', 'lr']],
  [/^fit_one_cycle$/, ['n_epoch', 'lr_max']],
  [/^fine_tune$/, ['epochs', 'base_lr']],
  // Only learners are told epochs and rate by position; estimators are given data.
  [/^fit$/, ['n_epoch', 'lr']],
];

const positions = remember(
  (name: string): readonly (string | null)[] => POSITIONS.find(([shape]) => shape.test(name))?.[1] ?? [],
);

/** The arguments with names for numbers that were given by position. */
export function withPositions(name: string, args: CallArguments): CallArguments {
  const names = args.positional.length === 0 ? [] : positions(name);
  const added: [string, Value][] = [];
  names.forEach((key, index) => {
    const value = args.positional[index];
    if (key !== null && value !== undefined && isSetting(value) && !args.named.has(key)) {
      added.push([key, value]);
    }
  });
  return added.length === 0 ? args : { positional: args.positional, named: new Map([...added, ...args.named]) };
}

function isSetting(value: Value): boolean {
  return value.kind === 'list'
    ? value.isTuple && value.items.every(isSetting)
    : value.kind === 'literal' && typeof value.value === 'number';
}
