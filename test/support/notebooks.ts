/** A cell as nbformat has it. */
export interface CellFacts {
  readonly source: string;
  readonly stdout?: string;
  readonly result?: string;
  /** Base64. */
  readonly png?: string;
  readonly executedAt?: { readonly from: string; readonly to: string };
}

/** The text of an executed notebook, cells in the order in which they ran. */
export function notebookText(cells: readonly CellFacts[]): string {
  const json = {
    cells: cells.map((cell, index) => ({
      cell_type: 'code',
      id: `c${index}`,
      execution_count: index + 1,
      metadata:
        cell.executedAt === undefined
          ? {}
          : {
              execution: {
                'iopub.execute_input': cell.executedAt.from,
                'shell.execute_reply': cell.executedAt.to,
              },
            },
      source: lines(cell.source),
      outputs: outputs(cell, index + 1),
    })),
    metadata: {
      kernelspec: { display_name: 'Python 3 (ipykernel)', language: 'python', name: 'python3' },
      language_info: { name: 'python', version: '3.11.7' },
    },
    nbformat: 4,
    nbformat_minor: 5,
  };
  return `${JSON.stringify(json, null, 1)}\n`;
}

function outputs(cell: CellFacts, executionCount: number): readonly unknown[] {
  return [
    ...(cell.stdout === undefined ? [] : [{ output_type: 'stream', name: 'stdout', text: lines(cell.stdout) }]),
    ...(cell.png === undefined
      ? []
      : [{ output_type: 'display_data', data: { 'image/png': cell.png, 'text/plain': ['<Figure>'] }, metadata: {} }]),
    ...(cell.result === undefined
      ? []
      : [
          {
            output_type: 'execute_result',
            execution_count: executionCount,
            data: { 'text/plain': lines(cell.result) },
            metadata: {},
          },
        ]),
  ];
}

function lines(text: string): readonly string[] {
  return text.split(/(?<=\n)/);
}

/** The smallest PNG there is. */
export const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/** A churn model: data read, depth set, scores printed, a plot, the model saved. */
export function churnNotebook(facts: { readonly auc?: number; readonly depth?: number } = {}): string {
  const { auc = 0.912, depth = 4 } = facts;
  return notebookText([
    { source: 'import pandas as pd\nimport joblib\nfrom sklearn.ensemble import RandomForestClassifier' },
    { source: 'df = pd.read_csv("../data/churn.csv")' },
    {
      source: `model = RandomForestClassifier(n_estimators=200, max_depth=${depth}, random_state=7)\nmodel.fit(X_train, y_train)`,
    },
    {
      source: 'print("Test ROC AUC:", roc_auc_score(y_test, model.predict_proba(X_test)[:, 1]))',
      stdout: `Test ROC AUC: ${auc}\n`,
      png: PNG,
    },
    { source: 'joblib.dump(model, "../models/churn.joblib")', result: "['../models/churn.joblib']" },
  ]);
}
