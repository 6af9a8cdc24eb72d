import { addRegisterOptions } from '../registerOptions';
import { register } from '../register';
import type { Verb } from '../verb';

export const registerVerb: Verb = (program, act) => {
  const command = program
    .command('register')
    .summary('register a version from a notebook, model file, metrics file, log or draft')
    .description(
      'Registers a version of a model from an executed notebook (.ipynb), a model file, a metrics file (.json, .yaml, .csv), a training log, or a draft (.md). Metrics, params, data, model files, code state and environment are read from it; options add to what was found or replace it.',
    )
    .argument('<source>', 'notebook, model file, metrics file, log or draft');
  addRegisterOptions(command).action(act(register));
};
