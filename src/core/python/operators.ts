import type { Machine } from './machine';
import { formatPercent, joinText } from './printSites';
import { makeScore } from './scores';
import { knownText } from './valueText';
import { data, FOREIGN, literal, modelOf, splitOf, UNKNOWN } from './values';
import type { ScoreValue, Value } from './values';

/** The value of `left operator right`. */
export function applyOperator(machine: Machine, operator: string, left: Value, right: Value): Value {
  if (left.kind === 'literal' && right.kind === 'literal') {
    return combineLiterals(operator, left.value, right.value);
  }
  const template = operator === '%' ? knownText(left) : null;
  if (template !== null) {
    return formatPercent(template, right.kind === 'list' && right.isTuple ? right.items : [right]);
  }
  if (operator === '+' && (isText(left) || isText(right))) {
    return joinText(left, right);
  }
  // Only a path can be divided by a text.
  if (operator === '/' && (isText(left) || isText(right))) {
    return joinPath(left, right);
  }
  if (operator === '+' && left.kind === 'list' && right.kind === 'list') {
    return { kind: 'list', items: [...left.items, ...right.items].slice(0, 200), isTuple: false };
  }
  if (operator === '==' || operator === '!=') {
    return compare(operator, left, right);
  }
  if (left.kind === 'unexplained' || right.kind === 'unexplained') {
    return combineUnexplained(machine, operator, left, right);
  }
  if (left.kind === 'score' || right.kind === 'score') {
    return combineScores(machine, operator, left, right);
  }
  return combineData(machine, operator, left, right);
}

/** `-neg_mse` is an error again; what makes a loss larger attacks a model, and does not judge it. */
export function negate(value: Value): Value {
  return value.kind === 'score' && value.name === 'loss' ? FOREIGN : value;
}

function isText(value: Value): boolean {
  return value.kind === 'text' || (value.kind === 'literal' && typeof value.value === 'string');
}

/** `ROOT / 'data' / 'x.csv'`; the current folder is the empty path. */
function joinPath(left: Value, right: Value): Value {
  const base = knownText(left);
  return base === '' || base === '.' ? right : joinText(joinText(left, literal('/')), right);
}

function combineLiterals(operator: string, left: unknown, right: unknown): Value {
  if (typeof left === 'string' && typeof right === 'string') {
    if (operator === '+') {
      return literal(left + right);
    }
    return operator === '/' ? joinPath(literal(left), literal(right)) : UNKNOWN;
  }
  if (typeof left === 'string' && operator === '%') {
    return formatPercent(left, [literal(right as string | number | boolean | null)]);
  }
  if (typeof left === 'string' && typeof right === 'number' && operator === '*') {
    return literal(left.repeat(Math.max(0, Math.min(right, 500 / Math.max(left.length, 1)))));
  }
  if (typeof left !== 'number' || typeof right !== 'number') {
    return UNKNOWN;
  }
  const value = calculate(operator, left, right);
  return Number.isFinite(value) ? literal(Number(value.toPrecision(15))) : UNKNOWN;
}

function calculate(operator: string, left: number, right: number): number {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return left / right;
    case '//':
      return Math.floor(left / right);
    case '%':
      return left % right;
    case '**':
      return left ** right;
    default:
      return NaN;
  }
}

function compare(operator: string, left: Value, right: Value): Value {
  const prediction = [left, right].find((value) => value.kind === 'prediction');
  if (prediction?.kind !== 'prediction') {
    const isData = left.kind === 'data' && right.kind === 'data' && left.split !== null && left.split === right.split;
    return isData ? { kind: 'matches', isEqual: operator === '==', split: left.split, model: null } : UNKNOWN;
  }
  // `model.predict(X) == -1` counts anomalies: nothing says that they are right.
  if (left.kind === 'literal' || right.kind === 'literal') {
    return UNKNOWN;
  }
  const split = prediction.split ?? splitOf(left) ?? splitOf(right);
  return { kind: 'matches', isEqual: operator === '==', split, model: prediction.model };
}

