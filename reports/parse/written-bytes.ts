import type { Mending } from '../model/output.ts';

/** A way to write bytes that are no ASCII. */
interface Notation {
  readonly mending: Extract<Mending, 'octal' | 'byte-escapes'>;
  /** The first two bytes of a sign of k6's summary in it: without them nothing is looked at. */
  readonly sign: RegExp;
  /** Such bytes next to each other, and one of them. */
  readonly run: RegExp;
  readonly byte: RegExp;
  readonly value: (byte: string) => number;
  /** What else is written otherwise in such a text. */
  readonly others?: (text: string) => string;
}

const ofDigits = (radix: number) => (byte: string) => Number.parseInt(byte.slice(-3).replace(/^[^\da-f]/i, ''), radix);

/** `M-b` is b with its highest bit, `M-^W` a control character with it, `M-^?` the last of all. */
function metaByte(byte: string): number {
  const control = byte.startsWith('M-^');
  return 128 + (control ? byte.charCodeAt(3) ^ 64 : byte.charCodeAt(2));
}

const NOTATIONS: readonly Notation[] = [
  // A syslog daemon (`#342#234#227`), or a tool of a shell (`\342\234\227`).
  {
    mending: 'octal',
    sign: /(?<by>[#\\])342\k<by>(?:234|226|206)/,
    run: /(?:[#\\][23][0-7]{2}){2,}/g,
    byte: /[#\\][23][0-7]{2}/g,
    value: ofDigits(8),
  },
  // Bytes as Python and others show them.
  {
    mending: 'byte-escapes',
    sign: /\\xe2\\x(?:9c|96|86)/i,
    run: /(?:\\x[89a-f][\da-f]){2,}/gi,
    byte: /\\x[\da-f]{2}/gi,
    value: ofDigits(16),
  },
  // A mail.
  {
    mending: 'byte-escapes',
    sign: /=E2=(?:\r?\n)?(?:9C|96|86)/,
    run: /(?:=[89A-F][\dA-F](?:=\r?\n)?){2,}/g,
    byte: /=[\dA-F]{2}/g,
    value: ofDigits(16),
    others: (text) => text.replaceAll(/=\r?\n/g, '').replaceAll(/=(?:3D|20)/g, (one) => (one === '=20' ? ' ' : '=')),
  },
  // `cat -v`, `cat -A`.
  {
    mending: 'byte-escapes',
    sign: /M-bM-\^[\\VF]M-/,
    run: /(?:M-(?:\^.|[^^\n])){2,}/g,
    byte: /M-(?:\^.|[^^\n])/g,
    value: metaByte,
    others: (text) =>
      text
        .replaceAll('^I', '\t')
        .replaceAll('^[', '\x1b')
        .replaceAll(/\^M(?=\$?$)/gm, '\r'),
  },
];

/** Signs of k6's summary as a string of JSON or of a program writes them. */
const ESCAPED_SIGN = /\\u(?:2713|2717|2588|21b3)/i;

const unescaped = (text: string): string =>
  text.replaceAll(/\\u([\da-f]{4})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

/** A text in which bytes that somebody wrote as letters and digits are characters again; undefined where no sign of k6 stands so. */
export function withoutWrittenBytes(text: string): { readonly text: string; readonly mending: Mending } | undefined {
  if (ESCAPED_SIGN.test(text)) return { text: unescaped(text), mending: 'byte-escapes' };
  const notation = NOTATIONS.find(({ sign }) => sign.test(text));
  if (!notation) return undefined;
  const { run, byte, value, others = (same: string) => same, mending } = notation;
  const strict = new TextDecoder('utf-8', { fatal: true });
  const whole = text.replaceAll(run, (written) => {
    try {
      return strict.decode(Uint8Array.from(written.match(byte) ?? [], value));
    } catch {
      return written;
    }
  });
  return { text: others(whole), mending };
}
