/** Forms of a gate's result. `github` is the markdown of a step summary. */
export const GATE_FORMATS = ['table', 'json', 'junit', 'github'] as const;

export type GateFormat = (typeof GATE_FORMATS)[number];
