import { type Command, CommanderError } from 'commander';
import { isCancelled } from '../core/errors';
import { createInvocation, type GlobalOptions } from './createInvocation';
import { describeFailure, EXIT_DONE, EXIT_FAILED, EXIT_USAGE, type Failure, UsageError } from './failure';
import type { Outcome } from './invocation';
import { JsonBytes, jsonParts, PIECE } from './jsonText';
import { createProgram } from './program';
import type { Act } from './verb';

/** Runs one command line and answers its exit code. Standard output gets the answer, standard error everything else. */
export async function runCli(argv: readonly string[]): Promise<number> {
  ignoreClosedPipes();
  const json = wantsJson(argv);
  const interrupt = new AbortController();
  const onInterrupt = (): void => interrupt.abort();
  process.once('SIGINT', onInterrupt);
  try {
    return await runProgram(argv, json, interrupt.signal);
  } catch (error) {
    const failure = describeFailure(error);
    await report(failure, error, json);
    if (isCancelled(error) && interrupt.signal.aborted) {
      // A shell that waits for us learns that Ctrl+C ended this, as with any other program.
      process.kill(process.pid, 'SIGINT');
    }
    return failure.exitCode;
  } finally {
    process.removeListener('SIGINT', onInterrupt);
  }
}

async function runProgram(argv: readonly string[], json: boolean, signal: AbortSignal): Promise<number> {
  let exitCode = EXIT_DONE;
  const act: Act =
    (run) =>
    async (...values) => {
      // Commander always passes the command last; the options are before it.
      const command = values.at(-1) as Command;
      const invocation = await createInvocation(command.optsWithGlobals<GlobalOptions>(), signal);
      const outcome = await run(invocation, ...(values.slice(0, -1) as never));
      invocation.progress(null);
      await print(outcome, json);
      exitCode = outcome.failed === true ? EXIT_FAILED : EXIT_DONE;
    };
  const written: string[] = [];
  const program = createProgram(act, (text) => written.push(text));
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return exitCode;
  } catch (error) {
    if (!(error instanceof CommanderError) || !isAnswer(error)) {
      throw error;
    }
    return await answer(error, written.join(''), json);
  }
}

/** Help and version: texts that commander would print itself. */
function isAnswer(error: CommanderError): boolean {
  return ['commander.help', 'commander.helpDisplayed', 'commander.version'].includes(error.code);
}

async function answer(error: CommanderError, text: string, json: boolean): Promise<number> {
  if (error.exitCode !== 0) {
    if (!json) {
      process.stderr.write(text);
      return EXIT_USAGE;
    }
    throw new UsageError('Name a verb, such as list. Run model-ledger --help to see all.');
  }
  const key = error.code === 'commander.version' ? 'version' : 'help';
  await (json ? writeDocument({ [key]: text.trimEnd() }) : write(text));
  return EXIT_DONE;
}

async function print(outcome: Outcome, json: boolean): Promise<void> {
  if (json) {
    await writeDocument(outcome.json());
    return;
  }
  const text = outcome.text();
  if (text !== '') {
    await write(text.endsWith('\n') ? text : `${text}\n`);
  }
}

async function report(failure: Failure, error: unknown, json: boolean): Promise<void> {
  process.stderr.write(`${failure.message}\n`);
  if (failure.code === 'unexpected' && error instanceof Error && error.stack !== undefined) {
    process.stderr.write(`${error.stack}\n`);
  }
  if (json) {
    const { code, message, data } = failure;
    await writeDocument({ error: { code, message, data } });
  }
}

/** Indented for a person at a terminal, on one line for programs. */
async function writeDocument(value: unknown): Promise<void> {
  if (process.stdout.isTTY) {
    await write(`${JSON.stringify(value, null, 2)}\n`);
    return;
  }
  if (value instanceof JsonBytes) {
    await write(value.bytes);
    await write('\n');
    return;
  }
  let waiting = '';
  for (const part of jsonParts(value)) {
    waiting += part;
    if (waiting.length >= PIECE) {
      await write(waiting);
      waiting = '';
    }
  }
  await write(`${waiting}\n`);
}

/** Waits until the reader has it, so that nothing piles up; a reader who has gone is no failure. */
async function write(text: string | Uint8Array): Promise<void> {
  await new Promise<void>((resolve) => process.stdout.write(text, () => resolve()));
}

/** Asked before commander has read anything, because its own failures are reported as JSON too. */
function wantsJson(argv: readonly string[]): boolean {
  const end = argv.indexOf('--');
  return (end < 0 ? argv : argv.slice(0, end)).includes('--json');
}

/** `model-ledger list | head`: the reader has seen enough, and that is no failure of ours. */
function ignoreClosedPipes(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') {
        throw error;
      }
    });
  }
}
