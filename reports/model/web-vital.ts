/** Web vitals that k6's browser module measures, as `browser_web_vital_<id>` calls them: the three of the Core Web Vitals first. */
export const VITAL_IDS = ['lcp', 'inp', 'cls', 'fcp', 'ttfb', 'fid'] as const;

export type VitalId = (typeof VITAL_IDS)[number];

export const isVitalId = (text: string): text is VitalId => VITAL_IDS.some((id) => id === text);

/** True for times in ms; the other one, `cls`, is a score of layout shifts without a unit. */
export const isVitalTime = (id: VitalId): boolean => id !== 'cls';
