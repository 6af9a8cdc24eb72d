import type { ComponentChild } from 'preact';
import { useState } from 'preact/hooks';
import { barScene } from '../../../core/chart/barScene';
import type { ClassScores } from '../../../core/evidence/versionEvidence';
import { updatePanel } from '../panel/panelProps';
import type { EvidenceProps } from './chartProps';
import { ChartTools } from './chartTools';
import { LegendToggles, toggled } from './legendToggles';

const SCORES = ['precision', 'recall', 'f1'] as const;
type Score = (typeof SCORES)[number];

/** How good each version is at each class. */
export function ClassesChart(props: EvidenceProps): ComponentChild {
  const { store, evidence, view } = props;
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const score: Score = SCORES.find((each) => each === view.panel?.score) ?? 'recall';
  const all = evidence.flatMap(({ id, name, reports }, index) => {
    const report = reports.at(-1);
    return report === undefined ? [] : [{ key: id, name, style: index, classes: report.classes }];
  });
  if (all.length === 0) {
    return (
      <p class="panel-note">
        None of these versions printed a classification report. print(classification_report(y_test, predictions)) in the
        notebook gives the next version one.
      </p>
    );
  }
  const shown = all.filter(({ key }) => !hidden.has(key));
  const classes = [...new Set(all.flatMap((version) => version.classes.map(({ name }) => name)))];
  const title = `${score} by class`;
  return (
    <div class="chart">
      <div class="panel-controls">
        <label class="field">
          Score
          <select value={score} onChange={(event) => updatePanel(props, { score: event.currentTarget.value })}>
            {SCORES.map((each) => (
              <option key={each}>{each}</option>
            ))}
          </select>
        </label>
      </div>
      <div class="class-bars" role="list" aria-label={title} tabIndex={0}>
        {classes.map((name) => (
          <div key={name} class="class-group" role="listitem" aria-label={name}>
            <h2>
              {name} <span class="count">{supportOf(all, name)}</span>
            </h2>
            {shown.map((version) => (
              <Bar
                key={version.key}
                name={version.name}
                style={version.style}
                value={version.classes.find((each) => each.name === name)?.[score]}
              />
            ))}
          </div>
        ))}
      </div>
      <LegendToggles
        entries={all}
        hidden={hidden}
        onToggle={(key) => setHidden(toggled(hidden, key))}
        onHover={() => undefined}
      />
      <ChartTools
        store={store}
        name={title}
        draw={(width, height, colors) =>
          barScene({
            width,
            height,
            colors,
            title,
            description: describe(shown, classes, score),
            groups: classes,
            series: shown.map(({ name, style, classes: scores }) => ({
              name,
              style,
              values: classes.map((each) => scores.find((row) => row.name === each)?.[score] ?? Number.NaN),
            })),
          })
        }
        isChanged={hidden.size > 0}
        onReset={() => setHidden(new Set())}
        table={() => <ClassTable versions={all} />}
      />
    </div>
  );
}

interface VersionClasses {
  readonly key: string;
  readonly name: string;
  readonly style: number;
  readonly classes: readonly ClassScores[];
}

interface BarProps {
  readonly name: string;
  readonly style: number;
  readonly value: number | undefined;
}

function Bar({ name, style, value }: BarProps): ComponentChild {
  return (
    <div class="class-bar">
      <span class="class-version">{name}</span>
      <span class="class-track" aria-hidden="true">
        <span
          class="class-fill"
          style={{ width: `${Math.round((value ?? 0) * 1000) / 10}%`, background: `var(--line-${style % 6})` }}
        />
      </span>
      <span class="class-value">{value === undefined ? '–' : value.toFixed(2)}</span>
    </div>
  );
}

function supportOf(versions: readonly VersionClasses[], name: string): string {
  const supports = versions.flatMap(({ classes }) => {
    const support = classes.find((each) => each.name === name)?.support ?? null;
    return support === null ? [] : [support];
  });
  const different = [...new Set(supports)];
  return different.length === 0
    ? ''
    : `${different.map((support) => support.toLocaleString('en')).join(' / ')} samples`;
}

function describe(versions: readonly VersionClasses[], classes: readonly string[], score: Score): string {
  const words = classes.slice(0, 6).map((name) => {
    const values = versions.map(
      (version) =>
        `${version.name} ${version.classes.find((each) => each.name === name)?.[score].toFixed(2) ?? 'none'}`,
    );
    return `${name}: ${values.join(', ')}`;
  });
  return `${words.join('; ')}.`;
}

function ClassTable({ versions }: { readonly versions: readonly VersionClasses[] }): ComponentChild {
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">Version and class</th>
          {[...SCORES, 'support'].map((name) => (
            <th key={name} scope="col" class="number">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {versions.flatMap(({ key, name, classes }) =>
          classes.map((scores) => (
            <tr key={`${key} ${scores.name}`}>
              <th scope="row">
                {name} {scores.name}
              </th>
              {SCORES.map((each) => (
                <td key={each} class="number">
                  {scores[each].toFixed(2)}
                </td>
              ))}
              <td class="number">{scores.support ?? ''}</td>
            </tr>
          )),
        )}
      </tbody>
    </table>
  );
}
