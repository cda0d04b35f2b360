import type { ApiId } from '../../../options/apis.ts';
import type { ProfileName } from '../../../options/profiles.ts';

/** Why an API is worth a load test. An API without an entry gets a sentence from its kind. */
export const apiReasons: Readonly<Partial<Record<ApiId, string>>> = {
  'get-balance': 'Every order and recharge page calls it, so it is among the most frequent reads.',
  'recharge-balance':
    'Many requests change one balance at the same time, which shows what keeping it consistent costs.',
  'place-order': 'It takes stock and money in one transaction, and revenue depends on it.',
  'get-product': 'Nearly every visitor passes through it, and a sale hits it first.',
};

/** What each profile is meant to find out. */
export const profilePurposes: Readonly<Partial<Record<string, string>>> = {
  seed: 'A gradually growing load (`load_test`) and a load that peaks twice (`peak_test`) at the same time, to see what the system can handle.',
  sequential:
    'A gradually growing load (`load_test`) and, after it, a load that peaks twice (`peak_test`), so that the two can be told apart.',
  'load-only': 'A gradually growing load: is it handled steadily?',
  'peak-only': 'A load that peaks twice: can it be handled?',
  'peak-full': 'A load that peaks twice, with enough VUs to send all of it: can it be handled?',
  stress: 'Load in steps until past the limit, to find the saturation point.',
  spike: 'A sudden surge, and the recovery after it.',
  soak: 'A constant load for a long time: does performance degrade?',
  smoke: 'A short, light load: do the script and the target work?',
} satisfies Record<ProfileName, string>;
