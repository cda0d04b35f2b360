import type { BuiltInProfile } from '../../../options/profiles.ts';

/** What each profile is meant to find out. */
export const profilePurposes: Readonly<Partial<Record<string, string>>> = {
  sequential:
    'A gradually growing load (`load_test`) and, after it, a load that peaks twice (`peak_test`), so that the two can be told apart.',
  'load-only': 'A gradually growing load: is it handled steadily?',
  'peak-only': 'A load that peaks twice: can it be handled?',
  'peak-full': 'A load that peaks twice, with enough VUs to send all of it: can it be handled?',
  stress: 'Load in steps until past the limit, to find the saturation point.',
  spike: 'A sudden surge, and the recovery after it.',
  soak: 'A constant load for a long time: does performance degrade?',
  smoke: 'A short, light load: do the script and the target work?',
} satisfies Record<BuiltInProfile, string>;
