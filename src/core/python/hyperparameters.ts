import { remember } from '../remember';
const NAMES =
  /^(?:n_?)?(?:epochs?|num_?(?:train_?)?epochs?|n_?epochs?|nb_?epochs?|max_?epochs?|batch_?size|bs|learning_?rate|lr|adam_(?:epsilon|beta_?[12])|base_lr|init_lr|initial_lr|max_lr|weight_?decay|wd|momentum|dropout(?:_?rate)?|drop_?rate|hidden_?(?:size|dims?|units|layers?|nodes)?|(?:lstm|gru|rnn|dense|fc|conv)_?(?:units|size|dims?)|n_?hidden|num_?hidden(?:_\w+)?|num_?layers|n_?layers|embed(?:ding)?_?(?:size|dims?)|(?:latent|intermediate)_?(?:size|dims?)|n_?estimators|max_?depth|min_samples_(?:split|leaf)|max_features|max_iter(?:ations)?|step_size|[a-z]{1,20}_degree|num_?leaves|num_boost_round|num_?rounds?|early_stopping(?:_rounds)?|patience|random_?state|random_?seed|seed|n_?clusters|k|n_?neighbors|n_?components|alpha|beta|gamma|eta|lambda_?\w*|reg(?:ularization)?_?\w*|l1_ratio|l2|l1|C|kernel|degree|penalty|criterion|optimizer|loss(?:_?f(?:n|unction|unc))?|activation|scheduler|warmup(?:_\w+)?|grad(?:ient)?_\w+|clip\w*|max_?len(?:gth)?|max_?seq(?:uence)?_?len(?:gth)?|seq(?:uence)?_?len(?:gth)?|window(?:_?size)?|look_?back|horizon|n_?steps|num_?steps|timesteps|steps_per_epoch|vocab(?:ulary)?_?size|max_?(?:words|features|tokens|vocab)|num_?words|n_?heads|num_?heads|d_?model|ff_?dim|filters|num_?filters|kernel_?size|stride|pool_?size|im(?:age|g)_?(?:size|height|width|shape)|model_?(?:name|checkpoint|ckpt|id|type|arch)|checkpoint|pretrained\w*|backbone|temperature|epsilon|eps|discount|tau|buffer_size|target_update|iterations|n_?iter(?:ations)?|num_?iter(?:ations)?|subsample|colsample_bytree|scale_pos_weight|objective|booster|noise_dim|z_dim|lora_\w+|r)$/i;
const CONSTANT = /^[A-Z][A-Z0-9_]{0,40}$/;
/** Words of constants that set how a model is made or trained; `MAX_RATING` and `COLAB` say other things. */
const CONSTANT_WORD =
  /(?:^|_)(?:K|C|R|LR|RATES?|BATCH(?:ES)?|EPOCHS?|STEPS?|ITERS?|ITERATIONS?|ROUNDS?|PATIENCE|DECAY|MOMENTUM|DROPOUT|DROP|DIMS?|HIDDEN|UNITS|LAYERS?|HEADS|NEURONS|NODES|FILTERS?|KERNEL|STRIDE|EMBED\w*|LATENT|VOCAB\w*|TOKENS|WORDS|LEN|LENGTH|LENGTHS|MAXLEN|SEQ\w*|WINDOW|HORIZON|LAGS?|LOOKBACK|TIMESTEPS|SIZE|IMG|IMAGE|HEIGHT|WIDTH|TREES?|ESTIMATORS|DEPTH|LEAVES|LEAF|CLUSTERS|COMPONENTS|NEIGHBORS|ALPHA|BETA|GAMMA|LAMBDA|L1|L2|REG\w*|CLIP|NOISE|TEMPERATURE|THRESHOLD|WARMUP|SEED|STATE|SMOOTHING|MARGIN|RANK|FACTORS)(?:_|\d*$)/;
