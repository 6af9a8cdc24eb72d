import { isHyperparameter } from './hyperparameters';
import type { CallArguments, Machine } from './machine';
import { namedParams, registerModel } from './modelFacts';
import type { ClassValue, InstanceValue } from './values';

const NETWORK_BASE =
  /(?:^|[.\s])(?:Module|LightningModule|Model|PreTrainedModel|BaseEstimator|ClassifierMixin|RegressorMixin|Layer|TrainableModel|HybridBlock|Block|\w*PreTrainedModel|BertPreTrainedModel)$/;

/** An object of a class that the notebook defines; one that derives from a network's base is a model. */
export function makeInstance(machine: Machine, type: ClassValue, args: CallArguments): InstanceValue {
  const isModel =
    type.bases.some((base) => NETWORK_BASE.test(base)) ||
    type.methods.has('fit') ||
    type.methods.has('train') ||
    type.methods.has('predict');
  const isKeras = type.bases.some((base) => /keras|^Model$/.test(base));
  const model =
    isModel && !/Dataset|Loss|Encoder$|Layer$|Block$/.test(type.name)
      ? registerModel(machine, {
          name: type.name,
          path: type.name,
          family: isKeras ? 'keras' : 'other',
          inner: null,
          isSearch: false,
          params: namedParams(machine, args),
        })
      : null;
  machine.facts.settings.push(
    ...namedParams(machine, args).filter((param) => isHyperparameter(param.name, param.value)),
  );
  const instance: InstanceValue = { kind: 'instance', type, fields: new Map(), model };
  const init = type.methods.get('__init__');
  if (init !== undefined) {
    machine.callFunction(init, args, instance);
  } else {
    // Arguments of a data class are its fields.
    args.named.forEach((value, name) => instance.fields.set(name, value));
  }
  runHooks(machine, instance);
  return instance;
}

const HOOKED = /(?:DataModule|LightningModule)$/;
const DATASET = /(?:^|\.)Dataset$/;
/** A loader asks for the items of a data set. */
const READING_HOOKS = ['__getitem__'];
const HOOKS = ['prepare_data', 'setup', 'configure_optimizers'];

/** Methods that a trainer calls, not the notebook: they read the data and choose the optimizer. */
function runHooks(machine: Machine, instance: InstanceValue): void {
  const { bases } = instance.type;
  const isHooked = bases.some((base) => HOOKED.test(base));
  if (!isHooked && !bases.some((base) => DATASET.test(base))) {
    return;
  }
  for (const name of isHooked ? HOOKS : READING_HOOKS) {
    const hook = instance.type.methods.get(name);
    if (hook !== undefined) {
      machine.callFunction(hook, { positional: [], named: new Map() }, instance);
    }
  }
}
