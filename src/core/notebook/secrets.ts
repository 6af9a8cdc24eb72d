/** Shapes of tokens that services hand out: masked wherever they stand. */
const TOKENS = [
  /\b(?:AKIA|ASIA|AROA|AIDA)[0-9A-Z]{16}\b/g,
  /\bgh[pousr]_[A-Za-z0-9]{36,255}\b/g,
  /\bgithub_pat_[A-Za-z0-9_]{22,255}\b/g,
  /\bhf_[A-Za-z0-9]{30,100}\b/g,
  /\bsk-(?:proj-|ant-|svcacct-|or-)?(?=[A-Za-z_-]{0,100}\d)[A-Za-z0-9_-]{20,250}/g,
  /\b[rs]k_(?:live|test)_[A-Za-z0-9]{16,100}/g,
  /\bxox[abeoprs]-[A-Za-z0-9-]{10,200}/g,
  /\bxapp-\d-[A-Za-z0-9-]{10,200}/g,
  /\bglpat-[A-Za-z0-9_-]{20,100}/g,
  /\bAIza[0-9A-Za-z_-]{35}/g,
  /\bya29\.[0-9A-Za-z_-]{20,500}/g,
  /\bnpm_[A-Za-z0-9]{36}\b/g,
  /\br8_[A-Za-z0-9]{37}\b/g,
  /\bpypi-AgE[A-Za-z0-9_-]{40,300}/g,
  /\bdapi[0-9a-f]{32}\b/g,
  /\bSG\.[A-Za-z0-9_-]{16,64}\.[A-Za-z0-9_-]{16,64}/g,
  /\beyJ[A-Za-z0-9_-]{10,2000}\.eyJ[A-Za-z0-9_-]{10,4000}\.[A-Za-z0-9_-]{10,2000}/g,
  // Up to the next row of hyphens, line ends written out as \n included: an output may cut a key short.
  /-----BEGIN [A-Z ]{0,20}PRIVATE KEY(?: BLOCK)?-----(?:(?!-----)[A-Za-z0-9+/=\s\\:,.()-]){0,20000}(?:-----END [A-Z ]{0,20}PRIVATE KEY(?: BLOCK)?-----)?/g,
];

