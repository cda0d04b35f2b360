import { init as en } from './en/init.ts';
import { init as ko } from './ko/init.ts';
import { inLanguage } from './language.ts';

export type { LeftOutRequests } from './ko/init.ts';

/** Words of `buha init`: its questions, and the comments in what it writes. */
export type InitWords = typeof ko;

export const initWords = inLanguage<InitWords>({ ko, en });
