/** `read_csv` of `pd.read_csv`: the part of a dotted name behind its last dot. */
export function lastName(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}
