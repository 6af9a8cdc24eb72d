/** The framework of a model folder, told by the names of the files in it (relative, forward slashes). */
export function sniffModelFolder(names: readonly string[]): string | null {
  const has = (name: string) => names.includes(name);
  if (has('saved_model.pb') || has('saved_model.pbtxt')) {
    return has('keras_metadata.pb') ? 'keras' : 'tensorflow';
  }
  if (has('adapter_config.json')) {
    return 'peft';
  }
  const hasWeights = names.some((name) =>
    /^(?:model|pytorch_model|tf_model|flax_model)\b.*\.(?:safetensors|bin|h5|msgpack)$/.test(name),
  );
  if (has('config.json') && hasWeights) {
    return 'transformers';
  }
  if (has('modules.json') && has('config_sentence_transformers.json')) {
    return 'sentence-transformers';
  }
  return has('meta.json') && has('config.cfg') ? 'spacy' : null;
}

/** Files in which trainers leave their results beside the weights, the most telling first. */
export const RESULT_FILES: readonly string[] = [
  'all_results.json',
  'eval_results.json',
  'test_results.json',
  'trainer_state.json',
  'metrics.json',
];
