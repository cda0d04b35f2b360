/** What a piece of text means; a terminal gives it a colour. */
export type Tone = 'good' | 'doubtful' | 'bad' | 'strong' | 'faint';

/** A piece of a line for the terminal. `link` is the address that it leads to. */
export interface Span {
  readonly text: string;
  readonly tone?: Tone | undefined;
  readonly link?: string | undefined;
}

export type Line = readonly Span[];

/** The line without colours and links. */
export const lineText = (line: Line): string => line.map(({ text }) => text).join('');
