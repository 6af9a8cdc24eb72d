/** A failure whose message already says what failed and what to do next; it is shown without a stack. */
export class PlainError extends Error {}

/** Runs a script's main function: a plain error ends it with its sentence, anything else with its stack. */
export async function runMain(main: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await main();
  } catch (error) {
    console.error(error instanceof PlainError ? error.message : error);
    process.exitCode = 1;
  }
}
