/** What the naming pattern can say about a version. */
export interface NameFacts {
  readonly project: string;
  readonly model: string;
  readonly version: number;
  readonly at: Date;
  readonly author: string;
  readonly branch: string | null;
  readonly commit: string | null;
  /** Most specific first; the first one is named. */
  readonly framework: readonly string[];
}

const PLACEHOLDER = /\{([^{}]*)\}/g;
const SHORT_COMMIT = 8;

const WORDS = ['project', 'model', 'version', 'date', 'time', 'author', 'branch', 'commit', 'framework'] as const;
type Word = (typeof WORDS)[number];

/** The format that a placeholder has when it names none; only these three take one. */
const FORMATS: Readonly<Partial<Record<Word, { readonly standard: string; readonly allowed: RegExp }>>> = {
  version: { standard: '0', allowed: /^0{1,9}$/ },
  date: { standard: 'YYYYMMDD', allowed: /^[YMD._-]+$/ },
  time: { standard: 'HHmmss', allowed: /^[Hms._-]+$/ },
};

/** The name of a version. Dates and times are UTC. Throws a RangeError for a pattern that `namingPatternProblem` names. */
export function buildName(pattern: string, facts: NameFacts): string {
  const problem = namingPatternProblem(pattern);
  if (problem !== null) {
    throw new RangeError(problem);
  }
  return pattern.replace(PLACEHOLDER, (_, content: string) => {
    const { word, format } = readPlaceholder(content);
    return valueOf(word as Word, format, facts);
  });
}

/** Null when the pattern can build names; otherwise the sentence that says why not. */
export function namingPatternProblem(pattern: string): string | null {
  if (pattern.trim() === '') {
    return 'The naming pattern is empty. Use for example {project}_{model}_v{version}_{date}.';
  }
  if (/[{}]/.test(pattern.replace(PLACEHOLDER, ''))) {
    return `The naming pattern ${pattern} has a brace without its partner.`;
  }
  const placeholders = [...pattern.matchAll(PLACEHOLDER)].map((match) => readPlaceholder(match[1] ?? ''));
  for (const { word, format } of placeholders) {
    if (!(WORDS as readonly string[]).includes(word)) {
      return `The naming pattern has {${word}}, which is unknown. Known are ${WORDS.map((known) => `{${known}}`).join(' ')}.`;
    }
    if (format !== null && FORMATS[word as Word]?.allowed.test(format) !== true) {
      return `The naming pattern has {${word}:${format}}, a format that {${word}} does not take. Examples are {version:000}, {date:YYYY-MM-DD} and {time:HHmm}.`;
    }
  }
  const words = new Set(placeholders.map((placeholder) => placeholder.word));
  if (!words.has('version') && !(words.has('date') && words.has('time'))) {
    return `The naming pattern ${pattern} would give two versions the same name. Add {version}, or both {date} and {time}.`;
  }
  return null;
}

/** What names that follow the pattern look like; null for a pattern that cannot build names. */
export function namePattern(pattern: string): RegExp | null {
  if (namingPatternProblem(pattern) !== null) {
    return null;
  }
  const parts = pattern.split(/(\{[^{}]*\})/).map((part) => {
    const content = /^\{(.*)\}$/.exec(part)?.[1];
    return content === undefined ? part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&') : placeholderPattern(content);
  });
  return new RegExp(`^${parts.join('')}$`, 'u');
}

function placeholderPattern(content: string): string {
  const { word, format } = readPlaceholder(content);
  const shape = format ?? FORMATS[word as Word]?.standard;
  if (word === 'version') {
    return `\\d{${shape?.length ?? 1},}`;
  }
  return shape === undefined ? '[\\p{L}\\p{M}\\p{N}._-]+' : shape.replace(/[YMDHms]/g, '\\d').replaceAll('.', '\\.');
}

function readPlaceholder(content: string): { readonly word: string; readonly format: string | null } {
  const colon = content.indexOf(':');
  return colon < 0
    ? { word: content, format: null }
    : { word: content.slice(0, colon), format: content.slice(colon + 1) };
}

function valueOf(word: Word, format: string | null, facts: NameFacts): string {
  const pattern = format ?? FORMATS[word]?.standard ?? '';
  switch (word) {
    case 'project':
      return inName(facts.project, 'project');
    case 'model':
      return inName(facts.model, 'model');
    case 'version':
      return String(facts.version).padStart(pattern.length, '0');
    case 'date':
    case 'time':
      return formatTime(pattern, facts.at);
    case 'author':
      return inName(facts.author, 'unknown');
    case 'branch':
      return inName(facts.branch ?? '', 'no-branch');
    case 'commit':
      return inName((facts.commit ?? '').slice(0, SHORT_COMMIT), 'no-commit');
    case 'framework':
      return inName(facts.framework[0] ?? '', 'no-framework');
    default:
      return word satisfies never;
  }
}

function formatTime(pattern: string, at: Date): string {
  const iso = at.toISOString();
  const parts: Readonly<Record<string, string>> = {
    YYYY: iso.slice(0, 4),
    YY: iso.slice(2, 4),
    MM: iso.slice(5, 7),
    DD: iso.slice(8, 10),
    HH: iso.slice(11, 13),
    mm: iso.slice(14, 16),
    ss: iso.slice(17, 19),
  };
  return pattern.replace(/YYYY|YY|MM|DD|HH|mm|ss/g, (part) => parts[part] ?? part);
}

/** Names become file names, tags and URLs: letters and digits of any script, dots, hyphens and underscores stay. */
function inName(value: string, absent: string): string {
  const name = value.replace(/[^\p{L}\p{M}\p{N}._-]+/gu, '-').replace(/^-+|-+$/g, '');
  return name === '' ? absent : name;
}
