import type { Color } from './chart.ts';

export type Theme = 'light' | 'dark';

/**
 * Hues after Okabe & Ito 2008. Their lightness was searched so that each stands out against its ground by 3:1 (WCAG 2.2,
 * 1.4.11), and any two that one chart uses stay at least 12 apart (CIEDE2000), also for eyes without one of the three
 * kinds of cones (Machado et al. 2009); `palette.test.ts` measures it.
 */
export const PALETTE: Readonly<Record<Theme, Readonly<Record<Color, string>>>> = {
  light: {
    blue: '#1f489a',
    orange: '#a44001',
    green: '#25896e',
    red: '#7c0009',
    purple: '#4d1640',
    sky: '#1f9dd6',
    gray: '#83959f',
  },
  dark: {
    blue: '#046eeb',
    orange: '#e99002',
    green: '#a2f8cd',
    red: '#da3636',
    purple: '#9e577a',
    sky: '#4eb1ef',
    gray: '#bcc2cb',
  },
};

const channels = (hex: string): number[] => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));

/** So much (0–1) of a colour on the ground, as a colour of its own: it covers what lies behind it. */
export function tint(color: Color, theme: Theme, share: number): string {
  const ground = channels(INK[theme].ground);
  const mixed = channels(PALETTE[theme][color]).map((one, at) =>
    Math.round(one * share + (ground[at] ?? 0) * (1 - share)),
  );
  return `#${mixed.map((one) => one.toString(16).padStart(2, '0')).join('')}`;
}

export const INK: Readonly<Record<Theme, { readonly text: string; readonly faint: string; readonly ground: string }>> =
  {
    light: { text: '#1f2933', faint: '#d9dee5', ground: '#ffffff' },
    dark: { text: '#e6eaf0', faint: '#3a4350', ground: '#161b22' },
  };

export const FONT =
  "Pretendard, 'Apple SD Gothic Neo', 'Malgun Gothic', 'Noto Sans KR', 'Noto Sans CJK KR', system-ui, sans-serif";
