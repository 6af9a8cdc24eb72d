import { canonicalMetric, signedName } from '../metric/catalogue';
import type { ModelFact } from '../python/values';
import type { Confidence } from './inspection';
import type { OutputBlock } from './outputBlocks';

/**
 * How a value stands among the others of its name.
 * `final`: a result. `step`: one of a log over epochs or rounds, of which the last counts. `fold`: one of several folds.
 * `trial`: one of a search. `spread`: a standard deviation.
 */
export type ReadingRole = 'final' | 'step' | 'fold' | 'trial' | 'spread';

/** A number with a metric's name, as one parser of one printed form saw it. */
export interface Reading {
  /** Canonical. */
  readonly name: string;
  readonly value: number;
  readonly isPercent: boolean;
  readonly split: string | null;
  /** Words of the label that may name a model. */
  readonly model: string | null;
  /** The model in the code, where it is known which one it is. */
  readonly estimator: ModelFact | null;
  readonly role: ReadingRole;
  /** The code spells the number out: it was computed elsewhere, perhaps for another model. */
  readonly isTyped?: boolean;
  /** The measure by which the code's own searches choose. */
  readonly decides?: boolean;
  /** Of one target, label or run of several, whose mean is told as well. */
  readonly isPart?: boolean;
  /** Epoch, round or step. */
  readonly step: number | null;
  /** The label as printed; empty where there is none. */
  readonly label: string;
  /** The printed form, such as `keras` or `classification-report`. */
  readonly form: string;
  readonly confidence: Confidence;
  readonly cell: number;
  readonly output: number;
  /** Line within the output, from 0. */
  readonly line: number;
}

/** The facts a parser must give; the rest have defaults. */
export type ReadingFacts = Pick<Reading, 'name' | 'value' | 'form' | 'line'> & Partial<Reading>;

/** Written out, so that all readings have one shape for the machine. */
export function makeReading(block: OutputBlock, facts: ReadingFacts): Reading {
  return {
    name: signedName(facts.name, facts.value),
    value: facts.value,
    isPercent: facts.isPercent ?? false,
    split: facts.split ?? null,
    model: facts.model ?? null,
    estimator: facts.estimator ?? null,
    role: facts.role ?? 'final',
    isTyped: facts.isTyped ?? false,
    step: facts.step ?? null,
    label: facts.label ?? '',
    form: facts.form,
    confidence: facts.confidence ?? 'high',
    cell: block.cell,
    output: block.output,
    line: facts.line,
  };
}

/** `100.00000762939453` of single precision is all. */
const ROUNDING = 1e-4;

/** False for values that a metric of this name cannot have: an accuracy of 341. */
export function isPlausible(name: string, value: number, isPercent: boolean): boolean {
  if (!Number.isFinite(value)) {
    return false;
  }
  if (name === 'score') {
    return Math.abs(value) <= (isPercent ? 100 : 1) || (value > 1 && value <= 100 && !Number.isInteger(value));
  }
  const { range } = canonicalMetric(name);
  if (range === 'any') {
    return name !== 'r2' && name !== 'adj_r2' ? true : value <= 1 || (isPercent && value <= 100) || value <= 100;
  }
  // A share of more than one is printed in percent, and none is that low: 1.56 is a sum of two.
  return value >= 0 && value <= 100 + ROUNDING && (isPercent || value <= 1 + ROUNDING || value >= 2);
}
