import type { FindingWords } from '../report.ts';
import { answerFindings } from './findings-answers.ts';
import { dataFindings } from './findings-data.ts';
import { loadFindings } from './findings-load.ts';
import { serverFindings } from './findings-server.ts';

export const findings: FindingWords = { ...loadFindings, ...serverFindings, ...answerFindings, ...dataFindings };
