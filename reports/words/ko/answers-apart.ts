import type { AnswersApart, ApartAnswers } from '../../model/answers-apart.ts';
import { count } from '../../text/format.ts';
import { time } from './times.ts';

const partText = ({ count: times, p95Ms, isFew }: ApartAnswers) =>
  `${count(times)}건${p95Ms === undefined ? '' : `(p95 ${time(p95Ms)}${isFew ? '*' : ''})`}`;

/** `성공 320건(p95 118ms) · 의도된 거절 280건(p95 14ms)` */
export function apartText({ succeeded, rejected }: AnswersApart): string {
  const parts = [...(succeeded ? [`성공 ${partText(succeeded)}`] : []), `의도된 거절 ${partText(rejected)}`];
  const text = parts.join(' · ');
  return text.includes('*') ? `${text} (* 표본 부족)` : text;
}
