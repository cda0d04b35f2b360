/** An amount as finished texts; what the output does not tell is undefined. */
export interface Amount {
  readonly total: string | undefined;
  readonly perSec: string | undefined;
  readonly perRequest?: string | undefined;
  /** The input is rounded more coarsely than that figure is written. */
  readonly isAbout?: boolean;
}

/** The parts of a phrase that are there. */
export const known = (...parts: readonly (string | undefined)[]): string[] => parts.flatMap((part) => part || []);

/** A text with details in brackets, where there are any. */
export const withDetail = (text: string, details: readonly string[]): string =>
  details.length > 0 && text !== '' ? `${text} (${details.join(', ')})` : known(text, ...details).join(', ');
