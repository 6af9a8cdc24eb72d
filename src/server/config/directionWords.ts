export function directionWords(higherIsBetter: boolean | null): string {
  return higherIsBetter === null ? 'no direction' : higherIsBetter ? 'higher is better' : 'lower is better';
}
