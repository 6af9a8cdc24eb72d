import { remember } from '../remember';

/** What is known about a metric by its canonical name. */
export interface MetricKind {
  /** Canonical lower snake case. */
  readonly name: string;
  /** Null: neither direction can be called better. */
  readonly higherIsBetter: boolean | null;
  /** `fraction`: between 0 and 1, or 0 and 100 when printed as a percentage. */
  readonly range: 'fraction' | 'any';
}

interface Entry {
  readonly higher: boolean | null;
  readonly range?: 'fraction';
  /** Space-separated spellings, in the form `normalizeName` gives. */
  readonly also: string;
}

const up = (also = ''): Entry => ({ higher: true, range: 'fraction', also });
const down = (also = ''): Entry => ({ higher: false, range: 'fraction', also });
const upAny = (also = ''): Entry => ({ higher: true, also });
const downAny = (also = ''): Entry => ({ higher: false, also });

const ENTRIES: Readonly<Record<string, Entry>> = {
  accuracy: up(
    'acc accuracy_score accuracies accurracy accuray acurracy accuacy acuracy binary_accuracy categorical_accuracy sparse_categorical_accuracy sparse_categorical_acc categorical_acc multiclass_accuracy multiclassaccuracy binaryaccuracy top1_acc acc1 acc_top1 top1 top_1 top_1_accuracy top1_accuracy acc_1 pixel_accuracy pixel_acc classification_accuracy subset_accuracy mean_accuracy correct_classification_rate correctly_classified classification_rate',
  ),
  balanced_accuracy: up('balanced_acc balanced_accuracy_score bal_acc bacc uar'),
  weighted_accuracy: up(),
  norm_macro_recall: up(),
  top_5_accuracy: up('top5 top_5 acc5 top5_acc top5_accuracy top_5_acc acc_top5 top_5_categorical_accuracy'),
  top_k_accuracy: up('top_k_categorical_accuracy sparse_top_k_categorical_accuracy top_k_accuracy_score'),
  token_accuracy: up('mean_token_accuracy'),
  null_accuracy: up('baseline_accuracy'),
  mean_per_class_error: down('mean_class_error'),
  error_rate: down(
    'classification_error misclassification_rate misclassification_error error_rate err zero_one_loss merror',
  ),
  precision: up('prec precision_score ppv positive_predictive_value precisions overall_precision'),
  precision_macro: up('macro_precision macro_avg_precision precision_score_macro macro_prec prec_macro'),
  precision_weighted: up('weighted_precision weighted_avg_precision precision_score_weighted weightedprecision'),
  precision_micro: up('micro_precision micro_avg_precision precision_score_micro'),
  recall: up('rec recall_score sensitivity tpr true_positive_rate recalls overall_recall detection_rate'),
  recall_macro: up('macro_recall macro_avg_recall recall_score_macro'),
  recall_weighted: up('weighted_recall weighted_avg_recall recall_score_weighted weightedrecall'),
  recall_micro: up('micro_recall micro_avg_recall recall_score_micro'),
  specificity: up('tnr true_negative_rate specificity_score'),
  npv: up('negative_predictive_value'),
  fpr: down('false_positive_rate false_alarm_rate'),
  fnr: down('false_negative_rate miss_rate'),
  f1: up(
    'f1_score f1score fscore f_score f_measure f1_measure fmeasure f1_metric f1_m f1s f_1 f_1_score f1_scores overall_f1 f1_binary',
  ),
  f1_macro: up(
    'macro_f1 macro_f1_score f1_score_macro f1macro macro_avg_f1 macro_avg_f1_score f_macro f1_macro_avg f1_macro_score macro_f1score macrof1',
  ),
  f1_weighted: up(
    'weighted_f1 weighted_f1_score f1_score_weighted f1weighted weighted_avg_f1 weighted_avg_f1_score f1_weighted_score weightedfmeasure',
  ),
  f1_micro: up('micro_f1 micro_f1_score f1_score_micro f1micro micro_avg_f1 f1_micro_score microf1'),
  f1_samples: up('samples_avg_f1 f1_score_samples'),
  f0_5: up('f05 f0_5_score f05_score f_0_5 f_0_5_score f_05 f0_5score'),
  f2: up('f2_score fbeta fbeta_score f_beta f_beta_score'),
  roc_auc: up(
    'auc auroc roc_auc_score roc auc_score auc_roc roc_auc_ovr roc_auc_ovo area_under_roc area_under_the_roc area_under_the_roc_curve area_under_roc_curve areaunderroc auc_roc_score area_under_curve area_under_the_curve rocauc aucroc roc_area_under_curve roc_area_under_the_curve roc_score roc_auc_curve auc_score_roc',
  ),
  group_auc: up('gauc grouped_auc'),
  pr_auc: up(
    'auprc average_precision average_precision_score aucpr prauc pr_auc_score area_under_pr areaunderpr avg_precision auc_pr avg_precision_score auc_prc aupr average_precision_score_macro average_precision_score_micro average_precision_score_weighted area_under_pr_curve area_under_the_pr_curve area_under_precision_recall area_under_precision_recall_curve area_under_the_precision_recall_curve pr_area_under_curve pr_area_under_the_curve pr_curve_auc auc_pr_curve precision_recall_auc precision_recall_curve_auc auc_precision_recall auc_of_pr_curve auc_of_the_pr_curve auc_of_the_precision_recall_curve average_precision_recall average_precision_recall_score precision_recall_score',
  ),
  average_precision_at_k: up('ap_at_k apk'),
  log_loss: downAny(
    'logloss binary_logloss multi_logloss mlogloss log_loss_score cross_entropy_loss cross_entropy crossentropy logistic_loss binary_log_loss binary_crossentropy categorical_crossentropy sparse_categorical_crossentropy bce',
  ),
  loss: downAny(
    'cost total_loss average_loss avg_loss mean_loss bce_loss nll nll_loss ce_loss losses objective final_loss epoch_loss running_loss cls_loss',
  ),
  dice_loss: downAny('dice_coef_loss'),
  focal_loss: downAny(),
  huber_loss: downAny('huber'),
  hinge_loss: downAny('hinge squared_hinge'),
  elbo: { higher: null, also: 'elbo_loss' },
  generator_loss: { higher: null, also: 'g_loss gen_loss loss_g errg adversarial_loss adv_loss a_loss gan_loss' },
  discriminator_loss: { higher: null, also: 'd_loss disc_loss loss_d errd' },
  reconstruction_loss: downAny('recon_loss reconstruction_error'),
  kl_loss: downAny('kld kl_divergence kl kl_div'),
  mse: downAny(
    'mean_squared_error mean_square_error ms_error mserror mse_loss mean_sq_error meansquarederror mse_score mean_squared_loss l2 squared_error',
  ),
  rmse: downAny(
    'root_mean_squared_error root_mean_square_error rootmeansquarederror rmse_score rms_error root_mse rms root_mean_squared rsme sqrt_mse',
  ),
  mae: downAny(
    'mean_absolute_error mean_abs_error meanabsoluteerror mae_loss l1_loss mean_absolute mean_abs_err mean_average_error average_absolute_error avg_absolute_error absolute_error l1',
  ),
  median_absolute_error: downAny('medae median_ae median_absolute_err mdae'),
  max_error: downAny(),
  msle: downAny('mean_squared_log_error mean_squared_logarithmic_error'),
  rmsle: downAny('root_mean_squared_log_error root_mean_squared_logarithmic_error rmsle_score'),
  mape: downAny(
    'mean_absolute_percentage_error mean_abs_percentage_error mape_score mean_absolute_percent_error mean_percentage_error',
  ),
  mdape: downAny('median_absolute_percentage_error median_ape'),
  smape: downAny('symmetric_mape symmetric_mean_absolute_percentage_error'),
  wmape: downAny('wape weighted_mape'),
  wmae: downAny('weighted_mae weighted_mean_absolute_error'),
  mase: downAny('mean_absolute_scaled_error'),
  msse: downAny('mean_squared_scaled_error'),
  relative_mse: downAny('rel_mse relmse relative_mean_squared_error'),
  rmsse: downAny('root_mean_squared_scaled_error'),
  wrmsse: downAny('weighted_rmsse weighted_root_mean_squared_scaled_error'),
  msis: downAny('mean_scaled_interval_score'),
  owa: downAny('overall_weighted_average'),
  mpe: { higher: null, also: '' },
  mbe: { higher: null, also: 'mean_bias_error' },
  normalized_deviation: downAny(),
  // Of the sum over the series of a multivariate forecast.
  crps_sum: downAny('sum_crps'),
  nd_sum: downAny(),
  nrmse_sum: downAny(),
  mse_sum: downAny(),
  nrmse: downAny('normalized_rmse normalized_root_mean_squared_error'),
  nmae: downAny('normalized_mae normalized_mean_absolute_error'),
  nmse: downAny('normalized_mse normalized_mean_squared_error'),
  nrmsle: downAny('normalized_rmsle normalized_root_mean_squared_log_error'),
  relative_rmse: downAny('rrmse relative_root_mean_squared_error'),
  normalized_median_absolute_error: downAny('nmedae'),
  rmspe: downAny('root_mean_squared_percentage_error root_mean_square_percentage_error'),
  rae: downAny('relative_absolute_error'),
  rse: downAny('relative_squared_error residual_standard_error root_relative_squared_error'),
  sse: downAny('sum_of_squared_errors sum_squared_error rss residual_sum_of_squares'),
  pinball_loss: downAny('quantile_loss mean_pinball_loss mqloss mq_loss multi_quantile_loss'),
  poisson_deviance: downAny('mean_poisson_deviance d2_tweedie_deviance'),
  r2: upAny(
    'r2_score r_squared r_squared_error r2_error rsquared_error rsquared r_square r_2 rsquare r2score r2_squared coefficient_of_determination coefficient_of_determination_r2 coef_of_determination r2_value r_2_score r_squared_score r2square',
  ),
  adj_r2: upAny(
    'adjusted_r2 adj_r_squared adjusted_r_squared adjusted_r_square adjr2 r2_adj adj_r2_score rsquared_adj adjusted_r2_score r2_adjusted adjusted_rsquared adj_rsquared',
  ),
  pseudo_r2: upAny('pseudo_r_squared pseudo_rsquared mcfadden_r2 prsquared pseudo_r_squ'),
  explained_variance: upAny('explained_variance_score evs variance_score exp_var expl_var'),
  pearson: upAny('pearsonr pearson_corr pearson_correlation pearson_correlation_coefficient'),
  spearman: upAny('spearmanr spearman_corr spearman_correlation'),
  aic: downAny('akaike_information_criterion aicc'),
  bic: downAny('bayesian_information_criterion'),
  hqic: downAny('hannan_quinn hannan_quinn_information_criterion'),
  log_likelihood: upAny('loglikelihood llf log_lik'),
  deviance: downAny(),
  mcc: upAny(
    'matthews_corrcoef matthews_correlation matthews_correlation_coefficient mcc_score matthews_correlation_coef mathews_correlation_coefficient matthew_corrcoef matthews matthewscorrcoef',
  ),
  kappa: upAny(
    'cohen_kappa cohen_kappa_score cohens_kappa kappa_score quadratic_weighted_kappa qwk cohen_s_kappa kappa_coefficient quadratic_kappa',
  ),
  g_mean: up('gmean geometric_mean geometric_mean_score'),
  hamming_loss: down('hamming'),
  jaccard: up(
    'jaccard_score jaccard_similarity jaccard_similarity_score jaccard_index jaccard_coef jaccard_coefficient jaccard_distance',
  ),
  brier: down('brier_score brier_score_loss brier_loss'),
  ece: down('expected_calibration_error'),
  gini: upAny('gini_coefficient normalized_gini gini_score gini_normalized'),
  ks: up('ks_statistic ks_score kolmogorov_smirnov'),
  eer: down('equal_error_rate'),
  iou: up(
    'mean_iou miou meaniou iou_score io_u m_io_u intersection_over_union mean_intersection_over_union iou_coef binary_iou',
  ),
  dice: up('dice_coef dice_score dice_coefficient mean_dice dice_similarity_coefficient'),
  map: up('mean_average_precision map_score mean_ap bbox_map map_50_95 map50_95 map_0_5_0_95 box_map segm_map'),
  map_50: up('map50 map_0_5 map_at_50 ap50 map_50_score ap_50 map_at_0_5'),
  map_75: up('map75 ap75 ap_75'),
  map_at_k: up('mapk map_10 map_5 map_12 map_20'),
  ndcg: up('ndcg_score normalized_discounted_cumulative_gain'),
  dcg: upAny('dcg_score'),
  mrr: up('mean_reciprocal_rank reciprocal_rank'),
  hit_rate: up('hitrate hit_ratio hits_at_k'),
  cumulative_hit_rate: up('chr_score cumulative_hitrate'),
  average_reciprocal_hit_rank: up('arhr average_reciprocal_hit_rate'),
  perplexity: downAny('ppl perplexities'),
  bits_per_dim: downAny('bpd bits_per_character bpc'),
  bleu: upAny('bleu_score sacrebleu bleu4 bleu_4 corpus_bleu'),
  bleu_1: upAny('bleu1'),
  bleu_2: upAny('bleu2'),
  bleu_3: upAny('bleu3'),
  meteor: up('meteor_score'),
  cider: upAny(),
  rouge1: up('rouge_1 rouge1_fmeasure rouge_1_f rouge1_f'),
  rouge2: up('rouge_2 rouge2_fmeasure rouge_2_f rouge2_f'),
  rougel: up('rouge_l rougel_fmeasure rouge_l_f'),
  rougelsum: up('rouge_lsum rouge_l_sum rougelsum_fmeasure'),
  bertscore: up('bert_score'),
  exact_match: up('em exact_match_score exact'),
  wer: downAny('word_error_rate wer_score'),
  cer: downAny('character_error_rate'),
  ter: downAny('translation_edit_rate translation_error_rate'),
  edit_distance: downAny('levenshtein'),
  psnr: upAny('peak_signal_to_noise_ratio'),
  ssim: up('structural_similarity ms_ssim'),
  fid: downAny('frechet_inception_distance fid_score'),
  inception_score: upAny(),
  lpips: downAny(),
  silhouette: upAny(
    'silhouette_score silhouette_coefficient silhouette_avg average_silhouette_score silhoutte_score silhoutte sillhouette sillhouette_score average_sillhouette_score silhouette_average silhouette_coeff',
  ),
  davies_bouldin: downAny('davies_bouldin_score davies_bouldin_index db_index dbi'),
  calinski_harabasz: upAny(
    'calinski_harabasz_score calinski_harabaz calinski_harabaz_score calinski_harabasz_index ch_score ch_index',
  ),
  ari: upAny('adjusted_rand_score adjusted_rand_index adjusted_rand rand_score rand_index'),
  nmi: up('normalized_mutual_info_score normalized_mutual_information normalized_mutual_info'),
  ami: upAny('adjusted_mutual_info_score adjusted_mutual_information adjusted_mutual_info'),
  homogeneity: up('homogeneity_score'),
  completeness: up('completeness_score'),
  v_measure: up('v_measure_score v_score'),
  fowlkes_mallows: up('fowlkes_mallows_score fmi'),
  purity: up('cluster_purity purity_score'),
  inertia: downAny('wcss within_cluster_sum_of_squares distortion wssse within_set_sum_of_squared_errors'),
  c_index: up(
    'concordance_index concordance_index_censored c_statistic harrell_c concordance cindex concordance_td concordance_index_ipcw',
  ),
  ibs: down('integrated_brier_score integrated_brier'),
  integrated_nbll: downAny('integrated_negative_binomial_log_likelihood'),
  auuc: upAny('auuc_score area_under_uplift_curve area_under_the_uplift_curve uplift_auc'),
  qini: upAny('qini_score qini_coefficient qini_auc auqc'),
  modularity: upAny('modularity_score'),
  coherence: upAny('coherence_score topic_coherence c_v'),
  energy: { higher: null, also: '' },
  mean_reward: upAny(
    'ep_r ep_reward average_reward avg_reward ep_rew_mean episode_reward mean_episode_reward episode_reward_mean',
  ),
  neg_mse: upAny('neg_mean_squared_error negative_mse'),
  neg_rmse: upAny('neg_root_mean_squared_error negative_rmse'),
  neg_mae: upAny('neg_mean_absolute_error negative_mae'),
  neg_median_absolute_error: upAny(),
  neg_mape: upAny('neg_mean_absolute_percentage_error'),
  neg_msle: upAny('neg_mean_squared_log_error'),
  neg_rmsle: upAny('neg_root_mean_squared_log_error'),
  neg_log_loss: upAny('neg_logloss'),
  neg_brier: upAny('neg_brier_score'),
  neg_mase: upAny(),
  theils_u: downAny('theil_u theil'),
  crps: downAny('mean_wquantileloss mean_weighted_quantile_loss wql scaled_crps crps_score scrps'),
};

