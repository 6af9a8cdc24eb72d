import type { EventId } from '../model';

/** Crockford base 32: no I, L, O, U, so that an id survives being read aloud. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const TIME_DIGITS = 10;
const RANDOM_BYTES = 10;

/**
 * A ULID: 48 bits of time and 80 random bits, 26 characters that sort by time.
 * `now` in milliseconds since the epoch; `random` gives at least 10 bytes of which each call is new.
 */
export function createUlid(now: number, random: () => Uint8Array): EventId {
  let time = '';
  let rest = Math.max(0, Math.trunc(now));
  for (let digit = 0; digit < TIME_DIGITS; digit += 1) {
    time = ALPHABET.charAt(rest % 32) + time;
    rest = Math.floor(rest / 32);
  }
  return time + encodeRandom(random());
}

/** 80 bits as 16 digits: five bytes give eight digits, twice. */
function encodeRandom(bytes: Uint8Array): string {
  let text = '';
  let buffer = 0;
  let bits = 0;
  for (const byte of bytes.subarray(0, RANDOM_BYTES)) {
    buffer = (buffer << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += ALPHABET.charAt((buffer >> bits) & 31);
      buffer &= (1 << bits) - 1;
    }
  }
  return text;
}
