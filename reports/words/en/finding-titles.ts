import type { FindingId } from '../../model/finding.ts';

/** What a finding is called where it is a heading. */
export const findingTitles: Readonly<Record<FindingId, string>> = {
  'plan-mismatch': 'The plan does not fit the run',
  'wrong-api': 'Checks of another API',
  'load-not-delivered': 'The planned load did not run',
  'arrival-ceiling': 'The VU limit lies below the planned arrival rate',
  'slow-vu-start': 'Virtual users started too slowly',
  'generator-limited': 'The limit of the system was not reached for certain',
  'server-saturated': 'The system is saturated',
  'waiting-dominates': 'Most of a response is waiting',
  'key-contention': 'Contention for the same data',
  'skewed-test-data': 'Skewed test data',
  'write-read-gap': 'Writes much slower than reads',
  'long-tail': 'Only some requests are slow',
  'errors-present': 'Failed requests',
  rejections: 'Business rejections',
  'checks-vs-http': 'Checks and HTTP disagree',
  'setup-in-figures': 'Requests of setup() and teardown() in the figures',
  drain: 'Drain after the planned end',
  'connection-churn': 'Connections are not reused',
  'options-ignored': 'Options that k6 ignored',
  'contradictory-sources': 'The outputs contradict each other',
  'closed-model': 'Closed load model',
  'weak-quantile': 'Quantiles on few samples',
  'no-raw-samples': 'No raw samples',
  'mixed-scenarios': 'Results that do not tell scenarios apart',
};
