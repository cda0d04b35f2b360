import type { FindingWords } from '../finding.ts';
import { answerFindings } from './findings-answers.ts';
import { dataFindings } from './findings-data.ts';
import { keyFindings } from './findings-keys.ts';
import { loadFindings } from './findings-load.ts';
import { metricFindings } from './findings-metrics.ts';
import { patternFindings } from './findings-patterns.ts';
import { serverFindings } from './findings-server.ts';
import { sourceFindings } from './findings-sources.ts';
import { timelineFindings } from './findings-timeline.ts';

export const findings: FindingWords = {
  ...loadFindings,
  ...serverFindings,
  ...keyFindings,
  ...timelineFindings,
  ...metricFindings,
  ...patternFindings,
  ...answerFindings,
  ...sourceFindings,
  ...dataFindings,
};
