import { width } from '../../text/width.ts';

/** How wide a letter is, of its height, about; wide ones (Hangul) take two of these. */
const COLUMN = 0.56;

/** How wide a text of one line will be drawn, in points: rather too much than too little. */
export const textPx = (text: string, fontPx: number): number => width(text) * fontPx * COLUMN;
