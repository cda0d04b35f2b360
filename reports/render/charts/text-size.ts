import { width } from '../width.ts';

/** Of the height of a letter, about, at the widest: a terminal's column. */
const COLUMN = 0.6;

/** How wide a text of one line will be drawn, in points: rather too much than too little. */
export const textPx = (text: string, fontPx: number): number => width(text) * fontPx * COLUMN;
