import type { ComponentChild } from 'preact';
import { useState } from 'preact/hooks';
import type { ConfusionMatrix } from '../../../core/evidence/versionEvidence';
import { matrixScene } from '../../../core/chart/matrixScene';
import { chosenPair, VersionSelect } from '../panel/versionSelect';
import { updatePanel } from '../panel/panelProps';
import type { EvidenceProps } from './chartProps';
import { ChartTools } from './chartTools';

/** Per cent of the colour in the fullest cell: more would make its number hard to read. */
const DEEPEST = 34;

type Mode = 'counts' | 'rows';

interface NamedMatrix {
  readonly id: string;
  readonly name: string;
  readonly matrix: ConfusionMatrix;
}

/** What was confused with what: a matrix per version, and the difference of two. */
export function MatricesView(props: EvidenceProps): ComponentChild {
  const { store, evidence, data, loaded, showsModel, judgement, view } = props;
  const [mode, setMode] = useState<Mode>('counts');
  const all = evidence.flatMap(({ id, name, matrices }): readonly NamedMatrix[] => {
    const matrix = matrices.at(-1);
    return matrix === undefined ? [] : [{ id, name, matrix }];
  });
  if (all.length === 0) {
    return (
      <p class="panel-note">
        None of these versions has a confusion matrix in its kept notebook. Print one, for example with
        print(confusion_matrix(y_test, predictions)), and the next version has it here.
      </p>
    );
  }
  const pair = chosenPair(data, judgement.baselineRow ?? 0, view.panel);
  const [from, to] = (pair ?? []).map((row) => all.find(({ id }) => id === data.head(row)?.id));
  const difference = from === undefined || to === undefined ? null : subtract(from, to, mode);
  const choose = (change: { readonly from?: string; readonly to?: string }): void => updatePanel(props, change);
  return (
    <div class="chart">
      <div class="panel-controls">
        <span class="segments" role="group" aria-label="What the cells show">
          {(['counts', 'rows'] as const).map((each) => (
            <button key={each} type="button" class="segment" aria-pressed={mode === each} onClick={() => setMode(each)}>
              {each === 'counts' ? 'Counts' : 'Share of the true class'}
            </button>
          ))}
        </span>
        {pair === null ? null : (
          <>
            <VersionSelect
              {...{ data, loaded, showsModel }}
              label="Difference from"
              row={pair[0]}
              onChoose={(id) => choose({ from: id })}
            />
            <VersionSelect
              {...{ data, loaded, showsModel }}
              label="to"
              row={pair[1]}
              onChoose={(id) => choose({ to: id })}
            />
          </>
        )}
      </div>
      <div class="matrices" role="region" aria-label="Confusion matrices" tabIndex={0}>
        {difference === null || from === undefined || to === undefined ? null : (
          <MatrixTable
            caption={`${to.name} minus ${from.name}`}
            labels={labelsOf(to.matrix)}
            values={difference}
            mode={mode}
            isDifference
          />
        )}
        {all.map(({ id, name, matrix }) => (
          <MatrixTable key={id} caption={name} labels={labelsOf(matrix)} values={valuesOf(matrix, mode)} mode={mode} />
        ))}
      </div>
      {pair !== null && difference === null ? (
        <p class="panel-note">The chosen two have no matrices of the same classes, so no difference is shown.</p>
      ) : null}
      <p class="panel-note">Rows are the true class, columns what was predicted.</p>
      <ChartTools
        store={store}
        name="Confusion matrices"
        draw={(width, height, colors) =>
          matrixScene({
            width,
            height,
            colors,
            title: 'Confusion matrices',
            description: 'Rows are the true class, columns what was predicted.',
            matrices: all.map(({ name, matrix }) => ({
              name,
              labels: labelsOf(matrix),
              values: valuesOf(matrix, mode),
              texts: valuesOf(matrix, mode).map((row) => row.map((value) => cellText(value, mode, false))),
            })),
          })
        }
        isChanged={false}
        onReset={() => undefined}
        table={() => <MatrixSummary matrices={all} />}
      />
    </div>
  );
}