/** `R^2` → `r2`, `F1-score` → `f1_score`, `areaUnderROC` → `area_under_roc`, `mAP@0.5` → `map_0_5`. */
export function normalizeName(text: string): string {
  return nameTokens(text).join('_');
}

/** Lower-case words of a name: split at anything that is no letter or digit, and inside camel case. */
export function nameTokens(text: string): string[] {
  if (PLAIN.test(text)) {
    return text.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  }
  const plain = text
    .replace(/²|\^\s?2|\*\*\s?2|\$\^2\$/g, '2')
    .replace(/₁/g, '1')
    .replace(/(?<=[a-z]{2})(?=[A-Z][a-zA-Z])/g, ' ')
    .toLowerCase();
  return plain.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
}

/** No camel case and no letters beyond ASCII: the common case, which is quick. */
const PLAIN = /^(?:[\x00-\x1f !-)+-Z[\]_`{-~]|[a-z](?![A-Z]))*$/;

const ALIASES: ReadonlyMap<string, string> = new Map(
  Object.entries(ENTRIES).flatMap(([name, entry]) => [
    [name, name] as const,
    ...entry.also
      .split(' ')
      .filter((also) => also !== '')
      .map((also) => [also, name] as const),
  ]),
);

/** The canonical names of all known metrics. */
export const METRIC_NAMES: readonly string[] = Object.keys(ENTRIES);

/** Every name of a known metric, its words joined by `_`. */
export const METRIC_ALIASES: readonly string[] = [...ALIASES.keys()];

/** Every word that occurs in a known name, so that other words need no look-up. */
export const METRIC_WORDS: ReadonlySet<string> = new Set(METRIC_ALIASES.flatMap((alias) => alias.split('_')));

/** The canonical name of a known metric, or null. `name` in any spelling. */
export const knownMetric = remember((name: string): string | null => {
  return ALIASES.get(name) ?? ALIASES.get(normalizeName(name)) ?? null;
});

/** Looks up words already normalized and joined by `_`. */
export function lookUpMetric(normalized: string): string | null {
  return ALIASES.get(normalized) ?? null;
}

/** Errors that searches and leaderboards print below zero, so that more is better: `neg_mean_squared_error`. */
const NEGATED =
  /^(?:neg_)?(mse|rmse|mae|mape|smape|wmape|msle|rmsle|mase|median_absolute_error|log_loss|brier|pinball_loss|crps)$/;

/** The name of an error by the side of zero on which it was printed: -0.3 is no `mse`, and 0.3 no `neg_mse`. */
export function signedName(name: string, value: number): string {
  const error = name.startsWith('neg_') || value < 0 ? NEGATED.exec(name)?.[1] : undefined;
  return error === undefined ? name : value < 0 ? `neg_${error}` : error;
}

/** The catalogue's entry, or a plain one of the same name with no direction. */
export const canonicalMetric = remember((name: string): MetricKind => {
  const known = knownMetric(name);
  if (known === null) {
    const normalized = normalizeName(name);
    return { name: normalized === '' ? name : normalized, higherIsBetter: guessDirection(normalized), range: 'any' };
  }
  const entry = ENTRIES[known];
  return { name: known, higherIsBetter: entry?.higher ?? null, range: entry?.range ?? 'any' };
});

const LOWER = new Set(['loss', 'error', 'rmse', 'mse', 'mae', 'deviance', 'perplexity', 'distance']);
const HIGHER = new Set(['accuracy', 'acc', 'auc', 'f1', 'precision', 'recall', 'iou', 'r2', 'ndcg', 'map']);

/** `loss_box_reg` and `precision_at_10` have the direction of the word that carries them. */
function guessDirection(normalized: string): boolean | null {
  const words = normalized.split('_');
  if (words[0] === 'neg') {
    return true;
  }
  if (words.some((word) => LOWER.has(word))) {
    return false;
  }
  return words.some((word) => HIGHER.has(word)) ? true : null;
}

type DirectionConfig = Readonly<Record<string, { readonly higherIsBetter?: boolean | undefined }>>;

/** The config of the ledger wins over the catalogue. */
export function metricDirection(name: string, config?: DirectionConfig): boolean | null {
  return config?.[name]?.higherIsBetter ?? canonicalMetric(name).higherIsBetter;
}
