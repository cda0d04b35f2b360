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

export const INK: Readonly<Record<Theme, { readonly text: string; readonly faint: string; readonly ground: string }>> =
  {
    light: { text: '#1f2933', faint: '#d9dee5', ground: '#ffffff' },
    dark: { text: '#e6eaf0', faint: '#3a4350', ground: '#161b22' },
  };

export const FONT =
  "Pretendard, 'Apple SD Gothic Neo', 'Malgun Gothic', 'Noto Sans KR', 'Noto Sans CJK KR', system-ui, sans-serif";
