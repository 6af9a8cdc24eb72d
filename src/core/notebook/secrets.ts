/** Shapes of tokens that services hand out, and values given to names that promise a secret. */
const TOKENS = [
  /\bAKIA[0-9A-Z]{16}\b/g,
  /\bgh[pousr]_[A-Za-z0-9]{36,255}\b/g,
  /\bgithub_pat_[A-Za-z0-9_]{22,255}\b/g,
  /\bhf_[A-Za-z0-9]{30,100}\b/g,
  /\bsk-(?:proj-|ant-)?[A-Za-z0-9_-]{20,200}/g,
  /\bxox[abprs]-[A-Za-z0-9-]{10,200}/g,
  /\bglpat-[A-Za-z0-9_-]{20,100}/g,
  /\bAIza[0-9A-Za-z_-]{35}/g,
  /\bya29\.[0-9A-Za-z_-]{20,500}/g,
  /\beyJ[A-Za-z0-9_-]{10,2000}\.eyJ[A-Za-z0-9_-]{10,4000}\.[A-Za-z0-9_-]{10,2000}/g,
  /-----BEGIN [A-Z ]{0,20}PRIVATE KEY-----[^-]{0,10000}(?:-----END [A-Z ]{0,20}PRIVATE KEY-----)?/g,
];
const NAMED =
  /((?:api[_-]?key|secret(?:[_-]?(?:access)?[_-]?key)?|passw(?:or)?d|auth[_-]?token|access[_-]?token|bearer|token)['"]?\s{0,3}[:=]\s{0,3}['"]?)([^\s'",;)}\]]{8,200})/gi;
/** `scheme://user:password@host`. */
const URL_PASSWORD = /(\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:/@]{1,100}:)([^\s@/]{3,100})(?=@)/gi;
const MASK = '•••';

/** Replaces what looks like a token, password or key, so that outputs can be kept as evidence. */
export function maskSecrets(text: string): { readonly text: string; readonly found: number } {
  let found = 0;
  let masked = text;
  for (const shape of TOKENS) {
    masked = masked.replace(shape, () => {
      found += 1;
      return MASK;
    });
  }
  for (const shape of [NAMED, URL_PASSWORD]) {
    masked = masked.replace(shape, (whole, before: string, value: string) => {
      if (
        value === MASK ||
        /^(?:None|null|True|False|\*+|<.*|os\.environ.*|getpass.*|\$\{.*)$/i.test(value) ||
        /^\d{1,8}(?:\.\d+)?$/.test(value)
      ) {
        return whole;
      }
      found += 1;
      return `${before}${MASK}`;
    });
  }
  return { text: masked, found };
}
