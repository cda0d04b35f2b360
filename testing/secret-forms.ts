/** For tests that look for a secret in what was written: how it may stand there. */

const percent = (text: string) =>
  [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');

const lowerCase = (text: string) => text.replaceAll(/%../g, (byte) => byte.toLowerCase());

const html = (text: string) =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#x27;');

const json = (text: string) => JSON.stringify(text).slice(1, -1);

const ascii = (text: string) =>
  text.replaceAll(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

const hex = (value: number, digits: number) => value.toString(16).padStart(digits, '0');

const byUnits = (written: (code: number) => string) => (text: string) =>
  Array.from({ length: text.length }, (_, at) => written(text.charCodeAt(at))).join('');

const base64 = (text: string) => Buffer.from(text).toString('base64');

/** How people and programs write a secret; a script writes it so too (`written`). */
export const SECRET_FORMS: Readonly<Record<string, (secret: string) => string>> = {
  raw: (secret) => secret,
  percent: encodeURIComponent,
  'percent in lower case': (secret) => lowerCase(encodeURIComponent(secret)),
  'every byte in percent': percent,
  address: encodeURI,
  form: (secret) => new URLSearchParams({ v: secret }).toString().slice(2),
  'plus for a blank': (secret) => encodeURIComponent(secret).replaceAll('%20', '+'),
  'twice in percent': (secret) => encodeURIComponent(encodeURIComponent(secret)),
  JSON: json,
  'JSON in ASCII': (secret) => ascii(json(secret)),
  'JSON in JSON': (secret) => json(json(secret)),
  HTML: html,
  CSV: (secret) => secret.replaceAll('"', '""'),
  base64,
  'base64 for addresses': (secret) => Buffer.from(secret).toString('base64url'),
  'base64 behind a user': (secret) => base64(`user:${secret}`),
  'base64 one byte later': (secret) => base64(`:${secret}.`),
  'base64 two bytes later': (secret) => base64(`a:${secret}`),
  hexadecimal: (secret) => Buffer.from(secret).toString('hex'),
  'hexadecimal in upper case': (secret) => Buffer.from(secret).toString('hex').toUpperCase(),
  'JavaScript by bytes': byUnits((code) => (code < 256 ? `\\x${hex(code, 2)}` : `\\u${hex(code, 4)}`)),
  'JavaScript by characters': (secret) => [...secret].map((one) => `\\u{${hex(one.codePointAt(0) ?? 0, 1)}}`).join(''),
  'of escape()': byUnits((code) => (code < 128 ? `%${hex(code, 2)}` : `%u${hex(code, 4)}`)),
};

/** The characters of base64 that a secret fixes alone, wherever it begins in what is encoded. */
function cores(secret: string): string[] {
  return [0, 1, 2].flatMap((before) => {
    const whole = Buffer.concat([Buffer.alloc(before), Buffer.from(secret)]);
    const encoded = whole.toString('base64').replace(/=+$/, '');
    const core = encoded.slice(Math.ceil((before * 8) / 6), Math.floor((whole.length * 8) / 6));
    return [core, core.replaceAll('+', '-').replaceAll('/', '_')];
  });
}

/** Every text that would give a secret away. */
export const tracesOf = (secret: string): readonly string[] => [
  ...new Set([...Object.values(SECRET_FORMS).map((form) => form(secret)), ...cores(secret)]),
];

/** Traces of secrets in a text; those of less than eight characters as words of their own. */
export function tracesIn(text: string, secrets: readonly string[]): string[] {
  return secrets.flatMap((secret) => {
    const found = tracesOf(secret).filter((trace) => text.includes(trace));
    if (secret.length >= 8) return found;
    return found.filter((trace) => {
      const word = trace.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
      return new RegExp(`(?<![\\p{L}\\p{N}_])${word}(?![\\p{L}\\p{N}_])`, 'u').test(text);
    });
  });
}
