const NAMES =
  /^(?:n_?)?(?:epochs?|num_?epochs?|n_?epochs?|nb_?epochs?|max_?epochs?|batch_?size|bs|learning_?rate|lr|base_lr|init_lr|initial_lr|max_lr|weight_?decay|wd|momentum|dropout(?:_?rate)?|drop_?rate|hidden_?(?:size|dims?|units|layers?|nodes)?|n_?hidden|num_?hidden(?:_\w+)?|num_?layers|n_?layers|embed(?:ding)?_?(?:size|dims?)|latent_?(?:size|dims?)|n_?estimators|max_?depth|min_samples_(?:split|leaf)|max_features|max_iter|num_?leaves|num_boost_round|num_?rounds?|early_stopping(?:_rounds)?|patience|test_?size|val(?:id(?:ation)?)?_?(?:size|split)|validation_?split|train_?size|random_?state|random_?seed|seed|n_?splits|n_?folds|k_?folds?|num_?folds|folds|cv|n_?clusters|k|n_?neighbors|n_?components|alpha|beta|gamma|eta|lambda_?\w*|reg(?:ularization)?_?\w*|l1_ratio|l2|l1|C|kernel|degree|penalty|criterion|optimizer|loss(?:_?f(?:n|unction|unc))?|activation|scheduler|warmup(?:_\w+)?|grad(?:ient)?_\w+|clip\w*|max_?len(?:gth)?|max_?seq(?:uence)?_?len(?:gth)?|seq(?:uence)?_?len(?:gth)?|window(?:_?size)?|look_?back|horizon|n_?steps|num_?steps|timesteps|steps_per_epoch|vocab(?:ulary)?_?size|max_?(?:words|features|tokens|vocab)|num_?words|n_?heads|num_?heads|d_?model|ff_?dim|filters|num_?filters|kernel_?size|stride|pool_?size|im(?:age|g)_?(?:size|height|width|shape)|input_?(?:shape|size|dim)|num_?classes|n_?classes|output_?(?:size|dim)|model_?(?:name|checkpoint|ckpt|id|type|arch)|checkpoint|pretrained\w*|backbone|temperature|top_?[kp]|epsilon|eps|discount|tau|buffer_size|target_update|n_?trials|iterations|n_?iter(?:ations)?|num_?iter(?:ations)?|subsample|colsample_bytree|scale_pos_weight|objective|booster|threshold|noise_dim|z_dim|num_?workers|lora_\w+|r)$/i;
const CONSTANT = /^[A-Z][A-Z0-9_]{1,40}$/;
const NO_HYPERPARAMETER =
  /(?:PATH|DIR|FILE|FOLDER|ROOT|URL|URI|KEY|TOKEN|PASSWORD|SECRET|USER|NAME|DEVICE|COLOR|COLS?|COLUMNS?|FEATURES|LABELS?|TARGET|CLASSES|AUTOTUNE|DEBUG|VERBOSE|DATE|VERSION|FIG\w*|TITLE|PLOT\w*|PROJECT|REGION|BUCKET|ID|HOST|PORT|FORMAT|EXT\w*)$/;

/** True for names under which people keep hyperparameters: `learning_rate`, `BATCH_SIZE`. */
export function isHyperparameter(name: string, value: unknown): boolean {
  // `MODEL_NAME = 'churn'` names something; `model_name='bert-base'` chooses it.
  const isLabel = typeof value === 'string' && /^[A-Z_]+_(?:NAME|ID|PATH|DIR|FILE)$/.test(name);
  if (NAMES.test(name) && !isLabel) {
    return typeof value !== 'string' || value.length <= 120;
  }
  const isShort =
    typeof value === 'number' ||
    typeof value === 'boolean' ||
    (typeof value === 'string' && /^[([]/.test(value) && value.length < 60);
  return CONSTANT.test(name) && !NO_HYPERPARAMETER.test(name) && isShort;
}

/** True for names of dicts that hold them: `params`, `config`, `hparams`. */
export function isSettingsName(name: string): boolean {
  return (
    /^(?:\w+_)?(?:params?|parameters|config|cfg|conf|hparams?|hyper_?params?|hyper_?parameters|args|kwargs|settings|hp|opts?|options)\d?$/i.test(
      name,
    ) && !/grid|dist|space|search|random_?grid|plot|rc_?params/i.test(name)
  );
}