/** What follows a fixed beginning is the secret. */
const FOLLOWING = [
  /(\bwandb login (?:--relogin )?)([0-9a-f]{40})\b/g,
  /(\b(?:api[_-]?key|(?:access|auth|api|secret)[_-]?token|secret[_-]?key|passw(?:or)?d)\s{1,4})(?=[A-Za-z_-]{0,100}\d)(?=[0-9_-]{0,100}[A-Za-z])([A-Za-z0-9+/_=-]{20,300})(?![\w.])/gi,
  /(\bhttps:\/\/hooks\.slack\.com\/(?:services|workflows|triggers)\/)([A-Za-z0-9/_-]{20,200})/g,
  /(\bhttps:\/\/(?:\w{1,20}\.)?discord(?:app)?\.com\/api\/webhooks\/)([A-Za-z0-9/_-]{20,200})/g,
  /(\bhttps:\/\/[\w.-]{1,100}\.webhook\.office\.com\/)([A-Za-z0-9/@_-]{20,400})/g,
  /(\b(?:Bearer|Basic)\s{1,3})(?=[A-Za-z+/_=.~-]{0,100}\d)([A-Za-z0-9+/_=.~-]{16,2000})/g,
  /(\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:/@'"]{0,100}:)([^\s@/'"]{3,200})(?=@)/gi,
  /(\bhttps?:\/\/)(?=[A-Za-z_-]{0,100}\d)([A-Za-z0-9_-]{16,255})(?=@)/gi,
  /([?&](?:sig|signature|key|token|x-amz-signature|x-amz-credential|x-amz-security-token|x-goog-signature)=)([^\s&'"]{8,2000})/gi,
  /(\bX-(?:Amz|Goog)-(?:Signature|Credential|Security-Token)=)([^\s&'"]{8,2000})/gi,
];

/** Names whose value is a secret whatever it looks like. */
const STRONG =
  'api[_-]?key|secret[_-]?access[_-]?key|(?:client|app|shared)[_-]?secret|secret[_-]?key|secret[_-]?token|secret|' +
  'passw(?:or)?d|passphrase|pwd|(?:account|private|encryption|shared[_-]?access)[_-]?key|' +
  '(?:auth|access|refresh|bearer|api|personal[_-]?access)[_-]?token|credentials?';
/** Names whose value is a secret when it looks like one. */
const WEAK = 'token|key';
const NAMED = new RegExp(
  `(?<name>${STRONG}|${WEAK})(?<between>['"]?\\]?\\s{0,3}[:=]\\s{0,3})` +
    `(?:(?<prefix>[rbfuRBFU]{0,2})(?<quote>['"])(?<quoted>[^'"\\n]{4,300})\\k<quote>|(?<bare>[^\\s'",;(){}[\\]]{4,300})(?<after>[([]?))`,
  'gi',
);
const STRONG_END = new RegExp(`(?:^|[^a-z])(?:${STRONG})$`, 'i');
const WEAK_END = new RegExp(`(?:^|[^a-z])(?:${WEAK})$`, 'i');
const STRONG_NAME = new RegExp(`^(?:${STRONG})$`, 'i');

/** What stands in place of a secret. */
export const SECRET_MASK = '•••';

/** Replaces what looks like a token, password or key, so that outputs can be kept as evidence. */
export function maskSecrets(text: string): { readonly text: string; readonly found: number } {
  let found = 0;
  let masked = text;
  for (const shape of TOKENS) {
    masked = masked.replace(shape, () => {
      found += 1;
      return SECRET_MASK;
    });
  }
  for (const shape of FOLLOWING) {
    masked = masked.replace(shape, (whole, before: string, value: string) => {
      if (value.includes(SECRET_MASK) || isPlaceholder(value)) {
        return whole;
      }
      found += 1;
      return `${before}${SECRET_MASK}`;
    });
  }
  masked = masked.replace(NAMED, (whole: string, ...rest: readonly unknown[]) => {
    // The last argument of a pattern with names is their map of texts.
    const groups = rest.at(-1) as Readonly<Record<string, string | undefined>>;
    const { name = '', between = '', prefix = '', quote = '', quoted, bare, after = '' } = groups;
    const isSecret = quoted === undefined ? isBareSecret(name, bare ?? '', after) : isQuotedSecret(name, quoted);
    if (!isSecret) {
      return whole;
    }
    found += 1;
    return `${name}${between}${prefix}${quote}${SECRET_MASK}${quote}${after}`;
  });
  return { text: masked, found };
}

/** `pwd=1234`; no number has a shape that is a secret wherever it stands. */
const SHORTEST = 8;

/** Whether a named value is a secret that no record may carry: `api_key`, or a text that has a token's shape. */
export function isSecretValue(name: string, value: unknown): boolean {
  if (typeof value !== 'string' && typeof value !== 'number') {
    return false;
  }
  const text = String(value);
  const isNamed = STRONG_END.test(separateWords(name));
  const mayHold = typeof value === 'string' && text.length >= SHORTEST;
  return (isNamed && !isPlaceholder(text)) || (mayHold && maskSecrets(text).found > 0) || isWeakSecret(name, text);
}

function isWeakSecret(name: string, value: string): boolean {
  return WEAK_END.test(separateWords(name)) && looksRandom(value);
}

/** `apiKey` as `api_Key`. */
function separateWords(name: string): string {
  return name.replaceAll(/(?<=[a-z0-9])(?=[A-Z])/g, '_');
}

function isQuotedSecret(name: string, value: string): boolean {
  // Otherwise the quotes are the end of one text and the beginning of the next.
  if (!/^[\w!@#$%^&*+/=~.-]/.test(value) || isPlaceholder(value)) {
    return false;
  }
  return STRONG_NAME.test(name) || looksRandom(value);
}

/** Without quotes it may be code: names, attributes and calls are no secrets. */
function isBareSecret(name: string, value: string, after: string): boolean {
  if (isPlaceholder(value) || after !== '' || /^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+$/.test(value)) {
    return false;
  }
  if (!STRONG_NAME.test(name)) {
    return looksRandom(value);
  }
  if (/^-?\d+(?:\.\d+)?$/.test(value)) {
    return /^(?:passw(?:or)?d|pwd)$/i.test(name);
  }
  return value.length >= 6 && !/^[A-Za-z_]+$/.test(value);
}

function isPlaceholder(value: string): boolean {
  return (
    value.includes(SECRET_MASK) ||
    /^(?:None|null|nil|True|False|\*+|x{3,}|\.{3}|<.*|\[.*|\{.*|\$.*|%.*|your[\s_-].*|os\.environ.*|getpass.*)$/i.test(
      value,
    )
  );
}

/** Long, of letters and digits, and not made of words: no name of a model, a column or a file. */
function looksRandom(value: string): boolean {
  return (
    value.length >= 16 &&
    /^[A-Za-z0-9+/_=.~-]+$/.test(value) &&
    /\d/.test(value) &&
    /[A-Za-z]/.test(value) &&
    !/^[A-Za-z]+(?:[_./-][A-Za-z]*\d{0,4})+$/.test(value) &&
    !/^[a-z]+\d{0,4}$/i.test(value)
  );
}
