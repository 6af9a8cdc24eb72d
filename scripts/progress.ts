/** Where a long piece of work says what it is doing; one line a step. */
export type Progress = (line: string) => void;

export function progressFor(name: string): Progress {
  const started = Date.now();
  return (line) => console.log(`[${name} ${((Date.now() - started) / 1000).toFixed(0)} s] ${line}`);
}
