/** A sign of k6's summary whose bytes a syslog daemon (`#342#234#227`) or a tool of a shell (`\342\234\227`) wrote in octal digits. */
const SIGN = /(?<by>[#\\])342\k<by>(?:234\k<by>(?:223|227)|226\k<by>210|206\k<by>263)/;

/** Bytes from 128 on, next to each other. */
const BYTES = /(?:[#\\][23][0-7]{2}){2,}/g;

/** A text in which such bytes are letters again; undefined where no sign of k6 stands so. */
export function withoutOctal(text: string): string | undefined {
  if (!SIGN.test(text)) return undefined;
  const strict = new TextDecoder('utf-8', { fatal: true });
  return text.replaceAll(BYTES, (run) => {
    const bytes = run.match(/[23][0-7]{2}/g) ?? [];
    try {
      return strict.decode(Uint8Array.from(bytes, (byte) => Number.parseInt(byte, 8)));
    } catch {
      return run;
    }
  });
}
