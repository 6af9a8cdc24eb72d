import type { CodeFacts, LoopKind } from './codeFacts';
import type { FunctionValue, InstanceValue, Value } from './values';

/** What the rules about single calls may use of the interpreter that walks the code. */
export interface Machine {
  readonly facts: CodeFacts;
  /** Cell being read. */
  readonly cell: number;
  /** Line of the call being read. */
  readonly line: number;
  readonly loop: LoopKind | null;
  /** Whether the statement runs whenever its cell does. */
  readonly isCertain: boolean;
  /** Name that the value is about to be assigned to, where there is one. */
  readonly targetNames: readonly string[];
  /** Name of what the call being read is given first, where it writes something. */
  readonly contentName: string | null;
  callFunction(callee: FunctionValue, args: CallArguments, self: InstanceValue | null): Value;
}

export interface CallArguments {
  readonly positional: readonly Value[];
  readonly named: ReadonlyMap<string, Value>;
}

export function argument(args: CallArguments, index: number, ...names: readonly string[]): Value | undefined {
  for (let at = 0; args.named.size > 0 && at < names.length; at += 1) {
    const value = args.named.get(names[at] ?? '');
    if (value !== undefined) {
      return value;
    }
  }
  return index < 0 ? undefined : args.positional[index];
}

export function allArguments(args: CallArguments): readonly Value[] {
  return args.named.size === 0 ? args.positional : [...args.positional, ...args.named.values()];
}

/** What a call of that name gives; null when the rule does not apply after all. */
export type CallRule = (machine: Machine, args: CallArguments, path: string) => Value | null;
