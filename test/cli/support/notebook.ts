interface NotebookOptions {
  readonly accuracy?: number | undefined;
  readonly auc?: number | undefined;
  readonly depth?: number | undefined;
}

/** A small executed notebook: data read, a model trained, scores printed, the model written to models/churn.pkl. */
export function churnNotebook({ accuracy = 0.91, auc = 0.934, depth = 4 }: NotebookOptions = {}): string {
  const cells = [
    code(1, ['import pandas as pd\n', 'from sklearn.ensemble import RandomForestClassifier\n', 'import joblib']),
    code(2, ["df = pd.read_csv('data/churn.csv')\n", 'df.shape'], [result('(4000, 12)', 2)]),
    code(3, [
      `model = RandomForestClassifier(n_estimators=200, max_depth=${depth}, random_state=7)\n`,
      'model.fit(X_train, y_train)',
    ]),
    code(
      4,
      [
        "print('Test accuracy:', accuracy_score(y_test, y_pred))\n",
        "print('Test ROC AUC:', roc_auc_score(y_test, y_prob))",
      ],
      [stream(`Test accuracy: ${accuracy}\nTest ROC AUC: ${auc}\n`)],
    ),
    code(5, ["joblib.dump(model, 'models/churn.pkl')"], [result("['models/churn.pkl']", 5)]),
  ];
  const metadata = {
    kernelspec: { display_name: 'Python 3', language: 'python', name: 'python3' },
    language_info: { name: 'python', version: '3.11.7' },
  };
  return `${JSON.stringify({ cells, metadata, nbformat: 4, nbformat_minor: 5 }, null, 1)}\n`;
}

function code(executionCount: number, source: readonly string[], outputs: readonly unknown[] = []): unknown {
  return {
    cell_type: 'code',
    id: `cell-${executionCount}`,
    execution_count: executionCount,
    metadata: {},
    source,
    outputs,
  };
}

function stream(text: string): unknown {
  return { output_type: 'stream', name: 'stdout', text: [text] };
}

function result(text: string, executionCount: number): unknown {
  return {
    output_type: 'execute_result',
    execution_count: executionCount,
    metadata: {},
    data: { 'text/plain': [text] },
  };
}
