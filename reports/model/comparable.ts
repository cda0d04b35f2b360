/** Figures by which rounds are compared. Times in ms, throughput per second, ratios 0–1. */
export type FigureId = 'tps' | 'avg' | 'med' | 'p95' | 'p99' | 'failed' | 'delivered';

/** What must be the same of two runs before their figures may be compared. */
export type Condition = 'script' | 'profile' | 'k6' | 'cpu' | 'target' | 'testData' | 'lock' | 'invalid';
