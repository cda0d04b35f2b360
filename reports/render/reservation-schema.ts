import * as z from 'zod';

/** What a pass leaves open, in both JSON forms. */
export const ReservationSchema = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('not-delivered'), scenario: z.string(), ratio: z.number() }),
    z.object({ kind: z.literal('dropped'), dropped: z.number(), atMost: z.number() }),
    z.object({ kind: z.literal('checks-failed'), check: z.string(), ratio: z.number(), checks: z.number() }),
    z.object({ kind: z.literal('rejected'), ratio: z.number() }),
    z.object({ kind: z.literal('generator-late'), seconds: z.number() }),
  ])
  .describe(
    'A pass with any is conditional (0, 20 with --strict): less than 95 % of a scenario ran; iterations of an unknown plan never started (how many, and which share ran at most); checks failed (the worst, and how many); most answers were expected rejections; k6 was late for so many seconds. Ratios 0–1.',
  );
