import type { Command } from 'commander';
import type { Invocation, Outcome } from './invocation';

/** Turns a verb into a commander action: commander's arguments and options arrive after the invocation. */
export type Act = <Values extends readonly unknown[]>(
  run: (invocation: Invocation, ...values: Values) => Promise<Outcome>,
) => (...values: unknown[]) => Promise<void>;

/** Adds one verb with its arguments, options and help to the program. */
export type Verb = (program: Command, act: Act) => void;
