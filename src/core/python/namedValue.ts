import { namedLoss, namedMeasure, namedRatio } from './namedMeasure';
import type { Machine } from './machine';
import { splitFromName } from './splitNames';
import { data } from './values';
import type { Value } from './values';

/** What a value is once it has the name: a measure, a loss, a ratio of counts, the data of a split. */
export function namedValue(machine: Machine, name: string, value: Value): Value {
  return namedMeasure(name, value) ?? namedLoss(machine, name, value) ?? named(name, namedRatio(machine, name, value));
}

const CHOSEN = /^(?:best|final|tuned|optimi[sz]ed)_?(?![a-z]*(?:params|score))|_(?:best|final|tuned|optimi[sz]ed)$/i;

/** A loader of data is known by the name that it is given. */
function named(name: string, value: Value): Value {
  if (value.kind === 'model' && CHOSEN.test(name)) {
    value.model.isChosen = true;
  }
  if (value.kind === 'unknown') {
    return namedUnknown(name, value);
  }
  const split = value.kind === 'component' && /Loader$/.test(value.name) ? splitFromName(name) : null;
  return split === null ? value : data(split);
}

/** What is known of a value by its name alone: the inputs that a model will be fitted on, or their split. */
function namedUnknown(name: string, value: Extract<Value, { kind: 'unknown' }>): Value {
  if (
    /^(?:X|x|features|inputs)(?:_?(?:scaled|std|pca|new|poly|norm|vec|tfidf|all|full|data|imputed|encoded))?$/.test(
      name,
    )
  ) {
    return data(value.split ?? null);
  }
  const split = value.split ?? splitFromName(name);
  return split === null ? value : { kind: 'unknown', split };
}
