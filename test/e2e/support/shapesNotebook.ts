/** What differs between two trainings of the shapes model. */
export interface Training {
  readonly version: number;
  readonly epochs: number;
  readonly units: number;
  readonly dropout: number;
  readonly learningRate: number;
  readonly calibrates: boolean;
  /** Base64 of a PNG that the notebook shows. */
  readonly plot: string;
}

const CLASSES = ['circle', 'square', 'star', 'triangle'] as const;
const SUPPORT = 250;

/** An executed notebook as Jupyter saves it: Keras's progress, a report, a confusion matrix and a plot. */
export function shapesNotebook(training: Training): string {
  const matrix = confusion(training);
  const right = matrix.reduce((sum, row, at) => sum + (row[at] ?? 0), 0) / (SUPPORT * CLASSES.length);
  const cells = [
    code('import keras\nimport numpy as np\nimport pandas as pd\nfrom sklearn.metrics import *'),
    code(
      'shapes = pd.read_csv("data/shapes.csv")\nX_train, X_test, y_train, y_test = split(shapes)\nprint(f"{len(shapes):,} shapes")',
      stream('4,000 shapes\n'),
    ),
    code(
      [
        `epochs = ${training.epochs}`,
        `batch_size = 64`,
        `learning_rate = ${training.learningRate}`,
        'model = keras.Sequential([',
        `    keras.layers.Dense(${training.units}, activation="relu"),`,
        `    keras.layers.Dropout(${training.dropout}),`,
        `    keras.layers.Dense(${CLASSES.length}, activation="softmax"),`,
        '])',
        'model.compile(optimizer=keras.optimizers.Adam(learning_rate), loss="sparse_categorical_crossentropy", metrics=["accuracy"])',
      ].join('\n'),
    ),
    code(
      'model.fit(X_train, y_train, epochs=epochs, batch_size=batch_size, validation_split=0.2, verbose=2)',
      stream(progress(training)),
    ),
    ...(training.calibrates
      ? [code('temperature = calibrate(model, X_test)\nprint(temperature)', stream('1.31\n'))]
      : []),
    code(
      'y_pred = model.predict(X_test).argmax(1)\nprint(f"test accuracy: {accuracy_score(y_test, y_pred):.4f}")\nprint(f"test log loss: {log_loss(y_test, model.predict(X_test)):.4f}")',
      stream(`test accuracy: ${right.toFixed(4)}\ntest log loss: ${(1.35 - right).toFixed(4)}\n`),
    ),
    code('print(classification_report(y_test, y_pred))', stream(report(matrix))),
    code('print(confusion_matrix(y_test, y_pred))', stream(numpy(matrix))),
    code('plot_calibration(model, X_test, y_test)', {
      output_type: 'display_data',
      data: { 'image/png': training.plot, 'text/plain': '<Figure size 640x480 with 1 Axes>' },
      metadata: {},
    }),
    code('model.save("models/shapes.keras")'),
  ];
  return JSON.stringify({
    cells: cells.map((cell, index) => ({ ...cell, id: `cell-${index}`, execution_count: index + 1 })),
    metadata: {
      kernelspec: { display_name: 'Python 3', language: 'python', name: 'python3' },
      language_info: { name: 'python', version: '3.11.7' },
    },
    nbformat: 4,
    nbformat_minor: 5,
  });
}

function code(source: string, ...outputs: readonly object[]) {
  return { cell_type: 'code', metadata: {}, source, outputs };
}

function stream(text: string) {
  return { output_type: 'stream', name: 'stdout', text };
}

function progress({ version, epochs, learningRate, dropout }: Training): string {
  return Array.from({ length: epochs }, (_, step) => {
    const pace = 6 / (learningRate * 1000 + 1) + 2;
    const wobble = Math.sin(step * 2.3 + version) * 0.012;
    const loss = 1.2 * Math.exp(-step / pace) + 0.12;
    const held = 1.15 * Math.exp(-step / pace) + 0.28 - dropout * 0.2 + step * 0.0015 + wobble;
    const scores = [
      `accuracy: ${(1 - loss / 2.2).toFixed(4)}`,
      `loss: ${loss.toFixed(4)}`,
      `val_accuracy: ${(1 - held / 2.2).toFixed(4)}`,
      `val_loss: ${held.toFixed(4)}`,
    ];
    return `Epoch ${step + 1}/${epochs}\n50/50 - 1s - 12ms/step - ${scores.join(' - ')}\n`;
  }).join('');
}

/** Rows are what is true. */
function confusion({ version }: Training): readonly (readonly number[])[] {
  return CLASSES.map((_, row) => {
    const wrong = CLASSES.map((_name, column) =>
      column === row ? 0 : Math.max(0, 14 - version * 2 + ((row * 7 + column * 5) % 9)),
    );
    return wrong.map((count, column) =>
      column === row ? SUPPORT - wrong.reduce((sum, each) => sum + each, 0) : count,
    );
  });
}

function numpy(matrix: readonly (readonly number[])[]): string {
  const rows = matrix.map((row) => `[${row.map((count) => String(count).padStart(3)).join(' ')}]`);
  return `[${rows.join('\n ')}]\n`;
}

function report(matrix: readonly (readonly number[])[]): string {
  const lines = CLASSES.map((name, at) => {
    const found = matrix[at]?.[at] ?? 0;
    const precision = found / matrix.reduce((sum, row) => sum + (row[at] ?? 0), 0);
    const recall = found / SUPPORT;
    const f1 = (2 * precision * recall) / (precision + recall);
    return `${name.padStart(12)} ${[precision, recall, f1].map((score) => score.toFixed(2).padStart(10)).join('')}${String(SUPPORT).padStart(10)}`;
  });
  return `              precision    recall  f1-score   support\n\n${lines.join('\n')}\n`;
}
