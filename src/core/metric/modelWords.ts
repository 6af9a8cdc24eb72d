const MODEL_WORDS: ReadonlySet<string> = new Set(
  `logistic linear regression ridge lasso elastic elasticnet net tree decision forest random svm svc svr knn
  neighbors nearest neighbours naive bayes gaussian multinomial bernoulli xgboost xgb lightgbm lgbm lgb catboost gradient boosting
  boost boosted adaboost ada bagging extra trees voting stacking stacked ensemble mlp perceptron neural network ann cnn rnn
  lstm gru bert roberta distilbert transformer resnet resnet18 resnet50 vgg vgg16 inception mobilenet efficientnet densenet unet
  baseline dummy sgd passive lda qda kmeans dbscan pca gmm arima sarima sarimax prophet ets holt winters rf lr dt gb gbm gbdt nb
  gnb mnb bnb pipeline grid search tuned classifier regressor regressionensemble keras pytorch torch autoencoder gpt t5 polynomial kernel
  automl optimized hist histgradient hgb isolation theta tbats nbeats tcn nhits tft rocket`.split(/\s+/),
);

/** True for words that name kinds of models, so that a label with nothing but them is believed. */
export function isModelWord(token: string): boolean {
  return MODEL_WORDS.has(token);
}
