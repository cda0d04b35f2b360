import type { AnswersApart, ApartAnswers } from '../../model/answers-apart.ts';
import { count } from '../../text/format.ts';
import { time } from './times.ts';

const p95Text = ({ p95Ms, isFew }: ApartAnswers) =>
  p95Ms === undefined ? '' : ` (p95 ${time(p95Ms)}${isFew ? '*' : ''})`;

export function apartText({ succeeded, rejected }: AnswersApart): string {
  const parts = [
    ...(succeeded ? [`${count(succeeded.count)} succeeded${p95Text(succeeded)}`] : []),
    `${count(rejected.count)} expected ${rejected.count === 1 ? 'rejection' : 'rejections'}${p95Text(rejected)}`,
  ];
  const text = parts.join(' · ');
  return text.includes('*') ? `${text} (* few samples)` : text;
}
