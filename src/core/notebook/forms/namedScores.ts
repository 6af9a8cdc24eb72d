import { readMetricLabel } from '../../metric/metricLabel';
import { OTHER_KEY } from '../../python/values';
import type { ScoreValue, Value } from '../../python/values';
import { modelName } from '../codeHints';
import { wholeNumber } from '../numbers';
import type { OutputBlock } from '../outputBlocks';
import { isPlausible, makeReading } from '../reading';
import type { Reading } from '../reading';
import { readRepr } from './pythonRepr';
import type { ReprValue } from './pythonRepr';

const LONGEST = 20_000;
const MOST = 200;

/**
 * A dict, a list of pairs or a Series, `{'KNN': 0.69, 'Forest': 0.84}`, of which the code knows that each value is a
 * model's score. Where the keys are metrics, it names its values itself.
 */
export function readNamedScores(block: OutputBlock, line: number, text: string, value: Value): Reading[] {
  // One call may score several models: it shows a Series of them.
  const isSeries = value.kind !== 'score' || text.includes('dtype: float');
  const scores = isSeries ? scoresByName(value) : new Map<string, ScoreValue>();
  if (scores.size === 0 || text.length > LONGEST) {
    return [];
  }
  const shown = shownPairs(text).filter(([name]) => value.kind !== 'score' || !NO_MODEL.test(name));
  // `test_score` of a cross validation: the code knows which one.
  const isOwn = (name: string): boolean => scores.has(name) && /^(?:train|test)_score$|^mean$/.test(name);
  const isMetric = ([name]: Pair): boolean =>
    !isOwn(name) && readMetricLabel(name).name !== null && !/^score_time$/.test(name);
  if (shown.length === 0 || shown.length > MOST || shown.some(isMetric)) {
    return [];
  }
  // A split as a key must be that of its score.
  const contradicts = ([name]: Pair): boolean => {
    const split = isOwn(name) ? null : splitNamed(name);
    return split !== null && split !== (scores.get(name)?.split ?? split);
  };
  if (shown.some(contradicts)) {
    return [];
  }
  return shown.flatMap(([name, number]) => {
    const score = scores.get(name) ?? scores.get(OTHER_KEY);
    return score === undefined || !isPlausible(score.name, number, false)
      ? []
      : [
          makeReading(block, {
            name: score.name,
            value: number,
            split: score.split ?? splitNamed(name),
            // `{'train': 0.95, 'test': 0.9}`: no models.
            model: splitNamed(name) === null && !isOwn(name) ? name : modelName(score.model),
            estimator: scores.has(name) ? score.model : null,
            // Numbers for names are settings that were tried.
            role: wholeNumber(name) === null ? 'final' : 'trial',
            form: 'code-value',
            confidence: score.name === 'score' ? 'medium' : 'high',
            line,
          }),
        ];
  });
}

/** What models are held against. */
const NO_MODEL = /^(?:actual|truth|random|perfect|ideal|theoretical|optimal)$/i;

function scoresByName(value: Value): ReadonlyMap<string, ScoreValue> {
  const pairs: (readonly [string, Value])[] =
    value.kind === 'score'
      ? [[OTHER_KEY, value]]
      : value.kind === 'dict'
        ? [...value.entries]
        : value.kind === 'list'
          ? value.items.flatMap((item) => {
              const [name, score] = item.kind === 'list' && item.items.length === 2 ? item.items : [];
              return name === undefined || score === undefined ? [] : [[nameOf(name), score] as const];
            })
          : [];
  return new Map(
    pairs.flatMap(([name, score]) =>
      score.kind === 'score' && score.shape === 'value' ? [[name, score] as const] : [],
    ),
  );
}

function nameOf(value: Value): string {
  return value.kind === 'literal' ? String(value.value) : OTHER_KEY;
}

type Pair = readonly [string, number];

function shownPairs(text: string): readonly Pair[] {
  const start = text.search(/[[{]/);
  const repr = start < 0 ? undefined : readRepr(text, start)?.value;
  if (repr?.kind === 'dict') {
    return repr.entries.flatMap(([name, value]) => pair(name, value));
  }
  if (repr?.kind === 'list') {
    return repr.items.flatMap((item) => {
      const [name, value] = item.kind === 'list' && item.items.length === 2 ? item.items : [];
      return name?.kind === 'text' && value !== undefined ? pair(name.value, value) : [];
    });
  }
  return /^(?:Name: .*, )?dtype: float/m.test(text) ? seriesPairs(text) : [];
}

function pair(name: string, value: ReprValue): readonly Pair[] {
  return value.kind === 'number' && Number.isFinite(value.value) ? [[name, value.value]] : [];
}

function seriesPairs(text: string): readonly Pair[] {
  return text.split('\n').flatMap((line): readonly Pair[] => {
    const at = line.search(/\s{2,}\S+$/);
    const number = at < 1 ? null : wholeNumber(line.slice(at));
    return number === null ? [] : [[line.slice(0, at).trim(), number.value]];
  });
}

function splitNamed(name: string): string | null {
  const label = readMetricLabel(name);
  return label.rest.length === 0 ? label.split : null;
}