const NO_HYPERPARAMETER =
  /(?:PATH|DIR|FILE|FOLDER|ROOT|URL|URI|KEY|TOKEN|PASSWORD|SECRET|USER|NAME|DEVICE|COLOR|COLS?|COLUMNS?|FEATURES|LABELS?|TARGET|CLASSES|AUTOTUNE|DEBUG|VERBOSE|DATE|VERSION|FIG\w*|TITLE|PLOT\w*|PROJECT|REGION|BUCKET|ID|HOST|PORT|FORMAT|EXT\w*|INTERVAL)$|^(?:NUM_SEEDS?|N_SEEDS?|TEST|TRAIN|VAL|VALID|VALIDATION|SPLIT|HOLDOUT|BUFFER|SHUFFLE|SAMPLE|FONT|DATA|DATASET|TOP)(?:_|$)/;

/**
 * Arguments that say how to split, print, save or speed up, and columns of the data: they change no model, however it is
 * called with them.
 */
const HOUSEKEEPING = new RegExp(
  `^(?:${[
    '(?:test|train|val|valid|holdout|test_set)_?(?:size|split|ratio|frac(?:tion)?|fraction|percent(?:age)?|steps|proportion)?',
    'validation_(?:size|ratio|frac(?:tion)?|steps)|n_?splits|n_?repeats|n_?folds?|k_?folds?|num_?folds|folds?|cv|shuffle|stratify|refit|scoring|return_train_score|error_score|pre_dispatch',
    '(?:(?:output|results?|model|logging|save|log|data|cache|root|checkpoint|default_root|project)_?)?(?:dir|directory|dirpath|folder|path)|filename|filepath|file_name',
    'overwrite(?:_\\w+)?|run_name|experiment_name|project_name|project|exist_ok|name|model_id|group|tags|notes',
    '(?:eval(?:uation)?|save|logging|hub|push)_(?:strategy|steps|first_step|total_limit|only_model|on_each_node|safetensors|model_id|token|private_repo|to_hub\\w*|every_\\w+|delay|accumulation_steps|best_only|weights_only|freq|top_k|last|weights)',
    'push_to_hub\\w*|load_best\\w*|metric_for_best_model|greater_is_better|per_device_eval_batch_size|per_gpu_eval_batch_size|eval_batch_size|valid_batch_size',
    'alias|auto_(?:lr_find|select_gpus|insert_metric_name)|label_pad_token_id|pad_to_multiple_of|predict_with_generate|estimator_list|suppress_\\w+|early_stopping_(?:mode|monitor|metric)|checkpoints|primary_metric|max_concurrent\\w*|label_column_name',
    'report_to|log_level\\w*|log_\\w+|logging_level|logger|disable_tqdm|remove_unused_columns|dataloader_\\w+|do_(?:train|eval|predict)|use_cpu|no_cuda|local_rank|ddp_\\w+|include_\\w+|prediction_loss_only|resume_from_checkpoint|auto_find_batch_size|torch_compile\\w*',
    'accelerator|devices?|gpus?|num_gpus|gpu_id|tpu_cores|num_nodes|strategy|distributed_backend|precision|enable_(?:progress_bar|model_summary|checkpointing)|progress_bar\\w*|weights_summary|num_sanity_val_steps|val_check_interval|check_val_every_n_epoch|fast_dev_run|limit_\\w+_batches|profiler|deterministic|benchmark|reload_dataloaders\\w*|plugins|callbacks',
    'monitor|mode|min_delta|restore_best_weights|verbose\\w*|verbosity|silent|quiet|disp|print_\\w+|show_\\w+|plot\\w*|display\\w*|html|session_id|preprocess|system_log|profile|memory',
    'n_?jobs|num_?workers|workers|n_?threads|num_threads|nthreads?|thread_count|pin_memory|persistent_workers|drop_last|prefetch\\w*|use_multiprocessing|max_queue_size|n_?cores|task_type|used_ram_limit|allow_writing_files|train_dir|use_label_encoder|validate_parameters|copy_x?|copy_X|missing|valid_names|evals_result|return_\\w+|sparse|sparse_output|handle_unknown|remainder|dtype|format|datefmt|task|level|stream|handlers|force',
    '\\w+Col|col_\\w+|\\w+_cols?|\\w+_columns?|columns?|features?|labels?|target|id_column|timestamp_column|freq|cat_features|index_col',
    'num_?class(?:es)?|n_?class(?:es)?|num_?labels|(?:input|output)_?(?:size|dims?|shape)|coldStartStrategy|cold_start_strategy|class_mode|color_mode|interpolation|eval_data|eval_dataset|train_data|interactive|estimator|base_estimator|model|seed_everything|top_?k',
  ].join('|')})$`,
  'i',
);