function labelsOf({ labels, counts }: ConfusionMatrix): readonly string[] {
  return labels.length === counts.length ? labels : counts.map((_, index) => String(index));
}

function valuesOf({ counts }: ConfusionMatrix, mode: Mode): readonly (readonly number[])[] {
  return mode === 'counts'
    ? counts
    : counts.map((row) => {
        const total = row.reduce((sum, count) => sum + count, 0);
        return row.map((count) => (total === 0 ? 0 : count / total));
      });
}

/** Null when they are of other classes. */
function subtract(from: NamedMatrix, to: NamedMatrix, mode: Mode): readonly (readonly number[])[] | null {
  const [before, after] = [valuesOf(from.matrix, mode), valuesOf(to.matrix, mode)];
  const isSame = labelsOf(from.matrix).join('\n') === labelsOf(to.matrix).join('\n') && before.length === after.length;
  return isSame && from.id !== to.id
    ? after.map((row, y) => row.map((value, x) => value - (before[y]?.[x] ?? 0)))
    : null;
}

function cellText(value: number, mode: Mode, isDifference: boolean): string {
  const sign = isDifference && value > 0 ? '+' : value < 0 ? '−' : '';
  const size = Math.abs(value);
  return sign + (mode === 'counts' ? size.toLocaleString('en') : `${(size * 100).toFixed(1)} %`);
}

interface MatrixTableProps {
  readonly caption: string;
  readonly labels: readonly string[];
  readonly values: readonly (readonly number[])[];
  readonly mode: Mode;
  readonly isDifference?: boolean;
}

/** A table, so that it can be read without seeing its shades. */
function MatrixTable({ caption, labels, values, mode, isDifference = false }: MatrixTableProps): ComponentChild {
  const largest = Math.max(1e-9, ...values.flat().map(Math.abs));
  return (
    <table class={isDifference ? 'matrix difference' : 'matrix'}>
      <caption>{caption}</caption>
      <thead>
        <tr>
          <td />
          {labels.map((label) => (
            <th key={label} scope="col">
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {values.map((row, y) => (
          <tr key={labels[y]}>
            <th scope="row">{labels[y]}</th>
            {row.map((value, x) => (
              <td
                key={labels[x]}
                class={`matrix-cell ${kindOf(value, x === y, isDifference)}`}
                style={{ '--share': `${Math.round((Math.abs(value) / largest) * DEEPEST)}%` }}
              >
                {cellText(value, mode, isDifference)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** On the diagonal more is better, beside it less is. */
function kindOf(value: number, isDiagonal: boolean, isDifference: boolean): string {
  if (isDifference) {
    return value === 0 ? 'same' : value > 0 === isDiagonal ? 'better' : 'worse';
  }
  return isDiagonal ? 'right' : 'wrong';
}

function MatrixSummary({ matrices }: { readonly matrices: readonly NamedMatrix[] }): ComponentChild {
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">Version</th>
          <th scope="col" class="number">
            Right
          </th>
          <th scope="col" class="number">
            Wrong
          </th>
          <th scope="col" class="number">
            Share right
          </th>
        </tr>
      </thead>
      <tbody>
        {matrices.map(({ id, name, matrix: { counts } }) => {
          const total = counts.flat().reduce((sum, count) => sum + count, 0);
          const right = counts.reduce((sum, row, index) => sum + (row[index] ?? 0), 0);
          return (
            <tr key={id}>
              <th scope="row">{name}</th>
              <td class="number">{right.toLocaleString('en')}</td>
              <td class="number">{(total - right).toLocaleString('en')}</td>
              <td class="number">{total === 0 ? '' : `${((right / total) * 100).toFixed(1)} %`}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
