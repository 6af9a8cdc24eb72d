import type { DoubtfulFacts } from '../draft/doubtfulFacts';
import { yamlScalar } from './yamlScalar';

/** Stands above the lines that are offered as comments. */
export const OFFER = '  # Not sure, so not recorded. Take the # away to record a line:';

/** Front matter with what the reader doubts as comments under the key it would belong to. */
export function offerDoubtful(frontMatter: string, { params, data, artifacts }: DoubtfulFacts): string {
  const offers = [
    ['params', params.map(({ name, value }) => `${yamlScalar(name)}: ${JSON.stringify(value)}`)],
    ['data', data.map((path) => `- ${yamlScalar(path)}`)],
    ['artifacts', artifacts.map((path) => `- ${yamlScalar(path)}`)],
  ] as const;
  return offers.reduce((text, [key, lines]) => (lines.length === 0 ? text : insert(text, key, lines)), frontMatter);
}

function insert(text: string, key: string, offered: readonly string[]): string {
  const lines = text.split('\n');
  const start = lines.findIndex((line) => line.startsWith(`${key}:`));
  if (start < 0) {
    return text;
  }
  const length = lines.slice(start + 1).findIndex((line) => !line.startsWith(' '));
  const end = length < 0 ? lines.length : start + 1 + length;
  // An empty list in brackets could not take a line under it.
  const head = (lines[start] ?? '').replace(/:\s*(?:\{\s*\}|\[\s*\])$/, ':');
  const comments = [OFFER, ...offered.map((line) => `  # ${line}`)];
  return [...lines.slice(0, start), head, ...lines.slice(start + 1, end), ...comments, ...lines.slice(end)].join('\n');
}