export const isHousekeeping = remember((name: string): boolean => {
  return HOUSEKEEPING.test(name);
});

const MINOR =
  /^(?:eval_metrics?|metrics?|custom_metric|tree_method|predictor|device|device_type)$|^(?:IMG|IMAGE|img|image|im)_?(?:SIZE|HEIGHT|WIDTH|SHAPE|H|W|size|height|width|shape)\d?$|^(?:HEIGHT|WIDTH|img_[hw])$/;

/** How a model is watched, and on which machine it is made: no setting that changes it, but near to one. */
export const isMinor = remember((name: string): boolean => MINOR.test(name));

/** A seed drawn for a plot or a split; only that of a model or of the whole notebook is one of its settings. */
export function isSeedName(name: string): boolean {
  return /^(?:random_?)?(?:seed|state)$/i.test(name);
}

const isNamed = remember((name: string): boolean => !isHousekeeping(name) && NAMES.test(name));
const isConstant = remember(
  (name: string): boolean => CONSTANT.test(name) && CONSTANT_WORD.test(name) && !NO_HYPERPARAMETER.test(name),
);

/** True for names under which people keep hyperparameters: `learning_rate`, `BATCH_SIZE`. */
export function isHyperparameter(name: string, value: unknown): boolean {
  if (isHousekeeping(name)) {
    return false;
  }
  if (isKnownName(name, value)) {
    return true;
  }
  const isShort =
    typeof value === 'number' || (typeof value === 'string' && /^[([](?!\[)/.test(value) && value.length < 60);
  return isShort && isConstant(name);
}

/** Only names that mean a hyperparameter wherever they stand, such as arguments of the notebook's own functions. */
export function isKnownName(name: string, value: unknown): boolean {
  if (!isNamed(name)) {
    return false;
  }
  // `MODEL_NAME = 'churn'` names something; `model_name='bert-base'` chooses it.
  const isLabel = typeof value === 'string' && /^[A-Z_]+_(?:NAME|ID|PATH|DIR|FILE)$/.test(name);
  const isTitle = typeof value === 'string' && /^model_?(?:name|id|type)$/i.test(name) && !/[-/]/.test(value);
  const isCounter = name === 'c' || (value === 0 && /^(?:epoch|step|iteration)s?$/i.test(name));
  return (
    !isLabel && !isTitle && !isCounter && !isChoice(name, value) && (typeof value !== 'string' || value.length <= 120)
  );
}

/** `max_depth = [2, 4, 8]` is what a search will try; `hidden_layers = [64, 32]` is one setting. */
function isChoice(name: string, value: unknown): boolean {
  const isList = typeof value === 'string' && /^\[.*,.*\]$/s.test(value);
  return isList && !/hidden|layer|unit|size|dim|filter|kernel|channel|neuron|seed|shape/i.test(name);
}

/** True for names of dicts that hold them: `params`, `config`, `hparams`. */
export function isSettingsName(name: string): boolean {
  return (
    /^(?:\w+_)?(?:params?|parameters|config|cfg|conf|hparams?|hyper_?params?|hyper_?parameters|args|kwargs|settings|hp|opts?|options)\d?$/i.test(
      name,
    ) && !/grid|dist|space|search|sweep|random_?grid|plot|rc_?params/i.test(name)
  );
}