/** Scaling keeps a score what it is; differences of scores are none. */
function combineScores(machine: Machine, operator: string, left: Value, right: Value): Value {
  const score = left.kind === 'score' ? left : (right as ScoreValue);
  const other = left.kind === 'score' ? right : left;
  // What is left of 1 or 100 %: an error rate of an accuracy, and whatever its label says of anything else.
  if (operator === '-' && other.kind === 'literal' && (other.value === 1 || other.value === 100) && right === score) {
    if (score.name === 'r2' && other.value === 1) {
      return { kind: 'unexplained', score, isScaled: false };
    }
    return score.name === 'accuracy' ? makeScore(machine, 'error_rate', score.split, score.model) : UNKNOWN;
  }
  if (operator === '**' && left === score && score.name === 'mse' && other.kind === 'literal' && other.value === 0.5) {
    return { ...score, name: 'rmse' };
  }
  if (operator === '-' || (operator === '+' && other.kind === 'literal' && other.value !== 0)) {
    return FOREIGN;
  }
  if (operator === '+' && other.kind === 'score') {
    return other.name === score.name ? { ...score, split: score.split ?? other.split } : FOREIGN;
  }
  // The sum of folds over their number.
  if (operator === '/' && left === score && score.shape === 'folds' && other.kind === 'foreign') {
    return { ...score, shape: 'value' };
  }
  const isScaled =
    other.kind === 'literal' || other.kind === 'unknown' || other.kind === 'foreign' || other.kind === 'data';
  return (operator === '*' || operator === '/' || operator === '+') && isScaled && right.kind !== 'score'
    ? score
    : isScaled && left.kind === 'literal'
      ? score
      : FOREIGN;
}

/** `1 - (1 - r2) * (n - 1) / (n - p - 1)` is the adjusted R². */
function combineUnexplained(machine: Machine, operator: string, left: Value, right: Value): Value {
  if (left.kind === 'unexplained' && right.kind !== 'unexplained') {
    return operator === '*' || operator === '/' ? { ...left, isScaled: true } : UNKNOWN;
  }
  if (right.kind !== 'unexplained' || left.kind === 'unexplained') {
    return UNKNOWN;
  }
  if (operator === '*') {
    return { ...right, isScaled: true };
  }
  const isRest = operator === '-' && left.kind === 'literal' && left.value === 1 && right.isScaled;
  return isRest ? makeScore(machine, 'adj_r2', right.score.split, right.score.model) : UNKNOWN;
}

function combineData(machine: Machine, operator: string, left: Value, right: Value): Value {
  const residual = combineResiduals(operator, left, right);
  if (residual !== null) {
    return residual;
  }
  const counts = [left, right].find((value) => value.kind === 'counts');
  if (counts !== undefined && !(left.kind === 'matches' && operator === '/')) {
    return counts;
  }
  if (left.kind === 'matches') {
    if (operator === '/') {
      return matchesToScore(machine, left);
    }
    return operator === '+' || operator === '*' ? left : UNKNOWN;
  }
  if (right.kind === 'matches') {
    return operator === '+' || operator === '*' ? right : UNKNOWN;
  }
  const split = splitOf(left) ?? splitOf(right);
  const model = modelOf(left) ?? modelOf(right);
  return split === null ? UNKNOWN : model !== null ? { kind: 'prediction', model, split } : data(split);
}

/** Truth minus prediction, its square, and its share of the truth. */
function combineResiduals(operator: string, left: Value, right: Value): Value | null {
  if (left.kind === 'residual') {
    if (operator === '**' && right.kind === 'literal' && right.value === 2) {
      return { ...left, power: 2 };
    }
    if (operator === '/') {
      return right.kind === 'data' || right.kind === 'prediction' ? { ...left, isRelative: true } : left;
    }
    return operator === '*' ? left : null;
  }
  if (operator === '*' && right.kind === 'residual') {
    return right;
  }
  const isPair = (one: Value, other: Value): boolean =>
    one.kind === 'prediction' && (other.kind === 'data' || other.kind === 'prediction' || other.kind === 'unknown');
  const areData =
    left.kind === 'data' &&
    right.kind === 'data' &&
    left.origin !== right.origin &&
    left.split !== null &&
    left.split === right.split;
  if (operator !== '-' || !(isPair(left, right) || isPair(right, left) || areData)) {
    return null;
  }
  const split = splitOf(left) ?? splitOf(right);
  return { kind: 'residual', power: 0, isRelative: false, split, model: modelOf(left) ?? modelOf(right) };
}

/** The mean of absolute or squared differences. */
export function residualToScore(machine: Machine, residual: Extract<Value, { kind: 'residual' }>): Value {
  const name = residual.power === 0 ? null : residual.isRelative ? 'mape' : residual.power === 1 ? 'mae' : 'mse';
  return name === null ? UNKNOWN : makeScore(machine, name, residual.split, residual.model);
}

export function matchesToScore(machine: Machine, matches: Extract<Value, { kind: 'matches' }>): Value {
  return makeScore(machine, matches.isEqual ? 'accuracy' : 'error_rate', matches.split, matches.model);
}
